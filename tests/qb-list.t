#!/bin/sh
. "${0%/*}/lib.sh"

cat >b.tsv <<'END'
id	topic	level	tags	question	n
a	Streams	mid	io,core	What is a stream?	10
b	Streams	senior	io	What is backpressure?	9
c	ÜBER Caching	senior	redis, io	Which eviction?	x
d	caching	staff		Why?	
e	Security	mid	core	Who?	-1.5
END
cp "$SRC/bank.tsv" bank.tsv

t 'no options: the bank, byte for byte' 0 'qb-list b.tsv | cmp - b.tsv' </dev/null
t 'topic: a substring in any case' 0 'qb-list -t CACH -c id b.tsv' <<'END'
id
c
d
END
t 'topic: in any case, beyond ASCII' 0 'qb-list -t über -c id b.tsv' <<'END'
id
c
END
t 'topic: a literal, not a pattern' 1 'qb-list -t "stream." -c id b.tsv' <<'END'
id
END
t 'level' 0 'qb-list -l staff -c id b.tsv' <<'END'
id
d
END
t 'level: the whole value' 1 'qb-list -l sen -c id b.tsv' <<'END'
id
END
t 'tag: one of several' 0 'qb-list -g io -c id b.tsv' <<'END'
id
a
b
c
END
t 'tag: not part of one' 1 'qb-list -g red -c id b.tsv' <<'END'
id
END
t 'ids, in the order of the bank' 0 'qb-list -i e,b -i a -c id b.tsv' <<'END'
id
a
b
e
END
t 'repeated options are alternatives; different options must all match' 0 'qb-list -l mid -l senior -t stream -t sec -g core -c id b.tsv' <<'END'
id
a
e
END
t '!: topics, levels, tags and ids are excluded' 0 '
	for o in "-t !stream" "-l !mid" "-g !io" "-i !b,e" "-l !" "-g !"; do printf "%s: " "$o"; qb-list $o -c id b.tsv | sed 1d | paste -sd " " -; done' <<'END'
-t !stream: c d e
-l !mid: b c d
-g !io: d e
-i !b,e: a c d
-l !: a b c d e
-g !: a b c e
END
t '!: all exclusions hold, repeats without it are alternatives' 0 '
	for o in "-g !redis -g !core" "-l mid -l senior -l !senior" "-g io -g core -g !redis" "-t !sec -t !cach -t ream -t cach" "-i !a -i !c,d" "-l !mid -l !senior -l !staff"; do
		printf "%s: " "$o"; qb-list $o -c id b.tsv | sed 1d | paste -sd " " -; done' <<'END'
-g !redis -g !core: b d
-l mid -l senior -l !senior: a e
-g io -g core -g !redis: a b e
-t !sec -t !cach -t ream -t cach: a b
-i !a -i !c,d: b e
-l !mid -l !senior -l !staff: 
END
t '!: ids that are not in the bank are reported, and no others' 0 'qb-list -l mid -i b,x -i "!y,a" -i e -c id b.tsv' <<'END'
id
e
--- stderr
qb-list: ids not found: x, y
END
t '!: no column that the exclusion needs' 2 'qb-list -c id b.tsv | qb-list -l "!mid"' <<'END'
--- stderr
qb-list: standard input: no column 'level'; columns: id
END
ok '!: what is selected and what is excluded is the whole' '
	for o in "-t cach" "-t e" "-l senior" "-g redis" "-g important" "-i node-001,node-050,node-133"; do
		for n in 1 7 133; do
			head -n $((n + 1)) bank.tsv >some.tsv
			set -- $o
			{ qb-list $1 "$2" some.tsv; qb-list $1 "!$2" some.tsv | sed 1d; } 2>/dev/null | LC_ALL=C sort >a
			LC_ALL=C sort some.tsv | cmp - a || exit 1
		done
	done'
