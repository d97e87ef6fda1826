#!/bin/sh
# qb-merge: edited records into a bank, and three-way merges.
. "${0%/*}/lib.sh"

printf 'id\tquestion\tanswer\na\tA?\tone\nb\tB?\ttwo\nc\tC?\tthree\n' >bank.tsv
printf 'question\tid\nB, really?\tb\nD?\td\n' >edits.tsv

# ---- Two-way ----

t 'records are replaced by id, columns by name, new records go to the end' 0 'qb-merge bank.tsv edits.tsv' <<'END'
id	question	answer
a	A?	one
b	B, really?	two
c	C?	three
d	D?	
--- stderr
qb-merge: 1 changed, 1 added, 2 unchanged
END
t 'new columns go to the right' 0 'printf "tags\tid\tanswer\nx,y\tb\t2\n" | qb-merge bank.tsv -' <<'END'
id	question	answer	tags
a	A?	one	
b	B?	2	x,y
c	C?	three	
--- stderr
qb-merge: 1 changed, 0 added, 2 unchanged
END
t 'an empty field in EDITS empties the field' 0 'printf "id\tanswer\nb\t\n" | qb-merge bank.tsv - | sed -n 3p' <<'END'
b	B?	
--- stderr
qb-merge: 1 changed, 0 added, 2 unchanged
END
t 'several EDITS apply in order' 0 'printf "id\tanswer\nb\t2\nd\tfour\n" >two.tsv; qb-merge bank.tsv edits.tsv two.tsv' <<'END'
id	question	answer
a	A?	one
b	B, really?	2
c	C?	three
d	D?	four
--- stderr
qb-merge: 1 changed, 1 added, 2 unchanged
END
t '--delete' 0 'qb-merge --delete bank.tsv edits.tsv' <<'END'
id	question	answer
b	B, really?	two
d	D?	
--- stderr
qb-merge: 1 changed, 1 added, 2 deleted, 0 unchanged
END
t '-n lists the changes' 0 'qb-merge -n bank.tsv edits.tsv; qb-merge --dry-run --delete bank.tsv edits.tsv' <<'END'
id	change	columns
b	changed	question
d	added	
id	change	columns
a	deleted	
b	changed	question
c	deleted	
d	added	
--- stderr
qb-merge: 1 changed, 1 added, 2 unchanged
qb-merge: 1 changed, 1 added, 2 deleted, 0 unchanged
END
t '-n: no change is status 1' 1 'qb-merge -n bank.tsv bank.tsv' <<'END'
id	change	columns
--- stderr
qb-merge: 0 changed, 0 added, 3 unchanged
END
t '-n never writes to the file of -o' 0 'cp bank.tsv same.tsv; qb-merge -n -o same.tsv same.tsv edits.tsv; cmp same.tsv bank.tsv' <<'END'
id	change	columns
b	changed	question
d	added	
--- stderr
qb-merge: 1 changed, 1 added, 2 unchanged
END
t 'nothing changed is status 0' 0 'qb-merge bank.tsv bank.tsv | cmp - bank.tsv' <<'END'
--- stderr
qb-merge: 0 changed, 0 added, 3 unchanged
END
t 'no record is left: status 0' 0 'printf "id\n" | qb-merge --delete bank.tsv -' <<'END'
id	question	answer
--- stderr
qb-merge: 0 changed, 0 added, 3 deleted, 0 unchanged
END
t 'an EDITS file without any bytes has no records' 0 ': >empty; qb-merge bank.tsv empty | cmp - bank.tsv; qb-merge --delete bank.tsv empty' <<'END'
id	question	answer
--- stderr
qb-merge: 0 changed, 0 added, 3 unchanged
qb-merge: 0 changed, 0 added, 3 deleted, 0 unchanged
END
t '--delete: a pipe without any bytes deletes nothing' 1 'cp bank.tsv out; : | qb-merge --delete -o out bank.tsv -; s=$?; cmp out bank.tsv; exit $s' </dev/null
t 'an empty pipe as BANK: nothing was selected' 1 'echo old >out; : | qb-merge -o out - edits.tsv; s=$?; cat out; exit $s' <<'END'
old
END
t 'an empty file as BANK is an error' 2 ': >empty; qb-merge empty edits.tsv' <<'END'
--- stderr
qb-merge: empty: empty: a bank begins with a header line
END
t 'a field that is only escaped in another way is not a change' 0 '
	printf "id\tquestion\n1\ta\\\\\\\\x \\\\\\\\\n" >e1.tsv; printf "id\tquestion\n1\ta\\\\x \\\\\n" >e2.tsv
	qb-list e1.tsv e2.tsv | sed 1d | sort -u | wc -l; qb-merge e1.tsv e2.tsv | cmp - e1.tsv' <<'END'
