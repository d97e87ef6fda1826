#!/bin/sh
# qb-diff: the differences between two banks.
. "${0%/*}/lib.sh"

printf 'id\tquestion\tanswer\na\tA?\tone\nb\tB?\ttwo words\nc\tC?\tthree\n' >old.tsv
printf 'tags\tid\tquestion\tanswer\n\tc\tC?\tthree\nx\tb\tB!\ttwo more words\n\td\tD?\t\n' >new.tsv

t 'a row per field that differs; added and removed records; another order is no difference' 1 'qb-diff old.tsv new.tsv' <<'END'
id	change	column	old	new
a	removed			
b	changed	question	B?	B!
b	changed	answer	two words	two more words
b	changed	tags		x
d	added			
END
t 'no difference' 0 'qb-diff old.tsv old.tsv; qb-list -c answer,id,question -s id:r old.tsv | qb-diff old.tsv -' <<'END'
id	change	column	old	new
id	change	column	old	new
END
t 'the same text, escaped in another way, is no difference' 0 'printf "id\tq\n1\ta\\\\\\\\x\n" >e1.tsv; printf "id\tq\n1\ta\\\\x\n" >e2.tsv; ! cmp -s e1.tsv e2.tsv && qb-diff e1.tsv e2.tsv' <<'END'
id	change	column	old	new
END
t 'fields are written as they are' 1 'printf "id\tq\n1\ta\\\\nb\n" >f.tsv; qb-diff e1.tsv f.tsv | sed 1d; qb-diff e1.tsv f.tsv >out' <<'END'
1	changed	q	a\\x	a\nb
END
t 'CSV, and a pipe without any bytes' 1 'qb-list -i a old.tsv | qb-format -t csv | qb-diff old.tsv - | sed 1d; : | qb-diff - new.tsv; exit 1' <<'END'
b	removed			
c	removed			
id	change	column	old	new
c	added			
b	added			
d	added			
END
t 'an error is status 2: an empty file, a missing or duplicate id, one that is not there' 2 '
	: >empty; printf "id\tq\na\t1\nb\t2\na\t3\n" >dup.tsv; printf "id\tq\n\t1\n" >noid.tsv; printf "q\n1\n" >nocol.tsv
	for f in empty dup.tsv noid.tsv nocol.tsv none; do qb-diff old.tsv $f; [ $? = 2 ] && qb-diff $f old.tsv >out; [ $? = 2 ] || exit 1; done; exit 2' <<'END'
--- stderr
qb-diff: empty: empty: a bank begins with a header line
qb-diff: empty: empty: a bank begins with a header line
qb-diff: dup.tsv:4: duplicate id 'a', first at dup.tsv:2
qb-diff: dup.tsv:4: duplicate id 'a', first at dup.tsv:2
qb-diff: noid.tsv:2: missing id
qb-diff: noid.tsv:2: missing id
qb-diff: nocol.tsv: no column 'id'; columns: q
qb-diff: nocol.tsv: no column 'id'; columns: q
qb-diff: none: No such file or directory
qb-diff: none: No such file or directory
END
t 'a malformed line: an error even if there are differences' 2 '{ cat old.tsv; echo z; } >bad.tsv; qb-diff bad.tsv new.tsv | sed 1d; qb-diff bad.tsv new.tsv >out 2>&1; s=$?; qb-diff old.tsv bad.tsv; exit $s' <<'END'
a	removed			
b	changed	question	B?	B!
b	changed	answer	two words	two more words
b	changed	tags		x
--- stderr
qb-diff: bad.tsv:5: expected 3 fields, found 1
qb-diff: bad.tsv:5: expected 3 fields, found 1
END
t 'the command line' 2 'qb-diff old.tsv; qb-diff old.tsv new.tsv new.tsv; qb-diff - -; qb-diff --words --tsv old.tsv new.tsv; qb-diff old.tsv new.tsv >>old.tsv' <<'END'
--- stderr
qb-diff: two operands are required: OLD and NEW
try 'qb-diff --help'
qb-diff: two operands are required: OLD and NEW
try 'qb-diff --help'
qb-diff: standard input can only be read once
qb-diff: --words cannot be combined with --tsv
try 'qb-diff --help'
qb-diff: old.tsv: input file is also the output
END
t 'the output cannot be written' 2 'qb-diff old.tsv new.tsv >/dev/full' <<'END'
--- stderr .*(No space left on device|I/O error)
END

# ---- Words ----

t '--words: the words removed and added, under the id and the title' 1 'qb-diff --words old.tsv new.tsv' <<'END'
a (removed) A?

b B!
  question: B[-?-]{+!+}
  answer: two {+more+} words
  tags: {+x+}

d (added) D?
END
t '--words: a few words around each change, wrapped; white space where only that differs' 1 '
	long=$(seq 1 60 | tr "\n" " ")
	printf "id\tquestion\tanswer\nq\tWhy?\\\\n\\\\nBecause.\t${long}end. Last\n" >w1.tsv
	printf "id\tquestion\tanswer\nq\tWhy?\\\\n\\\\nBecause.\t$(echo "$long" | sed "s/ 30 31 / thirty one /; s/10 /10\\\\\\\\n/") end. Last\n" >w2.tsv
	COLUMNS=60 qb-diff --words w1.tsv w2.tsv' <<'END'
q Why?
  answer: … 3 4 5 6 7 8 9 10[-␣-]{+\n+}11 12 13 14 15 16 17
    18 … 22 23 24 25 26 27 28 29 [-30 31-]{+thirty one+} 32
    33 34 35 36 37 38 39 … 53 54 55 56 57 58 59
    60[-␣-]{+␣␣+}end. Last
END
ok '--color=always' 'qb-diff --words --color=always old.tsv new.tsv | grep -F "$(printf "\033[0;31m?\033[0m\033[0;32m!\033[0m")"'
ok 'a pipe gets TSV, NO_COLOR and --color=never have no effect on it' 'qb-diff --color=always old.tsv new.tsv | grep -q "^b	changed	question	B?	B!$"'
if have_terminal; then
	ok 'a terminal gets words, in colour, and control characters escaped' '
		printf "id\tquestion\n1\ta \033[31m x \342\200\256y\n" >e.tsv; printf "id\tquestion\n1\tb \033[31m x \342\200\256y\n" >f.tsv
		script -qec "TERM=xterm COLUMNS=70 qb-diff e.tsv f.tsv" /dev/null </dev/null | tr -d "\r" >out
		grep -qF "question: $(printf "\033[0;31ma\033[0m\033[0;32mb\033[0m") \\x1b[31m x \\u202ey" out || { od -c out; exit 1; }'
	ok 'a terminal with --tsv and --table' '
		script -qec "qb-diff --tsv old.tsv new.tsv" /dev/null </dev/null | tr -d "\r" | grep -qx "b	changed	question	B?	B!" &&
		script -qec "qb-diff --table old.tsv new.tsv" /dev/null </dev/null | tr -d "\r" | grep -q "^b *changed *question *B? *B!$"'
else
	skip 'words on a terminal' 'no pseudo-terminal'
fi

finish
