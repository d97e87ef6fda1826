#!/bin/sh
# The bounds of the statistical tests were fixed before they were first run: the
# 99.9 % quantile of chi-square for the degrees of freedom. The seeds are fixed,
# too, so that a run repeats exactly.
. "${0%/*}/lib.sh"

cp "$SRC/bank.tsv" bank.tsv
cat >b.tsv <<'END'
id	topic	w	due	question
a	x	1	2026-01-01	A
b	x	2		B
c	y	0	2026-01-03	C
d	y	3.5	2025-12-31	D
e	y	1e1		E
END

# The bytes of a pick, which never change.
t 'golden: a seed' 0 'qb-pick -n 5 -s golden bank.tsv | cut -f1 | paste -sd " " -' <"$SRC/tests/golden/pick-seed"
t 'golden: a day' 0 'qb-pick -d -n 5 --date 2026-01-01 bank.tsv | cut -f1 | paste -sd " " -' <"$SRC/tests/golden/pick-day"
t 'golden: each level, weighted' 0 'qb-pick -e topic -w w -n 2 -s golden b.tsv | cut -f1 | paste -sd " " -' <"$SRC/tests/golden/pick-each"

# The same from another implementation, written from the manual page.
if have python3 && have xxh64sum; then
	ok 'the method of the manual page, in Python' '
		qb-list -c id bank.tsv | sed 1d | while read -r id; do
			printf "s e e d\t%s" "$id" | xxh64sum | cut -c 1-16 | sed "s/\$/ $id/"
		done >hashes
		python3 -c "
