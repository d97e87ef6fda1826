#!/bin/sh
# qb-import(1), and that it restores what qb-format wrote.
. "${0%/*}/lib.sh"

cp "$SRC/bank.tsv" bank.tsv
cp "$SRC/tests/fixtures/seed.md" seed.md

# ---- The seed ----

ok 'the seed is the bank that ships: ids, topics, tags and questions' '
	qb-import -f md --prefix node- seed.md 2>skipped | qb-list -c id,topic,tags,question >got
	qb-list -c id,topic,tags,question bank.tsv | awk -F "\t" -v OFS="\t" "NR > 1 {
		n = split(\$3, tag, \",\"); \$3 = \"\"
		for (i = 1; i <= n; i++) if (tag[i] == \"important\" || tag[i] == \"bonus\") \$3 = tag[i] # the seed has no others
	} { print }" | diff - got'
t 'what the seed has besides questions is reported' 0 'sed "s/: skipped: /|/; s/: \".*//" skipped' <<'END'
qb-import: seed.md:1|paragraph
qb-import: seed.md:4|paragraph
qb-import: seed.md:6|rule
qb-import: seed.md:8|heading without questions
qb-import: seed.md:10|paragraph
qb-import: seed.md:12|rule
qb-import: seed.md:27|rule
qb-import: seed.md:227|heading without questions
qb-import: seed.md:233|heading without questions
qb-import: seed.md: 133 questions, 0 with answers; skipped: 6 paragraphs, 19 rules, 3 headings without questions (-v lists them)
END

# ---- There and back ----

for to in md 'md --answers=end' csv jsonl json gift anki moodle; do
	ok "there and back: the bank, as $to" "qb-format -a -t $to bank.tsv | qb-import -f ${to%% *} | cmp - bank.tsv"
done

if have python3; then
	hostile="python3 '$SRC/tests/fixtures/hostile.py'"
	for seed in 1 2; do
		sh -c "$hostile $seed 300" >hostile.tsv
		for to in md 'md --answers=end' csv jsonl json gift anki moodle; do
			ok "there and back: hostile fields, as $to, seed $seed" "
				qb-format -a -t $to hostile.tsv | qb-import -f ${to%% *} >back.tsv 2>err
				! grep -Ev ': no question( … and [0-9]+ more)?\$' err && $hostile -c hostile.tsv back.tsv"
		done
	done
	ok 'there and back: CRLF instead of LF' '
		printf "id\tquestion\tanswer\nq\tWhy?\tone\\\\n\\\\n    two\\\\n\n" >x.tsv
		qb-format -a -t md x.tsv | sed "s/\$/\r/" | qb-import -f md | cmp - x.tsv'
else
	skip 'there and back: hostile fields' 'no python3'
fi

# Encoding one tag as a reference exposes the next one.
awk 'BEGIN { printf "<a b=\47`\47>"; for (n = 0; n < 30000; n++) printf " ` <b b=\47`\47>" }' >chain
printf 'id\tquestion\tanswer\nx\t%s\tA\n' "$(cat chain)" >question.tsv
printf 'id\tquestion\tanswer\nx\tQ\t%s\n' "$(cat chain)" >answer.tsv
for b in question answer; do
	ok "there and back: a long chain of HTML in the $b, as md" "
		timeout 20 qb-format -a -t md $b.tsv >x.md && qb-import -f md x.md | cmp - $b.tsv"
done

ok 'there and back: any title' '
	for title in "qb: x,y" "level: x" "[id:x]" "<!-- qb: x -->" "\$CATEGORY: x" ""; do
		for f in md gift; do
			qb-format -a -t $f --title "$title" bank.tsv | qb-import -f $f | cmp - bank.tsv || exit 1; done; done'

# ---- Markdown ----

cat >a.md <<'END'
Setext topic
============

7) What *is*
   it?
   <!-- id: it -->

   One.

   - a
     b

   ```js
   x
   ```

8) [a](b)
and lazy
   - nested

9) third
<!-- tags: a,b -->
END
t 'md: question, answer and metadata of items' 0 'qb-import -f md --prefix q a.md' <<'END'
id	topic	question	answer
it	Setext topic	What *is* it?	One.\n\n- a\n  b\n\n```js\nx\n```
q008	Setext topic	[a](b) and lazy	- nested
q009	Setext topic	third	
--- stderr
qb-import: a.md:22: skipped: metadata comment outside any question: "<!-- tags: a,b -->"
qb-import: a.md: 3 questions, 2 with answers; skipped: 1 metadata comment outside any question (-v lists them)
END
cat >b.md <<'END'
# 🗄️ 8. Title