2
--- stderr
qb-merge: 0 changed, 0 added, 1 unchanged
END
ok 'bytes that are not UTF-8 are kept' 'printf "id\tq\n\377\t\300\257\n" >raw.tsv; printf "id\tq\n1\t\355\240\n" | qb-merge raw.tsv - 2>err | LC_ALL=C grep -c "$(printf "^\377	\300\257\$\|^1	\355\240\$")" | grep -x 2'
t 'CSV edits' 0 'printf "id,answer\nb,\"x, \"\"y\"\"\nz\"\n" | qb-merge bank.tsv - | sed -n 3p' <<'END'
b	B?	x, "y"\nz
--- stderr
qb-merge: 1 changed, 0 added, 2 unchanged
END
t 'a duplicate id in BANK names both lines' 2 'printf "id\tq\na\t1\nb\t2\na\t3\n" >dup.tsv; qb-merge dup.tsv edits.tsv >out' <<'END'
--- stderr
qb-merge: dup.tsv:4: duplicate id 'a', first at dup.tsv:2
END
t 'a duplicate id in EDITS names both lines; nothing is written' 2 'qb-merge bank.tsv dup.tsv' <<'END'
--- stderr
qb-merge: dup.tsv:4: duplicate id 'a', first at dup.tsv:2
END
t 'a malformed file leaves the file of -o as it was' 2 'echo old >out; { cat bank.tsv; echo z; } >bad.tsv; qb-merge -o out bad.tsv edits.tsv; s=$?; cat out; ls -A | grep "^\.qb"; exit $s' <<'END'
old
--- stderr
qb-merge: bad.tsv:5: expected 3 fields, found 1
END
t 'a missing id' 2 'printf "id\tquestion\n\tNew?\n" >new.tsv; qb-merge bank.tsv new.tsv' <<'END'
--- stderr
qb-merge: new.tsv:2: missing id; --prefix TEXT numbers new records
END
t 'a missing id in BANK' 2 'qb-merge new.tsv edits.tsv' <<'END'
id	question
--- stderr
qb-merge: new.tsv:2: missing id; --prefix TEXT numbers such records
END
t 'no column id' 2 'printf "question\tanswer\nNew?\tyes\n" >noid.tsv; qb-merge bank.tsv noid.tsv' <<'END'
--- stderr
qb-merge: noid.tsv: no column 'id'; columns: question, answer
END
t '--prefix continues after the highest number of all files, and keeps the order' 0 '
	printf "id\tquestion\nq-007\tA?\nq-x9\tB?\n" >p.tsv; printf "id\tquestion\n\tC?\nq-012\tD?\n\tE?\n" >new2.tsv
	qb-merge --prefix q- p.tsv new2.tsv noid.tsv' <<'END'