t 'columns in another order' 0 'qb-list -c n,id -n 1 b.tsv' <<'END'
n	id
10	a
END
t 'except' 0 'qb-list -x topic,tags,question,n -n 2 b.tsv' <<'END'
id	level
a	mid
b	senior
END
t 'repeated lists of columns are joined' 0 'qb-list -c n -c id -n 1 b.tsv; qb-list -x topic,tags -x question,n -n 1 b.tsv' <<'END'
n	id
10	a
id	level
a	mid
END
t 'duplicate, missing and conflicting columns' 2 'qb-list -c id,n,id b.tsv; qb-list --count count b.tsv; printf "count\n1\n" | qb-list --count count; qb-list -c "" b.tsv 2>&1 | head -n 1 >&2; exit 2' <<'END'
--- stderr
qb-list: -c: duplicate column 'id'
qb-list: b.tsv: no column 'count'; columns: id, topic, level, tags, question, n
qb-list: --count: column 'count' conflicts with the output column of that name
qb-list: -c: empty list of columns
END
t 'no such column' 2 'qb-list -c id,nope b.tsv' <<'END'
--- stderr
qb-list: b.tsv: no column 'nope'; columns: id, topic, level, tags, question, n
END
t 'no column that the selection needs' 2 'qb-list -c id b.tsv | qb-list -l mid' <<'END'
--- stderr
qb-list: standard input: no column 'level'; columns: id
END
t 'sort: numbers as numbers, then text' 0 'qb-list -s n -c n,id b.tsv' <<'END'
n	id
-1.5	e
9	b
10	a
	d
x	c
END
t 'sort: reversed, and stable' 0 'qb-list -s level:r -c level,id b.tsv' <<'END'
level	id
staff	d
senior	b
senior	c
mid	a
mid	e
END
t 'sort by two columns' 0 'qb-list -s level -s id:r -c level,id b.tsv' <<'END'
level	id
mid	e
mid	a
senior	c
senior	b
staff	d
END
t 'head' 0 'qb-list -n 2 -c id b.tsv' <<'END'
id
a
b
END
t 'head after sort' 0 'qb-list -n 2 -s id:r -c id b.tsv' <<'END'
id
e
d
END
t 'head 0' 1 'qb-list -n 0 -c id b.tsv' <<'END'
id
END
t 'head: not a number' 2 'qb-list -n 2x b.tsv 2>&1 | head -n 1 >&2; qb-list -n -1 b.tsv 2>/dev/null' <<'END'
--- stderr
qb-list: -n: invalid number '2x'
END
ok 'head: leading white space' '
	for n in " 2" "	2" "$(printf "\n2")" "$(printf "\v2")" "$(printf "\f2")" "$(printf "\r2")"; do
		qb-list -n "$n" b.tsv 2>err; [ $? = 2 ] && grep -q "invalid number" err || exit 1; done'
t 'counts, in order of first appearance' 0 'qb-list --count level b.tsv' <<'END'
level	count
mid	2
senior	2
staff	1
END
t 'counts of a selection' 0 'qb-list -g io --count topic b.tsv' <<'END'
topic	count
Streams	2
ÜBER Caching	1
END
t 'topics' 0 'qb-list -T b.tsv >a; qb-list --count topic b.tsv | cmp - a' </dev/null
t 'counts of an empty selection' 1 'qb-list -l none -T b.tsv' <<'END'
topic	count
END
t 'counts of a malformed bank are not written' 2 'printf "x\n" | cat b.tsv - | qb-list -T' <<'END'
--- stderr
qb-list: standard input:7: expected 6 fields, found 1
END
t 'incompatible options, all of them' 2 'qb-list --check -n 1 -t x b.tsv' <<'END'
--- stderr
qb-list: --check cannot be combined with -t, -n
try 'qb-list --help'
END
t 'an option without its argument' 2 'qb-list b.tsv --topic 2>&1 | sed 1d; qb-list --topic 2>/dev/null' <<'END'
try 'qb-list --help'
END
t '--color: an invalid argument' 2 'qb-list --color=sometimes b.tsv' <<'END'
--- stderr
qb-list: invalid colour 'sometimes'; choose from auto, always, never
try 'qb-list --help'
END
ok '--help fits 80 columns' 'qb-list --help | awk "length > 80 { print; bad = 1 } END { exit bad }"'
t 'incompatible options' 2 'qb-list -c id -x id b.tsv 2>&1 >/dev/null | head -n 1; qb-list --check -n 1 b.tsv 2>/dev/null' <<'END'
qb-list: -c cannot be combined with -x
END

