#!/bin/sh
# qb-score: schedules, progress and marks. The vectors of FSRS-6 are those of its implementations.
. "${0%/*}/lib.sh"
HOME=$DIR/work # has no log
export HOME

export TZ=UTC0
printf 'id\ttopic\ttags\tquestion\na\tT\tx,y\tA?\nb\tT\ty\tB?\nc\tU\t\tC?\n' >b.tsv

# log ID GRADE:DAYS...: prints a log; each review is DAYS after the previous one, the first after 2026-01-01.
cat >log <<'END'
id=$1
shift
printf '%s\n' "$@" | awk -v id="$id" -F : '
	BEGIN { split("31 28 31 30 31 30 31 31 30 31 30 31", len, " "); print "time\tid\tgrade" }
	{
		d = day += $2
		for (m = 1; d >= len[m]; m++)
			d -= len[m]
		printf "2026-%02d-%02dT12:%02d:00Z\t%s\t%s\n", m, d + 1, NR, id, $1
	}'
END

# near WANT COLUMNS: whether the first record on standard input has these numbers, to 1e-4;
# "-" matches any.
cat >near <<'END'
qb-list -c "$2" | sed -n 2p | awk -v want="$1" '
	{ n = split(want, w, " "); for (i = 1; i <= n; i++) if (w[i] != "-" && ($i == "" || ($i - w[i]) ^ 2 > 1e-8)) { print "want", want, "got", $0; exit 1 } }'
END

default=0.212,1.2931,2.3065,8.2956,6.4133,0.8334,3.0194,0.001,1.8722,0.1666,0.796,1.4835,0.0614,0.2629,1.6483,0.6014,1.8729,0.5425,0.0912,0.0658,0.1542
# with "I=VALUE ...": prints the default parameters, these replaced.
with() {
	printf '%s\n' "$1" | tr ' ' '\n' | awk -F = -v p="$default" '
		BEGIN { n = split(p, w, ",") }
		{ w[$1 + 1] = $2 }
		END { for (i = 1; i <= n; i++) printf "%s%s", w[i], i < n ? "," : "\n" }'
}

# Stability and difficulty after a history: name | parameters | grade:days ... | S D
v1() { set -- 1:0 3:0 3:1 3:3 3:8 3:21; echo "$@"; }
while IFS='|' read -r name params reviews want; do
	[ -z "$params" ] || params="--params $(with "$params")"
	ok "$name" "sh ./log a $reviews >l; qb-score -l l --now 2026-12-31 $params b.tsv | sh ./near '$want' stability,difficulty"
done <<END
V1, 1 review||1:0|0.212
V1, 2 reviews||1:0 3:0|0.2466892
V1, 3 reviews||1:0 3:0 3:1|2.0214773
V1, 4 reviews||1:0 3:0 3:1 3:3|7.8636988
V1, 5 reviews||1:0 3:0 3:1 3:3 3:8|21.9177132
V1, 6 reviews||$(v1)|53.6269029 6.3574867
V1b, w17 to w19 are 0|17=0 18=0 19=0|$(v1)|53.335106
V3, first again||1:0|0.212 6.4133
V3, first hard||2:0|1.2931 5.11217071
V3, first good||3:0|2.3065 2.11810397
V3, first easy||4:0|8.2956 1
V4, again at 5|4=5 5=0.7923052971093486|1:0 1:1|- 8.34176237
V4, hard at 5|4=5 5=0.7923052971093486|1:0 2:0|0.212 6.66599536
V4, good at 5|4=5 5=0.7923052971093486|1:0 3:0|- 4.99022837
V4, easy at 5|4=5 5=0.7923052971093486|1:0 4:0|- 3.31446137
V5, recall 0.9, good|0=5 4=1|1:0 3:5|25.6025212
V5, recall 0.8, hard|0=5 4=2 20=0.31220685980893026|1:0 2:13|28.2265710
V5, recall 0.7, good|0=5 4=3 20=0.2524551260574218|1:0 3:30|58.6559911
V5, recall 0.6, easy|0=5 4=4 20=0.26563124942423866|1:0 4:60|127.2266925
V5, recall 0.9, again|0=5 4=1|1:0 1:5|1.05253961
V5, recall 0.8, again|0=5 4=2 20=0.31220685980893026|1:0 1:13|1.18943295
V5, recall 0.7, again|0=5 4=3 20=0.2524551260574218|1:0 1:30|1.36808387
V5, recall 0.6, again|0=5 4=4 20=0.26563124942423866|1:0 1:60|1.58498896
hard on the same day does not reduce stability||3:0 2:0|2.3065
a lapse does not raise stability|11=5|1:0 1:60|0.2018
stability has a minimum|0=0.001|1:0 1:0|0.001
END
# Recall: stability | days | R
while IFS='|' read -r s days want; do
	ok "V6, S $s, t $days" "sh ./log a 1:0 >l; qb-score -l l --now 2026-01-0$((days + 1)) --params $(with 0="$s") b.tsv | sh ./near $want recall"
done <<'END'
1|0|1
2|1|.9403443
3|2|.9253786
4|3|.9185229
4|4|.9
2|5|.8261359
END

# Comparison with another implementation on random histories.
if have node && [ -d "$SRC/tests/npm/node_modules/ts-fsrs" ]; then
	cat >histories.cjs <<'END'