id	question	answer
q-007	A?	
q-x9	B?	
q-013	C?	
q-012	D?	
q-014	E?	
q-015	New?	yes
--- stderr
qb-merge: 0 changed, 4 added, 2 unchanged
END
t '--prefix numbers records of BANK, too' 0 'printf "id\tquestion\n\tA?\n5\tB?\n\tC?\n" >gaps.tsv; qb-merge --prefix "" gaps.tsv bank.tsv | head -n 4; qb-merge -n --prefix "" gaps.tsv gaps.tsv' <<'END'
id	question	answer
006	A?	
5	B?	
007	C?	
id	change	columns
006	changed	id
007	changed	id
008	added	
009	added	
--- stderr
qb-merge: 2 changed, 3 added, 1 unchanged
qb-merge: 2 changed, 2 added, 1 unchanged
END
t '-o replaces BANK, and keeps its mode' 0 'cp bank.tsv own.tsv; chmod 640 own.tsv; qb-merge -o own.tsv own.tsv edits.tsv; cat own.tsv; ls -l own.tsv | cut -c 1-10; ls -A | grep "^\.qb"; :' <<'END'
id	question	answer
a	A?	one
b	B, really?	two
c	C?	three
d	D?	
-rw-r-----
--- stderr
qb-merge: 1 changed, 1 added, 2 unchanged
END
t '-o replaces EDITS, through a link' 0 'cp edits.tsv own.tsv; ln -s own.tsv link; qb-merge -o link bank.tsv link; [ -L link ] && sed -n 3p own.tsv' <<'END'
b	B, really?	two
--- stderr
qb-merge: 1 changed, 1 added, 2 unchanged
END
t 'standard output onto an input' 2 'cp bank.tsv own.tsv; qb-merge own.tsv edits.tsv >>own.tsv; s=$?; cmp own.tsv bank.tsv; qb-merge edits.tsv own.tsv >>own.tsv; cmp own.tsv bank.tsv; exit $s' <<'END'
--- stderr
qb-merge: own.tsv: input file is also the output
qb-merge: own.tsv: input file is also the output
END
t 'standard output onto BASE' 2 'qb-merge --base own.tsv bank.tsv edits.tsv >>own.tsv' <<'END'
--- stderr
qb-merge: own.tsv: input file is also the output
END
t 'options that exclude each other, and missing operands' 2 '
	for o in "-n --base x a b" "--delete --base x a b" "--base x a" "--base x a b c" bank.tsv "" "-o x --table a b" "- -"; do qb-merge $o </dev/null 2>&1 | head -n 1 >&2; done; exit 2' <<'END'
--- stderr
qb-merge: --base cannot be combined with -n
qb-merge: --base cannot be combined with --delete
qb-merge: --base requires two operands: OURS and THEIRS
qb-merge: --base requires two operands: OURS and THEIRS
qb-merge: missing operand: name a BANK and the EDITS for it
qb-merge: missing operand: name a BANK and the EDITS for it
qb-merge: -o cannot be combined with --table
qb-merge: standard input can only be read once
END

# ---- Three-way ----

cp bank.tsv base.tsv
sed 's/one/1/' base.tsv >ours.tsv
sed 's/two/2/' base.tsv >theirs.tsv
t 'neighbouring edits merge' 0 'qb-merge --base base.tsv ours.tsv theirs.tsv' <<'END'
id	question	answer
a	A?	1
b	B?	2
c	C?	three
END
t 'different columns of a record merge; added, deleted and moved records, a new column' 1 '
	printf "id\tquestion\tanswer\nc\tC!\tthree\na\tA?\tone\nx\tX?\t\n" >o.tsv
	printf "tags\tid\tquestion\tanswer\nt\ta\tA?\tone\nu\tb\tB?\ttwo\n\tc\tC?\t3\n\ty\tY?\t\n" >th.tsv
	qb-merge --base base.tsv o.tsv th.tsv' <<'END'
id	question	answer	tags
c	C!	3	
a	A?	one	t
x	X?		
<<<<<<< ours
=======
b	B?	two	u
>>>>>>> theirs
y	Y?		
--- stderr
qb-merge: th.tsv:3: b: tags: changed by theirs, record deleted by ours
END
t 'a conflict: both records, which differ only where they conflict' 1 '
	printf "id\tquestion\tanswer\na\tA?\tone\nb\tB!\tII\nc\tC?\tthree\n" >o.tsv
	printf "id\tquestion\tanswer\na\tA?\tone\nb\tB?\tzwei\nc\tC?\tIII\n" >th.tsv
	qb-merge --base base.tsv o.tsv th.tsv' <<'END'
