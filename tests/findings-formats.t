#!/bin/sh
# Files as Moodle, Anki, spreadsheets and programs write them become banks, and what is lost is reported.
. "${0%/*}/lib.sh"

# ---- GIFT ----

t 'gift: HTML, choices with feedback and weights' 0 "printf '// [id:x]\n::n::[html]<p>Which is <b>first</b>?</p>{\n\t~<p>a</p>#<p>Later.</p>\n\t=b\n\t~%%-25%%c\n}\n' | qb-import -f gift" <<'END'
id	question	choices
x	Which is **first**?	~a\n#Later.\n=b\n~%-25%c
END
t 'gift: numerical answers, as Moodle exports them' 0 "printf '::a::Port?{#\n\t=%%100%%443:0#Yes\n}\n\n::b::How many?{#3:2~#No}\n\n::c::Which?{#=1 =%%50%%2:1}\n' | qb-import -f gift" <<'END'
id	question	answer
a	Port?	443\n\nYes
b	How many?	3 ± 2
c	Which?	- 1\n- 2 ± 1 (50 %)
--- stderr
qb-import: standard input:5: skipped: feedback for the wrong answer: "No"
qb-import: standard input: 3 questions, 3 with answers; skipped: 1 feedback for the wrong answer (-v lists them)
END
t 'gift: partial credit, feedback without =, exact blanks' 0 "printf '::a::E?{=V8 =%%50%%C#old}\n\n::b::N {V8#well}\n\n::c::Runs on {=V8}, pre{=fix} not\n\n::d::A pre{=fix}.\n' | qb-import -f gift" <<'END'
id	question	answer
a	E?	- V8\n- C (50 %): old
b	N	V8\n\nwell
c	Runs on _____, pre{=fix} not	V8
d	A pre_____.	fix
--- stderr
qb-import: standard input:5: second answer kept in the question
END
t 'gift: no blank line before a question or a category, names that cannot be ids' 0 "printf '::s::One{=a ~b}\n::s::Two{=c ~d}\n\$CATEGORY: T\n\n::x, y::Three{}\n' | qb-import -f gift" <<'END'
id	topic	question	choices
s		One	=a\n~b
q-ad1f33893ccf		Two	=c\n~d
q-e8bb637e424a	T	Three	
--- stderr
qb-import: standard input:2: no blank line after the question at line 1
qb-import: standard input:2: the name 's' is used already and is not the id
qb-import: standard input:3: no blank line after the question at line 2
qb-import: standard input:5: the name 'x, y' has a comma and is not the id
END
ok 'gift: XML is refused by name; embedded questions are reported' "
	printf '<?xml version=\"1.0\"?>\n<quiz></quiz>\n' | qb-import -f gift >out 2>err; [ \$? = 2 ] && grep -q 'is XML, such as Moodle XML, not GIFT' err &&
	printf 'Node is {1:MC:=V8~x}\n' | qb-import -f gift 2>&1 | grep -q 'skipped: embedded cloze question'"

# ---- Anki ----

t 'anki: HTML, cloze notes, several note types' 0 "printf '#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\nA\tBasic\tD\tWhat is <b>x</b>?\t\"y<br><ul><li>\"\"z\"\"</li></ul>\"\tt u\nB\tCloze\tD\tThe {{c1::loop::kind}} and {{c2::io}}\t\t\n' | qb-import -f anki" <<'END'
id	topic	tags	question	answer	notetype
A	D	t,u	What is **x**?	y\n\n- "z"	Basic
B	D		The _____ (kind) and _____	- loop\n- io	Cloze
END
t 'anki: decks, quotes in unquoted fields, short lines, separators' 0 "printf '#deck:N::L\nq|a \"b\"\nshort\n\"q\" two|c\n' | qb-import -f anki --prefix k" <<'END'
id	topic	question	answer
k001	N::L	q	a "b"
k002	N::L	short	
k003	N::L	"q" two	c
--- stderr
qb-import: standard input:2: a quote in a field without quotes around it is kept as text
qb-import: standard input:3: expected 2 fields, found 1
qb-import: standard input:4: a quote in a field without quotes around it is kept as text
END
t 'anki: notes that were made from a bank' 0 "printf '#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:11\nG\tqb\tD\tn-1\tWhy &lt;b&gt;?\t- a<br>- b\tT\tmid\tx,y\tp\tx y\n' | qb-import -f anki" <<'END'
id	topic	level	tags	question	answer	points	guid	notetype	deck
n-1	T	mid	x,y	Why <b>?	- a\n- b	p	G	qb	D
--- stderr
qb-import: standard input:1: the notes are those of a bank: their fields are taken as its columns
END

# ---- Tables ----

