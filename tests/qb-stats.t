#!/bin/sh
# qb-stats: reports on marks, as an independent computation in Python finds them, which was
# written from the manual page.
. "${0%/*}/lib.sh"

stats=$SRC/tests/fixtures/stats.py
export stats
cat >m.tsv <<'TSV'
who	id	score	mark
ann	q1	1	1
ann	q2	0.5	0.5
bob	q1	0	0.25
bob	q2	0.5	0
TSV

# ---- Reports ----

t 'items: no correlation below 10 persons' 0 'qb-stats --items m.tsv' <<'END'
id	n	facility	sd	discrimination
q1	2	0.5000	0.7071	
q2	2	0.5000	0.0000	
END
t 'paper' 0 'qb-stats --paper m.tsv' <<'END'
n	mean	sd	alpha	sem
2	1.0000	0.7071	0.0000	0.7071
END
t 'trial' 0 'qb-stats --trial m.tsv' <<'END'
id	n	error	agreement
q1	2	0.1250	1.0000
q2	2	0.2500	0.5000
END
t 'agree: the marks of two columns' 0 'qb-stats --agree score,mark m.tsv' <<'END'
n	exact	kappa	difference
4	0.5000	0.7059	0.0625
END
t 'trial, agree: persons and ids may be unknown' 0 'cut -f 2- m.tsv | qb-stats --trial; cut -f 3- m.tsv | qb-stats --agree mark,score' <<'END'
id	n	error	agreement
q1	2	0.1250	1.0000
q2	2	0.2500	0.5000
n	exact	kappa	difference
4	0.5000	0.7059	-0.0625
END
t 'another name of the column of persons, in CSV from two files' 0 '
	sed "1s/who/Your name/; s/	/,/g" m.tsv >a.csv; sed "s/ann/cyd/; s/bob/dan/" a.csv >b.csv
	qb-stats --paper --who "Your name" a.csv b.csv; qb-stats --paper --who "Your name" <a.csv' <<'END'
n	mean	sd	alpha	sem
4	1.0000	0.5774	0.0000	0.5774
n	mean	sd	alpha	sem
2	1.0000	0.7071	0.0000	0.7071
END
t 'on a table' 0 'qb-stats --table --items m.tsv' <<'END'
id  n  facility      sd  discrimination
q1  2    0.5000  0.7071                
q2  2    0.5000  0.0000                
END
t 'undefined numbers are empty: one person, one question, equal marks' 0 '
	sed 2q m.tsv | qb-stats --items; sed 2q m.tsv | qb-stats --paper; sed 2q m.tsv | qb-stats --agree score,mark
	printf "who\tid\tscore\na\t1\t0\na\t2\t1\nb\t1\t1\nb\t2\t0\n" | qb-stats --paper' <<'END'
id	n	facility	sd	discrimination
q1	1	1.0000		
n	mean	sd	alpha	sem
1	1.0000			
n	exact	kappa	difference
1	1.0000		0.0000
n	mean	sd	alpha	sem
2	1.0000	0.0000		
END
t 'paper: alpha is over the persons who have a score for every question' 0 'sed "\$d" m.tsv | qb-stats --paper' <<'END'
n	mean	sd	alpha	sem
2	0.7500	1.0607		
--- stderr
qb-stats: alpha is over 1 of 2 persons, who have a score for every question
END
t 'no marks' 1 'head -n 1 m.tsv | qb-stats --items' <<'END'
id	n	facility	sd	discrimination
END
t 'nothing from a pipe' 1 ': | qb-stats --paper' </dev/null

# ---- Points ----

cat >points.tsv <<'TSV'
who	id	mark	point	weight	verdict	text
ann	q1	1	loop	1	hit	loop
ann	q1	1	poll	1	hit	poll
ann	q1	1	one thread	1	misconception	one
ann	q1	1	timers	1	missed	
bob	q1	0.4	loop	1	hit	loop
bob	q1	0.4	poll	1	negated	poll
bob	q1	0.4	one thread	1	absent	
bob	q1	0.4	timers	1	missed	
TSV
t 'trial of points: those that do not tell good answers from bad ones are named' 0 'qb-stats --trial points.tsv' <<'END'
id	point	good	hit_good	bad	hit_bad
q1	loop	1	1.0000	1	1.0000
q1	poll	1	1.0000	1	0.0000
q1	one thread	1	1.0000	1	0.0000
q1	timers	1	0.0000	1	0.0000
--- stderr
qb-stats: q1: 'loop' is in 1 of 1 bad answers, 1 of 1 good ones
qb-stats: q1: misconception 'one thread' is in 1 of 1 good answers, 0 of 1 bad ones
qb-stats: q1: 'timers' is in no answer
END
t 'trial of points: without bad answers nothing is named' 0 'sed /bob/d points.tsv | qb-stats --trial' <<'END'
id	point	good	hit_good	bad	hit_bad
q1	loop	1	1.0000	0	
q1	poll	1	1.0000	0	
q1	one thread	1	1.0000	0	
q1	timers	1	0.0000	0	
END
t 'trial of points: the same label in two questions; control characters in a message' 0 '
	printf "id\tmark\tpoint\tverdict\n1\t1\ta\thit\n2\t0\ta\thit\n1\t0\ta\\\\n\33b\thit\n1\t1\ta\\\\n\33b\tmissed\n" | qb-stats --trial | cut -f 1,3-' <<'END'
