#!/bin/sh
. "${0%/*}/lib.sh"

cat >b.tsv <<'END'
id	topic	question
1	Streams	Explain backpressure.
2	Loop	The Event Loop, in detail
3	Streams	Node.js and node
4	C++	Is C++ fast? C++11?
5	Naïve	naïve ÄRGER \t tab
6	Two	one line\nanother line
END
cp "$SRC/bank.tsv" bank.tsv

# grep OPTIONS: IDS that are kept, as a table.
while IFS=@ read -r options want; do
	t "qb-grep $options" "$([ -n "$want" ] && echo 0 || echo 1)" "qb-grep $options b.tsv >out; s=\$?; cut -f1 out | sed 1d | tr '\n' ' '; echo; exit \$s" <<END
$want${want:+ }
END
done <<'END'
backpressure@1
-i 'event loop'@2
-i 'ärger'@5
'(?i)NODE'@3
-w node@3
-w 'C\+\+'@4
-w '\.js'@
'\.js'@3
-x 'Node.js'@
-x 'Node.js and node'@3
-F '.'@1 3
-F 'C++'@4
-iF 'EVENT LOOP'@2
-e Event -e back@1 2
-v 'e'@4
-v 'n'@4
-k topic Streams@1 3
-k topic,question o@2 3 6
-k id '[12]'@1 2
-a Loop@2
-a 4@4
-S event@2
-S Event@2
-S EVENT@
-S 'event\S'@
-S '\bnaïve\b'@5
-S '\p{L}VENT'@
-S '\p{Lu}vent'@2
-S '\P{N}vent'@2
-S '\pLvent'@2
-S '\x{65}VENT'@
-S '\x{4E}ode'@3
-S '\x4Eode'@3
-S '\N{U+4E}ode'@3
-S '\o{116}ode'@3
-S '(?<Name>e)v\k{Name}nt'@2
-S "(?'Name'e)v\k'Name'nt"@2
-S '(?P<Name>e)v(?P=Name)nt'@2
-S '(?<Name>e)v\g{Name}nt'@2
-S '(?<Name>e)v(?&Name)nt'@2
-S '(?P<Name>e)v(?P>Name)nt'@2
-S '(?<=B)ack(?>)'@
-S '(?<N>E)VENT'@
-S 'event(*SKIP)(*F)|loop(?#NB)'@2
-S '(?U)event'@2
-S '(?J)event(?C1)'@2
-S '(?C1)EVENT'@
-FS '\p{L}'@
'\t tab'@5
'\\t'@
-F '	'@5
'line.another'@
'(?s)line.another'@6
'line\nanother'@6
'^another'@
'(?m)^another'@6
-x 'one line\nanother line'@6
-m 1 e@1
-m 0 e@
-w 'naïv'@
-w 'another|nothing'@6
'\d'@4
-e ''@1 2 3 4 5 6
-x ''@
-vx ''@1 2 3 4 5 6
-w '\Qnode'@3
-w '(?x) node # a comment'@3
-x '(?x) node # a comment'@
-i 'EVENT LOOP|NODE'@2 3
END

