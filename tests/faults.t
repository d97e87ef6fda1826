#!/bin/sh
# Faults that every tool must handle, with every format: see tools.sh.
. "${0%/*}/lib.sh"
. "$SRC/tests/tools.sh"

esc=$(printf '\033') c1=$(printf '\233')
kinds='tsv csv seen log answers marks md html jsonl json gift anki moodle revlog'
IFS='
'
mkdir dir
cp x.tsv unreadable
chmod 000 unreadable

# The small bank truncated at every byte, with a byte changed, and random bytes.
printf 'id\tquestion\tanswer\n1\tW\\n"?\tx\n2\t\303\251\t\n' >small.tsv
make_inputs small
cat >spoil.awk <<'AWK'
{ text = text $0 "\n" }
END {
	srand(7)
	for (i = 1; i < length(text); i++)
		printf "%s", substr(text, 1, i) >("bad/cut." i)
	for (i = 1; i <= 12; i++) {
		at = int(rand() * length(text))
		byte = substr("\001\t\n\r\"'\\,;{}[]<>#:~=-*/$\377\300\355", 1 + int(rand() * 27), 1)
		printf "%s%s%s", substr(text, 1, at), byte, substr(text, at + 2) >("bad/changed." i)
		for (n = int(rand() * 300); n > 0; n--)
			printf "%c", 1 + int(rand() * 255) >("bad/random." i)
	}
}
AWK
for kind in $(printf '%s' "$kinds" | tr ' ' '\n'); do
	mkdir -p bad && LC_ALL=C awk -f spoil.awk "small.$kind" && mv bad "bad.$kind"
	: >"empty.$kind"
	{
		cat "x.$kind"
		printf 'a\0b\n'
	} >"nul.$kind"
	{
		printf '\357\273\277'
		cat "x.$kind"
	} >"bom.$kind"
	sed 's/\r*$/\r/' "x.$kind" >"crlf.$kind"
	printf %s "$(cat "x.$kind")" >"unterminated.$kind"
	sed G "x.$kind" >"blank.$kind"
	sed "2,\$s/\$/	more/" "x.$kind" >"ragged.$kind"
done
sed '2,$s/,[^,]*$//' x.csv >ragged.csv
sed 's/two/t\x1b[31m\xc2\x9b\x9bo/' x.tsv >escape.tsv
sed 's/two/t\xffw\xc0\xafw\xed\xa0\x80w\xf0\x9f\x98o/' x.tsv >bytes.tsv
awk -F '\t' -v OFS='\t' 'NR == 2 { for (s = "Why, 16 letters "; length(s) < 2 ^ 20;) s = s s; $5 = s } { print }' x.tsv >wide.tsv
for name in escape bytes wide; do
	make_inputs $name
done
awk 'NR < 3; END { for (i = 0; i < 100000; i++) print "h" i "\tTopic\tmid\ta\tWhat is the meaning of number " i "?\tNone.\t\t" }' x.tsv >huge.tsv

# survives COMMAND AFTER FILE...: exits normally for each, with a message if the status is 2.
cat >survives <<'END'
run=$1 after=$2
shift 2
for file; do
	eval "$run $file $after" >out 2>err
	status=$?
	[ $status -le 2 ] && { [ $status != 2 ] || [ -s err ]; } || { echo "$file: status $status"; cat err; exit 1; }
done
END

for tool in $tools qb-diff qb-edit qb-quiz; do
	ok "$tool: --help" "$tool --help >out && grep -q '^usage: $tool ' out && $tool -h | cmp - out"
	ok "$tool: --version" "$tool --version >out && grep -qx '$tool (qb) [0-9.]*' out && $tool -V | cmp - out"
	for option in --help --version; do
		t "$tool: $option to a full device" 2 "$tool $option >/dev/full" <<END
--- stderr .*(No space left on device|I/O error)
END
	done
	t "$tool: an unknown option" 2 "$tool --nonsense x.tsv" <<'END'
--- stderr .*--nonsense.*
END
	ok "$tool: an unknown option points to --help" "$tool --nonsense x.tsv 2>&1 | sed -n '2,\$p' | grep -qx \"try '$tool --help'\""
done

