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
	$CPU 20; COLUMNS=40 qb-list --table columns.tsv
	COLUMNS=400000 qb-list --table columns.tsv | awk "{ print NF, length <= 400000 }"' <<'END'
c149996  c149997  c149998  c149999
x6       x7       x8       x9
44444 1
44444 1
END
t 'colours in 150000 columns, in the order of -k' 0 '
	$CPU 20; for k in -a "-k c2,c0,c1"; do qb-grep $k --color=always x columns.tsv | cut -f 1-3 | sed 1d | tr "\033" ^; done
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
	$CPU 20
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
		strace -qq -f -e trace=write -o trace qb-import -v -f csv empty.csv >out 2>err; grep -c 'no question' err; [ \$(grep -c 'write(2' trace) -lt 100 ]" <<'END'
1000
END
else
	skip 'qb-import: messages are written in blocks' 'no strace'
fi

# The time of matching.
x() {
	awk -v n="$1" -v s="$2" 'BEGIN { printf "id\tquestion\n1\t"; for (i = 0; i < n; i++) printf "%s", s; print "" }'
}
x 4194304 x >x4m.tsv
x 14000 'lorem ipsum dolor sit amet consectetur ' >lorem.tsv
t 'a long field: as fast as machine code of PCRE2 is' 1 '
	$CPU 20; qb-grep -c "x+[yz]" x4m.tsv; qb-grep -c "x+y" x4m.tsv; qb-grep -c "[a-z ]+[!?]" lorem.tsv; qb-grep -c -e "x+[yz]" -e "[xy]+z" -e "x+a" -e "x+b" -e "x+c(?#)" x4m.tsv' <<'END'
0
0
0
0
END
for jit in '' --no-jit; do
	for p in '(x|y)+[yz]' '(x+)+y' '(?:x+y?)*z\b' 'x.*y.*z' '(?=(x+))\1[yz]'; do
		ok "$p on 4 MiB ends $jit" "\$CPU 20; qb-grep -c $jit '$p' x4m.tsv; [ \$? -le 2 ]"
	done
done
t 'the limit holds for a record, however many columns it has' 2 '
	awk "BEGIN { printf \"id\"; for (i = 0; i < 500; i++) printf \"\\tc%d\", i; print \"\"; for (i = 0; i < 500; i++) { for (k = 0; k < 12000; k++) printf \"a\"; printf \"\\t\" } print \"\" }" >wide.tsv
	$CPU 20; qb-grep -a -c "(a|b)+[cd]" wide.tsv' <<'END'
--- stderr match exceeded the time limit \(5 s\)$
END
t 'after the limit nothing is lost that was selected before' 2 "
	{ printf 'id\tquestion\n0\tac\n'; sed '1d; s/x\{100\}/x y/g' x4m.tsv; } >after.tsv; qb-grep '(?=(.+))\1[z]|c' after.tsv" <<'END'
id	question
0	ac
--- stderr
qb-grep: after.tsv:3: question: match exceeded the time limit (5 s)
END

# Many patterns.
awk -v tried="$(tries 60 4)" 'BEGIN {
	srand(7)
	n = split("a|b|node|No|ö|Ö|.|\\w|\\d|\\b|\\s|[a-e]|[^a-n]|e+|o*|s?|(?:re|ma)|(st|ss)|^|$|(?=e)|(?<!o)n|\\p{Lu}|x{2}|t{1,2}|,|-|\\.|世|e+?|a*+|(?>ab|a)|[[:alpha:]]|\\x6f|é\\+", part, "|")
	for (f = 1; f <= tried; f++)
		for (i = 2 + int(rand() * rand() * 60); i > 0; i--) {
			p = ""
			for (k = 1 + int(rand() * 4); k > 0; k--)
				p = p part[1 + int(rand() * n)]
			print p (rand() < .1 ? "|o" : "") >("patterns." f)
		}
}'
{ sed 30q bank.tsv; printf 'x1\tt\tmid\t\tÖl, ÖL é+ — größer 世界 aa bb xx\t\t\nx2\tt\tmid\t\t\t\t\nx3\tt\tmid\t\tbad \377 node \377 öre\t\t\n'; } >corpus.tsv
ok 'many patterns: as one by one' '
	for f in patterns.*; do
		sed "s/^/(?#)/" $f >alone # a comment keeps a pattern from being joined
		for o in -a -i -w -x -v -o -ow -oi -ox "-o --no-jit" "-a --color=always"; do
			qb-grep $o -f alone corpus.tsv >want; s=$?
			qb-grep $o -f $f corpus.tsv | cmp - want || { echo "$f $o"; cat $f; exit 1; }
		done
	done'