id	question	answer
a	A?	one
<<<<<<< ours
b	B!	II
=======
b	B!	zwei
>>>>>>> theirs
c	C?	III
--- stderr
qb-merge: o.tsv:3: b: answer: changed on both sides
END
t 'a conflict is written with -o, too' 1 'qb-merge --base base.tsv -o o.tsv o.tsv th.tsv; s=$?; grep -c "^[<=>]" o.tsv; qb-list o.tsv >out; exit $s' <<'END'
3
--- stderr
qb-merge: o.tsv:3: b: answer: changed on both sides
qb-list: o.tsv:3: unresolved merge conflict
END
t 'changed by one side, deleted by the other' 1 '
	sed "/^b/d; s/three/3/" base.tsv >o.tsv; sed "/^c/d; s/two/2/" base.tsv >th.tsv; qb-merge --base base.tsv o.tsv th.tsv' <<'END'
id	question	answer
a	A?	one
<<<<<<< ours
c	C?	3
=======
>>>>>>> theirs
<<<<<<< ours
=======
b	B?	2
>>>>>>> theirs
--- stderr
qb-merge: o.tsv:3: c: answer: changed by ours, record deleted by theirs
qb-merge: th.tsv:3: b: answer: changed by theirs, record deleted by ours
END
t 'deleted by one side or both, unchanged by the other' 0 'sed "/^b/d" base.tsv >o.tsv; sed "/^[bc]/d" base.tsv >th.tsv; qb-merge --base base.tsv o.tsv th.tsv' <<'END'
id	question	answer
a	A?	one
END
t 'the same change on both sides' 0 'qb-merge --base base.tsv ours.tsv ours.tsv | cmp - ours.tsv' </dev/null
ok 'a side that is equal to the base gives the bytes of the other' '
	qb-merge --base e1.tsv e1.tsv e2.tsv | cmp - e2.tsv && qb-merge --base e1.tsv e2.tsv e1.tsv | cmp - e2.tsv'
t 'an empty BASE: added on both sides' 1 ': >empty; qb-merge --base empty bank.tsv bank.tsv | cmp - bank.tsv; qb-merge --base empty bank.tsv theirs.tsv | sed -n "3,\$p"; qb-merge --base empty bank.tsv theirs.tsv >out' <<'END'
<<<<<<< ours
b	B?	two
=======
b	B?	2
>>>>>>> theirs
c	C?	three
--- stderr
qb-merge: bank.tsv:3: b: answer: added on both sides with different values
qb-merge: bank.tsv:3: b: answer: added on both sides with different values
END
t 'an empty side is an error, not a bank whose records were all deleted' 2 'qb-merge --base base.tsv bank.tsv empty; qb-merge --base base.tsv empty bank.tsv' <<'END'
--- stderr
qb-merge: empty: empty: a bank begins with a header line
qb-merge: empty: empty: a bank begins with a header line
END
t 'a pipe without any bytes as a side: nothing was selected' 1 'echo old >out; : | qb-merge --base base.tsv -o out bank.tsv -; : | qb-merge --base base.tsv -o out - bank.tsv; s=$?; cat out; exit $s' <<'END'
old
END
t 'a column that one side removed' 1 '
	qb-list -x answer base.tsv >o.tsv
	qb-merge --base base.tsv o.tsv base.tsv | cmp - o.tsv; qb-merge --base base.tsv base.tsv o.tsv; qb-merge --base base.tsv o.tsv theirs.tsv' <<'END'
id	question	answer
a	A?	
b	B?	
c	C?	
id	question	answer
a	A?	
<<<<<<< ours
b	B?	
=======
b	B?	2
>>>>>>> theirs
c	C?	
--- stderr
qb-merge: o.tsv:3: b: answer: changed on both sides
END
t 'a missing id, a duplicate id, a file that is not there' 2 '
	qb-merge --base base.tsv new.tsv theirs.tsv >out; qb-merge --base dup.tsv ours.tsv theirs.tsv; qb-merge --base base.tsv ours.tsv none' <<'END'
--- stderr
qb-merge: new.tsv:2: missing id
qb-merge: dup.tsv:4: duplicate id 'a', first at dup.tsv:2
qb-merge: none: No such file or directory
END

# ---- The laws, on random banks, against a model of the merge in Python ----

if have python3; then
	ok 'laws on random banks' "python3 '$SRC/tests/fixtures/merge-laws.py' $(tries 60 6)"
else
	skip 'laws on random banks' 'no python3'
fi

finish