import math
rows = [l.split() for l in open(\"hashes\")]
key = lambda r: -math.log((int(r[0], 16) // 2048 + .5) / 2 ** 53)
print(\"id\", *[r[1] for r in sorted(rows, key=key)], sep=\"\n\")" >want
		qb-pick -s "s e e d" -n 1000 bank.tsv | cut -f1 | cmp - want'
else
	skip 'the method of the manual page, in Python' 'no python3 or xxh64sum'
fi

t '-n: one record by default' 0 'qb-pick -s x bank.tsv | wc -l' <<'END'
2
END
for n in 0 1 132 133 134 2147483648 9223372036854775807; do
	want=$((n < 133 ? n : 133))
	t "$n of 133" $((n == 0)) "qb-pick -n $n -s x bank.tsv >out; s=\$?; sed 1d out | sort -u | wc -l; exit \$s" <<END
$want
END
done
t 'an empty pick writes nothing' 1 'qb-pick -n 0 b.tsv; qb-pick -x b.tsv b.tsv' </dev/null
ok '--help fits 80 columns' 'qb-pick --help | awk "length > 80 { print; bad = 1 } END { exit bad }"'
t 'a negative number' 2 'qb-pick -n -1 b.tsv 2>&1 | head -n 1; qb-pick -n -1 b.tsv 2>/dev/null' <<'END'
qb-pick: -n: -1 is out of range (0 to 9223372036854775807)
END
t 'a bank without ids' 2 'qb-list -c topic b.tsv | qb-pick' <<'END'
--- stderr
qb-pick: standard input: no column 'id'; columns: topic
END
t 'no pick from a malformed bank' 2 'printf x | cat b.tsv - | qb-pick -s x' <<'END'
--- stderr
qb-pick: standard input:7: expected 5 fields, found 1
END

ok 'a larger pick begins with a smaller one' '
	qb-pick -n 133 -s n bank.tsv >all
	for n in 1 2 3 10 50 132; do qb-pick -n $n -s n bank.tsv >some; head -n $((n + 1)) all | cmp - some || exit 1; done'
ok 'the order of the lines does not matter' '
	{ head -n 1 bank.tsv; sed 1d bank.tsv | sort -t "	" -k 5; } >other.tsv
	for o in "-n 9" "-n 9 -e topic" "-d -n 9 --date 2026-05-05" "-d -n 2 -e level --date 2026-05-05"; do
		qb-pick -s x $o bank.tsv >a; qb-pick -s x $o other.tsv | cmp - a || exit 1
	done'
ok 'picking from the picks of the parts is picking from the whole' '
	for cut in 1 2 30 100 133; do
		head -n $cut bank.tsv >p1; { head -n 1 bank.tsv; sed "1,${cut}d" bank.tsv; } >p2
		for o in "-n 7" "-n 3 -e topic" "-n 200"; do
			qb-pick -s m $o p1 >k1; qb-pick -s m $o p2 >k2
			[ -s k1 ] || head -n 1 bank.tsv >k1
			[ -s k2 ] || head -n 1 bank.tsv >k2
			qb-pick -s m $o bank.tsv >want; qb-pick -s m $o k1 k2 | cmp - want || exit 1
		done
	done'
if have parallel && parallel --version 2>/dev/null | grep -q GNU; then
	ok 'the same through GNU parallel' '
		export HOME=$PWD
		qb-pick -s m -n 7 bank.tsv >want
		parallel --will-cite --header : --pipepart --block 4k -a bank.tsv qb-pick -s m -n 7 >parts
		awk "NR == 1 { h = \$0; print; next } \$0 != h" parts | qb-pick -s m -n 7 | cmp - want'
else
	skip 'the same through GNU parallel' 'no GNU parallel'
fi
t 'in order' 0 'qb-pick -s x -n 4 --in-order b.tsv | cut -f1 | sed 1d | sort -c; qb-pick -s x -n 9 --in-order b.tsv | cmp - b.tsv' </dev/null
t 'different seeds, different picks' 0 'for s in 1 2 3 4 5 6 7 8; do qb-pick -n 3 -s $s bank.tsv | cksum; done | sort -u | wc -l' <<'END'
8
END
t 'without a seed, different picks' 0 'for s in 1 2 3; do qb-pick -n 20 bank.tsv | cksum; done | sort -u | wc -l' <<'END'
3
END
ok 'the seed that -v prints repeats the pick' '
	qb-pick -v -n 5 bank.tsv >a 2>err; qb-pick -s "$(sed "s/^qb-pick: seed //" err)" -n 5 bank.tsv | cmp - a'
t 'the seed is not printed without -v' 0 'qb-pick bank.tsv >out' </dev/null

# Excluding.
t 'exclude a pick' 0 'qb-pick -s x -n 2 b.tsv >seen; qb-pick -s x -n 9 -x seen b.tsv >rest; cat seen rest | grep -v ^id | cut -f1 | sort | tr "\n" " "; wc -l <rest' <<'END'
a b c d e 4
END
t 'exclude the ids of a log, and twice' 0 'printf "time\tid\tgrade\n2026-01-01T00:00:00Z\ta\tgood\n" >log; qb-list -i b,c b.tsv >bc; qb-pick -n 9 -s x -x log -x bc --in-order b.tsv | cut -f1' <<'END'
id
d
e
END
t 'exclude an empty pick' 0 'qb-pick -n 9 -x /dev/null b.tsv | wc -l; qb-pick -n 0 b.tsv | qb-pick -n 9 -x - -x b.tsv b.tsv | wc -l; printf "" | qb-pick -n 9 -x - b.tsv | wc -l' <<'END'
6
0
6
END
t 'exclude an empty file' 0 ': >none; qb-pick -n 9 -x none b.tsv | wc -l' <<'END'
6
END
t 'exclude a missing file' 2 'qb-pick -x nowhere b.tsv' <<'END'
--- stderr
qb-pick: nowhere: No such file or directory
END
t 'exclude a file without ids' 2 'qb-list -c topic b.tsv >x; qb-pick -x x b.tsv' <<'END'
--- stderr
qb-pick: x: no column 'id'; columns: topic
END

# Each value.
t 'each: n of every value' 0 'qb-pick -e topic -n 3 -s x bank.tsv | qb-list -T | cut -f2 | sort | uniq -c | sed "s/^ *//"' <<'END'
16 3
1 count
END
t 'each of several columns: n of every combination' 0 '
	pairs() { qb-list -c level,topic | sed 1d | sort | uniq -c | sed "s/^ *//; s/ /	/"; }
	qb-pick -e level,topic -n 2 -s x bank.tsv | pairs >got
	pairs <bank.tsv | sed "s/^[0-9]*[3-9]	/2	/; s/^[0-9][0-9][0-9]*	/2	/" | diff - got
	qb-pick -e level -e topic -n 2 -s x bank.tsv >a; qb-pick -e level,topic -n 2 -s x bank.tsv | cmp - a' <<'END'
--- stderr ^qb-pick: level 'mid', topic 'Cloud \+ Serverless \+ Node.js': 1 of 2$
END
t 'each of several columns: in the order of their values' 0 'qb-pick -e level,topic -s x bank.tsv | qb-list -c level,topic | sed 1d | LC_ALL=C sort -c' </dev/null
t 'each: no such column, after one that exists' 2 'qb-pick -e topic,nope b.tsv' <<'END'
--- stderr
qb-pick: b.tsv: no column 'nope'; columns: id, topic, w, due, question
END
t 'each: values in byte order' 0 'qb-pick -e topic -s x bank.tsv | cut -f2 | sed 1d | LC_ALL=C sort -c' </dev/null
t 'each: all records of a small stratum' 0 'qb-pick -e topic -n 3 -s x b.tsv | qb-list -T' <<'END'
topic	count
x	2
y	3
--- stderr
qb-pick: topic 'x': 2 of 3
END

# Quotas.
t 'quota: so many of each value, in the order named' 0 'for q in level=senior:3,staff:2 level=staff:2,senior:3; do qb-pick -q $q -s x bank.tsv | qb-list -c level | paste -sd " " -; done' <<'END'
level senior senior senior staff staff
level staff staff senior senior senior
END
t 'quota: within each group; short groups are reported, also empty ones' 0 '
	printf "id\ttopic\tlevel\na\tx\tmid\nb\tx\tstaff\nc\ty\tmid\nd\ty\tmid\ne\tz\tlow\n" >q.tsv
	qb-pick -e topic -q level=mid:2,staff:1 -s x q.tsv | sed 1d | cut -f 2,3' <<'END'
x	mid
x	staff
y	mid
y	mid
--- stderr
qb-pick: topic 'x', level 'mid': 1 of 2
qb-pick: topic 'y', level 'staff': 0 of 1
qb-pick: topic 'z', level 'mid': 0 of 2
qb-pick: topic 'z', level 'staff': 0 of 1
END
t 'quota: a group whose records are all excluded is short, too' 0 'qb-list -i c,d q.tsv >seen; qb-pick -e topic -q level=mid:1 -x seen -s x q.tsv | cut -f 1' <<'END'
id
a
--- stderr
qb-pick: topic 'y', level 'mid': 0 of 1
qb-pick: topic 'z', level 'mid': 0 of 1
END
t 'quota: nothing at all' 1 'qb-pick -q level=none:2 q.tsv' <<'END'
--- stderr
qb-pick: level 'none': 0 of 2
END
t 'quota: commas, colons and equals signs in values; repeats add up' 0 '
	printf "id\tk\n1\ta,b\n2\ta,b\n3\tc:d=e\n4\tf\\\\\n5\t\n6\ta,b\n" >odd.tsv
	qb-pick --in-order -q "k=a\\,b:1,c:d=e:1,a\\,b:1" -q "k=f\\:1,:1" -q "k=a\\,b:1" odd.tsv' <<'END'
id	k
1	a,b
2	a,b
3	c:d=e
4	f\
5	
6	a,b
END
t 'quota: what is wrong with it' 2 '
	for q in level level=mid level=mid:x level=mid: level=mid:-1 level= level=mid:1, =mid:1; do qb-pick -q "$q" q.tsv 2>&1 | head -n 1; done
	qb-pick -q level=mid:1 -q topic=x:1 q.tsv 2>&1 | head -n 1
	qb-pick -q nope=mid:1 q.tsv
	for o in -d -n\ 2; do qb-pick -q level=mid:1 $o q.tsv 2>&1 | head -n 1; done; exit 2' <<'END'
qb-pick: -q: 'level' has no '='; use COL=VALUE:N[,VALUE:N...]
qb-pick: -q: 'mid' has no number; use VALUE:N
qb-pick: -q: invalid number 'x'; use VALUE:N, N from 0 to 999999999
qb-pick: -q: invalid number ''; use VALUE:N, N from 0 to 999999999
qb-pick: -q: invalid number '-1'; use VALUE:N, N from 0 to 999999999
qb-pick: -q: '' has no number; use VALUE:N
qb-pick: -q: '' has no number; use VALUE:N
qb-pick: q.tsv: no column ''; columns: id, topic, level
qb-pick: -q: two columns, 'level' and 'topic'
qb-pick: -d cannot be combined with -q
qb-pick: -q cannot be combined with -n
--- stderr
qb-pick: q.tsv: no column 'nope'; columns: id, topic, level
END
ok 'quota: the same as a pick from the records of each value' '
	for s in 1 2 3; do
		qb-pick -s $s -q level=senior:4,staff:3,mid:2 bank.tsv >got
		for q in senior:4 staff:3 mid:2; do qb-list -l ${q%:*} bank.tsv | qb-pick -s $s -n ${q#*:}; done | awk "NR == 1 || !/^id\t/" | cmp - got || exit 1
		qb-pick -s $s -e topic -q level=senior:2,mid:1 bank.tsv 2>err >got
		qb-list -T bank.tsv | sed 1d | cut -f 1 | LC_ALL=C sort | while read -r t; do
			for q in senior:2 mid:1; do qb-list -t "$t" -l ${q%:*} bank.tsv | qb-pick -s $s -n ${q#*:}; done
		done | awk "NR == 1 || !/^id\t/" | cmp - got || exit 1
	done'
ok 'quota: smaller picks are the beginnings, value by value' '
	qb-pick -s n -e topic -q level=senior:5,mid:4 bank.tsv 2>err >large
	for q in "1 1" "2 3" "5 1" "0 4"; do
		set -- $q
		qb-pick -s n -e topic -q level=senior:$1,mid:$2 bank.tsv 2>err >got
		awk -F "\t" -v senior=$1 -v mid=$2 "NR == 1 || ++n[\$2, \$3] <= (\$3 == \"senior\" ? senior : mid)" large | cmp - got || exit 1
	done'
ok 'quota: picking from the picks of the parts is picking from the whole' '
	for cut in 2 30 100 133; do
		head -n $cut bank.tsv >p1; { head -n 1 bank.tsv; sed "1,${cut}d" bank.tsv; } >p2
		for o in "-q level=senior:3,staff:9" "-e topic -q level=mid:1,senior:2"; do
			for p in 1 2; do qb-pick -s m $o p$p 2>err >k$p; [ -s k$p ] || head -n 1 bank.tsv >k$p; done
			qb-pick -s m $o bank.tsv 2>err >want; qb-pick -s m $o k1 k2 2>err | cmp - want || exit 1
		done
	done'
t 'quota: with due and weights' 0 'qb-pick --due --date 2026-01-02 -q topic=y:2,x:1 -s x b.tsv | cut -f 1; qb-pick -w w -q topic=y:3 --in-order b.tsv | cut -f 1' <<'END'
id
d
e
a
id
d
e
--- stderr
qb-pick: topic 'y': 2 of 3
END
t 'short groups: not without -n, and not without -e' 0 'qb-pick -e topic b.tsv >out; qb-pick -n 99 b.tsv >out' </dev/null

# What may be picked together.
t 'new: at most N without a date' 0 'for n in 0 1 2 9; do qb-pick --due --date 2026-01-09 --new $n -n 9 -s x b.tsv | cut -f 4 | sed 1d | grep -c "^$"; done' <<'END'
0
1
2
2
END
t 'new: in the whole output, not per group' 0 'qb-pick --due --date 2026-01-09 --new 1 -e topic -n 9 -s x b.tsv 2>err | cut -f 1; cat err >&2' <<'END'
id
a
b
d
c
--- stderr
qb-pick: topic 'x': 2 of 9
qb-pick: topic 'y': 2 of 9
END
t 'new and since need their options' 2 'qb-pick --new 3 b.tsv; qb-pick --since 2026-01-01 b.tsv; qb-pick -d --unlike b.tsv; qb-pick -d --apart topic b.tsv' <<'END'
--- stderr
qb-pick: --new requires --due
try 'qb-pick --help'
qb-pick: --since requires -d
try 'qb-pick --help'
qb-pick: -d cannot be combined with --unlike
try 'qb-pick --help'
qb-pick: -d cannot be combined with --apart
try 'qb-pick --help'
END
t 'apart: one record per value, and per item of a list' 2 '
	printf "id\ttags\n1\ta,b\n2\tb, c\n3\tc\n4\t\n5\t\n6\td\n" >tags.tsv
	for s in 1 2 3 4 5 6 7 8; do qb-pick -n 9 -s $s --apart tags tags.tsv | sed 1d | cut -f 1 | sort | paste -sd " " -; done | sort -u
	qb-pick -n 9 -s 1 --apart nope tags.tsv' <<'END'
1 3 4 5 6
2 4 5 6
--- stderr
qb-pick: tags.tsv: no column 'nope'; columns: id, tags
END
ok 'apart: the first in the order of the pick that share no item' '
	for s in 1 2 3 4 5; do
		qb-pick -n 133 -s $s bank.tsv | awk -F "\t" "{ n = split(\$4, t, \",\"); for (i = 1; i <= n; i++) if (t[i] in seen) next; for (i = 1; i <= n; i++) seen[t[i]]; print }" >want
		[ $(wc -l <want) -gt 5 ] && qb-pick -n 133 -s $s --apart tags bank.tsv | cmp - want || exit 1
		for n in 1 2 5; do qb-pick -n $n -s $s --apart tags bank.tsv >got; head -n $((n + 1)) want | cmp - got || exit 1; done
	done'
t 'apart: across groups' 0 'qb-pick -e level -n 2 --apart topic -s x bank.tsv | cut -f 2 | sort | uniq -d' </dev/null
ok 'table: the columns that options name' '
	printf "id\ttopic\tlevel\tq\tw\tk\tdue\tquestion\na\tx\tl\tv\t2\tm\t2026-01-01\tWhy?\n" >named.tsv
	COLUMNS=200; export COLUMNS
	qb-pick --table named.tsv | head -n 1 | grep -q "q  \|due" && exit 1
	qb-pick --table -q q=v:1 -w w --apart k --due named.tsv | head -n 1 | tr -s " " | grep -x "id topic level q w k due question"'

# Weights.
t 'weight 0 is never picked' 0 'qb-pick -w w -n 9 -s x b.tsv | cut -f1 | sort | paste -sd " " -' <<'END'
a b d e id
END
for w in -1 x '' nan inf 1e999 0x10 '1 '; do
	t "weight '$w' is an error" 2 "{ cat b.tsv; printf 'f\tz\t$w\t\tF\n'; } >w.tsv; qb-pick -w w w.tsv" <<END
--- stderr
qb-pick: w.tsv:7: w: invalid weight '$w'; use a number, 0 or more
END
done
ok 'weights at the limits of a double count' '
	for w in "1e-310 3e-310" "5e-324 1.5e-323" "1e-300 3e-300" "5e307 1.5e308"; do
		set -- $w; printf "id\tw\na\t$1\nb\t$2\n" >limits.tsv
		for s in $(seq 400); do qb-pick -w w -s $s limits.tsv | sed 1d; done | cut -f 1 | sort | uniq -c >picks
		# 300 of 400 are expected, with a standard deviation of 8.7
		awk -v w="$w" "\$2 == \"b\" && \$1 > 250 && \$1 < 350 { good = 1 } END { if (!good) print w; exit !good }" picks || exit 1
	done'
t 'a weight that is too small for a double' 2 'printf "id\tw\na\t0e-999\nb\t-0\nc\t1e-400\n" | qb-pick -w w' <<'END'
--- stderr
qb-pick: standard input:4: w: weight '1e-400' is out of range; the least is 4.94e-324
END
ok 'equal weights pick as no weights' '
	awk -F "\t" -v OFS="\t" "{ print \$0, NR == 1 ? \"k\" : 2.5 }" bank.tsv >w.tsv
	qb-pick -n 20 -s x w.tsv >want; qb-pick -n 20 -s x -w k w.tsv | cmp - want'

# Due.
t 'due: the earliest first, then new ones, none of tomorrow' 0 'qb-pick --due --date 2026-01-02 -n 9 -s x b.tsv | cut -f4' <<'END'
due
2025-12-31
2026-01-01


END
t 'due: records of the same day by the seed' 0 'for s in 1 2 3 4 5 6 7 8 9; do qb-pick --due --date 2025-01-01 -n 1 -s $s b.tsv | tail -n 1 | cut -f1; done | sort -u | paste -sd " " -' <<'END'
b e
END
t 'due: none' 1 'qb-list -i a b.tsv | qb-pick --due --date 2025-01-01' </dev/null
t 'due, each and exclude together' 0 'qb-list -i d b.tsv >x; qb-pick --due --date 2026-01-09 -e topic -x x -s x b.tsv | cut -f1' <<'END'
id
a
c
END
t 'due: not a date' 2 'printf "id\tdue\n1\t2026-02-30\n" | qb-pick --due' <<'END'
--- stderr
qb-pick: standard input:2: due: invalid date '2026-02-30'; use YYYY-MM-DD
END
printf 'id\tdue\n1\t2026-03-01\n2\t2026-03-02\n' >r.tsv
if have faketime; then
	t 'due: --rollover, after midnight' 0 'for r in 0 4; do TZ=UTC0 faketime "2026-03-02 03:30:00" qb-pick --due --rollover $r -n 9 r.tsv | sed 1d | wc -l; done' <<'END'
2
1
END
else
	skip 'due: --rollover, after midnight' 'no faketime'
fi
t 'due: --rollover out of range' 2 'qb-pick --due --rollover 24 r.tsv 2>&1 | head -n 1; qb-pick --due --rollover 24 r.tsv 2>/dev/null' <<'END'
qb-pick: --rollover: 24 is out of range (0 to 23)
END
for date in 2026-1-1 2026-13-01 2026-00-10 2026-02-29 20260101 '2026-01-01 ' +026-01-01; do
	t "--date '$date'" 2 "qb-pick -d --date '$date' b.tsv 2>&1 >/dev/null | head -n 1; qb-pick -d --since '$date' b.tsv 2>/dev/null" <<END
qb-pick: --date: invalid date '$date'; use YYYY-MM-DD
END
done
t '-d with incompatible options' 2 'qb-pick -d -w w b.tsv 2>&1 | head -n 1; qb-pick -d --due b.tsv 2>/dev/null' <<'END'
qb-pick: -d cannot be combined with -w
END

# days.awk: the n dates from a date on, without date(1).
cat >days.awk <<'END'
BEGIN {
	split("31 28 31 30 31 30 31 31 30 31 30 31", len)
	split(from, p, "-"); y = p[1]; m = p[2] + 0; d = p[3] + 0
	for (; n > 0; n--) {
		printf "%04d-%02d-%02d\n", y, m, d
		last = len[m] + (m == 2 && (y % 4 == 0 && y % 100 != 0 || y % 400 == 0))
		if (++d > last) { d = 1; if (++m > 12) { m = 1; y++ } }
	}
}
END

# Two cycles. They begin at a day that is a multiple of L days after 1970-01-01.
cycles='
	N=$1 k=$2 from=$3 since=$3 L=$(((N + k - 1) / k))
	head -n $((N + 1)) "$SRC/bank.tsv" >n.tsv
	for cycle in 1 2; do
		: >seen
		for date in $(awk -v from=$from -v n=$L -f days.awk); do
			qb-pick -d -n $k --date $date --since $since n.tsv >day
			[ $(sed 1d day | cut -f1 | sort -u | wc -l) = $((k < N ? k : N)) ] || { echo "$date: wrong number"; exit 1; }
			sed 1d day | cut -f1 >>seen
		done
		head -n $N seen | sort >sorted
		sed 1d n.tsv | cut -f1 | sort | cmp - sorted || exit 1
		from=$(awk -v from=$from -v n=$((L + 1)) -f days.awk | tail -n 1)
		cksum seen
	done | cut -d " " -f1 | sort -u | wc -l'
printf '%s\n' "$cycles" >cycles
for nk in '1 1' '7 1' '7 3' '12 4' '10 9' '5 7' '133 50'; do
	for from in 2024-02-25 1899-12-25 2026-10-20; do
		ok "two cycles of $nk from $from: every question once in each" "sh ./cycles $nk $from >out && cat out && [ \$(tail -n 1 out) -ge 1 ]"
	done
done
t 'two cycles differ in order' 0 'sh ./cycles 133 50 2026-01-01' <<'END'
2
END

# The local calendar determines the day.
if [ -e /usr/share/zoneinfo/America/New_York ]; then zone=America/New_York; else zone=EST5EDT,M3.2.0,M11.1.0; fi
for tz in UTC0 $zone EST+5 LINT-14 AOE+12; do
	ok "daily: without --date, the local date of TZ=$tz" "export TZ=$tz; qb-pick -d -n 5 bank.tsv >a; qb-pick -d -n 5 --date \$(date +%F) bank.tsv | cmp - a"
	ok "daily: with --date, the time zone does not matter, TZ=$tz" "qb-pick -d -n 5 --date 2026-03-08 bank.tsv >a; TZ=$tz qb-pick -d -n 5 --date 2026-03-08 bank.tsv | cmp - a"
done
if have faketime; then
	ok 'daily: the same all day, when clocks change' "
		export TZ=$zone
		for day in 2026-03-08 2026-11-01; do
			qb-pick -d -n 5 --date \$day bank.tsv >want
			for h in 00:00:01 00:59:59 01:59:59 03:00:00 12:00:00 23:59:00; do faketime \"\$day \$h\" qb-pick -d -n 5 bank.tsv | cmp - want || exit 1; done
		done"
else
	skip 'daily: the same all day, when clocks change' 'no faketime'
fi
t 'daily: the days before 1970' 0 'for d in 1969-12-30 1969-12-31 1970-01-01 0001-01-01; do qb-pick -d -n 4 --date $d bank.tsv | wc -l; done' <<'END'
5
5
5
5
END
ok 'daily: --since shifts the cycles' '
	qb-pick -d -n 5 --date 1970-01-05 bank.tsv >want; qb-pick -d -n 5 --since 2026-01-01 --date 2026-01-05 bank.tsv | cmp - want'
t 'daily with each: n of every value' 0 'qb-pick -d -e topic --date 2026-01-01 bank.tsv | qb-list -T | cut -f2 | sort | uniq -c | sed "s/^ *//"' <<'END'
16 1
1 count
END
ok 'daily: needs no HOME, terminal or locale' '
	qb-pick -d -n 5 --date 2026-01-01 bank.tsv >want
	env -i "$(command -v qb-pick)" -d -n 5 --date 2026-01-01 bank.tsv | cmp - want'

# Chi-square over seeds.
if [ "$QB_UNDER" = valgrind ]; then
	skip 'chi-square of 2000 picks' 'the same 10,000 times'
else
	seq 1 2000 >seeds
	ok 'uniform: chi-square of 2000 picks of 1 in 20' '
		head -n 21 bank.tsv >n.tsv
		while read -r s; do qb-pick -s "seed$s" n.tsv; done <seeds | cut -f1 | grep -v ^id |
			awk "{ n[\$1]++ } END { e = 2000 / 20; for (i in n) { x += (n[i] - e) ^ 2 / e; k++ } print k, x; exit !(k == 20 && x < 43.82) }"'
	ok 'uniform: inclusion in 2000 picks of 5 in 20' '
		while read -r s; do qb-pick -n 5 -s "seed$s" n.tsv; done <seeds | cut -f1 | grep -v ^id |
			awk "{ n[\$1]++ } END { e = 500; for (i in n) { x += (n[i] - e) ^ 2 / (e * .75) * 19 / 20; k++ } print k, x; exit !(k == 20 && x < 43.82) }"'
	ok 'weighted: chi-square of 2000 picks of 1' '
		awk "BEGIN { print \"id\tw\"; for (i = 1; i <= 10; i++) print i \"\t\" i * i / 4 }" >w.tsv
		while read -r s; do qb-pick -w w -s "seed$s" w.tsv; done <seeds | cut -f1 | grep -v ^id |
			awk "{ n[\$1]++ } END { for (i = 1; i <= 10; i++) { e = 2000 * i * i / 385; x += (n[i] - e) ^ 2 / e } print x; exit !(x < 27.88) }"'
	ok 'weighted: the second of 2000 picks of 2 in 3' '
		printf "id\tw\n1\t1\n2\t2\n3\t3\n" >w.tsv
		while read -r s; do qb-pick -n 2 -w w -s "seed$s" w.tsv | cut -f1 | sed 1d | tr "\n" " "; echo; done <seeds |
			awk "{ n[\$1 \$2]++ } END { for (i = 1; i <= 3; i++) for (j = 1; j <= 3; j++) if (i != j) { e = 2000 * i / 6 * j / (6 - i); x += (n[i j] - e) ^ 2 / e } print x; exit !(x < 20.52) }"'
	ok 'strata: chi-square of 2000 picks of 1 in each of two' '
		awk "BEGIN { print \"id\ts\"; for (i = 0; i < 12; i++) print i \"\t\" (i < 4) }" >s.tsv
		while read -r s; do qb-pick -e s -s "seed$s" s.tsv; done <seeds | cut -f1 | grep -v ^id |
			awk "{ n[\$1]++ } END { for (i = 0; i < 12; i++) { e = 2000 / (i < 4 ? 4 : 8); x += (n[i] - e) ^ 2 / e } print x; exit !(x < 29.59) }"'
fi

ok 'memory is proportional to the pick' "
	awk 'BEGIN { print \"id\tquestion\"; for (i = 0; i < 300000; i++) print i \"\tWhat is the answer to question \" i \"?\" }' >big.tsv
	(\$LIMIT 40000; qb-pick -n 100 -s x big.tsv) | wc -l | grep -qx 101"

finish
