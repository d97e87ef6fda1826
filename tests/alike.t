#!/bin/sh
# Near-duplicates: qb-list --alike and --check, qb-pick --unlike, as brute force in Python
# finds them, which was written from the manual page.
. "${0%/*}/lib.sh"

cp "$SRC/bank.tsv" bank.tsv
alike=$SRC/tests/fixtures/alike.py
export alike
cat >b.tsv <<'TSV'
id	topic	question
a	x	What is a deadlock, and how do you deal with it?
b	x	What is a deadlock and how do you deal with it
c	y	How does the event loop work?
d	y	Explain the EVENT *loop*!
e	y	
f	y	?
g	z	How would you deal with a deadlock in a database?
TSV

t 'pairs, the earlier question first' 0 'qb-list --alike b.tsv' <<'END'
id	alike	similarity
a	b	1.00
END
t 'at a lower similarity' 0 'qb-list --alike=.5 b.tsv' <<'END'
id	alike	similarity
a	b	1.00
a	g	0.67
b	g	0.67
c	d	0.67
END
t 'of the selected questions only, and at most N rows' 0 'qb-list --alike=0.5 -i "!b" b.tsv; qb-list --alike=0.5 -n 1 b.tsv' <<'END'
id	alike	similarity
a	g	0.67
c	d	0.67
id	alike	similarity
a	b	1.00
END
t 'none' 1 'qb-list --alike -t z b.tsv' <<'END'
id	alike	similarity
END
t 'questions without words are not alike; those of introductory words are' 0 'printf "id\tquestion\n1\t\n2\t?\n3\t!\n4\tWhat is\n5\tis what?\n" | qb-list --alike' <<'END'
id	alike	similarity
4	5	1.00
END
for t in 0.29 1.01 2 x '' . 0.1234567 -1 0.5x '0.5 ' 00.5; do
	t "an invalid similarity: '$t'" 2 "qb-list --alike='$t' b.tsv 2>&1 | head -n 1; qb-pick --unlike='$t' b.tsv 2>&1 | head -n 1; qb-list --alike='$t' b.tsv 2>/dev/null" <<END
qb-list: --alike: invalid similarity '$t'; use a number from 0.3 to 1
qb-pick: --unlike: invalid similarity '$t'; use a number from 0.3 to 1
END
done
for t in 0.3 .3 1 1. 1.0 1.000000 0.700000; do
	ok "a valid similarity: $t" "qb-list --alike=$t b.tsv >out && qb-pick --unlike=$t b.tsv >out"
done
t 'no column for it' 2 'qb-list -c question b.tsv | qb-list --alike; qb-list -c id b.tsv | qb-list --alike; qb-list -c id b.tsv | qb-pick --unlike' <<'END'
--- stderr
qb-list: standard input: no column 'id'; columns: question
qb-list: standard input: no column 'question'; columns: id
qb-pick: standard input: no column 'question'; columns: id
END
t 'not with columns, sorting or counts' 2 'qb-list --alike -c id -s id b.tsv 2>&1 | head -n 1; qb-list --alike -T b.tsv 2>&1 | head -n 1; qb-list --alike --check b.tsv' <<'END'
qb-list: --alike cannot be combined with -c, -s
qb-list: --alike cannot be combined with -T
--- stderr
qb-list: --check cannot be combined with --alike
try 'qb-list --help'
END
t 'no pairs of a malformed bank' 2 'printf "x\n" | cat b.tsv - | qb-list --alike' <<'END'
--- stderr
qb-list: standard input:9: expected 3 fields, found 1
END
t 'a table' 0 'qb-list --table --alike b.tsv' <<'END'
id  alike  similarity
a   b            1.00
END

t 'check: a note for a question that is at least 0.9 similar to an earlier one' 0 'sed "/^[ef]/d" b.tsv >c.tsv; qb-list --check c.tsv' <<'END'
note: c.tsv:3: b: similar to 'a' (1.00), at c.tsv:2
END
t 'check: no note for what is a duplicate already' 1 'printf "id\tquestion\n1\tWhy not?\n2\twhy  NOT?\n3\tWhy not...\n" | qb-list --check' <<'END'
standard input:3: 2: duplicate question, first at standard input:2
note: standard input:4: 3: similar to '1' (1.00), at standard input:2
END
t 'check: across files' 0 'sed 1q b.tsv >d.tsv; sed -n 3p b.tsv >>d.tsv; sed "3d; /^[ef]/d" b.tsv >e.tsv; qb-list --check e.tsv d.tsv' <<'END'
note: d.tsv:2: b: similar to 'a' (1.00), at e.tsv:2
END
ok 'check: a bank of one question many times' '
	awk "BEGIN { print \"id\tquestion\"; for (i = 0; i < 20000; i++) { s = \"\"; for (j = i % 9; j >= 0; j--) s = s \".\"; print i \"\tThe same\" s \" question?\" } }" >same.tsv
	qb-list --check same.tsv >out; [ $? = 1 ] && [ $(grep -c "duplicate question\|similar to .0. (1.00)" out) = 19999 ]'

t 'unlike: of near-duplicates only the first in the order of the pick' 0 'for s in 1 2 3 4 5 6; do qb-pick -n 9 -s $s --unlike b.tsv | sed 1d | cut -f 1 | sort | paste -sd " " -; done | sort -u' <<'END'
a c d e f g
b c d e f g
END
ok 'unlike: in the whole output, across groups' '
	awk -F "\t" -v OFS="\t" "{ print; if (NR > 1) { \$1 = \$1 \"x\"; \$2 = NR; print } }" bank.tsv >twice.tsv
	qb-pick -n 3 -e topic -s x --unlike twice.tsv 2>err >got && qb-list --alike got && exit 1
	[ $(wc -l <got) -gt 100 ]'

if ! have python3; then
	skip 'as brute force' 'no python3'
	finish
	exit
fi
for kind in words edits mixed equal one empty; do
	ok "as brute force: $kind" "
		for t in 0.3 0.334 0.5 0.7 0.75 0.9 1; do
			for n in 0 1 2 70 $(tries 250 100); do
				python3 \"\$alike\" bank \$n \$n $kind >r.tsv
				python3 \"\$alike\" pairs \$t r.tsv >want
				qb-list --alike=\$t r.tsv >got
				[ \$? = \$((\$(wc -l <want) == 1)) ] && cmp got want || { echo \"\$n \$t\"; exit 1; }
			done
		done"
	ok "unlike, as brute force: $kind" "
		python3 \"\$alike\" bank 5 $(tries 200 60) $kind >r.tsv
		for t in 0.3 0.5 0.7 1; do
			for s in 1 2 3; do
				qb-pick -n 999 -s \$s r.tsv >order.tsv
				python3 \"\$alike\" greedy \$t order.tsv >want
				qb-pick -n 999 -s \$s --unlike=\$t r.tsv | sed 1d | cut -f 1 | cmp - want || exit 1
				for n in 1 3 9; do qb-pick -n \$n -s \$s --unlike=\$t r.tsv | sed 1d | cut -f 1 >got; head -n \$n want | cmp - got || exit 1; done
			done
		done"
done
ok 'as brute force: the installed bank' '
	qb-list -c id,question bank.tsv >q.tsv
	for t in 0.3 0.5 0.7; do python3 "$alike" pairs $t q.tsv >want; qb-list --alike=$t bank.tsv >got; cmp got want || exit 1; done'

finish