## ⚙️ BONUS: Sub & `code` (Very important!)

- Why?
  <!--
  tags: x
  points: one
  points: two
  -->
-
- ```
  code
  ```

| a | b |
|---|---|
| 1 | 2 |
END
t 'md: bullets, headings below headings, tags of both' 0 'qb-import -f md b.md' <<'END'
id	topic	tags	question	points
q-fb4a4a8a6e81	Sub & code	important,bonus,x	Why?	one\ntwo
--- stderr
qb-import: b.md:1: skipped: heading without questions: "Title"
qb-import: b.md:11: skipped: item without a question: "-"
qb-import: b.md:12: skipped: item without a question: "- ```"
qb-import: b.md:16: skipped: table: "| a | b |"
qb-import: b.md: 1 question, 0 with answers; skipped: 1 heading without questions, 2 items without a question, 1 table (-v lists them)
END
t 'md: no tags besides those of the heading' 0 \
	"printf '# T (very important!)\n\n1. Q\n   <!-- tags: -->\n' | qb-import -f md --prefix n" <<'END'
id	topic	tags	question
n001	T	important	Q
END
t 'md: a comment with something else is part of the answer' 0 \
	"printf '1. Q\n   <!-- TODO: x -->\n' | qb-import -f md --prefix n" <<'END'
id	question	answer
n001	Q	<!-- TODO: x -->
--- stderr
qb-import: standard input:2: comment kept in the answer: "<!-- TODO: x -->"
END
t 'md: a comment elsewhere is part of the text' 0 \
	"printf '1. Q\n\n   A\n\n   <!-- id: q -->\n2. R <!-- id: r -->\n' | qb-import -f md --prefix n" <<'END'
id	question	answer
n001	Q	A\n\n<!-- id: q -->
n002	R <!-- id: r -->	
--- stderr
qb-import: standard input:5: comment kept in the answer: "<!-- id: q -->"
qb-import: standard input:6: comment kept in the question: "<!-- id: r -->"
END
t 'md: no questions' 1 "printf 'Hello\n' | qb-import -f md" <<'END'
id	question
--- stderr
qb-import: standard input:1: skipped: paragraph: "Hello"
qb-import: standard input: 0 questions, 0 with answers; skipped: 1 paragraph (-v lists them)
END
t 'md: a line added to a native export' 0 \
	"printf 'id\tquestion\nq\tWhy?\n' | qb-format -t md | sed '\$a\\
Because.' | qb-import -f md" <<'END'
id	question
q	Why?
--- stderr
qb-import: standard input:7: skipped: text outside any question: "Because."
qb-import: standard input: 1 question, 0 with answers; skipped: 1 text outside any question (-v lists them)
END

# ---- CSV and TSV ----

t 'csv: quotes, semicolons, a byte-order mark, other names' 0 \
	"printf '\357\273\277Question;Note\n\"a \"\"b\"\";\nc\"; x \n' | qb-import -f csv --prefix q --map Question=question" <<'END'
id	question	Note
q001	a "b";\nc	 x 
END
t 'csv: missing ids differ from the given ones' 0 "printf 'id,question\n,a\nq-001,b\n,c\nq-004,d\n,e\n' | qb-import -f csv --prefix q-" <<'END'
id	question
q-002	a
q-001	b
q-003	c
q-004	d
q-005	e
END
t 'csv: one column' 0 "printf 'question\n\"Why, so?\"\n' | qb-import -f csv --prefix q" <<'END'
id	question
q001	Why, so?
END
t 'tsv: as a spreadsheet quotes it' 0 "printf 'id\tquestion\n1\t\"a\tb \"\"c\"\"\nd\"\n' | qb-import -f tsv" <<'END'
id	question
1	a\tb "c"\nd
END
t 'csv: a ragged line' 2 "printf 'id,question\n1,a\n2\n' >r.csv; qb-import -f csv r.csv" <<'END'
--- stderr
qb-import: r.csv:3: expected 2 fields, found 1
END
t 'csv: no column for the question' 2 "printf 'Q,T\n1,a\n' | qb-import -f csv" <<'END'
--- stderr
qb-import: no column 'question'; columns: Q, T; rename one with --map OLD=question; without a header line, use --columns
END
t '--map: an unknown column' 2 "printf 'Q,T\n1,a\n' | qb-import -f csv --map q=question" <<'END'
--- stderr
qb-import: --map: no column 'q'; columns: Q, T
END
t '--map: two columns of one name' 2 "printf 'question,T\n1,a\n' | qb-import -f csv --map T=question" <<'END'
--- stderr
qb-import: two columns named 'question'
END
t '--map: not OLD=NEW' 2 "printf 'question,T\n1,a\n' | qb-import -f csv --map T" <<'END'
--- stderr
qb-import: --map: invalid renaming 'T'; expected OLD=NEW
END

