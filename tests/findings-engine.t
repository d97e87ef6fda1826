#!/bin/sh
# Bounds of time and memory, and numbers, widths and messages, in the code that all tools share.
# Growth is bounded by `ulimit -t`, in seconds that a linear run does not come near.
. "${0%/*}/lib.sh"

cp "$SRC/bank.tsv" bank.tsv

# Numbers.
t 'integers beyond 2^53 sort exactly, and all forms of a number' 0 '
	printf "id\tn\n" >n.tsv; printf "%s\t%s\n" a 1700000000000000003 b 1700000000000000001 c 17e17 d 1700000000000000002 \
		e -9007199254740993 f -9007199254740992 g 1700000000000000001.5 h 0.1 i 0.10000000000000000001 j .1 >>n.tsv
	qb-list -s n -c id n.tsv | sed 1d | tr "\n" " "; qb-list -s n:r -c id n.tsv | sed 1d | tr "\n" " "; echo' <<'END'
e f h j i c b g d a a d g b c i h j f e 
END
t 'a sort key that is named again decides nothing and costs nothing' 0 "
	awk 'BEGIN { print \"id\tquestion\"; for (i = 0; i < 8000; i++) print i % 7 \"\t\" i }' >many.tsv
	qb-list -s id -s question:r many.tsv >want
	\$LIMIT 200000; qb-list -s id \$(awk 'BEGIN { for (i = 0; i < 4000; i++) print \"-s\", i % 2 ? \"id\" : \"id:r\" }') -s question:r many.tsv | cmp - want" </dev/null

# Widths.
t 'decomposed Hangul is as wide as composed' 0 '
	printf "id\tquestion\tx\n1\t\355\225\234\tEND\n2\t\341\204\222\341\205\241\341\206\253\tEND\n3\t\341\204\222\355\236\260\355\237\213\tEND\n4\tab\tEND\n" |
		qb-list --table -c id,question,x | sed "s/[^ -~]/?/g"' <<'END'
id  question  x
 1  ?        END
 2  ???        END
 3  ???        END
 4  ab        END
END
t 'COLUMNS: any width' 0 'COLUMNS=10000 qb-list --table bank.tsv >want; for n in 32767 40000 2147483648; do COLUMNS=$n qb-list --table bank.tsv | cmp - want || exit; done' </dev/null

# Columns.
awk 'BEGIN {
	for (i = 0; i < 150000; i++) printf "%sc%d", i ? "\t" : "", i
	for (i = 0; i < 150000; i++) printf "%sx%d", i ? "\t" : "\n", i % 10
	print ""
}' >columns.tsv
t 'a table of 150000 columns' 0 '
	ulimit -t 20; COLUMNS=40 qb-list --table columns.tsv
	COLUMNS=400000 qb-list --table columns.tsv | awk "{ print NF, length <= 400000 }"' <<'END'
c149996  c149997  c149998  c149999
x6       x7       x8       x9
44444 1
44444 1
END
t 'colours in 150000 columns, in the order of -k' 0 '
	ulimit -t 20; for k in -a "-k c2,c0,c1"; do qb-grep $k --color=always x columns.tsv | cut -f 1-3 | sed 1d | tr "\033" ^; done
	qb-grep --table --color=always -a x columns.tsv | tr -d "\n" | wc -c >/dev/null
	cut -f 1-4 columns.tsv | qb-grep --table --color=always -k c2,c0,c1 x | sed 1d | tr "\033" ^' <<'END'
^[1;31mx^[m0	^[1;31mx^[m1	^[1;31mx^[m2
^[1;31mx^[m0	^[1;31mx^[m1	^[1;31mx^[m2
^[1;31mx^[m0  ^[1;31mx^[m1  ^[1;31mx^[m2  x3
END
t 'JSON: more than 10000 keys are refused' 2 "
	awk 'BEGIN { for (i = 0; i < 9999; i++) printf \"{\\\"question\\\":\\\"q\\\",\\\"k%d\\\":\\\"v\\\"}\\n\", i }' >most.jsonl
	qb-import -f jsonl most.jsonl 2>&1 | head -n 1 | awk '{ print NF }'
	echo '{\"one\":\"more\"}' >>most.jsonl; qb-import -f jsonl most.jsonl" <<'END'
10001
--- stderr
qb-import: most.jsonl:10000: more than 10000 different keys; every key becomes a column
END

# Selecting and checking.
t '-g, -l, -i: thousands of values' 0 "
	ulimit -t 20
	awk 'BEGIN { print \"id\tlevel\ttags\"; for (i = 0; i < 20; i++) { printf \"%d\tl%d\t\", i, i; for (k = 0; k < 100000; k++) printf \"t%d,\", i * k; print \"\" } }' >tags.tsv
	qb-list \$(seq -f '-g n%g' 1 8000) -g t19 tags.tsv | cut -f 1 | tr '\n' ' '; qb-list \$(seq -f '-l l%g' 18 8000) tags.tsv | cut -f 1 | tr '\n' ' '; echo" <<'END'
id 1 19 id 18 19 
END
t '--check: lines with a wrong number of fields, in order' 2 'printf "id\tquestion\n1\n2\t\n3\ta\tb\n" >ragged.tsv; qb-list --check ragged.tsv' <<'END'
ragged.tsv:2: -: expected 2 fields, found 1
ragged.tsv:3: 2: missing question
ragged.tsv:4: -: expected 2 fields, found 3
--- stderr
qb-list: ragged.tsv:2: expected 2 fields, found 1
END
t '--check: half a million of them, in constant memory' 2 '
	$LIMIT 60000; awk "BEGIN { print \"id\tquestion\"; for (i = 0; i < 500000; i++) print i }" | qb-list --check >out; s=$?; wc -l <out; tail -n 1 out; exit $s' <<'END'
500000
standard input:500001: -: expected 2 fields, found 1
--- stderr
qb-list: standard input:2: expected 2 fields, found 1
END
if have strace; then
	t 'qb-import: messages are written in blocks' 0 "
		awk 'BEGIN { print \"id,question\"; for (i = 0; i < 1000; i++) print i \",\" }' >empty.csv
		strace -qq -f -e trace=write -o trace qb-import -f csv empty.csv >out 2>err; grep -c 'no question' err; [ \$(grep -c 'write(2' trace) -lt 100 ]" <<'END'
1000
END
else
	skip 'qb-import: messages are written in blocks' 'no strace'
fi

finish
