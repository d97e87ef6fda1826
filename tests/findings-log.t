#!/bin/sh
# Review logs after clocks that differ, crashes, merges and undos.
. "${0%/*}/lib.sh"
HOME=$DIR/work # has no log
export HOME

export TZ=UTC0
tab=$(printf '\t')
export tab
printf 'id\ttopic\tquestion\na\tT\tA?\nb\tT\tB?\nc\tU\tC?\n' >b.tsv

# log [TIME ID GRADE]...: prints a log; TIME is the part after 2026-01-.
cat >log <<'END'
printf 'time\tid\tgrade\n'
while [ $# -ge 3 ]; do
	printf '2026-01-%s\t%s\t%s\n' "$1" "$2" "$3"
	shift 3
done
END
# reps ARGUMENT...: prints the numbers of reviews of a, b and c.
cat >reps <<'END'
qb-score --now 2026-02-01 "$@" b.tsv | cut -f 4 | sed 1d | paste -sd ' ' -
END
# same LOG LOG: whether both give the same schedule and no message.
cat >same <<'END'
for log; do
	qb-score --now 2026-02-01 -l "$log" b.tsv >"$log.out" 2>"$log.err" || exit 2
	cat "$log.err"
	[ ! -s "$log.err" ] || exit 1
done
cmp "$1.out" "$2.out"
END

# A log that does not exist.
t 'no log: all questions are new, without a message' 0 'unset HOME; qb-score b.tsv | cut -f 1,4,11' <<'END'
id	reps	need
a	0	1.0000
b	0	1.0000
c	0	1.0000
END
t 'the log of qb-quiz, and that of $QB_LOG, do not exist' 0 '
	qb-score b.tsv | md5sum >x; QB_LOG=nowhere/log.tsv qb-score b.tsv | md5sum | cmp - x && XDG_STATE_HOME=$PWD/nowhere qb-score b.tsv | md5sum | cmp - x
	qb-score --by topic b.tsv | tail -n 1; qb-score b.tsv | qb-pick --due -n 9 | wc -l' <<'END'
total	3	0	0	0	0	
4
END
t '-l of a log that does not exist is an error, also beside another' 2 'sh ./log 01T08:00:00Z a good >l; QB_LOG=l qb-score -l l -l nowhere b.tsv' <<'END'
--- stderr
qb-score: nowhere: No such file or directory
END
t '$QB_LOG names something that is not a log' 2 ':>file; QB_LOG=file/log qb-score b.tsv; QB_LOG=. qb-score b.tsv' <<'END'
--- stderr
qb-score: file/log: Not a directory
qb-score: .: Is a directory
END

# A union of sets.
sh ./log 01T08:00:00Z a good 02T08:00:00Z b again 02T08:00:00Z b hard 03T08:00:00Z a easy 03T09:00:00Z c 3 >all
sh ./log 01T08:00:00Z a good 02T08:00:00Z b again 03T08:00:00Z a easy >left
sh ./log 01T09:00:00+01:00 a 3 02T08:00:00Z b again 02T08:00:00.5Z b hard 03T09:00:00Z c good >right
t 'lines that several logs share count once' 0 '
	sh ./reps -l all; sh ./reps -l left -l right; sh ./reps -l right -l left -l all -l all; cat left | sh ./reps -l right -l -
	{ cat left; sed 1d right; } >joined; sh ./reps -l joined' <<'END'
2 2 1
2 2 1
2 2 1
2 2 1
2 2 1
--- stderr
qb-score: joined:5: out-of-order timestamp; reviews were sorted by time
END
ok 'the schedule of a union is that of its lines' '
	qb-score --now 2026-02-01 -l all b.tsv >want
	qb-score --now 2026-02-01 -l left -l right b.tsv | cmp - want && qb-score --now 2026-02-01 -l left -l right --by topic b.tsv | grep -q "^total	3	3	2	5	0	\|^total	3	3	[0-9]	5	"'
ok 'random parts that overlap give the schedule of the whole' '
	awk -v rows=3000 -f "$SRC/tests/bench/make-log.awk" "$SRC/bank.tsv" >long.log
	qb-score -l long.log --now 2026-01-09 "$SRC/bank.tsv" >want
	for seed in 1 2 3; do
		for part in p q; do awk -v s=$seed$part "BEGIN { srand(2 * s + (s ~ /q/)) } NR == 1 || rand() < 0.6" long.log >$part; done
		awk "NR == FNR { seen[\$0]; next } FNR == 1 || !(\$0 in seen)" p long.log >rest
		for logs in "-l p -l q -l rest" "-l rest -l q -l p" "-l long.log -l q"; do
			qb-score $logs --now 2026-01-09 "$SRC/bank.tsv" | cmp - want || exit 1
		done
	done'
ok 'little memory for two copies of a long log, with undos' '
	awk -v rows=200000 -f "$SRC/tests/bench/make-log.awk" "$SRC/bank.tsv" >long.log
	awk -F "\t" -v OFS="\t" "{ print } NR % 1000 == 2 { \$3 = \"undo\"; print }" long.log >undo.log
	qb-score -l undo.log --now 2026-01-09 "$SRC/bank.tsv" >want && ! qb-score -l long.log --now 2026-01-09 "$SRC/bank.tsv" | cmp -s - want &&
	($LIMIT 20000; qb-score -l undo.log -l undo.log --now 2026-01-09 "$SRC/bank.tsv") | cmp - want'

# Clocks.
if when=$(date -u -d '+2 minutes' +%FT%TZ 2>/dev/null); then
	export when
	last=$(date -u -d '+23 hours' +%FT%TZ) beyond=$(date -u -d '+25 hours' +%FT%TZ)
	export last beyond
	t 'reviews up to 24 hours in the future count as now, with one warning' 0 '
		{ sh ./log 01T08:00:00Z a good; printf "%s\tb\tagain\n%s\ta\tgood\n" $when $last; } >ahead
		{ head -n 1 ahead; printf "%s\tc\tgood\n" $when; } >other
		qb-score -l ahead -l other b.tsv >got && cut -f 4,9 got; qb-score -l ahead -l other --by topic b.tsv 2>err | tail -n 1 | cut -f 1-5; wc -l <err
		qb-score -l ahead b.tsv 2>err | sed -n 3p | cut -f 6 >day; TZ=UTC+4 date +%F | cmp - day' <<'END'
reps	recall
2	1.0000
1	1.0000
1	1.0000
total	3	3	0	4
1
--- stderr ^qb-score: (ahead:3|other:2): time is in the future; counted as now$
END
	ok 'they count as now also where reviews are sorted, and in a log from a pipe' '
		qb-score -l ahead b.tsv 2>err >want && [ -s want ] || exit 1
		{ head -n 1 ahead; sed 1d ahead | sort -r; } >disorder
		qb-score -l disorder b.tsv 2>err | cmp - want && [ "$(grep -c future err)" = 1 ] && cat ahead | qb-score -l - b.tsv 2>err | cmp - want && [ "$(wc -l <err)" = 1 ]'
	t 'beyond that they are an error' 2 '{ cat ahead; printf "%s\tb\tgood\n" $beyond; } >far; qb-score -l far b.tsv 2>&1 | sed "s/time [^ ]*/time/" >&2; qb-score -l far b.tsv 2>err' <<'END'
--- stderr
qb-score: far:5: time is more than 24 hours in the future
END
	ok 'qb-quiz asks in spite of a clock that is behind' '
		printf "\n3\n" | qb-quiz -l other -n 1 b.tsv >out 2>err; s=$?; cat err; [ $s = 0 ] && grep -q "^1 of 1: again 0, hard 0, good 1" out && [ "$(cat err)" = "qb-quiz: other:2: time is in the future; counted as now" ]'
else
	skip 'reviews in the future' 'no date -d'
fi
t 'with --now later reviews do not exist' 0 '
	sh ./log 01T08:00:00Z a good 01T09:00:00Z a undo 02T08:00:00Z a again 03T08:00:00Z b good >l; printf "9999-01-01T00:00:00Z\tc\tgood\n" >>l
	for now in 2025-12-31 2026-01-01T08:00:00Z 2026-01-01 2026-01-02T07:59:59Z 2026-01-02 2026-01-03; do qb-score -l l --now $now b.tsv | cut -f 4 | sed 1d | paste -sd " " -; done' <<'END'
0 0 0
1 0 0
0 0 0
0 0 0
1 0 0
1 1 0
END
ok 'a log gives at --now what its beginning gives' '
	awk -v rows=2000 -f "$SRC/tests/bench/make-log.awk" "$SRC/bank.tsv" >long.log
	for n in 1 10 500 1500; do
		head -n $((n + 1)) long.log >part; now=$(tail -n 1 part | cut -f 1)
		awk -F "\t" -v now="$now" "NR == 1 || \$1 <= now" long.log >part
		qb-score -l part --now $now "$SRC/bank.tsv" >want && qb-score -l long.log --now $now "$SRC/bank.tsv" 2>err | cmp - want && [ ! -s err ] || exit 1
	done'

# Undo.
# title | log with undos | the same without
while IFS='|' read -r title with without; do
	ok "undo: $title" "sh ./log $with >l; sh ./log $without >m; sh ./same l m; cat l | qb-score --now 2026-02-01 -l - b.tsv | cmp - m.out"
done <<'END'
the latest review|01T08:00:00Z a good 02T08:00:00Z a again 02T08:00:05Z a undo|01T08:00:00Z a good
the only review|01T08:00:00Z a good 01T08:00:01Z a undo 03T08:00:00Z b good|03T08:00:00Z b good
of that id|01T08:00:00Z a good 02T08:00:00Z b again 02T08:00:05Z a undo|02T08:00:00Z b again
and another grade|01T08:00:00Z a again 01T08:00:05Z a undo 01T08:00:09Z a easy 03T08:00:00Z a good|01T08:00:09Z a easy 03T08:00:00Z a good
twice in a row|01T08:00:00Z a good 02T08:00:00Z a hard 03T08:00:00Z a again 03T08:00:01Z a undo 03T08:00:02Z a undo 04T08:00:00Z a easy|01T08:00:00Z a good 04T08:00:00Z a easy
twice, with a review between|01T08:00:00Z a good 02T08:00:00Z a hard 02T08:00:01Z a undo 03T08:00:00Z a again 03T08:00:02Z a undo|01T08:00:00Z a good
all|01T08:00:00Z a good 02T08:00:00Z a hard 03T08:00:01Z a undo 03T08:00:02Z a undo|
in the second of the review|01T08:00:00Z a good 02T08:00:00Z a hard 02T08:00:00Z a undo|01T08:00:00Z a good
in the second of the review, before it in the file|01T08:00:00Z a good 02T08:00:00Z a undo 02T08:00:00Z a hard|01T08:00:00Z a good
of two reviews in a second the later in the file|01T08:00:00Z a good 01T08:00:00Z a hard 01T08:00:00Z a undo|01T08:00:00Z a good
once, though the line is repeated|01T08:00:00Z a good 02T08:00:00Z a hard 03T08:00:00Z a undo 03T08:00:00Z a undo|01T08:00:00Z a good
a repeated review|01T08:00:00Z a good 02T08:00:00Z a hard 02T08:00:00Z a hard 03T08:00:00Z a undo|01T08:00:00Z a good
END
t 'undo: in another log, with columns that qb-score does not need' 0 '
	sh ./log 01T08:00:00Z a good 02T08:00:00Z b good >l
	{ printf "time\tid\tgrade\thash\tseconds\n"; printf "2026-01-01T08:00:09Z\ta\tundo\t0123456789abcdef\t7\n2026-01-02T08:00:00Z\tb\tgood\t\t\n"; } >m
	sh ./reps -l l -l m; sh ./reps -l m -l l; sh ./reps -l m' <<'END'
0 1 0
0 1 0
0 1 0
--- stderr
qb-score: m:2: no review to undo; ignored
END
t 'undo: out of order' 0 'sh ./log 02T08:00:05Z a undo 01T08:00:00Z a good 02T08:00:00Z a again >l; qb-score -l l --now 2026-02-01 b.tsv | sed -n 2p | cut -f 4-6' <<'END'
1	0	2026-01-01
--- stderr
qb-score: l:3: out-of-order timestamp; reviews were sorted by time
END
t 'undo: without a review before it, one warning' 0 '
	sh ./log 01T08:00:00Z a undo 01T08:00:01Z b undo 02T08:00:00Z a good 03T08:00:00Z a undo 03T08:00:01Z a undo >l; sh ./reps -l l; cat l | sh ./reps -l -; sh ./log 02T08:00:00Z a undo >l; sh ./reps -l l' <<'END'
0 0 0
0 0 0
0 0 0
--- stderr
qb-score: l:2: no review to undo; ignored, as 2 more
qb-score: standard input:2: no review to undo; ignored, as 2 more
qb-score: l:2: no review to undo; ignored
END
ok 'undo: random logs give the same streamed and sorted, whole and in parts' '
	for seed in 1 2 3 4 5 6 7 8; do
		awk -v s=$seed "BEGIN {
			srand(s); split(\"again hard good easy undo undo\", g, \" \"); print \"time\tid\tgrade\"
			for (i = 0; i < 300; i++) { t += int(rand() * 3); printf \"2026-01-01T%02d:%02d:%02dZ\t%s\t%s\n\", t / 3600, t / 60 % 60, t % 60, substr(\"abc\", 1 + int(rand() * 3), 1), g[1 + int(rand() * 6)] }
		}" >l
		{ head -n 1 l; sed 1d l | sort -t "	" -k 1,1r -s; } >r
		awk "NR % 2 || NR == 1" l >p1; awk "NR % 2 == 0 || NR == 1" l >p2
		# the same by hand
		awk -F "\t" "NR > 1 && !((\$1, \$2, \$3) in seen) { seen[\$1, \$2, \$3]; print \$1, (\$3 == \"undo\"), NR, \$2, \$3 }" l | sort -k 1,1 -k 2,2n -k 3,3n |
			awk "\$5 != \"undo\" { n[\$4]++ } \$5 == \"undo\" && n[\$4] > 0 { n[\$4]-- } END { print n[\"a\"] + 0, n[\"b\"] + 0, n[\"c\"] + 0 }" >count
		qb-score --now 2026-02-01 -l l b.tsv 2>err >want
		cut -f 4 want | sed 1d | paste -sd " " - | cmp - count || exit 1
		cat l | qb-score --now 2026-02-01 -l - b.tsv 2>err | cmp - want || exit 1
		qb-score --now 2026-02-01 -l p1 -l p2 b.tsv 2>err | cut -f 4 | sed 1d | paste -sd " " - | cmp - count || exit 1
	done'

# Torn ends. tear LOG STEP: cuts the log at every byte, plain and followed by NULs; qb-score reads
# the lines that are whole, with at most one warning, and qb-quiz appends
# to them, which is tried after every STEP bytes.
cat >tear <<'END'
size=$(($(wc -c <"$1")))
header=$(($(head -n 1 "$1" | wc -c)))
n=0
while [ $n -le $size ]; do
	head -c $n "$1" >whole
	for nuls in 0 3000; do
		{ cat whole; head -c $nuls /dev/zero; } >torn
		qb-score --now 2026-02-01 -l torn b.tsv >got 2>err || { cat err; echo "cut at $n, NULs: $nuls"; exit 1; }
		[ $(($(wc -l <err))) -le 1 ] && { [ $nuls = 0 ] || [ -s err ]; } || { cat err; echo "warnings: cut at $n, NULs: $nuls"; exit 1; }
		# The lines with a newline, and the last one if it is a review.
		head -n $(($(wc -l <whole))) whole >lines
		if [ $n -gt $header ]; then
			qb-score --now 2026-02-01 -l lines b.tsv >some
			{ cat whole; echo; } >ended
			qb-score --now 2026-02-01 -l ended b.tsv >more 2>/dev/null || cp some more
			cmp got more || { echo "result: cut at $n, NULs: $nuls"; exit 1; }
		fi
		[ $((n % $2)) = 0 ] || continue
		printf '\n3\n' | qb-quiz -l torn -n 1 --in-order one.tsv >out 2>err || { cat err; echo "quiz: cut at $n, NULs: $nuls"; exit 1; }
		tr -d '\0' <torn | cmp - torn && qb-score -l torn b.tsv >out 2>err && [ ! -s err ] || { cat err; echo "mended: cut at $n, NULs: $nuls"; exit 1; }
		head -c $(($(wc -c <lines))) torn | cmp - lines && [ $(($(wc -l <torn))) -ge 2 ] || { echo "kept: cut at $n, NULs: $nuls"; exit 1; }
	done
	n=$((n + 1))
done
END
qb-list -i c b.tsv >one.tsv
sh ./log 01T08:00:00Z a good 02T08:00:00Z b again >plain
sed 's/$/\r/' plain >crlf
printf '\357\273\277' | cat - plain >bom
printf 'time\tid\tgrade\thash\tseconds\n2026-01-01T08:00:00Z\ta\tundo\t0123456789abcdef\t12\n2026-01-02T08:00:00Z\ta\tgood\t0123456789abcdef\t12\n' >columns
sed -i.orig '2s/undo/easy/' columns
printf 'grade\tid\ttime\nhard\ta\t2026-01-01T08:00:00Z\ngood\tb\t2026-01-02T08:00:00+01:00\n' >order
while IFS='|' read -r log step; do
	ok "a log cut at every byte, with NULs and without: $log" "sh ./tear $log $step"
done <<END
plain|$(tries 5 40)
crlf|$(tries 13 40)
bom|$(tries 11 40)
columns|$(tries 17 60)
order|$(tries 17 60)
END
t 'a log of NULs only, and after the header' 0 '
	head -c 100 /dev/zero >nuls; sh ./reps -l nuls; { head -n 1 plain; head -c 100 /dev/zero; } >nuls; sh ./reps -l nuls; cat nuls | sh ./reps -l -' <<'END'
0 0 0
0 0 0
0 0 0
--- stderr
qb-score: nuls:1: incomplete header skipped
qb-score: nuls:2: incomplete last line skipped
qb-score: standard input:2: incomplete last line skipped
END
t 'NULs only, removed by qb-quiz' 0 '{ cat plain; head -c 9 /dev/zero; } >nuls; printf "\n3\n" | qb-quiz -l nuls one.tsv | tail -n 1; head -n 3 nuls | cmp - plain; wc -l <nuls' <<'END'
1 of 1: again 0, hard 0, good 1, easy 0
4
--- stderr
qb-quiz: nuls:4: incomplete last line skipped
qb-quiz: nuls: incomplete last line removed: NUL bytes
END
t 'a valid unterminated line counts, with NULs after it' 0 '{ printf %s "$(cat plain)"; head -c 9 /dev/zero; } >nuls; sh ./reps -l nuls; for n in 1 7 1001; do QB_BLOCK=$n sh ./reps -l nuls 2>err; done' <<'END'
1 1 0
1 1 0
1 1 0
1 1 0
--- stderr
qb-score: nuls:3: NUL bytes at the end skipped
END
t 'NULs anywhere else are an error' 2 '
	{ cat plain; printf "\0\0\n"; } >n1; { head -n 1 plain; printf "\0\0"; sed 1d plain; } >n2; { printf "time\tid\tgr\0ade\n"; sed 1d plain; } >n3
	for l in n1 n2 n3; do for b in 1 4096; do QB_BLOCK=$b qb-score -l $l b.tsv; done; done; printf "\n3\n" | qb-quiz -l n2 b.tsv' <<'END'
--- stderr
qb-score: n1:4: NUL byte
qb-score: n1:4: NUL byte
qb-score: n2:2: NUL byte
qb-score: n2:2: NUL byte
qb-score: n3:1: NUL byte
qb-score: n3:1: NUL byte
qb-quiz: n2:2: NUL byte
END
t 'a log that never ends, of NULs' 2 '(ulimit -t 60; qb-score -l /dev/zero b.tsv)' <<'END'
--- stderr
qb-score: /dev/zero:1: NUL byte
END
ok 'what is not torn is never removed' '
	for text in nonsense "time id grade" "time,id,grade" "name${tab}id" "time${tab}id${tab}grade\n2026-01-01T08:00:00Z${tab}a${tab}bogus" "time${tab}id${tab}grade\n9999-01-01T08:00:00Z${tab}a${tab}good" \
		"time${tab}id${tab}grade\n2026-01-01T08:00:00Z${tab}a${tab}good${tab}x" "time${tab}id${tab}grade\nx${tab}a${tab}good"; do
		printf "$text" >log1; cp log1 before
		printf "\n3\n" | qb-quiz -l log1 b.tsv >out 2>err
		[ $? = 2 ] && [ -s err ] && cmp log1 before || { echo "$text"; exit 1; }
	done'

finish
