#!/bin/sh
# Aiken: qb-format -t aiken and qb-import -f aiken.
. "${0%/*}/lib.sh"

printf 'id\ttopic\tquestion\tchoices\tanswer\n' >c.tsv
cat >>c.tsv <<'END'
q1	T	Which one?	~`a`\n=b *c*\n~d	Because.
q2	T	On two\\nlines, `code`?\n\n- and a list	=yes\n~no	
END
t 'the only correct choice is the key, whatever -a says' 0 'qb-format -t aiken c.tsv' <<'END'
Which one?
A. `a`
B. b *c*
C. d
ANSWER: B

On two\nlines, `code`? - and a list
A. yes
B. no
ANSWER: A
--- stderr
qb-format: columns not written, which Aiken does not have: id, topic
qb-format: questions of several lines, written as one: 1, first at c.tsv:3
END
ok 'back: questions and choices' '
	qb-format -a -t aiken c.tsv 2>err | qb-import -f aiken | qb-list -c question,choices >got
	qb-list -c question,choices c.tsv | sed "s/?.n.n-/? -/" | diff - got && grep -q "id, topic, answer" err'
t '--shuffle, with the key' 0 'qb-format -t aiken --shuffle 1 -o 1.txt c.tsv 2>&1 | grep -v "not written\|several"
	qb-import -f aiken 1.txt | qb-list -c choices | tr "\\\\" "\n" | grep "^n*="' <<'END'
n=b *c*
=yes
END
cat >odd.tsv <<'END'
id	question	choices
essay	Why?	
two	Which?	=a\n=b\n~c
none	Which?	~a\n~b
one	Which?	=a
empty	Which?	=a\n~
marked	A. B?	=a\n~b
key	ANSWER: what?	=a\n~b
END
t 'what Aiken cannot have is reported; nothing is left: status 1' 1 'qb-format -t aiken odd.tsv' <<'END'
--- stderr
qb-format: columns not written, which Aiken does not have: id
qb-format: questions not written, which have not exactly one correct choice among 2 to 26: 7, first at odd.tsv:2
END
t 'feedback and weights are reported' 0 "printf 'question\tchoices\nQ?\t=a\\\\n~%%-50%%b\nR?\t=a\\\\n#well\\\\n~b\n' | qb-format -t aiken" <<'END'
Q?
A. a
B. b
ANSWER: A

R?
A. a
B. b
ANSWER: A
--- stderr
qb-format: questions whose feedback and weights are not written: 2, first at standard input:2
END

printf '\357\273\277What is\r\nwrong here?\r\n\r\nA second paragraph.\r\nA) this\r\n\r\nB) that\r\nAnswer: b\r\nNext?\r\nA. A.B\r\nB.\tb.\r\nANSWER:A' >win.txt
t 'either mark, lines and paragraphs, no blank line between questions, CR LF, a BOM, no last newline' 0 'qb-import -f aiken win.txt | qb-list -c question,choices' <<'END'
question	choices
What is\nwrong here?\n\nA second paragraph.	~this\n=that
Next?	=A.B\n~b.
END
t 'recognized by its content, or its name' 0 'cp win.txt win.aiken; tr -d "\r" <win.txt | sed "s/ANSWER:A/ANSWER: A/" | qb-import | wc -l; qb-import win.aiken | wc -l' <<'END'
3
3
--- stderr
qb-import: standard input: read as aiken
qb-import: win.aiken: read as aiken
END
cat >bad.txt <<'END'
A. before
B. any question
ANSWER: A

Skips a letter?
A. a
C. c
ANSWER: A
No choices?
ANSWER: A
One choice?
A. a
ANSWER: A
Key?
A. a
B. b
ANSWER: C
Wrapped?
A. a
B. b
and more
ANSWER: B
Good?
A. a
B. b
ANSWER: A
No key?
A. a
B. b
END
t 'faults, each once, with its line; nothing is imported' 2 'qb-import -v -f aiken bad.txt' <<'END'
--- stderr
qb-import: bad.txt:1: choice without a question
qb-import: bad.txt:7: choice C where B is expected
qb-import: bad.txt:10: 'ANSWER:' of a question with no choices
qb-import: bad.txt:13: 'ANSWER:' of a question with one choice
qb-import: bad.txt:17: 'C' is not the letter of a choice
qb-import: bad.txt:21: neither a choice, such as 'C. ...', nor 'ANSWER:'
qb-import: bad.txt:27: question without 'ANSWER:'
qb-import: bad.txt: 7 errors; nothing imported
END

finish
