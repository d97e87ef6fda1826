#!/bin/sh
# Faults that every tool must survive. Each tool stands here with a command line
# that reads the bank x.tsv, or standard input where no operand is named.
. "${0%/*}/lib.sh"

printf 'id\ttopic\tlevel\ttags\tquestion\tanswer\tpoints\tdue\n' >header.tsv
cp header.tsv x.tsv
printf '%s\tTopic\tmid\ta,b\tWhy %s?\tBecause.\tword\t\n' q1 one q2 two >>x.tsv
head -c 0 /dev/null >empty.tsv
{
	cat x.tsv
	printf 'q3\tTopic\n'
} >ragged.tsv
{
	cat x.tsv
	printf 'q3\tTopic\tmid\t\tW\0y\t\t\t\n'
} >nul.tsv
awk 'BEGIN { for (i = 0; i < 3000; i++) printf "l%d\tTopic\tmid\ta\tWhat is the meaning of number %d?\t\t\t\n", i, i }' |
	cat header.tsv - >long.tsv
printf 'time\tid\tgrade\n' >log.tsv
mkdir dir
: >unreadable.tsv
chmod 000 unreadable.tsv

# TOOL: the options with which it passes on all of a bank.
tools='qb-list:
qb-grep:Wh
qb-pick:-n 10000 -s x
qb-format:
qb-import:-f tsv
qb-score:-l log.tsv --now 2026-01-01T00:00:00Z'

IFS='
'
for line in $tools; do
	tool=${line%%:*}
	[ -x "$QB_BIN/$tool" ] || continue
	run="$tool ${line#*:}"

	ok "$tool: status 0" "$run x.tsv >out && [ -s out ]"
	ok "$tool: no operand: standard input" "$run <x.tsv >out2 && $run x.tsv | cmp - out2"
	ok "$tool: '-' is standard input" "$run - <x.tsv >out2 && $run x.tsv | cmp - out2"
	ok "$tool: \$QB_BANK is not asked when standard input is no terminal" "QB_BANK=nowhere $run <x.tsv >out2"
	ok "$tool: --help" "$tool --help >out && grep -q '^usage: $tool ' out && $tool -h | cmp - out"
	ok "$tool: --version" "$tool --version >out && grep -qx '$tool (qb) [0-9.]*' out && $tool -V | cmp - out"
	for option in --help --version; do
		t "$tool: $option to a full device" 2 "$tool $option >/dev/full" <<END
--- stderr
$tool: standard output: No space left on device
END
	done
	t "$tool: an unknown option" 2 "$run --nonsense x.tsv" <<END
--- stderr .*--nonsense.*
END
	ok "$tool: an unknown option shows the usage" "$run --nonsense x.tsv 2>&1 | grep -q '^usage: $tool '"
	for bank in x.tsv long.tsv; do
		t "$tool: $bank to a full device" 2 "$run $bank >/dev/full" <<END
--- stderr
$tool: standard output: No space left on device
END
		t "$tool: $bank to a closed output" 2 "$run $bank >&-" <<END
--- stderr
$tool: standard output: Bad file descriptor
END
		ok "$tool: $bank, the reader is gone" "{ $run $bank 2>err; echo \$? >status; } | : ; ! grep . err"
	done
	t "$tool: the reader is gone, SIGPIPE ignored" 0 \
		"mkfifo p; (trap '' PIPE; $run long.tsv 2>err >p; echo \$? >status) & exec 3<p; exec 3<&-; wait; cat status; cat err" <<END
2
$tool: standard output: Broken pipe
END
	rm -f p
	t "$tool: standard input is closed" 2 "$run <&-" <<END
--- stderr
$tool: standard input: Bad file descriptor
END
	ok "$tool: standard input is closed, a file is read" "$run x.tsv <&- >out"
	t "$tool: a directory" 2 "$run dir" <<END
--- stderr
$tool: dir: Is a directory
END
	t "$tool: a missing file" 2 "$run missing.tsv" <<END
--- stderr
$tool: missing.tsv: No such file or directory
END
	if [ "$(id -u)" = 0 ]; then
		skip "$tool: an unreadable file" 'root reads everything'
	else
		t "$tool: an unreadable file" 2 "$run unreadable.tsv" <<END
--- stderr
$tool: unreadable.tsv: Permission denied
END
	fi
	t "$tool: an empty file" 2 "$run empty.tsv" <<END
--- stderr
$tool: empty.tsv: empty: a bank begins with a header line; name a bank as an operand or in QB_BANK
END
	ok "$tool: a header only" "$run header.tsv >out; [ \$? = 1 ]"
	ok "$tool: a ragged line" "$run ragged.tsv >out 2>err; [ \$? = 2 ] && [ \"\$(cat err)\" = '$tool: ragged.tsv:4: expected 8 fields, found 2' ]"
	ok "$tool: a NUL byte" "$run nul.tsv >out 2>err; [ \$? = 2 ] && [ \"\$(cat err)\" = '$tool: nul.tsv:4: NUL byte' ]"
	ok "$tool: the block size does not matter" "$run long.tsv >want; for b in 1 7 64 1001; do QB_BLOCK=\$b $run long.tsv | cmp - want || exit 1; done"
	ok "$tool: a decimal comma in the locale" "LC_ALL=de_DE.UTF-8 $run x.tsv >out2 && $run x.tsv | cmp - out2"
	ok "$tool: little memory, a long bank" "(\$LIMIT 100000; $run long.tsv) >out"
	if have strace && strace -qo /dev/null true 2>/dev/null; then
		t "$tool: a read that fails" 2 "strace -qo /dev/null -P \$PWD/x.tsv -e inject=read:error=EIO:when=1 $run x.tsv" <<END
--- stderr
$tool: x.tsv: Input/output error
END
		ok "$tool: reads that are interrupted" \
			"strace -qo /dev/null -P \$PWD/x.tsv -e inject=read:error=EINTR:when=1 $run x.tsv >out2 && $run x.tsv | cmp - out2"
	else
		skip "$tool: faults of the system" 'no strace here'
	fi
done

for line in qb-list: qb-grep:Wh 'qb-pick:-n 9 -s x --in-order'; do
	tool=${line%%:*}
	run="$tool ${line#*:}"
	t "$tool: a header only is passed on" 1 "$run header.tsv | cmp - header.tsv; $run header.tsv >/dev/null" </dev/null
	ok "$tool: records are passed on as they are" "$run x.tsv | cmp - x.tsv"
done

finish