printf 'id\tlevel\tquestion\tpoints\n' >bad.tsv
printf '%s\t%s\t%s\t%s\n' x senor '"a ""b"""' '' x mid 'What?' '' y mid ' what? ' '' '' mid '' '' z '' 'Bad \377 byte' '' \
	ok mid '"So" he "said"' '' >>bad.tsv
sed 's/\\377/\xff/' bad.tsv >bad2.tsv
t 'check: every problem, with file and line' 1 'qb-list --check --levels mid,senior,staff bad2.tsv' <<'END'
bad2.tsv:2: x: invalid level 'senor'; choose from mid, senior, staff
bad2.tsv:2: x: question: CSV-quoted field; convert the file with qb-import -f tsv
bad2.tsv:3: x: duplicate id 'x', first at bad2.tsv:2
bad2.tsv:4: y: duplicate question, first at bad2.tsv:3
bad2.tsv:5: -: missing id
bad2.tsv:5: -: missing question
bad2.tsv:6: z: question: invalid UTF-8
END
t 'check: across files' 1 'qb-list --check b.tsv b.tsv | head -n 2; qb-list --check b.tsv b.tsv >/dev/null' <<'END'
b.tsv:2: a: duplicate id 'a', first at b.tsv:2
b.tsv:2: a: duplicate question, first at b.tsv:2
END
t 'check: continues after a ragged line; a repeated header' 2 '
	{ printf "x\n"; cat b.tsv; printf "y\nc\tt\tnone\t\tNew?\t\n"; } | cat b.tsv - >joined.tsv
	qb-list --check --levels "mid, senior,staff" joined.tsv | grep -v "duplicate"; qb-list --check joined.tsv >/dev/null' <<'END'
joined.tsv:7: -: expected 6 fields, found 1
joined.tsv:8: id: repeated header line; pass the files as operands instead of concatenating them
joined.tsv:14: -: expected 6 fields, found 1
joined.tsv:15: c: invalid level 'none'; choose from mid, senior, staff
--- stderr
qb-list: joined.tsv:7: expected 6 fields, found 1
qb-list: joined.tsv:7: expected 6 fields, found 1
END
t 'check: any level is valid unless --levels lists them; one may be missing' 1 '
	printf "id\tlevel\tquestion\n1\tbeginner\tWhat?\n2\t\tHow?\n3\tbeginner,x\tWhy?\n" >levels.tsv
	qb-list --check levels.tsv || exit 9; qb-list --check --levels beginner,advanced levels.tsv' <<'END'
levels.tsv:4: 3: invalid level 'beginner,x'; choose from beginner, advanced
END
t '--levels and --rubrics without --check' 2 'qb-list --rubrics b.tsv; qb-list --levels mid b.tsv' <<'END'
--- stderr
qb-list: --rubrics requires --check
try 'qb-list --help'
qb-list: --levels requires --check
try 'qb-list --help'
END
t 'check: notes do not change the status' 0 '
	printf "id\tquestion\tanswer\tpoints\n" >notes.tsv
	printf "%s\t%s\t%s\t%s\n" a "What does \`printf(\"hi\n\")\` print?" "" "2*one\n2 *two\nred=blue\n- three\nx => y" \
		b "Which paths?" "\`C:\new\table\` and \`fine\`" "" c "No span" "one \` tick\n\nand \` another" "" \
		d "Which code?" "\`\`\`c\nputs(\`x\`);\n\ty\n\`\`\`\n\n    indented \`code\n    more\`" "" >>notes.tsv
	qb-list --check notes.tsv' <<'END'
note: notes.tsv:2: a: points: '2 *two': a blank before '*'; the number is part of the label
note: notes.tsv:2: a: points: 'red=blue': no blanks around '='; the whole item is a phrase
note: notes.tsv:2: a: points: '- three': the list mark is part of the label
note: notes.tsv:2: a: question: a newline or TAB inside the code span `printf("hi\n")`; write \\n for \n
note: notes.tsv:3: b: answer: a newline or TAB inside the code span `C:\new\table`; write \\n for \n
END
t 'check: why a line has the wrong number of fields' 2 '
	{ cat b.tsv; printf "f  Streams  mid  io  What?  1\ng\tStreams\tmid\t\"io\ncore\"\tWhat?\t2\n"; } >spaces.tsv
	qb-list --check spaces.tsv 2>/dev/null' <<'END'