# ---- JSON ----

cat >a.jsonl <<'END'
{"question": "a\u00e9\n", "n": 0.1, "id": 7, "tags": ["x", "y z"], "yes": true}

[{"id": "8", "question": "b", "no": null},
 {"id": "9", "question": "c", "deep": {"a": [1, "x"]}, "tags": ["a,b"]}]
END
t 'jsonl: text, numbers, truth, null, tags, new columns later' 0 'qb-import -f jsonl a.jsonl' <<'END'
id	tags	question	n	yes	no	deep
7	x,y z	aé\n	0.1	true		
8		b				
9	["a,b"]	c				{"a":[1,"x"]}
--- stderr
qb-import: a.jsonl:4: deep: nested value kept as JSON
qb-import: a.jsonl:4: tags: nested value kept as JSON
END
for bad in '{"a":1' '{"a":1}\n{"a" 1}' '[{"a":1}' '\n7' '{"a":1,"a":2}' '{"\\u0000":1}' '{"a":"\377"}'; do
	ok "jsonl: not well-formed: $bad" "printf '$bad' | qb-import -f jsonl >out 2>err; [ \$? = 2 ] && [ ! -s out ] && grep -q '^qb-import: standard input:[12]: ' err"
done

# ---- GIFT ----

cat >a.gift <<'END'
// question: 1  name: Grant [id:g1] [tag:history] [tag:us \] x]
::Grant's tomb::Who's buried in Grant's tomb?{~Grant ~Jefferson =no one#Right!}

$CATEGORY: $course$/top/Node.js/CI//CD

Two plus two\: {=four =4}