t 'records leave as they came, with the header' 0 'qb-grep "" b.tsv | cmp - b.tsv' </dev/null
t 'count' 0 'qb-grep -c e b.tsv' <<'END'
5
END
t 'count of none' 1 'qb-grep -c nothing b.tsv' <<'END'
0
END
t 'count stops at -m' 0 'qb-grep -c -m 2 e b.tsv' <<'END'
2
END
t 'only matching' 0 'qb-grep -o "[A-Z]\w*" b.tsv | head -n 4' <<'END'
Explain
The
Event
Loop
END
t 'only matching: escaped' 0 'qb-grep -o "line\nan" b.tsv' <<'END'
line\nan
END
t 'only matching: the longest of plain texts' 0 'qb-grep -oF -e No -e Node b.tsv' <<'END'
Node
END
t 'only matching: empty matches are not written' 0 'qb-grep -o "x*" b.tsv' <<'END'
x
END
t 'quiet' 0 'qb-grep -q node b.tsv' </dev/null
t 'quiet: none' 1 'qb-grep -q nothing b.tsv' </dev/null
t 'quiet: status 0 wins over what comes later' 0 'printf "x\n" | cat b.tsv - | qb-grep -q node' </dev/null
t 'an error wins over a match' 2 'printf "x\n" | cat b.tsv - | qb-grep Event' <<'END'
id	topic	question
2	Loop	The Event Loop, in detail
--- stderr
qb-grep: standard input:8: expected 3 fields, found 1
END
t 'patterns from a file' 0 'printf "Event\nback\n" >p; qb-grep -c -f p b.tsv; qb-grep -c -f - b.tsv <p; qb-grep -c "Event
back" b.tsv' <<'END'
2
2
2
END
t 'patterns from an empty file' 1 'qb-grep -c -f /dev/null b.tsv; qb-grep -vc -f /dev/null b.tsv; qb-grep -q -f /dev/null b.tsv' <<'END'
0
6
END
t 'patterns from a missing file' 2 'qb-grep -f nope b.tsv' <<'END'
--- stderr
qb-grep: nope: No such file or directory
END
t 'no pattern' 2 'qb-grep 2>&1 | head -n 1; qb-grep 2>/dev/null' <<'END'
qb-grep: missing PATTERN
END
t 'a bad pattern' 2 'qb-grep "a(" b.tsv' <<'END'
--- stderr ^qb-grep: pattern 'a\(', at [0-9]+: missing closing parenthesis$
END
t 'a bad pattern that -w would close' 2 'qb-grep -w "a)(b" b.tsv' <<'END'
--- stderr ^qb-grep: pattern 'a\)\(b', at [0-9]+: unmatched closing parenthesis$
END
t 'ten thousand parentheses' 2 'qb-grep "$(head -c 10000 /dev/zero | tr "\0" "(")" b.tsv' <<'END'
--- stderr ^qb-grep: pattern '\(+\.\.\.', at [0-9]+: parentheses are too deeply nested
END
t 'an unknown column' 2 'qb-grep -k topic,nope x b.tsv' <<'END'
--- stderr
qb-grep: b.tsv: no column 'nope'; columns: id, topic, question
END

printf 'id\tquestion\n1\tfine\n2\taaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n' >explode.tsv
for jit in '' --no-jit; do
	t "a pattern that explodes $jit" 2 "qb-grep $jit '((a+)*)+\$' explode.tsv" <<'END'
id	question
1	fine
--- stderr
qb-grep: explode.tsv:3: question: match failed: match limit exceeded
END
done
t 'short, and it takes long at each place: ends' 2 'awk "BEGIN { printf \"id\tquestion\n1\t\"; for (i = 0; i < 4096; i++) printf \"a\"; print \"\" }" >a.tsv; qb-grep -c "$(awk "BEGIN { for (i = 0; i < 22; i++) printf \"a?\" }")[bc]" a.tsv' <<'END'
--- stderr
qb-grep: a.tsv:2: question: match exceeded the time limit (5 s)
END
t 'matches that take long together end' 2 'awk "BEGIN { printf \"id\tquestion\n1\t\"; for (i = 0; i < 90000; i++) printf \"a \"; print \"\" }" | qb-grep -o "(?=[^x]*)"' <<'END'
--- stderr
qb-grep: standard input:2: question: match exceeded the time limit (5 s)
END
t 'a match that takes long ends' 2 "awk 'BEGIN { printf \"id\tquestion\n1\t\"; for (i = 0; i < 64000; i++) printf \"ab\"; print \"\" }' | qb-grep -c '(a|b)+[cd]'" <<'END'
--- stderr
qb-grep: standard input:2: question: match exceeded the time limit (5 s)
END
t 'a match that wants much memory ends' 2 "awk 'BEGIN { printf \"id\tquestion\n1\t\"; for (i = 0; i < 2000000; i++) printf \"ab\"; print \"\" }' | qb-grep -c '^(?:(a)|(b))*c\$'" <<'END'
--- stderr
qb-grep: standard input:2: question: match failed: heap limit exceeded
END
t 'many matches in a long field' 0 "
	awk 'BEGIN { printf \"id\tquestion\n1\t\"; for (i = 0; i < 500000; i++) printf \"ab\"; print \"\" }' >long.tsv
	for p in '-e a' '-e a -e b' '-e zz -e a'; do qb-grep -o \$p long.tsv | sort | uniq -c | sed 's/^ *//'; done; qb-grep --color=always a long.tsv | tr -d '\\n' | wc -c" <<'END'