id	good	hit_good	bad	hit_bad
1	1	1.0000	0	
2	0		1	1.0000
1	1	0.0000	1	1.0000
--- stderr
qb-stats: 1: 'a\n\x1bb' is in 1 of 1 bad answers, 0 of 1 good ones
END
t 'trial of points: bad input' 2 '
	sed "3s/hit/found/" points.tsv | qb-stats --trial
	sed "3s/	1	/	2	/" points.tsv | qb-stats --trial
	sed "3s/	1	/	x	/" points.tsv | qb-stats --trial
	cat points.tsv points.tsv | qb-stats --trial
	cut -f 1,2,4- points.tsv | qb-stats --trial' <<'END'
--- stderr
qb-stats: standard input:3: invalid verdict 'found'
qb-stats: standard input:3: mark: 2 is out of range (0 to 1)
qb-stats: standard input:3: mark: invalid number 'x'
qb-stats: standard input:11: duplicate mark of 'ann' for the same point, first at standard input:2
qb-stats: standard input: no column 'mark'; columns: who, id, point, weight, verdict, text
END

# ---- Errors ----

t 'bad input' 2 '
	sed "3s/0.5/half/" m.tsv | qb-stats --items
	sed "3s/0.5//" m.tsv | qb-stats --items
	sed "3s/0.5/1.5/" m.tsv | qb-stats --paper
	sed "3s/0.5/-1/" m.tsv | qb-stats --trial
	sed "3s/ann//" m.tsv | qb-stats --items
	sed "3s/q2//" m.tsv | qb-stats --items
	sed "3s/q2/q1/" m.tsv | qb-stats --items
	cat m.tsv m.tsv | qb-stats --agree score,mark
	cut -f 2- m.tsv | qb-stats --items
	cut -f 1,3- m.tsv | qb-stats --trial
	qb-stats --agree score,other m.tsv
	qb-stats --trial --who nobody m.tsv
	echo x | cat m.tsv - | qb-stats --items' <<'END'
--- stderr
qb-stats: standard input:3: score: invalid number 'half'
qb-stats: standard input:3: score: invalid number ''
qb-stats: standard input:3: score: 1.5 is out of range (0 to 1)
qb-stats: standard input:3: score: -1 is out of range (0 to 1)
qb-stats: standard input:3: empty who
qb-stats: standard input:3: empty id
qb-stats: standard input:3: duplicate mark of 'ann' for id 'q1', first at standard input:2
qb-stats: standard input:7: duplicate mark of 'ann' for id 'q1', first at standard input:2
qb-stats: standard input: no column 'who'; columns: id, score, mark; name the column of the persons with --who
qb-stats: standard input: no column 'id'; columns: who, score, mark
qb-stats: m.tsv: no column 'other'; columns: who, id, score, mark
qb-stats: m.tsv: no column 'nobody'; columns: who, id, score, mark; name the column of the persons with --who
qb-stats: standard input:6: expected 4 fields, found 1
END
for options in '' '--items --paper' '--trial --agree a,b' '--agree a' '--agree ,a' '--agree a,b,c' '--items --who'; do
	ok "invalid options: $options" "qb-stats $options m.tsv >out 2>err; [ \$? = 2 ] && [ ! -s out ] && [ -s err ]"
done

# ---- Against Python ----

have python3 || {
	skip 'reports as Python computes them' 'no python3'
	finish
	exit
}
unit=$QB_BIN/unit-stats
export unit
for seed in $(seq "$(tries 40 2)"); do
	case $((seed % 4)) in
	0) kind=binary ;;
	1) kind=holes ;;
	*) kind=score ;;
	esac
	ok "seed $seed, $kind: every report as Python computes it" "
		python3 '$stats' marks $seed $kind >m.tsv
		for report in items paper trial agree; do
			[ \$report = agree ] && option=--agree=level,other || option=--\$report
			python3 '$stats' \$report m.tsv >want &&
				qb-stats \$option m.tsv >got && python3 '$stats' near want got 0.0000500001 || exit
			[ ! -x '$unit' ] || { '$unit' \$report m.tsv >got && python3 '$stats' near want got 1e-9; } || exit
		done"
	[ $kind != binary ] || ok "seed $seed: KR-20 is alpha if all scores are 0 or 1" "
		python3 '$stats' kr20 m.tsv >want && qb-stats --paper m.tsv >got && python3 '$stats' near want got 0.0000500001"
done

finish