awk 'BEGIN { srand(3); for (i = 0; i < 8000; i++) { w = ""; for (k = 4 + int(rand() * 6); k > 0; k--) w = w sprintf("%c", 97 + int(rand() * 26)); print w } }' >words
awk 'BEGIN { print "id\tquestion" } { q = q " " $0 } NR % 13 == 0 { print NR "\t" q; q = "" }' words words words words words words words words words words words words words words words words >words.tsv
t 'eight thousand patterns, texts and expressions' 0 '
	$CPU 6; qb-grep -c -f words words.tsv; sed "s/^/w[0-9]*/" words >regexes; qb-grep -c -f regexes words.tsv >some; [ $(cat some) -lt 2000 ]
	sed "s/./&s?/" words >regexes; qb-grep -c -f regexes words.tsv; sed "s/./(?:&)/2" words >regexes; qb-grep -c -w -f regexes words.tsv; qb-grep -o -f regexes words.tsv | sort -u | wc -l; sort -u words | wc -l' <<'END'
9846
9846
9846
8000
8000
END
t 'thousands of patterns and matches in one field' 0 '
	awk "{ printf NR == 1 ? \"id\\tquestion\\n1\\t%s\" : \" %s\", \$0 } END { print \"\" }" words words words words words words words words words words words words words words words words words words words words >field.tsv
	$CPU 6; qb-grep -o -f words field.tsv | wc -l; sed 2000q words | sed "s/./&s?/" >regexes; qb-grep -o -f regexes field.tsv | sort -u | wc -l
	sed 200q words | sed "s/^/(?#)/" >alone; qb-grep -o -f alone field.tsv | sort -u | wc -l' <<'END'
160000
2001
200
END
t 'a bad one of many patterns is named' 2 '{ sed "s/$/s?/;100q" words; echo "a(b"; echo "[b-a]"; } | qb-grep -f - bank.tsv' <<'END'
--- stderr
qb-grep: pattern 'a(b', at 3: missing closing parenthesis
END
for o in -F -w '-e a -e b'; do
	t "invalid UTF-8 in a pattern: the text as given, $o" 2 "qb-grep $o -e \$(printf 'caf\351') bank.tsv" <<'END'
--- stderr
qb-grep: pattern 'caf\xe9', at 3: UTF-8 error: 2 bytes missing at end
END
done
awk 'BEGIN { for (i = 0; i < 60000; i++) printf "%c", 97 + (i * i * 7 + int(i / 3)) % 26; print "" }' >long
{ printf 'id\tquestion\n'; printf '1\tx %s y\n2\tno\n3\t%s\n4\ta%s\n' "$(cat long)" "$(cat long)" "$(cat long)"; printf '5\t%s\n6\t' "$(cut -c 2- long)"; tr "[:lower:]" "[:upper:]" <long; } >long.tsv
for jit in '' --no-jit; do
	t "-F with a text of 60 kB $jit" 0 "for o in -F -Fi -Fw -Fx -w; do qb-grep $jit \$o -f long long.tsv | cut -f 1 | tr '\n' ' '; qb-grep $jit -o \$o -f long long.tsv | awk '{ print length }' | uniq -c | sed 's/^ *//'; done" <<'END'
id 1 3 4 3 60000
id 1 3 4 6 4 60000
id 1 3 2 60000
id 3 1 60000
id 1 3 2 60000
END
done

finish
