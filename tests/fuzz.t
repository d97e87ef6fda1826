#!/bin/sh
# The harnesses of `make fuzz`, run without a fuzzer on tests/fuzz/corpus: examples, and
# inputs that once failed.
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