spaces.tsv:7: -: expected 6 fields, found 1
note: spaces.tsv:7: -: fields are separated by TABs
spaces.tsv:8: -: expected 6 fields, found 4
note: spaces.tsv:8: -: a field in quotation marks with a line break; convert the file with qb-import -f tsv
spaces.tsv:9: -: expected 6 fields, found 3
END
t 'check --rubrics: answers that do not meet their own rubric' 1 '
	printf "id\tquestion\tchoices\tanswer\tpoints\n" >own.tsv
	printf "%s\t%s\t%s\t%s\t%s\n" good One? "" "a queue and a lock" "queue\nlock\n!2*mutex" \
		half Two? "" "a queue" "queue\nlock\n2*index" wrong Three? "" "a queue with a mutex" "queue\n!mutex = mutex" \
		none Four? "" "" "queue" choice Five? "=yes\n~no" "see above" "queue" bare Six? "" "an answer" "" >>own.tsv
	qb-list --check own.tsv || exit 9; qb-list --check --rubrics own.tsv' <<'END'
own.tsv:3: half: answer: scores 0.2500 by its own points: missed 'lock', missed 'index'
own.tsv:4: wrong: answer: scores 0.0000 by its own points: misconception 'mutex'
END
t 'check: no problems' 0 'qb-list --check b.tsv' </dev/null
t 'check: a bank without ids' 1 'printf "q\n" | qb-list --check' <<'END'
standard input:1: -: no column 'id'
standard input:1: -: no column 'question'
END

# The table.
t 'table: values are truncated to the width' 0 'COLUMNS=40 qb-list --table b.tsv' <<'END'
id  topic     level   question
a   Streams   mid     What is a stream?
b   Streams   senior  What is backpress…
c   ÜBER Ca…  senior  Which eviction?
d   caching   staff   Why?
e   Security  mid     Who?
END
t 'table: ids, dates and numbers are not truncated; columns that do not fit are omitted' 0 '
	printf "id\ttopic\tlevel\tn\tdue\tquestion\nnode-001\tStreams\tsenior\t0.123456\t2026-01-01\tWhat is backpressure?\n" >w.tsv
	COLUMNS=60 qb-list --table -c id,topic,level,n,due,question w.tsv; COLUMNS=52 qb-list --table -c id,topic,level,n,due,question w.tsv' <<'END'
id        level          n  due         question
node-001  senior  0.123456  2026-01-01  What is backpressur…
id               n  due         question
node-001  0.123456  2026-01-01  What is backpressur…
END
t 'table: a column of zero width' 0 '{ printf "\342\200\213\tquestion\n"; i=0; while [ $i -lt 501 ]; do echo "	q"; i=$((i + 1)); done; echo "hello	q"; } >zero.tsv; qb-list --table -c "$(printf "\342\200\213")",question zero.tsv | tail -n 1 | wc -c' <<'END'
7
END
t 'table: a report has all its columns' 0 'qb-list --count level b.tsv | qb-list --table' <<'END'
level   count
mid         2
senior      2
staff       1
END
t 'table: ids are truncated last' 0 'printf "id\tquestion\nnode-001\tWhat is it?\n" | COLUMNS=18 qb-list --table; printf "id\tquestion\nnode-001\tWhat is it?\n" | COLUMNS=14 qb-list --table' <<'END'
id        question
node-001  What is…
id      quest…
node-…  What …
END
t 'table: wide characters' 0 'printf "id\tquestion\n1\t世界世界世界\n22\te\314\201a\n" | COLUMNS=12 qb-list --table | sed "3s/[^ -~]//g"' <<'END'
id  question
 1  世界世…
22  ea
END
t 'table: columns of -c; numbers are aligned at the right' 0 'qb-list --table -c n,id -i a,b,e b.tsv' <<'END'
   n  id
  10  a
   9  b