const { fsrs, generatorParameters } = require(process.env.SRC + '/tests/npm/node_modules/ts-fsrs');
const fs = require('fs');
const algorithm = fsrs(generatorParameters({ enable_fuzz: false, maximum_interval: 36500 }));
let x = 12345;
const random = n => (x = (x * 1103515245 + 12345) % 2147483648, Math.floor(x / 2147483648 * n));
const time = m => new Date(Date.UTC(2020, 0, 1) + m * 60000).toISOString();
const date = day => time(day * 1440).slice(0, 10);
const lines = [], bank = ['id\tquestion'], want = [];
for (let q = 0; q < 500; q++) {
	let state = null, day = random(30), last = day, lapses = 0;
	const reviews = 1 + random(25);
	for (let i = 0; i < reviews; i++) {
		const grade = 1 + random(4);
		if (i > 0)
			day += [0, 0, 1, random(4), random(20), random(60)][random(6)];
		lapses += i > 0 && grade === 1;
		state = algorithm.next_state(state, i > 0 ? day - last : 0, grade);
		last = day;
		lines.push([day * 1440 + 300 + i * 10, q, grade]);
	}
	bank.push(`q${q}\t?`);
	want.push([`q${q}`, reviews, lapses, date(day), state.stability, state.difficulty,
		algorithm.forgetting_curve(2000 - day, state.stability), date(day + algorithm.next_interval(state.stability, 0))].join('\t'));
}
lines.sort((a, b) => a[0] - b[0]);
fs.writeFileSync('random.log', 'time\tid\tgrade\n' + lines.map(l => `${time(l[0])}\tq${l[1]}\t${l[2]}\n`).join(''));
fs.writeFileSync('random.tsv', bank.join('\n') + '\n');
fs.writeFileSync('random.want', want.join('\n') + '\n');
END
	ok '500 random histories agree with ts-fsrs' '
		node histories.cjs &&
		qb-score -l random.log --now 2025-06-23 random.tsv | sed 1d | cut -f1,3-9 >got &&
		paste random.want got | awk -F "\t" "
			function off(a, b) { return (a - b) ^ 2 > 1e-8 * (1 + b * b) }
			{ for (i = 1; i <= 8; i++) if (i < 5 || i == 8 ? \$i != \$(i + 8) : off(\$(i + 8), \$i)) { print; bad++; next } }
			END { exit bad > 0 || NR != 500 }"'
else
	skip '500 random histories agree with ts-fsrs' 'no node, or no ts-fsrs'
fi

# The schedule.
cat >l.tsv <<'END'
time	id	grade
2026-01-01T08:00:00Z	a	again
2026-01-01T09:00:00+00:00	a	good
2026-01-02T09:00:00.25Z	a	3
2026-01-05T10:00:00+01:00	a	again
2026-01-05T09:30:00Z	b	4
END
t 'the bank with the added columns' 0 'qb-score -l l.tsv --now 2026-01-09T12:00:00Z b.tsv' <<'END'
id	topic	tags	question	reps	lapses	last	stability	difficulty	recall	due	need
a	T	x,y	A?	4	1	2026-01-05	0.5527	8.7990	0.7244	2026-01-06	0.2756
b	T	y	B?	1	0	2026-01-05	8.2956	1.0000	0.9421	2026-01-13	0.0579
c	U		C?	0	0						1.0000
END
ok 'columns with the added names are replaced, and only these' '
	qb-score -l l.tsv --now 2026-01-09 b.tsv >once; qb-score -l l.tsv --now 2026-01-09 once | cmp - once
	printf "due\tid\tnote\tneed\nx\ta\tn\ty\n" | qb-score -l l.tsv --now 2026-01-09 2>err | cut -f1-3 >got
	printf "id\tnote\treps\na\tn\t4\n" | cmp - got'
t 'the columns of a log in any order, and additional ones' 0 'printf "grade\tnote\tid\ttime\ngood\tx\ta\t2026-01-01T08:00:00Z\n" >m; qb-score -l m --now 2026-01-03 b.tsv | qb-list -n 1 -c reps,last' <<'END'
reps	last
1	2026-01-01
END
t 'an id with escapes' 0 'printf "id\nx\\\\ty\n" >e.tsv; printf "time\tid\tgrade\n2026-01-01T08:00:00Z\tx\\\\ty\t3\n" >m; qb-score -l m --now 2026-01-03 e.tsv | cut -f2' <<'END'
reps
1
END
t 'a lower retention makes questions due later' 0 'for r in 0.95 0.9 0.8 0.5 0.0001; do qb-score -l l.tsv --now 2026-01-09 -r $r b.tsv | qb-list -i b -c due | tail -n 1; done' <<'END'
2026-01-08
2026-01-13
2026-02-02
2028-01-25
2125-12-12
END
ok 'the default log is that of qb-quiz' '
	mkdir -p state/qb home/.local/state/qb && cp l.tsv state/qb/log.tsv && cp l.tsv home/.local/state/qb/log.tsv
	qb-score -l l.tsv --now 2026-01-09 b.tsv >want
	XDG_STATE_HOME=state qb-score --now 2026-01-09 b.tsv | cmp - want && HOME=home qb-score --now 2026-01-09 b.tsv | cmp - want'
t '--by with the name of a report column' 2 'qb-score -l l.tsv --now 2026-01-09 b.tsv | qb-score -l l.tsv --by due' <<'END'
--- stderr
qb-score: --by: 'due' is the name of a column of the report
END
t '$QB_LOG; -l takes precedence' 0 'QB_LOG=l.tsv qb-score --now 2026-01-09 b.tsv | cut -f5 | paste -sd " " -; printf "time\tid\tgrade\n" >none; QB_LOG=l.tsv qb-score -l none b.tsv | cut -f5 | paste -sd " " -' <<'END'
reps 4 1 0
reps 0 0 0
END
t 'an empty log' 0 ': >none; qb-score -l none b.tsv | cut -f5 | paste -sd " " -' <<'END'
reps 0 0 0
END
t 'orphaned ids are counted' 0 'qb-list -i b b.tsv | qb-score -l l.tsv --now 2026-01-09 | cut -f5' <<'END'
reps
1
--- stderr
qb-score: ids in the log that are not in the bank: 1 (reviews: 4)
END
t 'the log from standard input' 0 'cat l.tsv | qb-score -l - --now 2026-01-09 b.tsv | cut -f5 | paste -sd " " -' <<'END'
reps 4 1 0
END
ok 'the log is not modified' 'cp -p l.tsv before; qb-score -l l.tsv --now 2026-01-09 b.tsv >out; cmp before l.tsv; [ ! l.tsv -nt before ]'
t 'a table shows the added columns' 0 'COLUMNS=150 qb-score -l l.tsv --now 2026-01-09 --table b.tsv | head -n 1 | tr -s " "' <<'END'
id topic question reps lapses last stability difficulty recall due need
END

