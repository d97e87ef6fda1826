#!/bin/sh
# Each allocation fails in turn: the tool exits with status 2 and one message, and leaves
# the file of -o unchanged and no temporary file; or it does without and writes the same
# output. Not PDF: glib aborts when an allocation fails.
# And read(2) and write(2) that transfer less than requested.
. "${0%/*}/lib.sh"
. "$SRC/tests/tools.sh"

if [ -n "$QB_UNDER" ]; then
	skip 'allocations that fail' 'it has an allocator of its own'
	finish
	exit
fi
if ! ${CC:-cc} -O1 -fPIC -shared -Wl,-z,defs -o alloc.so "$SRC/tests/alloc.c" 2>log -ldl; then
	skip 'allocations that fail' 'the library to preload cannot be built'
	finish
	exit
fi
ok 'allocations are counted' 'LD_PRELOAD=$PWD/alloc.so QB_COUNT=n qb-list x.tsv >out && [ "$(cat n)" -gt 10 ]'

# starve COMMAND: runs it with each allocation failing; it writes to standard output, or to d/out with -o.
cat >starve <<'END2'
command=$1
rm -rf d && mkdir d && : >d/file && ln -s file d/out
eval "LD_PRELOAD=$PWD/alloc.so QB_COUNT=n $command" >want 2>err || { cat err; exit 1; }
[ -s want ] || cp d/out want
read -r total <n
i=0
while [ $i -lt $total ]; do
	i=$((i + 1))
	echo old >d/out
	eval "LD_PRELOAD=$PWD/alloc.so QB_FAIL=$i $command" >got 2>err
	status=$?
	at="allocation $i of $total: status $status"
	[ "$(echo d/* d/.q*)" = 'd/file d/out d/.q*' ] && [ -L d/out ] || { echo "$at: left over:"; ls -A d; exit 1; }
	if [ $status = 0 ]; then
		[ -s got ] || cp d/out got
		cmp got want || { echo "$at"; exit 1; }
		continue
	fi
	n=0
	while read -r message; do n=$((n + 1)); done <err
	read -r out <d/out
	[ "$status $n $out" = '2 1 old' ] || { echo "$at, messages:"; cat err; echo "d/out: $out"; exit 1; }
done
END2

IFS='
'
for row in $rows; do
	row "$row"
	ok "$name: a few bytes at a time" "
		LD_PRELOAD=\$PWD/alloc.so QB_SHORT=7 $run $in $after >got && $run $in $after | cmp - got &&
		{ [ $tool != qb-format ] || { LD_PRELOAD=\$PWD/alloc.so QB_SHORT=7 $run -o new $in && cmp new got; }; }"
	[ "$after" != long.tsv ] || after=x.tsv
	case $tool:$run in
	*pdf*) ;;
	qb-format:*) ok "$name" "sh ./starve \"$run -o d/out $in\"" ;;
	*) ok "$name" "sh ./starve '$run $in $after'" ;;
	esac
done

for run in 'qb-list --alike=0.3 x.tsv' 'qb-list -s id -g "!none" x.tsv' 'qb-pick -n 2 -s x --due --new 2 x.tsv'; do
	ok "$run" "sh ./starve '$run'"
done
for run in 'qb-grep -o -k question "\w+ [a-z]+"' 'qb-grep -iw NUMBER' 'qb-score -m long.answers'; do
	ok "$run: the system gives no memory for compiled patterns" "
		LD_PRELOAD=\$PWD/alloc.so QB_NOEXEC=1 $run long.tsv >got && $run long.tsv | cmp - got"
done
finish