-1.5  e
END
t 'table: control characters are escaped' 0 'printf "id\tquestion\n1\ta\033[31m\\\\nb\302\233\377\n" | qb-list --table' <<'END'
id  question
 1  a\x1b[31m b\x9b\xff
END
t 'table: colour' 0 'qb-list --table --color=always -c id -n 1 b.tsv | od -An -c | tr -d "\n"; echo' <<'END'
 033   [   1   m   i   d 033   [   m  \n   a  \n
END
t '--table --tsv: the last one wins' 0 'qb-list --table --tsv -c id -n 1 b.tsv' <<'END'
id
a
END
t 'NO_COLOR and a pipe: no colour' 0 'NO_COLOR=1 qb-list --table -c id -n 1 b.tsv; qb-list --table --color=auto -c id -n 1 b.tsv' <<'END'
id
a
id
a
END

# The same results as from other programs.
for col in topic level tags question; do
	ok "differential: count $col, as awk" "
		i=\$(head -n 1 bank.tsv | tr '\t' '\n' | grep -nx $col | cut -d: -f1)
		{ printf '$col\tcount\n'; sed 1d bank.tsv | awk -F '\t' -v c=\$i '{ if (!n[\$c]++) o[++k] = \$c } END { for (i = 1; i <= k; i++) print o[i] \"\t\" n[o[i]] }'; } >want
		qb-list --count $col bank.tsv | cmp - want"
	ok "differential: sort $col, as sort" "
		i=\$(head -n 1 bank.tsv | tr '\t' '\n' | grep -nx $col | cut -d: -f1)
		{ head -n 1 bank.tsv; sed 1d bank.tsv | LC_ALL=C sort -s -t '	' -k \$i,\$i; } >want
		qb-list -s $col bank.tsv | cmp - want"
	ok "differential: sort $col:r, as sort -r" "
		i=\$(head -n 1 bank.tsv | tr '\t' '\n' | grep -nx $col | cut -d: -f1)
		{ head -n 1 bank.tsv; sed 1d bank.tsv | LC_ALL=C sort -rs -t '	' -k \$i,\$i; } >want
		qb-list -s $col:r bank.tsv | cmp - want"
done
ok 'differential: numbers, as sort -g' "
	awk 'BEGIN { srand(3); print \"id\tn\"; for (i = 0; i < 500; i++) printf \"%d\t%s%.3g\n\", i, rand() < .5 ? \"-\" : \"\", exp(20 * rand() - 10) }' >n.tsv
	{ head -n 1 n.tsv; sed 1d n.tsv | LC_ALL=C sort -s -t '	' -k 2,2g; } >want
	qb-list -s n n.tsv | cmp - want"
ok 'differential: level and columns, as awk and cut' "
	awk -F '\t' 'NR == 1 || \$3 == \"senior\"' bank.tsv | cut -f 1,5 >want
	qb-list -l senior -c id,question bank.tsv | cmp - want"

ok 'the outputs for the parts of a bank join into the output for the whole' '
	head -n 60 bank.tsv >p1; { head -n 1 bank.tsv; sed 1,60d bank.tsv; } >p2
	qb-list -l senior bank.tsv >want
	{ qb-list -l senior p1; qb-list -l senior p2 | sed 1d; } | cmp - want'

if have_terminal; then
	ok 'a terminal gets a table' 'script -qec "COLUMNS=60 qb-list -n 1 b.tsv" /dev/null </dev/null | tr -d "\r" >out; grep -qx "a   Streams  mid    What is a stream?" out'
	ok 'control characters are escaped on a terminal' '
		printf "id\tquestion\n1\ta\033[31mred\302\233\377\n" >esc.tsv
		for c in "qb-list --tsv esc.tsv" "qb-grep --tsv --color=never red esc.tsv" "qb-grep -o a.+d esc.tsv" "qb-format -t csv esc.tsv" "qb-format esc.tsv" "qb-list -s esc esc.tsv"; do
			script -qec "$c" /dev/null </dev/null >out; grep -q . out && ! LC_ALL=C grep "[$(printf "\033\233\377")]" out || exit 1
		done'
	ok 'a terminal gets TSV with --tsv' 'script -qec "qb-list --tsv -c id,n -n 1 b.tsv" /dev/null </dev/null | tr -d "\r" | grep -qx "a	10"'
else
	skip 'a terminal gets a table' 'no pseudo-terminal'
fi

finish