# Days.
if [ -e /usr/share/zoneinfo/America/New_York ]; then zone=America/New_York; else zone=EST5EDT,M3.2.0,M11.1.0; fi
# zone | rollover | time | its day
while IFS='|' read -r tz hours time want; do
	t "TZ=$tz, a day begins at $hours: $time" 0 "printf 'time\tid\tgrade\n$time\ta\tgood\n' >m; TZ=$tz qb-score -l m --rollover $hours --now 2026-12-01 b.tsv | sed -n 2p | cut -f7" <<END
$want
END
done <<END
UTC0|4|2026-01-02T03:59:59Z|2026-01-01
UTC0|4|2026-01-02T04:00:00Z|2026-01-02
UTC0|0|2026-01-02T00:00:00Z|2026-01-02
UTC0|0|2026-01-01T23:59:59Z|2026-01-01
UTC0|23|2026-01-01T22:59:59Z|2025-12-31
UTC0|4|2026-01-02T04:00:00+01:00|2026-01-01
UTC0|4|1969-12-31T04:00:00Z|1969-12-31
UTC0|4|1969-12-31T03:59:59Z|1969-12-30
LINT-14|4|2026-01-01T13:59:59Z|2026-01-01
LINT-14|4|2026-01-01T14:00:00Z|2026-01-02
$zone|4|2026-03-08T07:59:59Z|2026-03-07
$zone|4|2026-03-08T08:00:00Z|2026-03-08
$zone|4|2026-03-08T07:59:59Z|2026-03-07
$zone|4|2026-11-01T08:59:59Z|2026-10-31
$zone|4|2026-11-01T09:00:00Z|2026-11-01
$zone|2|2026-11-01T06:59:59Z|2026-10-31
$zone|2|2026-11-01T07:00:00Z|2026-11-01
END
ok 'each quarter of an hour around a change of the clock agrees with date(1)' "
	export TZ=$zone
	for day in 2026-03-08 2026-11-01; do
		s=\$(date -u -d \"\$day\" +%s) || exit 0
		seq \$((s - 90000)) 900 \$((s + 180000)) | sed 's/^/@/' >at
		TZ=UTC0 date -f at +%FT%TZ >utc; date -f at '+%F %H' >wall
		awk 'BEGIN { print \"time\tid\tgrade\" } { print \$0 \"\tq\" NR \"\t3\" }' utc >m
		awk 'BEGIN { print \"id\" } { print \"q\" NR }' utc >q.tsv
		qb-score -l m --now 2026-12-01 q.tsv | sed 1d | cut -f4 >got
		awk '{ print \$2 < 4 ? last : \$1; if (\$2 >= 4) last = \$1 }' wall >want
		sed 1,20d want >w; sed 1,20d got | cmp - w || exit 1
	done"
t 'the same day by the clock, two days by the date line' 0 'printf "time\tid\tgrade\n2026-01-01T23:00:00Z\ta\t3\n2026-01-02T05:00:00Z\ta\t3\n" >m
	for tz in UTC0 EST+8 ; do TZ=$tz qb-score -l m --now 2026-01-09 b.tsv | sed -n 2p | cut -f8; done' <<'END'
7.3153
2.3065
END
t '--now: a time, and a date, which means the end of the day' 0 'for now in 2026-01-06T03:59:59Z 2026-01-06T04:00:00Z 2026-01-05 2026-01-06; do qb-score -l l.tsv --now $now b.tsv | sed -n 2p | cut -f10; done' <<'END'
1.0000
0.8544
1.0000
0.8544
END

# Several logs, out-of-order reviews, and incomplete lines.
ok 'logs are merged by time' '
	for n in 0 1 2; do awk -v n=$n "NR == 1 || NR % 3 == n" l.tsv >part$n; done
	qb-score -l l.tsv --now 2026-01-09 b.tsv >want
	qb-score -l part2 -l part0 -l part1 --now 2026-01-09 b.tsv | cmp - want &&
	cat part0 | qb-score -l part2 -l - -l part1 --now 2026-01-09 b.tsv | cmp - want'
ok 'equal times: in order of operands, then lines' '
	printf "time\tid\tgrade\n2026-01-01T08:00:00Z\ta\t1\n2026-01-01T08:00:00Z\ta\t4\n" >m1
	printf "time\tid\tgrade\n2026-01-01T08:00:00Z\ta\t2\n" >m2
	{ cat m1; sed 1d m2; } >m12; { cat m2; sed 1d m1; } >m21
	s="qb-score --now 2026-01-09 b.tsv"
	$s -l m12 >want; $s -l m1 -l m2 | cmp - want && $s -l m21 >want; $s -l m2 -l m1 | cmp - want && $s -l m12 | cmp -s - want; [ $? = 1 ]'
t 'out of order: sorted, with one warning per file' 0 '{ head -n 1 l.tsv; sed 1d l.tsv | sort -r; } >r.tsv; qb-score -l l.tsv --now 2026-01-09 b.tsv >want; qb-score -l r.tsv --now 2026-01-09 b.tsv | cmp - want' <<'END'
--- stderr
qb-score: r.tsv:4: out-of-order timestamp; reviews were sorted by time
END
t 'out of order, from a pipe' 0 'cat r.tsv | qb-score -l - --now 2026-01-09 b.tsv | cmp - want' <<'END'
--- stderr
qb-score: standard input:4: out-of-order timestamp; reviews were sorted by time
END
t 'out of order, but no id has out-of-order reviews' 0 'sed "2{h;d;};\$G" l.tsv | sed "/\ta\t/!b;/08:00/s/\ta\t/\tc\t/" >m; qb-score -l m --now 2026-01-09 b.tsv | cut -f5,7 | paste -sd " " -' <<'END'
reps	last 3	2026-01-05 1	2026-01-05 1	2026-01-01
--- stderr
qb-score: m:6: out-of-order timestamp; reviews were sorted by time
END
ok 'shuffled parts of a long log give the result of the whole' '
	awk -v rows=5000 -f "$SRC/tests/bench/make-log.awk" "$SRC/bank.tsv" >long.log
	qb-score -l long.log --now 2026-01-09 "$SRC/bank.tsv" >want
	for n in 0 1 2 3; do { head -n 1 long.log; sed 1d long.log | awk -v n=$n "NR % 4 == n" | if [ $n -lt 2 ]; then sort -k 2; else cat; fi; } >s$n; done
	qb-score -l s0 -l s1 -l s2 -l s3 --now 2026-01-09 "$SRC/bank.tsv" 2>err | cmp - want && [ $(wc -l <err) = 2 ]'
ok 'little memory for a long log; blocks of any size' '
	awk -v rows=200000 -f "$SRC/tests/bench/make-log.awk" "$SRC/bank.tsv" >long.log
	qb-score -l long.log --now 2026-01-09 "$SRC/bank.tsv" >want
	($LIMIT 20000; qb-score -l long.log --now 2026-01-09 "$SRC/bank.tsv") | cmp - want || exit 1
	for block in 1 7 1001; do QB_BLOCK=$block qb-score -l l.tsv --now 2026-01-09 b.tsv >got; qb-score -l l.tsv --now 2026-01-09 b.tsv | cmp - got || exit 1; done'
t 'an incomplete last line' 0 '{ cat l.tsv; printf "2026-01-05T10:30:00Z\tb\tgo"; } >m; qb-score -l m --now 2026-01-09 b.tsv | sed -n 3p | cut -f5' <<'END'
1
--- stderr
qb-score: m:7: incomplete last line skipped
END
t 'an unterminated last line' 0 '{ cat l.tsv; printf "2026-01-05T10:30:00Z\tb\tgood"; } >m; qb-score -l m --now 2026-01-09 b.tsv | sed -n 3p | cut -f5' <<'END'
2
END
t 'an invalid complete last line is an error even if unterminated' 0 '
	for line in "2026-01-05T10:30:00Z\tb\tbogus" "9999-01-05T10:30:00Z\tb\tgood" "2026-01-05T10:30:00Z\tb\tgood\tx" "2026-01-05T1:30:00Z\tb\tgood"; do
		{ cat l.tsv; printf "$line"; } >m; qb-score -l m b.tsv 2>&1 >/dev/null; echo $?
	done' <<'END'
qb-score: m:7: invalid grade 'bogus'; choose from again, hard, good, easy, undo, 1, 2, 3, 4
2
qb-score: m:7: time 9999-01-05T10:30:00Z is more than 24 hours in the future
2
qb-score: m:7: expected 3 fields, found 4
2
qb-score: m:7: invalid time '2026-01-05T1:30:00Z'; use RFC 3339, such as 2026-01-31T08:15:00Z
2
END
ok 'a last line truncated at each byte: at most one warning' '
	qb-score -l l.tsv --now 2026-01-09 b.tsv >want
	for n in 1 2 9 10 11 18 19 20 21 22 23 24 25 26 27; do
		{ cat l.tsv; printf "2026-01-05T10:30:00Z\tb\tgood" | head -c $n; } >m
		qb-score -l m --now 2026-01-09 b.tsv >got 2>err || exit 1
		if [ $n = 27 ]; then [ ! -s err ] && ! cmp -s got want; else [ $(wc -l <err) = 1 ] && cmp got want; fi || exit 1
	done'

# Errors.
# line of the log | message
while IFS='|' read -r line why; do
	t "log: $why" 2 "{ head -n 2 l.tsv; printf '$line\n'; sed 1,2d l.tsv; } >m; qb-score -l m b.tsv" <<END
--- stderr
qb-score: m:3: $why
END
done <<'END'
2026-01-01T08:00:00Z\ta\tgreat|invalid grade 'great'; choose from again, hard, good, easy, undo, 1, 2, 3, 4
2026-01-01T08:00:00Z\ta\tGood|invalid grade 'Good'; choose from again, hard, good, easy, undo, 1, 2, 3, 4
2026-01-01T08:00:00Z\ta\t0|invalid grade '0'; choose from again, hard, good, easy, undo, 1, 2, 3, 4
2026-01-01T08:00:00Z\ta\t5|invalid grade '5'; choose from again, hard, good, easy, undo, 1, 2, 3, 4
2026-01-01T08:00:00Z\ta\t|invalid grade ''; choose from again, hard, good, easy, undo, 1, 2, 3, 4
2026-01-01\ta\tgood|invalid time '2026-01-01'; use RFC 3339, such as 2026-01-31T08:15:00Z
2026-01-01T08:00:00\ta\tgood|invalid time '2026-01-01T08:00:00'; use RFC 3339, such as 2026-01-31T08:15:00Z
2026-02-30T08:00:00Z\ta\tgood|invalid time '2026-02-30T08:00:00Z'; use RFC 3339, such as 2026-01-31T08:15:00Z
2026-01-01T24:00:00Z\ta\tgood|invalid time '2026-01-01T24:00:00Z'; use RFC 3339, such as 2026-01-31T08:15:00Z
9999-12-31T12:00:01Z\ta\tgood|time 9999-12-31T12:00:01Z is more than 24 hours in the future
2026-01-01T08:00:00Z\ta|expected 3 fields, found 2
2026-01-01T08:00:00Z\ta\tgood\tx|expected 3 fields, found 4
END
t 'a header without a column' 2 'printf "time\tid\n" >m; qb-score -l m b.tsv' <<'END'
--- stderr
qb-score: m:1: no column 'grade'; columns: time, id
END
t 'a missing log' 2 'qb-score -l nowhere b.tsv' <<'END'
--- stderr
qb-score: nowhere: No such file or directory
END
t 'a bank without ids' 2 'qb-list -c topic b.tsv | qb-score -l l.tsv' <<'END'
--- stderr
qb-score: standard input: no column 'id'; columns: topic
END
# options | message
while IFS='|' read -r options why; do
	t "usage: $options" 2 "qb-score $options b.tsv >&2 2>err; s=\$?; head -n 1 err; exit \$s" <<END
qb-score: $why
END
done <<END
-l l.tsv -r 0|-r: 0 is out of range (above 0, below 1)
-l l.tsv -r 1|-r: 1 is out of range (above 0, below 1)
-l l.tsv -r 90%|-r: invalid number '90%'
-l l.tsv --now yesterday|--now: invalid time 'yesterday'; use 2026-01-31T08:15:00Z or 2026-01-31
-l l.tsv --rollover 24|--rollover: 24 is out of range (0 to 23)
-l l.tsv --params 1,2|--params: expected 21 numbers, found 2
-l l.tsv --params $default,1|--params: expected 21 numbers, found 22
-l l.tsv --params @missing|missing: No such file or directory
-l l.tsv --params x|--params: invalid number 'x'
-l l.tsv --params 0|--params: w0: 0 is out of range (0.001 to 100)
-l l.tsv --points|--points requires -m
-l l.tsv --exam soon|--exam: invalid date 'soon'; use 2026-01-31
-l l.tsv --now 2026-01-09 --exam 2026-01-08|--exam: 2026-01-08 is before today
-l l.tsv --exam 2999-01-01 --by day|--exam cannot be combined with --by day
-l l.tsv --forecast 0|--forecast: 0 is out of range (1 to 36500)
-l l.tsv --forecast 3 --odds --by topic|--forecast cannot be combined with --by, --odds
-l l.tsv --odds --by topic|--odds cannot be combined with --by
--odds -m b.tsv|-m cannot be combined with --odds
-l l.tsv -m b.tsv|-m cannot be combined with -l
--by topic -m b.tsv|-m cannot be combined with --by
--by topic -r 0.8 -m b.tsv|-m cannot be combined with --by, -r
-l - -l -|standard input can only be read once; name a bank
-l - -|standard input can only be read once; name a bank
-m - -|standard input can only be read once; name a bank
END

# Parameters in a file.
printf '%s\n' "$default" | sed 's/^0.212/0.5/' >fitted
printf '\357\273\277\n%s\r\n\r\n' "$(cat fitted)" >fitted.crlf
: >fitted.empty
cat fitted fitted >fitted.two
ok '--params @FILE is the list in the file' '
	qb-score -l l.tsv --now 2026-01-09 --params "$(cat fitted)" b.tsv >want
	for f in fitted fitted.crlf; do qb-score -l l.tsv --now 2026-01-09 --params @$f b.tsv | cmp - want || exit 1; done
	! qb-score -l l.tsv --now 2026-01-09 b.tsv | cmp -s - want'
ok '$QB_PARAMS is the default of --params, unless it is empty' '
	qb-score -l l.tsv --now 2026-01-09 --params @fitted b.tsv >want
	qb-score -l l.tsv --now 2026-01-09 b.tsv >standard
	QB_PARAMS=fitted qb-score -l l.tsv --now 2026-01-09 b.tsv | cmp - want &&
	QB_PARAMS=fitted qb-score -l l.tsv --now 2026-01-09 --params '"$default"' b.tsv | cmp - standard &&
	QB_PARAMS= qb-score -l l.tsv --now 2026-01-09 b.tsv | cmp - standard'
t 'a file of parameters that is empty, has more lines, or is invalid' 2 '
	for f in fitted.empty fitted.two b.tsv; do qb-score -l l.tsv --params @$f b.tsv; QB_PARAMS=$f qb-score -l l.tsv b.tsv; done' <<'END'
--- stderr
qb-score: fitted.empty: empty; expected a line as qb-fit writes it
qb-score: fitted.empty: empty; expected a line as qb-fit writes it
qb-score: fitted.two: more than one line; expected one as qb-fit writes it
qb-score: fitted.two: more than one line; expected one as qb-fit writes it
qb-score: b.tsv: more than one line; expected one as qb-fit writes it
qb-score: b.tsv: more than one line; expected one as qb-fit writes it
END

# An exam, the odds of lapses, and reports by day, against a slow computation of each; odds by all outcomes.
awk -v w=$default -v predictions=260 -v seed=3 -f "$SRC/tests/fixtures/fit/fsrs.awk" -f "$SRC/tests/fixtures/fit/learner.awk" >learned
{
	printf 'id\ttopic\tquestion\n'
	sed 1d learned | cut -f 2 | sort -u | awk '{ print $1 "\tT" NR % 3 "\tQ?" }'
	printf 'new\tT1\tQ?\n'
} >learned.tsv
grep -v '^c7	' learned.tsv >part.tsv
cat >slow <<'AWK'
# The probability of at least k of the lapses from number i on; the probabilities are those of the id.
function odds(id, i, k) { return k <= 0 ? 1 : i > tries[id] ? 0 : chance[id, i] * odds(id, i + 1, k - 1) + (1 - chance[id, i]) * odds(id, i + 1, k) }
BEGIN { params(w); today = days(now); exam = days(date); FS = OFS = "\t" }
FNR == 1 { next }
NR == FNR { # the log, sorted
	id = $2; g = $3; day = days($1); t = day - last[id]; last[id] = day
	if (!(id in s)) {
		s[id] = p[g]; d[id] = clamp(first(g), 1, 10); r = "new"
	} else {
		r = recall(t, s[id])
		if (t > 0) {
			chance[id, ++tries[id]] = 1 - r
			lapsed[id] += g == 1
		}
		s[id] = after(s[id], d[id], t, g); d[id] = harder(d[id], g)
	}
	what[++reviews] = substr($1, 1, 10) "\t" id "\t" g "\t" r
	next
}
{
	id = $1; asked[id] = 1
	if (id in s) {
		gone = recall(exam - last[id], s[id]); r = recall(today - last[id], s[id])
		good = after(s[id], d[id], today - last[id], 3); again = after(s[id], d[id], today - last[id], 1)
	} else {
		gone = 0; r = 0.5; good = p[3]; again = p[1]
	}
	gain = r * recall(exam - today, good) + (1 - r) * recall(exam - today, again) - gone
	printf "%s\t%.4f\t%.4f\t%.4f\n", id, gone, gain, id in s ? odds(id, 1, lapsed[id]) : 1 > "want.exam"
	n[$2]++; then_[$2] += gone; gains[$2] += gain
}
END {
	for (topic in n) printf "%s\t%.4f\t%.4f\n", topic, then_[topic] / n[topic], gains[topic] / n[topic] > "want.topic"
	for (i = 1; i <= reviews; i++) {
		split(what[i], f, "\t")
		if (!(f[2] in asked)) continue
		if (!(f[1] in all)) order[++rows] = f[1]
		all[f[1]]++
		if (f[4] == "new") fresh[f[1]]++; else { seen[f[1]]++; sum[f[1]] += f[4] }
		missed[f[1]] += f[3] == 1
	}
	for (i = 1; i <= rows; i++) {
		day = order[i]
		printf "%s\t%d\t%d\t%d\t%s\n", day, all[day], fresh[day], missed[day], seen[day] ? sprintf("%.4f", sum[day] / seen[day]) : "" > "want.day"
	}
}
AWK
ok '--exam, --odds and --by day agree with a slow computation' '
	{ sed 1q learned; sed 1d learned | sort | awk "\$1 < \"2026-02\""; } >sorted
	awk -v w='$default' -v now=2026-02-01 -v date=2026-06-30 -f "$SRC/tests/fixtures/fit/fsrs.awk" -f slow sorted part.tsv || exit 1
	qb-score -l sorted --now 2026-02-01 --exam 2026-06-30 --odds part.tsv 2>err | qb-list -c id,then,gain,odds | sed 1d | diff want.exam - &&
	qb-score -l sorted --now 2026-02-01 --exam 2026-06-30 --by topic part.tsv 2>err | sed "1d; \$d" | cut -f 1,8,9 | sort >got && sort want.topic | diff - got &&
	qb-score -l sorted --now 2026-02-01 --by day part.tsv 2>err | sed 1d | diff want.day -'
ok 'the order of the log makes no difference to these' '
	for options in "--odds" "--by day"; do
		qb-score -l sorted --now 2026-02-01 $options part.tsv >want 2>err
		{ sed 1q sorted; sed 1d sorted | sort -r; } | qb-score -l - --now 2026-02-01 $options part.tsv 2>err | cmp - want || exit 1
	done'
ok 'undone reviews are in no report' '
	{ cat sorted; sed "1d; s/:..Z/:59Z/; s/.\$/1/" sorted | awk "{ print; sub(/1\$/, \"undo\"); print }"; } | sort -r >undone
	for options in "--odds --exam 2026-03-01" "--by day" "--forecast 9"; do
		qb-score -l sorted --now 2026-02-01 $options part.tsv >want 2>err
		qb-score -l undone --now 2026-02-01 $options part.tsv 2>err | cmp - want || { echo "$options"; exit 1; }
	done'
ok '--forecast counts what is due on each day, and later' '
	qb-score -l sorted --now 2025-03-01 part.tsv 2>err | sed 1d | cut -f 10 | grep . | sort >due
	qb-score -l sorted --now 2025-03-01 --forecast 40 part.tsv 2>err >got
	[ "$(sed -n "2p;41p" got | cut -f 1 | tr "\n" " ")" = "2025-03-01 2025-04-09 " ] || exit 1
	awk -F "\t" "NR == FNR { due[++n] = \$1; next } FNR == 1 { next }
		{ want = 0; for (i = 1; i <= n; i++) want += \$1 == \"later\" ? due[i] > last : FNR == 2 ? due[i] <= \$1 : due[i] == \$1; last = \$1 }
		want != \$2 { print; bad = 1 } END { exit bad || FNR != 42 || n < 20 }" due got'
t 'the day of the exam is today' 0 'qb-score -l l.tsv --now 2026-01-09 --exam 2026-01-09 b.tsv | qb-list -c id,recall,then,gain' <<'END'
id	recall	then	gain
a	0.7244	0.7244	0.2756
b	0.9421	0.9421	0.0579
c		0.0000	1.0000
END
t 'the greatest gains are picked first' 0 'qb-score -l l.tsv --now 2026-01-09 --exam 2026-01-20 b.tsv | qb-list -s gain -c id,then,gain; qb-score -l l.tsv --now 2026-01-09 --exam 2026-01-20 b.tsv | qb-pick -n 3 -s x -w gain | wc -l' <<'END'
id	then	gain
b	0.8545	0.0799
a	0.5995	0.1194
c	0.0000	0.6545
4
END
t 'reports without questions' 1 'sed 1q b.tsv >none; for o in "--by day" "--forecast 2" "--by topic --exam 2026-02-01" "--odds"; do qb-score -l l.tsv --now 2026-01-09 $o none 2>err; done' <<'END'
day	reviews	new	again	recall
day	due
2026-01-09	0
2026-01-10	0
later	0
topic	questions	seen	due	reviews	lapses	recall	then	gain
total	0	0	0	0	0			
id	topic	tags	question	reps	lapses	last	stability	difficulty	recall	due	need	odds
END

# Progress.
t 'by topic' 0 'qb-score -l l.tsv --now 2026-01-09 --by topic b.tsv' <<'END'
topic	questions	seen	due	reviews	lapses	recall
T	2	2	1	5	1	0.8332
U	1	0	0	0	0	
total	3	2	1	5	1	0.8332
END
t 'by tag: a question counts in each row and once in the total' 0 '{ cat b.tsv; printf "d\tU\ty, y,z\tD?\n"; } | qb-score -l l.tsv --now 2026-01-09 --by tags' <<'END'
tags	questions	seen	due	reviews	lapses	recall
x	1	1	1	4	1	0.7244
y	3	2	1	5	1	0.8332
	1	0	0	0	0	
z	1	0	0	0	0	
total	4	2	1	5	1	0.8332
END
t 'by a column with the value total: the last row has a name that no value has' 0 '
	printf "id\ttopic\ttags\na\ttotal\ttotal (all)\nb\tU\ttotal,total (all)\n" >v.tsv
	export QB_LOG=none; : >none
	qb-score --by topic v.tsv | cut -f 1,2; qb-score --by tags v.tsv | cut -f 1,2; qb-list -i b v.tsv | qb-score --by topic | cut -f 1,2' <<'END'
topic	questions
total	1
U	1
total (all)	2
tags	questions
total (all)	2
total	1
total (all) (all)	2
topic	questions
U	1
total	1
END
t 'by an unknown column' 2 'qb-score -l l.tsv --by nothing b.tsv' <<'END'
--- stderr
qb-score: b.tsv: no column 'nothing'; columns: id, topic, tags, question
END
t 'no report of part of a bank' 2 'printf x | cat b.tsv - | qb-score -l l.tsv --now 2026-01-09 --by topic' <<'END'
--- stderr
qb-score: standard input:5: expected 4 fields, found 1
END
t 'a report as a table' 0 'qb-score -l l.tsv --now 2026-01-09 --by topic --table b.tsv | tr -s " " | tail -n 1' <<'END'
total 3 2 1 5 1 0.8332
END

# With qb-pick.
t 'due questions, then new ones' 0 'qb-score -l l.tsv --now 2026-01-09 b.tsv | qb-pick --due --date 2026-01-09 -n 10 | cut -f1,11' <<'END'
id	due
a	2026-01-06
c	
END
t 'by need' 0 'qb-score -l l.tsv --now 2026-01-09 b.tsv | qb-pick -w need -n 5 -s x | cut -f1 | sort | paste -sd " " -' <<'END'
a b c id
END
ok 'questions with more need are picked more often' '
	qb-score -l l.tsv --now 2026-01-09 b.tsv >s; for s in 1 2 3 4 5 6 7 8 9 10; do qb-pick -w need -s $s s | sed 1d; done | cut -f1 |
		sort | uniq -c | sort -rn | sed -n "1s/.* //p" | grep -qx c'

# Marking.
cat >r.tsv <<'END'
id	points
loop	timers = \btimers?\b\npoll = \bpoll\npending callbacks = pending|deferred i/?o\n2*microtasks between phases = microtask|nextTick\n!one phase = single phase
words	0.5*event loop\n1.5*back pressure (flow)\n!blocking I/O
none	
END
# mark ANSWER [ID]: prints the marks of an answer, given as a field.
cat >mark <<'END'
printf 'id\tanswer\n%s\t%s\n' "${2-loop}" "$1" | qb-score -m - r.tsv | cut -f3- | sed 1d
END
# answer | earned possible score | hit | missed
while IFS='|' read -r id answer want hit missed; do
	t "mark: $answer" 0 "sh ./mark '$answer' $id | tr '\t' '|'" <<END
$want|$hit|$missed
END
done <<'END'
loop|Timers first, then poll, pending ones, and microtasks.|5|5|1.0000|timers; poll; pending callbacks; microtasks between phases|
loop|Deferred\ni/o and deferred  io|1|5|0.2000|pending callbacks|timers; poll; microtasks between phases
loop|It has a single phase.|-1|5|0.0000|!one phase|timers; poll; pending callbacks; microtasks between phases
loop|It has not a single phase. process.NEXTTICK()|2|5|0.4000|microtasks between phases|timers; poll; pending callbacks
loop||0|5|0.0000||timers; poll; pending callbacks; microtasks between phases
words|The EVENT\n\tloop; back pressure (flow)|2|2|1.0000|event loop; back pressure (flow)|
words|event loops, eventloop, back pressure flow|0|2|0.0000||event loop; back pressure (flow)
words|the event loop blocks in blocking I/O|-0.5|2|0.0000|event loop; !blocking I/O|back pressure (flow)
END
t 'columns of the answers are kept; marks are replaced' 0 'printf "note\tscore\tid\tanswer\nn\told\tloop\tpoll\n" | qb-score -m - r.tsv' <<'END'
note	id	answer	earned	possible	score	hit	missed
n	loop	poll	1	5	0.2000	poll	timers; pending callbacks; microtasks between phases
END
t 'a row per point, with the text that matched' 0 'printf "id\tanswer\nloop\tNo timers; polling, deferred\\\\nI/O in a single phase\n" | qb-score -m - --points r.tsv' <<'END'
id	point	weight	verdict	text
loop	timers	1	negated	timers
loop	poll	1	hit	poll
loop	pending callbacks	1	hit	deferred I/O
loop	microtasks between phases	2	missed	
loop	one phase	1	misconception	single phase
END

# Negation: answer | verdict of "poll"
printf 'id\tpoints\np\tpoll = \\bpoll\n' >p.tsv
cat >verdicts <<'END'
it polls|hit
it does not poll|negated
it doesn't ever poll|negated
it doesn’t poll|negated
It CANNOT poll|negated
it never has to poll|negated
it never really has to poll|hit
no, it polls|hit
No. It polls|hit
why not? It polls|hit
not so: poll|hit
not here (poll|hit
not [poll|hit
not here - polls|hit
not here — polls|hit
not here—polls|hit
not at-the-poll|negated
not only polls|hit
not just merely polls|hit
not merely to poll|hit
not but poll|hit
not timers, but polls|hit
not there because polls|hit
without then polling|hit
not-poll|hit
notpoll|missed
not poll, later polls|hit
not poll, not polls|negated
not there.poll|negated
not\npoll|negated
not\n\npoll|hit
not these:\n- poll|hit
not these\n- poll|hit
not these\n* poll|hit
not these\n12. poll|hit
not these\n12 poll|negated
nothing polls|hit
neither poll|negated
not *poll*|negated
not `poll`|negated
can't poll|negated
cant poll|negated
n't poll|negated
END
ok 'negation' '
	{ printf "id\tanswer\n"; sed "s/|.*//; s/^/p\t/" verdicts; } | qb-score -m - --points p.tsv | cut -f4 | sed 1d >got
	sed "s/|.*//" verdicts | paste -d "|" - got | diff - verdicts'

# Malformed rubrics: points | message
while IFS='|' read -r points why; do
	t "rubric: $points" 2 "printf 'id\tquestion\tanswer\tpoints\nq\tW?\t\tok\\\\n%s\n' '$points' >x.tsv; qb-list --check x.tsv; qb-score -m x.tsv x.tsv >out" <<END
x.tsv:2: q: points: $why
--- stderr
qb-score: x.tsv:2: points: $why
END
done <<'END'
a = (|'a': pattern '(', at 1: missing closing parenthesis
2*a = [|'2*a': pattern '[', at 1: missing terminating ] for character class
a;b|'a;b': semicolon in the label
0*a|'0*a': weight 0 is out of range (above 0, at most 1000000)
-1*a|'-1*a': weight -1 is out of range (above 0, at most 1000000)
!0*a|'!0*a': weight 0 is out of range (above 0, at most 1000000)
!|'!': missing label
2*|'2*': missing label
 = x|'': missing label
a = |'a': empty pattern
END
t 'an invalid number before an asterisk is part of the label' 0 'printf "id\tanswer\tpoints\nq\t\t3-4*x\\\\n0e03e*x\\\\n+*x\n" >x.tsv; qb-score -m x.tsv x.tsv | cut -f5' <<'END'
possible
3
END
t 'asterisks that end no weight, and a pattern with an equals sign' 0 'printf "id\tanswer\tpoints\nq\tx = y *a a*b 2 * 3 10\t*a\\\\na*b\\\\n1e1*10\\\\n\\\\neq = x = y\\\\n\n" >x.tsv; qb-score -m x.tsv x.tsv | cut -f4-' <<'END'
earned	possible	score	hit	missed
13	13	1.0000	*a; a*b; 10; eq	
END
t 'an answer to a question without points' 2 'printf "id\tanswer\nloop\tpoll\nnone\tx\n" >a.tsv; qb-score -m a.tsv r.tsv | wc -l; qb-score -m a.tsv r.tsv 2>/dev/null >&2' <<'END'
2
--- stderr
qb-score: a.tsv:3: id 'none' has no points at r.tsv:4
END
t 'an answer to an unknown question' 2 'printf "id\tanswer\nnobody\tx\n" >a.tsv; qb-score -m a.tsv r.tsv 2>&1 >/dev/null' <<'END'
qb-score: a.tsv:2: id 'nobody' is not in the bank
END
t 'all answers that cannot be marked are reported; only the rows before them are written' 2 '
	printf "id\tanswer\nloop\tpoll\nnobody\tx\nloop\tpoll\nnone\tx\nnobody\ty\n" >a.tsv; qb-score -m a.tsv r.tsv >out; status=$?
	wc -l <out; exit $status' <<'END'
2
--- stderr
qb-score: a.tsv:3: id 'nobody' is not in the bank
qb-score: a.tsv:5: id 'none' has no points at r.tsv:4
qb-score: a.tsv:6: id 'nobody' is not in the bank
END
t 'a narrow table of marks: the answer is omitted first' 0 '
	printf "when\twho\tid\tanswer\n2026-01-01\tann\tloop\tIt will poll and then run timers\n" >w.tsv; COLUMNS=76 qb-score --table -m w.tsv r.tsv | head -n 1 | tr -s " "' <<'END'
when who id earned possible score hit missed
END
printf 'id\tanswer\nnobody\tx\n' >a.tsv
t 'a duplicate id in the bank' 2 'cat r.tsv >d.tsv; sed -n 2p r.tsv >>d.tsv; qb-score -m a.tsv d.tsv' <<'END'
--- stderr
qb-score: d.tsv:5: duplicate id 'loop', first at d.tsv:2
END
t 'answers without a column answer' 2 'qb-score -m r.tsv r.tsv' <<'END'
--- stderr
qb-score: r.tsv: no column 'answer'; columns: id, points
END
t 'no answers' 1 'printf "id\tanswer\n" | qb-score -m - r.tsv' <<'END'
id	answer	earned	possible	score	hit	missed
END
t 'a pattern with catastrophic backtracking' 2 'printf "id\tanswer\tpoints\nq\t%s\tbad = ((a+)*)+\$\n" $(printf "%040d!" 0 | tr 0 a) >x.tsv; qb-score -m x.tsv x.tsv >/dev/null' <<'END'
--- stderr
qb-score: x.tsv:2: 'bad': match failed: match limit exceeded
END
ok 'hostile answers: all matches negated, long words, one clause' '
	awk "BEGIN { printf \"id\tanswer\tpoints\n\"
		printf \"q\tnot \"; for (i = 0; i < 200000; i++) printf \"a\"; print \"\ta = a\"
		printf \"r\t\"; for (i = 0; i < 100000; i++) printf \"not a \"; print \"\ta = a\"
		printf \"s\t\"; for (i = 0; i < 100000; i++) printf \"é\"; print \"\tx = x*\\\\nb = \\\\b\\\\na = (?=é)\" }" >x.tsv
	qb-score -m x.tsv x.tsv | cut -f6 | paste -sd " " - >got; echo "score 0.0000 0.0000 0.0000" | cmp - got'
t 'invalid UTF-8' 0 'printf "id\tanswer\tpoints\nq\tpo\\377ll \\377 poll\tpoll\n" >x.tsv; qb-score -m x.tsv x.tsv | cut -f6' <<'END'
score
1.0000
END
finish