500000 a
500000 a
500000 b
500000 a
6000013
END
t 'many plain patterns' 0 "
	awk 'BEGIN { for (i = 0; i < 100000; i++) printf \"pattern number %d\\n\", i }' >many; echo loop >>many
	printf 'id\tquestion\n1\tThe event loop\n2\tpattern number 99999\n3\tno\n' | qb-grep -F -f many | cut -f 1 | paste -sd ' ' -" <<'END'
id 1 2
END
t 'a small limit' 2 'qb-grep --match-limit 1 "f.*n.*e" explode.tsv' <<'END'
id	question
--- stderr
qb-grep: explode.tsv:2: question: match failed: match limit exceeded
END
t 'a deep match asks for a larger stack' 0 "awk 'BEGIN { printf \"id\tquestion\n1\t\"; for (i = 0; i < 200000; i++) printf \"ab\"; print \"\" }' | qb-grep -c '^(a|b)*\$'" <<'END'
1
END

printf 'id\tquestion\n1\tab\377cd\n2\t\300\257\n3\t\355\240\200x\n4\tword\n' >invalid.tsv
for jit in '' --no-jit; do
	t "text that is not UTF-8 is matched as far as it is $jit" 0 "qb-grep $jit '[bdx]' invalid.tsv | od -An -c | tr -d '\n'; echo" <<'END'
   i   d  \t   q   u   e   s   t   i   o   n  \n   1  \t   a   b 377   c   d  \n   3  \t 355 240 200   x  \n   4  \t   w   o   r   d  \n
END
	t "a match behind a bad byte $jit" 0 "qb-grep $jit -o '.*c' invalid.tsv" <<'END'
c
END
	t "a match does not reach over a bad byte $jit" 1 "qb-grep -c $jit 'b.c' invalid.tsv" <<'END'
0
END
done