t 'csv: names in any case, choices from columns, an explanation' 0 "printf 'Question,Option A,Option B,Correct,Explanation,Category\nWhich?,x,y,B,So.,C\nAnd?,x,y,\"A,B\",,C\n' | qb-import -f csv --prefix k" <<'END'
id	topic	question	choices	answer
k001	C	Which?	~x\n=y	So.
k002	C	And?	=x\n=y	
--- stderr
qb-import: choices taken from Option A, Option B; correct answers from Correct
qb-import: columns taken: Question as question, Explanation as answer, Category as topic; --map changes that
END
t 'csv: numbers and texts as the key, wrong answers in columns' 0 "
	printf 'question,option1,option2,answer\na,x,y,2\nb,x,y,1\n' >1.csv; printf 'question,correct,distractor1,distractor2\nc,r,w,v\n' >2.csv
	qb-import -f csv --prefix k 1.csv 2>/dev/null; qb-import -f csv --prefix k 2.csv 2>/dev/null" <<'END'
id	question	choices
k001	a	~x\n=y
k002	b	=x\n~y
id	question	choices
k001	c	=r\n~w\n~v
END
t 'csv: all choices in one column' 0 "printf 'Question,Options,Correct Answers\nQ,a|b|c,b\nR,x|y,x|y\n' | qb-import -f csv --prefix k 2>/dev/null" <<'END'
id	question	choices
k001	Q	~a\n=b\n~c
k002	R	=x\n=y
END
t 'csv: the columns of a bank keep their names' 0 "printf 'id,question,section,option_a,option_b,correct\n1,q,s,x,y,A\n' | qb-import -f csv" <<'END'
id	question	section	option_a	option_b	correct
1	q	s	x	y	A
--- stderr
qb-import: the columns are those of a bank and keep their names; to rename, use --map section=topic
END
t 'csv: empty names, commas in names, spaces before quotes' 0 "printf ' question , \"answer\",,\"a, b\"\n\"x\", \"y, z\",,1\n' | qb-import -f csv --prefix k" <<'END'
id	question	answer	a b
k001	x	y, z	1
--- stderr
qb-import: standard input:1: the column is named 'a b', without commas
END
t 'csv: no header line, other encodings' 0 "printf 'gr\366\337er?,x\n' | qb-import -f csv --columns question,answer --encoding WINDOWS-1252 --prefix k" <<'END'
id	question	answer
k001	größer?	x
END
t 'an unknown encoding; text that is not in it' 2 "printf 'q\n' | qb-import -f csv --encoding no-such; printf 'a,\377\n' | qb-import -f csv --columns question,answer --encoding ASCII" <<'END'
--- stderr
qb-import: --encoding: unknown encoding 'no-such'; iconv -l lists those of this system
qb-import: standard input:1: not ASCII
END

# ---- JSON ----

t 'json: a list one level down, options in any form' 0 "printf '%s' '{\"title\":\"T\",\"questions\":[{\"question\":\"a\",\"options\":[\"x\",\"y\"],\"answer\":1},{\"question\":\"b\",\"options\":{\"A\":\"x\",\"B\":\"y\"},\"answer\":\"A\"},{\"question\":\"c\",\"correct_answer\":\"r\",\"incorrect_answers\":[\"w\"]},{\"question\":\"d\",\"options\":[{\"text\":\"x\"},{\"text\":\"y\",\"isCorrect\":true}]}]}' | qb-import -f json --prefix k" <<'END'
id	topic	question	choices
k001	T	a	~x\n=y
k002	T	b	=x\n~y
k003	T	c	=r\n~w
k004	T	d	~x\n=y
--- stderr
qb-import: standard input:1: skipped: key outside the questions: "title"
qb-import: correct answers taken from answer
qb-import: standard input: 4 questions, 4 with answers; skipped: 1 key outside the questions (-v lists them)
END

# ---- --after ----

printf 'id\tquestion\nq-001\tWhy?\nq-007\tHow so?\n' >bank.tsv
t '--after continues the ids, skips known questions and renames other ids' 0 "
	printf '1. WHY ?\n2. New?\n3. Next?\n' | qb-import -f md --prefix q- --after bank.tsv
	printf 'id,question\nq-001,Other?\nz,how so?\n' | qb-import -f csv --prefix q- --after bank.tsv" <<'END'
id	question
q-008	New?
q-009	Next?
id	question
q-008	Other?
--- stderr
qb-import: skipped: 1 question that the bank of --after has
qb-import: standard input:2: id 'q-001' is another question in the bank; it becomes 'q-008'
qb-import: skipped: 1 question that the bank of --after has
END
ok '--after: the bank is not the output' "cp bank.tsv b.tsv; printf '1. Why?\n' | qb-import -f md --after b.tsv >>b.tsv 2>err; [ \$? = 2 ] && cmp b.tsv bank.tsv"

finish