for row in $rows; do
	row "$row"
	# Under valgrind qb-format-pdf prints its own name in messages.
	case "$QB_UNDER $name" in
	valgrind*pdf*) nameless=1 ;;
	*) nameless= ;;
	esac
	ok "$name: status 0" "$run $in $after >out && [ -s out ]"
	ok "$name: '-' is standard input" "$run - $after <$in >got && $run $in $after | cmp - got"
	[ -n "$after" ] || ok "$name: no operand: standard input, not \$QB_BANK" "QB_BANK=nowhere $run <$in >got && $run $in | cmp - got"
	for file in $in $long; do
		t "$name: $file to a full device" 2 "$run $file $after >/dev/full" <<END
--- stderr
$tool: standard output: No space left on device
END
		# Valgrind opens a file of its own with that descriptor.
		[ "$QB_UNDER" = valgrind ] || t "$name: $file to a closed output" 2 "$run $file $after >&-" <<END
--- stderr
$tool: standard output: Bad file descriptor
END
		ok "$name: $file, the reader is gone" "{ $run $file $after 2>err; } | : ; ! grep -v ' unchanged\$' err"
	done
	[ -n "$nameless" ] || t "$name: the reader is gone, SIGPIPE ignored" 0 \
		"mkfifo p q; (trap '' PIPE; { read -r gone <q; $run $long $after 2>err; echo \$? >status; } >p) &
		exec 3<p; exec 3<&-; echo >q; wait; cat status err; rm p q" <<END
2
$tool: standard output: Broken pipe
END
	t "$name: standard input is closed" 2 "$run - $after <&-" <<END
--- stderr
$tool: standard input: Bad file descriptor
END
	ok "$name: standard input is closed, a file is read" "$run $in $after <&- >out"
	for fault in 'dir:Is a directory' 'missing:No such file or directory' 'unreadable:Permission denied'; do
		file=${fault%%:*} deny=
		if [ "$file" = unreadable ] && [ "$(id -u)" = 0 ]; then # who may read every file
			if ! have strace || ! strace -qo /dev/null true 2>/dev/null; then
				skip "$name: unreadable" 'root, and no strace'
				continue
			fi
			file=$PWD/$file
			deny="strace -fqo /dev/null -P $file -e inject=openat:error=EACCES "
		fi
		t "$name: ${fault%%:*}" 2 "$deny$run $file $after" <<END
--- stderr
$tool: $file: ${fault#*:}
END
	done
	[ -n "$nameless" ] || ok "$name: an empty file" "
		$run empty.$kind $after >out 2>err; status=\$?
		case '$tool:$kind' in
		*:seen | *:log) [ \$status -le 1 ] && [ ! -s err ] ;;
		*) [ \$status = 2 ] && [ \"\$(wc -l <err)\" = 1 ] && grep '^$tool: empty.$kind: empty' err ;;
		esac"
	t "$name: a NUL byte" 2 "$run nul.$kind $after >out" <<END
--- stderr ^$tool: nul\\.$kind:[0-9]+: NUL byte\$
END
	[ -n "$nameless" ] || ok "$name: NUL bytes without end" "(\$LIMIT 400000; timeout 20 $run /dev/zero $after) >out 2>err; [ \$? = 2 ] && grep '^$tool: /dev/zero:1: NUL byte\$' err"
	case $kind in
	tsv | csv | seen | log | answers | marks)
		t "$name: a ragged line" 2 "$run ragged.$kind $after >out" <<END