t 'colour' 0 'qb-grep --color=always -k topic,question -i loop b.tsv | cat -v' <<'END'
id	topic	question
2	^[[1;31mLoop^[[m	The Event ^[[1;31mLoop^[[m, in detail
END
t 'colour beside an escape' 0 'qb-grep --color=always "line$" b.tsv | cat -v | tail -n 1' <<'END'
6	Two	one line\nanother ^[[1;31mline^[[m
END
t 'words, with a setting at the front' 0 'qb-grep -w "(*UCP)(*LIMIT_MATCH=9999)Loop" -o b.tsv | head -n 1' <<'END'
Loop
END
t 'colour of -o' 0 'qb-grep -o --color=never Event b.tsv' <<'END'
Event
END
t 'no colour in a pipe' 0 'qb-grep Event b.tsv | tail -n 1' <<'END'
2	Loop	The Event Loop, in detail
END
t 'colour of -o' 0 'qb-grep -o --color=always "Event|Loop" b.tsv | head -n 2 | tr "\033" ^' <<'END'
^[1;31mEvent^[m
^[1;31mLoop^[m
END
ok 'a column that is named twice is one' '
	for o in "--table --color=always" --color=always -o; do
		qb-grep $o -k question,id b.tsv -e loop -e 2 >want; qb-grep $o -k question,id,question -k id b.tsv -e loop -e 2 | cmp - want || exit 1
	done; [ -s want ]'
for jit in "" --no-jit; do
	ok "settings before a pattern $jit" "
		[ \$(qb-grep $jit -c '(*NOTEMPTY)loop|' b.tsv) = \$(qb-grep -c loop b.tsv) ]
		[ \$(qb-grep $jit -wc '(*UCP)(*NOTEMPTY)x*' b.tsv) = 0 ]"
done
t '-k more than once' 0 'qb-grep -k id -k topic -o "2|Loop" b.tsv' <<'END'
2
Loop
END
t 'colour in a table, where it is cut' 0 'COLUMNS=30 qb-grep --table --color=always "Event Loop" b.tsv | tail -n 1 | tr "\033" ^' <<'END'
 2  Loop   The ^[1;31mEvent Loop^[m, in…
END
printf '%s\n' 'id	topic	question	answer' \
	'a	T	Why does the event loop matter to a server with many clients?	Since it is one thread, which must not be blocked by work.' \
	'b	T	Short?	blocked' 'c	T	日本語のとても長い質問はここにあります、そうですか？	blocked\nor not' >cut.tsv
t 'a table: the first match is seen, and the columns of -k' 0 'COLUMNS=48 qb-grep --table -k question,answer "clients|blocked|そう" cut.tsv' <<'END'
id  topic  question                 answer
a   T      …many clients?           …blocked by…
b   T      Short?                   blocked
c   T      …ます、そうですか？      blocked or …
END
t 'a table: without colour and with it the same' 0 '
	for n in 12 13 14 15 16 17 18 19 20 30 40 50 60 70 80; do
		COLUMNS=$n qb-grep --table -k question,answer "clients|blocked|そう|not" cut.tsv >want
		COLUMNS=$n qb-grep --table --color=always -k question,answer "clients|blocked|そう|not" cut.tsv | sed "s/$(printf "\033")\[[0-9;]*m//g" | cmp - want || exit 1
		[ -z "$(wc -L want 2>/dev/null)" ] || [ "$(wc -L <want)" -le $n ] || { echo "$n: $(wc -L <want)"; exit 1; }
	done' </dev/null

ok 'the parts of a bank give the whole' '
	head -n 60 bank.tsv >p1; { head -n 1 bank.tsv; sed 1,60d bank.tsv; } >p2
	qb-grep -i node bank.tsv >want
	{ qb-grep -i node p1; qb-grep -i node p2 | sed 1d; } | cmp - want'

tried=$(tries 400 20)
# Not UTF-8.
t '-x: bad bytes are a part of the field' 0 'printf "id\tquestion\n1\tfoo\377\n2\tfoo \377 bar\n3\tfoo\n4\t\377foo\n" >bad.tsv; for o in -x -Fx -xi "-x --no-jit"; do qb-grep $o foo bad.tsv | sed 1d; done; qb-grep -x "foo " bad.tsv; qb-grep -c -vx foo bad.tsv' <<'END'
3	foo
3	foo
3	foo
3	foo
id	question
3
END
ok 'thousands of texts where a field is not UTF-8' '
	seq -f word%.0f 100000 103999 >words; printf "id\tquestion\n1\tok word100005\n2\tbad \377 word103006\n3\t\377\n" >bad.tsv
	qb-grep -Ff words bad.tsv | cut -f 1 | tr "\n" " " | grep -qx "id 1 2 "'

# Many plain texts, of which some begin as others do: as grep -F on the column.
awk -v tried="$(tries 40 4)" 'BEGIN {
	srand(5)
	n = split("a|b|ab|n|no|node|N|NO|é|è|Ö|ö|世|界|.|*|(|x| |\\|$", part, "|")
	for (f = 1; f <= tried; f++)
		for (i = 1 + int(rand() * 60); i > 0; i--) {
			w = ""
			for (k = 1 + int(rand() * 5); k > 0; k--)
				w = w part[1 + int(rand() * n)]
			print w >("words." f)
		}
	print "id\tquestion" >"words.tsv"
	for (i = 0; i < 300; i++) {
		w = ""
		for (k = int(rand() * 20); k > 0; k--)
			w = w part[1 + int(rand() * n)]
		gsub(/\\/, "/", w)
		print i "\t" w >"words.tsv"
	}
}'
cut -f 2 words.tsv | sed 1d >words.column
ok 'many plain texts: as grep -F' '
	for f in words.[0-9]*; do
		for o in "" -i -x -v; do
			grep -F $o -f $f words.column >want
			qb-grep -F $o -f $f words.tsv | cut -f 2 | sed 1d | cmp - want || { echo "$f $o"; exit 1; }
		done
		for o in "" -i; do
			grep -F -o $o -f $f words.column >want
			qb-grep -F -o $o -f $f words.tsv | cmp - want || { echo "$f -o $o"; exit 1; }
		done
		sed "s/.*/\\\\Q&\\\\E/" $f >quoted
		qb-grep -w -f quoted words.tsv >want; qb-grep -F -w -f $f words.tsv | cmp - want || { echo "$f -w"; exit 1; }
	done'
t 'plain texts in each other, hundreds' 0 'awk "BEGIN { for (i = 0; i < 900; i++) { w = w \"a\"; print w } }" >nested; printf "id\tquestion\n1\tbaab\n2\tb\n" | qb-grep -F -o -f nested' <<'END'
aa
END

# Random patterns: the compiled code, the interpreter and pcre2grep agree.
awk -v tried="$tried" 'BEGIN {
	srand(11)
	n = split("a|b|node|No|ö|Ö|ß|.|\\w|\\d|\\b|\\s|[a-e]|[^a-n]|e+|o*|s?|(?:re|ma)|(st|ss)|^|$|(?=e)|(?<!o)n|\\p{Lu}|x{2}|t{1,2}|(e)\\1|,|-|\\.|世", part, "|")
	for (i = 0; i < tried; i++) {
		p = ""
		for (k = 1 + int(rand() * 4); k > 0; k--)
			p = p part[1 + int(rand() * n)]
		if (rand() < .2)
			p = p "|" part[1 + int(rand() * n)]
		opt = substr("iv", 1 + int(rand() * 2), int(rand() * 3))
		if (rand() < .2) opt = opt "x"
		print (opt == "" ? "." : opt) "\t" p
	}
}' >patterns
{
	cat bank.tsv
	printf 'x1\tt\tmid\t\tÖl, ÖL, öl — größer 世界 aa bb xx\t\t\nx2\tt\tmid\t\t\t\t\nx3\tt\tmid\t\tNODE Node node_modules\t\t\n'
} >corpus.tsv
qb-list -c question corpus.tsv | sed 1d >column

# same COMMAND...: what follows "want" must keep the same questions as qb-grep.
if have pcre2grep; then
	ok 'random patterns: as pcre2grep on the column, compiled or interpreted' '
		while IFS="	" read -r opt p; do
			o=; [ "$opt" = . ] || o=-$opt
			pcre2grep -u $o -e "(*UCP)$p" column >want; ws=$?
			for jit in "" --no-jit; do
				qb-grep $jit $o -e "$p" corpus.tsv >got; gs=$?
				qb-list -c question got | sed 1d | cmp -s - want && [ $gs = $ws ] ||
					{ echo "pattern $p, options $o $jit: status $gs, want $ws"; qb-list -c question got | sed 1d | diff - want | head -n 5; exit 1; }
			done
		done <patterns'
	ok 'random patterns as words: as pcre2grep with the same borders' '
		while IFS="	" read -r opt p; do
			o=; case $opt in *i*) o=-i ;; esac
			pcre2grep -u $o -e "(*UCP)(?<!\w)(?:$p)(?!\w)" column >want
			for jit in "" --no-jit; do
				qb-grep $jit -w $o -e "$p" corpus.tsv >got
				qb-list -c question got | sed 1d | cmp -s - want || { echo "pattern $p, options $o $jit"; exit 1; }
			done
		done <patterns'
	ok 'random patterns: the matches are those of pcre2grep -o' '
		while IFS="	" read -r opt p; do
			pcre2grep -u -o -e "(*UCP)$p" column | grep . >want
			qb-grep -o -e "$p" corpus.tsv | cmp -s - want || { echo "pattern $p"; qb-grep -o -e "$p" corpus.tsv | diff - want | head; exit 1; }
		done <patterns'
else
	skip 'random patterns, as pcre2grep' 'no pcre2grep'
fi

# What a pattern cannot match without is looked for in whole blocks; --no-jit matches every record.
awk 'BEGIN {
	srand(11)
	split("event loop|Kelvin|\342\204\252elvin|\305\277tream|Stream|back|pressure|a\\tb|x\\\\y|\\n|new|\303\251t\303\251|{2}|q?|.*|[set]|(g)|no", w, "|")
	for (f = 1; f <= 3; f++) {
		file = "lit" f ".tsv"
		print f == 2 ? "question\tid\ttopic" : "id\ttopic\tquestion" >file
		for (i = 0; i < 60; i++) {
			q = t = ""
			for (n = int(rand() * 6); n > 0; n--) q = q w[1 + int(rand() * 18)] (rand() < .5 ? " " : "")
			for (n = int(rand() * 2); n > 0; n--) t = t w[1 + int(rand() * 18)]
			print f == 2 ? q "\t" f "-" i "\t" t : f "-" i "\t" t "\t" q >file
		}
	}
}' </dev/null
qb-list --tsv lit3.tsv | awk -F '\t' -v OFS=, '{ for (i = 1; i <= 3; i++) { gsub(/"/, "\"\"", $i); $i = "\"" $i "\"" } print }' >lit3.csv
cat >lits <<'END'
Kelvin
stream|back
new
Event Loop|PRESSURE
x\\y
xy|b
ba?ck
bac{0,1}k
bac{2}|ev
(?:ev|Str)eam
[bx]ack
\bback\b
été
étés?
\{2\}
q\?
\[set\]
(g)x|no+
[\c]foo]ev
a\tb
e(?=l)vent|no
\Qq?\E
n(e(w)|o)
(?:ba|e)(ck|v)
back|new|event loop|no
(|no |new )back
a.b|no
tb
\{2\}|q\?
ne(w|x)*
back.{0,3}press
^event
loop$
END
[ "$tried" = 400 ] || { sed -n 'n;n;n;p' lits >some && mv some lits; }
ok 'what must occur: as without looking for it' '
	while IFS= read -r p; do
		for o in "" -i -F -Fi -w -x -v -a -S; do
			qb-grep --no-jit $o -e "$p" lit1.tsv lit2.tsv lit3.csv >want
			for b in 1 50 4096; do
				QB_BLOCK=$b qb-grep $o -e "$p" lit1.tsv lit2.tsv lit3.csv | cmp -s - want || { echo "pattern $p, options $o, blocks of $b"; exit 1; }
			done
		done
	done <lits'
places=$(tries '3 40 41 80' 41) && export places
ok 'what must occur: lines that are wrong where nothing is looked at' '
	for wrong in "short" "a	b	c	d" "nul\000	x	y" "" "	" "a	b	"; do
		for at in $places; do
			{ head -n $at lit1.tsv; printf "$wrong\n"; sed 1d lit1.tsv; } >wrong.tsv
			for p in back zzz q; do
				qb-grep --no-jit -e $p wrong.tsv >want 2>wanterr; s=$?
				for b in 1 50 300 4096 262144; do
					QB_BLOCK=$b qb-grep -e $p wrong.tsv >got 2>goterr
					[ $? = $s ] && cmp -s want got && cmp -s wanterr goterr || { echo "$wrong at $at, $p, blocks of $b"; exit 1; }
				done
			done
		done
	done'
ok 'what must occur: in any order of files, and many of them' '
	qb-grep --no-jit -if lits lit2.tsv lit1.tsv >want; qb-grep -if lits lit2.tsv lit1.tsv | cmp - want
	seq 1 40 | sed "s/^/back/" >many; echo Stream >>many
	qb-grep --no-jit -f many lit1.tsv >want; qb-grep -f many lit1.tsv | cmp - want'

finish
