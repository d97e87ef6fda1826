#!/bin/sh
# The harnesses of `make fuzz`, without a fuzzer, with what is kept in tests/fuzz/corpus:
# examples, and what was once found.
. "${0%/*}/lib.sh"

found=
for harness in "$QB_BIN"/replay-*; do
	[ -x "$harness" ] || continue
	found=y
	name=${harness##*/replay-}
	set --
	for seeds in "$SRC/tests/fuzz/corpus/$name" "$SRC/tests/fuzz/corpus/${name%%-*}"; do
		[ ! -d "$seeds" ] || set -- "$@" "'$seeds'/*"
	done
	ok "$name" "[ $# -gt 0 ] && '$harness' $*"
done
[ $found ] || skip 'the corpora' 'make check builds the harnesses'

finish