--- stderr ^$tool: ragged\\.$kind:2: expected [0-9]+ fields?, found [0-9]+\$
END
		;;
	esac
	for form in bom crlf unterminated blank; do
		case $form:$kind in
		blank:seen | blank:md | blank:gift | blank:anki | blank:moodle) ;;
		*) ok "$name: $form" "$run $form.$kind $after >got 2>err && $run $in $after 2>err | cmp - got" ;;
		esac
	done
	ok "$name: the block size does not matter" "
		$run $long $after >want; for b in 7 1001; do QB_BLOCK=\$b $run $long $after | cmp - want || exit 1; done
		$run $in $after >want; QB_BLOCK=1 $run $in $after | cmp - want"
	if comma_locale; then
		ok "$name: a decimal comma in the locale" "$COMMA $run $in $after >got && $run $in $after | cmp - got"
	else
		skip "$name: a decimal comma in the locale" 'localedef cannot make one'
	fi
	case $name in
	*pdf*) ;; # 512 KiB in its own test, since pango is slow
	*) ok "$name: lines of 1 MiB" "$run wide.$kind $after >out" ;;
	esac
	case $name in
	*pdf*) few='[05]' ;;
	*tsv)
		few=$(tries '' 5)
		[ -z "${QB_BIG:-}" ] || ok "$name: a line of 1 GiB: works, or is an error" "
			{ printf 'id\ttopic\tquestion\tanswer\tpoints\nq1\t\tWh'; head -c 1073741824 /dev/zero | tr '\\0' a; printf '\t\t\n'; } |
				(\$LIMIT 5000000; $run - $after) >out 2>err; status=\$?; rm out
			[ \$status = 0 ] || [ \$status:\$(wc -l <err) = 2:1 ] || { echo \$status; cat err; exit 1; }"
		;;
	*) few=$(tries '' 5) ;;
	esac
	ok "$name: truncated at every byte, a byte changed, random bytes" "sh ./survives \"$run\" '$after' bad.$kind/*$few"
	case $name in
	qb-import*json*) ok "$name: what is not UTF-8" "$run bytes.$kind | grep -q 't�w��w���w�'" ;;
	*-t\ [jh]* | *-t\ moodle* | qb-format\ \ tsv) ok "$name: what is not UTF-8" "$run bytes.tsv >out && iconv -f UTF-8 -t UTF-8 out >/dev/null && grep -q 't�w��w���w�' out" ;;
	*pdf*) ok "$name: what is not UTF-8" "$run bytes.tsv >out" ;;
	*tsv | *csv | *md | *gift | *anki)
		case $name in
		*score\ -m* | qb-merge\ * | qb-progress\ *) ;; # qb-merge and qb-progress: in their own tests
		*) ok "$name: what is not UTF-8" "$run bytes.$kind $after | LC_ALL=C grep -aq '$(printf 't\377w\300\257w\355\240\200w\360\237\230o')'" ;;
		esac
		;;
	esac
	case $name in
	*pdf*) ;;
	*)
		if have_terminal; then
			for tsv in '' --tsv; do
				case $tsv:$name in
				--tsv:qb-format* | --tsv:qb-progress* | --tsv:*--base*) ;;
				*) ok "$name: control characters to a terminal $tsv" "
					script -qec \"$tool $tsv ${run#* } escape.$kind $after\" /dev/null </dev/null >out && [ -s out ] && ! LC_ALL=C grep -a '$esc\\|$c1' out" ;;
				esac
			done
		else
			skip "$name: control characters to a terminal" 'no pseudo-terminal'
		fi
		;;
	esac
	case $name in
	qb-format*pdf* | qb-format*html* | qb-import* | qb-score* | qb-pick*) ;; # qb-score and qb-pick: in their own tests
	*tsv) ok "$name: little memory, a long bank" "(\$LIMIT 40000; $run huge.tsv $after) >out" ;;
	esac
	if have strace && strace -qo /dev/null true 2>/dev/null; then
		fail="strace -fqo /dev/null -e inject="
		for nth in 1 2; do
			t "$name: read $nth fails" 2 "QB_BLOCK=16 ${fail}read:error=EIO:when=$nth -P \$PWD/$in $run $in $after >out" <<END
--- stderr
$tool: $in: Input/output error
END
		done
		ok "$name: reads and writes that are interrupted" "
			QB_BLOCK=16 ${fail}read,write:error=EINTR:when=1+3 -P \$PWD/$in -P \$PWD/got $run $in $after >got && $run $in $after | cmp - got"
		case $tool in
		qb-format)
			for call in write:error=ENOSPC:when=1 fsync:error=ENOSPC rename:error=EIO; do
				ok "$name: -o: $call" "
					rm -rf d && mkdir d && echo old >d/out
					$fail$call $run -o d/out $in 2>err; [ \$? = 2 ] && [ \"\$(cat d/out)\" = old ] && [ \"\$(ls -A d)\" = out ]"
			done
			;;
		esac
	else
		skip "$name: faults of the system" 'no strace'
	fi
	[ "$tool" != qb-format ] ||
		ok "$name: -o names the input" "cp $in in; ! $run -o in in 2>err && grep -q ' in: ' err && cmp in $in"
done

for row in qb-list: qb-grep:Wh 'qb-pick:-n 9 -s x --in-order'; do
	tool=${row%%:*}
	run="$tool ${row#*:}"
	t "$tool: a header only is passed on" 1 "$run header.tsv | cmp - header.tsv; $run header.tsv >/dev/null" </dev/null
	ok "$tool: records are passed on as they are" "sed 's/two/\"t\"w\"\"o/; s/^q1/\"q1/' x.tsv >quotes.tsv; $run quotes.tsv | cmp - quotes.tsv"
done

finish