Grant is buried in {FALSE#no#yes} tomb.

::n\:1:: [html]<p>When?</p> {#1822:5####General}

Match.{=Canada -> Ottawa =Italy->Rome}

A description
on two lines.

Essay of
two lines\nthree {####Because \{x\}.}

Broken { =a

Q {~%50%a ~%50%b ~%-100%c}
END
t 'gift: the kinds of questions' 0 'qb-import -f gift a.gift' <<'END'
id	topic	tags	question	choices	answer
g1		history,us ] x	Who's buried in Grant's tomb?	~Grant\n~Jefferson\n=no one\n#Right!	
q-c83f99f0e651	Node.js/CI/CD		Two plus two:		- four\n- 4
q-9a8e0f7a3a06	Node.js/CI/CD		Grant is buried in _____ tomb.		False.\n\nyes
n:1	Node.js/CI/CD		When?		1822 ± 5\n\nGeneral
q-63faeac89a26	Node.js/CI/CD		Match.		- Canada -> Ottawa\n- Italy->Rome
q-e3c060dff833	Node.js/CI/CD		Essay of two lines\nthree		Because {x}.
q-a0fecb2385ee	Node.js/CI/CD		Q	=a\n=b\n~%-100%c	
--- stderr
qb-import: a.gift:8: skipped: feedback for the wrong answer: "no"
qb-import: a.gift:14: skipped: description: "A description on two lines."
qb-import: a.gift:20: skipped: question without a closing '}': "Broken { =a"
qb-import: a.gift: 7 questions, 7 with answers; skipped: 1 feedback for the wrong answer, 1 description, 1 question without a closing '}' (-v lists them)
END
t 'gift: --prefix counts, and names are no ids' 0 "printf '::x::a{}\n\n::y::b{}\n' | qb-import -f gift --prefix m" <<'END'
id	question
m001	a
m002	b
END

# ---- Anki ----

t "anki: Anki's own export" 0 "printf '#separator:tab\n#html:false\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\nG\tBasic\tDeck\tFront\t\"a\n#b\"\tx y_z\n# comment\nH\tBasic\tDeck\tTwo\n' | qb-import -f anki" <<'END'
id	topic	tags	question	answer	notetype
G	Deck	x,y_z	Front	a\n#b	Basic
H	Deck		Two		Basic
END
t 'anki: no header, tags for all' 0 "printf 'tags:a b\nfront;back;c\n' | qb-import -f anki --prefix k" <<'END'
id	tags	question	answer	field 3
k001	a,b	front	back	c
END
t 'anki: records with too many fields are reported' 0 "printf '#html:true\n#separator:Comma\na,b\n\na,<b>b</b>,c\nx,y\n' | qb-import -f anki --prefix k" <<'END'
id	question	answer	field 3
k001	a	b	
k002	a	**b**	c
k003	x	y	
--- stderr
qb-import: standard input:5: expected 2 fields, found 3
END

awk -v n=60000 'BEGIN {
	for (i = 1; i <= n; i++)
		names = names ",n" i
	print "# T\n\n<!-- qb: id,question" names " -->\n\n1. Why?\n   <!--\n   id: x" >"many.md"
	print "// qb: id,question" names "\n\n// [id:x]" >"many.gift"
	for (i = 1; i <= n; i++) {
		print "   n" i ": " i "\n   n" i ": more" >"many.md"
		print "// n" i ": " i "\n// n" i ": more" >"many.gift"
	}
	print "   -->" >"many.md"
	print "::x::Why?{}" >"many.gift"
}'
for to in md gift; do
	t "thousands of columns in the metadata of one question, as $to" 0 "
		timeout 20 qb-import -f $to many.$to | tail -n 1 | tr '\t' '\n' | sed -n '1,3p; \$p'" <<'END'
x
Why?
1\nmore
60000\nmore
END
done

# ---- Ids ----

t 'duplicate ids and missing questions are reported' 0 "printf 'id,question\na,x\na,\n' | qb-import -f csv" <<'END'
id	question
a	x
a	
--- stderr
qb-import: standard input:3: duplicate id 'a', first at standard input:2
qb-import: standard input:3: no question
END
t 'a field that is not UTF-8 is reported' 0 "printf 'id;question;answer\n1;\334ber;\303\234ber\n' | qb-import -f csv | sed 1d | od -An -tx1" <<'END'
 31 09 dc 62 65 72 09 c3 9c 62 65 72 0a
--- stderr
qb-import: standard input:2: question: not UTF-8; convert the file with iconv(1)
END
if have xxh64sum; then
	ok 'a missing id is made with XXH64' "
		printf 'Why?' | xxh64sum | sed 's/^\(.\{12\}\).*/q-\1/' >want
		printf '1. Why?\n' | qb-import -f md | sed 1d | cut -f1 | cmp - want"
else
	skip 'a missing id is made with XXH64' 'no xxh64sum'
fi
t 'many files are one bank' 0 "printf 'question\na\n' >1.csv; printf 'question,level\nb,mid\n' >2.csv; qb-import -f csv --prefix x 1.csv 2.csv" <<'END'
id	level	question
x001		a
x002	mid	b
END
t 'a pipe that is no standard input needs a format' 2 'mkfifo fifo; qb-import fifo' <<'END'
--- stderr fifo: give option -f: the format of a pipe cannot be recognized
END
t 'an unknown format' 2 'qb-import -f xml a.md' <<'END'
--- stderr invalid format 'xml'; choose from md, html, csv, tsv, jsonl, json, gift, anki, apkg, moodle, aiken, revlog
END
t 'counting continues where numbers restart' 0 'printf "# A\n\n1. x?\n7. y?\n\n### 3. \360\237\232\200 B\n\n1. z?\n" | qb-import -f md --prefix q-' <<'END'
id	topic	question
q-001	A	x?
q-002	A	y?
q-003	B	z?
END
t 'several --map; an invalid one' 2 'printf "Q,C\na,b\n" | qb-import -f csv --map Q=question --map C=topic | cut -f 2-; printf "Q,C\na,b\n" | qb-import -f csv --map Q=' <<'END'
topic	question
b	a
--- stderr
qb-import: --map: invalid renaming 'Q='; expected OLD=NEW
END
for format in md csv tsv jsonl json gift anki moodle; do
	ok "nothing to import: $format" "qb-import -f $format </dev/null 2>err; [ \$? = 2 ] && grep -q '^qb-import: standard input: empty: ' err"
done
ok 'there and back: numbers that start elsewhere' '
	qb-list -n 10 bank.tsv >ten.tsv
	for n in 1 3 12 900000000; do for a in inline end; do for f in md gift csv; do
		qb-format -t $f --answers=$a --start $n ten.tsv | qb-import -f $f | cmp - ten.tsv || exit 1; done; done; done'
t 'a NUL byte' 2 "printf '1. a\n2. \0b\n' >nul.md; qb-import -f md nul.md" <<'END'
--- stderr
qb-import: nul.md:2: NUL byte
END

finish
