#!/bin/sh
# qb-edit: questions of a bank as Markdown in an editor, here a script.
. "${0%/*}/lib.sh"

mkdir tmp
TMPDIR=$PWD/tmp
export TMPDIR
unset VISUAL
printf 'id\ttopic\ttags\tquestion\tanswer\nq-001\tSQL\tx\tWhat is a view?\tA stored query.\nq-002\tSQL\t\tWhat is a key?\tA *candidate*\\nkey.\nq-007\tHTTP\t\tWhat is 304?\tNot modified.\n' >old.tsv
# edit NAME SED-SCRIPT: an editor that applies the script.
edit() {
	printf '#!/bin/sh\nsed -i "%s" "$1"\n' "$2" >"$1"
	chmod +x "$1"
}
edit fix 's/stored/saved/'
edit aside '\$ s/\$/\n\nAn aside./'
edit nothing ''
edit cut '/^2/,\$d; s/stored/saved/'
edit fill "s/New question?/What is a join?/; s/Answer\\./Rows of two tables./; s/tags:\$/tags: sql/"
edit own 's/New question?/Own?/; s/level:/id: mine/'
edit broken '/id: q-001/d; s/stored/saved/'
edit append "\$ s/\$/\\\\n\\\\n9. More?\\\\n\\\\n   Yes./"
printf '#!/bin/sh\nsed -i s/stored/lost/ "$1"; exit 3\n' >fails
printf '#!/bin/sh\nsed -i s/stored/saved/ "$1"; echo "q-9\t\t\tOther?\t" >>bank.tsv\n' >meanwhile
printf '#!/bin/sh\ncat "$1"\n' >look
chmod +x fails meanwhile look
# kept ERR: prints the text whose path the message names, and removes it.
cat >kept <<'END'
path=$(sed -n 's/^qb-edit: the text is kept in //p' "$1")
[ "$(find tmp -type f)" = "$PWD/tmp/${path#"$PWD/tmp/"}" ] || find tmp
cat "$path"
rm -r tmp/*
END

fresh='cp old.tsv bank.tsv; chmod 640 bank.tsv;'
export fresh
t 'a question is changed; the others are not touched' 0 "$fresh"' EDITOR=./fix qb-edit -i q-001 bank.tsv; qb-diff old.tsv bank.tsv; ls tmp; ls -l bank.tsv | cut -c 1-10' <<'END'
id	change	columns
q-001	changed	answer
id	change	column	old	new
q-001	changed	answer	A stored query.	A saved query.
-rw-r-----
--- stderr
qb-edit: bank.tsv: 1 changed, 0 added, 2 unchanged
END
t 'what the editor shows' 1 "$fresh"' EDITOR=./look qb-edit -t sql -g x bank.tsv' <<'END'
# Edit, save and quit: bank.tsv

<!-- qb: id,topic,tags,question,answer -->

## SQL

1. What is a view?
   <!--
   id: q-001
   tags: x
   -->

   A stored query.
--- stderr
qb-edit: nothing was changed
END
t '$VISUAL comes first, and may have arguments; $QB_BANK' 0 "$fresh"' EDITOR=false VISUAL="sed -i s/stored/saved/" QB_BANK=bank.tsv qb-edit; cut -f 5 bank.tsv' <<'END'
id	change	columns
q-001	changed	answer
answer
A saved query.
A *candidate*\nkey.
Not modified.
--- stderr
qb-edit: bank.tsv: 1 changed, 0 added, 2 unchanged
END
t 'nothing changed, an editor that fails: status 1' 1 "$fresh"'
	for e in true ./nothing false ./none; do EDITOR=$e qb-edit bank.tsv 2>>err; echo $?; done; sed "s/^.*\(..none: not found\)/qb-edit: 1: \1/" err; cmp old.tsv bank.tsv; ls tmp; exit 1' <<'END'
1
1
1
1
qb-edit: nothing was changed
qb-edit: nothing was changed
qb-edit: the editor failed; bank.tsv is unchanged
qb-edit: 1: ./none: not found
qb-edit: the editor failed; bank.tsv is unchanged
END
t 'an editor that fails after a change: the text is kept' 1 "$fresh"' EDITOR=./fails qb-edit -i q-001 bank.tsv 2>err; s=$?; head -n 1 err; sh ./kept err | tail -n 1; cmp old.tsv bank.tsv; exit $s' <<'END'
qb-edit: the editor failed; bank.tsv is unchanged
   A lost query.
END
t 'the text is emptied' 1 "$fresh"' EDITOR="sed -i d" qb-edit bank.tsv; s=$?; cmp old.tsv bank.tsv; ls tmp; exit $s' <<'END'
--- stderr
qb-edit: no text: nothing was changed
END
t 'nothing is selected' 1 "$fresh"' EDITOR=./fix qb-edit -t nothing bank.tsv; EDITOR=./fix qb-edit -i q-003 bank.tsv; s=$?; ls tmp; exit $s' <<'END'
--- stderr
qb-edit: no question selected
qb-edit: ids not found: q-003
qb-edit: no question selected
END
t 'an error names the line; without a terminal the text is kept' 2 "$fresh"' EDITOR=./broken qb-edit -i q-001 bank.tsv 2>err; s=$?; sed "s, in /.*,," err; sh ./kept err | tail -n 1; cmp old.tsv bank.tsv; exit $s' <<'END'
qb-edit: bank.md:7: question without an id; add one to its comment, or number it with --prefix
qb-edit: bank.md: 1 error; nothing imported
qb-edit: the text is kept
   A saved query.
END
t 'text that has no place in the bank is an error, not lost' 2 "$fresh"'
	EDITOR=./aside qb-edit -i q-001 bank.tsv 2>err; s=$?; grep -c "bank.md:[0-9]*: .*\"An aside.\"" err; sh ./kept err | tail -n 1; cmp old.tsv bank.tsv; exit $s' <<'END'
1
An aside.
END
t 'an id that was not opened, or occurs twice' 2 "$fresh"'
	EDITOR="sed -i s/q-001/q-003/" qb-edit -i q-001 bank.tsv 2>err; sh ./kept err >text; sed "s, in /.*,," err
	EDITOR="sed -i s/q-001/q-002/" qb-edit -i q-001 bank.tsv 2>err; sh ./kept err >text; sed "s, in /.*,," err
	EDITOR="sed -i s/q-001/q-002/" qb-edit --new -i q-001 bank.tsv 2>err; sh ./kept err >text; sed "s, in /.*,," err
	EDITOR="sed -i s/q-001/q-002/" qb-edit --new -t SQL bank.tsv 2>err; sh ./kept err >text; grep -v "in /" err
	EDITOR="sed -i s/q-001/q-002/" qb-edit -t SQL bank.tsv 2>err; s=$?; sh ./kept err >text; sed "s, in /.*,," err; cmp old.tsv bank.tsv; exit $s' <<'END'
qb-edit: no longer in the text, but kept in the bank: q-001
qb-edit: bank.md:9: q-003: this id was not opened; to add questions, use --new
qb-edit: the text is kept
qb-edit: no longer in the text, but kept in the bank: q-001
qb-edit: bank.md:9: q-002: the bank has this id, but it was not opened
qb-edit: the text is kept
qb-edit: no longer in the text, but kept in the bank: q-001
qb-edit: bank.md:9: q-002: the bank has this id, but it was not opened
qb-edit: the text is kept
qb-edit: bank.md:15: duplicate id 'q-002', first at bank.md:7
qb-edit: no longer in the text, but kept in the bank: q-001
qb-edit: bank.md:15: duplicate id 'q-002', first at bank.md:7
qb-edit: no longer in the text, but kept in the bank: q-001
qb-edit: the text is kept
END
t 'a question that was removed stays in the bank' 0 "$fresh"' EDITOR=./cut qb-edit -t SQL bank.tsv; cut -f 1 bank.tsv' <<'END'
id	change	columns
q-001	changed	answer
id
q-001
q-002
q-007
--- stderr
qb-edit: no longer in the text, but kept in the bank: q-002
qb-edit: bank.tsv: 1 changed, 0 added, 2 unchanged
END
t 'a new problem is an error, one that the bank has already is not' 2 '
	sed "s/What is 304/What is a key/" old.tsv >bank.tsv; cp bank.tsv was.tsv; qb-list --check bank.tsv; EDITOR="sed -i s/304/305/" qb-edit bank.tsv
	EDITOR=./fix qb-edit bank.tsv
	EDITOR="sed -i s/view/key/" qb-edit bank.tsv 2>err; s=$?; sh ./kept err >text; sed "s, in /.*,," err; exit $s' <<'END'
bank.tsv:4: q-007: duplicate question, first at bank.tsv:3
id	change	columns
q-001	changed	answer
qb-edit: bank.md:16: q-002: duplicate question, first at the bank
qb-edit: the text is kept
--- stderr
qb-edit: nothing was changed
qb-edit: bank.tsv: 1 changed, 0 added, 2 unchanged
END
t 'the bank changed meanwhile: refused, the text is kept' 2 "$fresh"' EDITOR=./meanwhile qb-edit -i q-001 bank.tsv 2>err; s=$?; sed "s, in /.*,," err; sh ./kept err | tail -n 1; sed "\$d" bank.tsv | cmp - old.tsv; exit $s' <<'END'
id	change	columns
q-001	changed	answer
qb-edit: bank.tsv: changed by another program meanwhile; nothing was written
qb-edit: the text is kept
   A saved query.
END

# ---- New questions ----

t '--new: a template, below the topic; ids continue' 0 "$fresh"'
	EDITOR=./fill qb-edit --new -t SQL bank.tsv; sed "\$d" bank.tsv | cmp - old.tsv; tail -n 1 bank.tsv' <<'END'
id	change	columns
q-008	added	
q-008	SQL	sql	What is a join?	Rows of two tables.
--- stderr
qb-edit: bank.tsv: 0 changed, 1 added, 3 unchanged
END
t '--new: an untouched template is not a question; several new ones' 0 "$fresh"'
	EDITOR=./append qb-edit --new bank.tsv; EDITOR=true qb-edit --new bank.tsv; EDITOR="sed -i s/stored/saved/" qb-edit --new bank.tsv; sed 1,3d bank.tsv' <<'END'
id	change	columns
q-008	added	
id	change	columns
q-001	changed	answer
q-007	HTTP		What is 304?	Not modified.
q-008	HTTP		More?	Yes.
--- stderr
qb-edit: bank.tsv: 0 changed, 1 added, 3 unchanged
qb-edit: nothing was changed
qb-edit: bank.tsv: 1 changed, 0 added, 3 unchanged
END
t '--new creates a bank' 0 '
	EDITOR=./fill qb-edit --new -t SQL made.tsv && cat made.tsv; qb-edit -t SQL none.tsv; [ ! -e none.tsv ]' <<'END'
id	change	columns
q-001	added	
id	topic	level	tags	question	answer	points
q-001	SQL		sql	What is a join?	Rows of two tables.	
--- stderr .*none.tsv: No such file or directory; --new creates it.*
END
t 'an id of your own, with --new' 0 "$fresh"' EDITOR=./own qb-edit --new -i q-001 bank.tsv | tail -n 1; tail -n 1 bank.tsv' <<'END'
mine	added	
mine	SQL		Own?	Answer.
--- stderr
qb-edit: bank.tsv: 0 changed, 1 added, 3 unchanged
END

# ---- What cannot be edited ----

t 'the command line' 2 "$fresh"' unset QB_BANK; : | qb-edit; qb-edit -; qb-edit a b; qb-edit none.tsv; qb-edit tmp; qb-list old.tsv | qb-format -t csv >bank.csv; qb-edit bank.csv; echo z >>bank.tsv; EDITOR=./fix qb-edit bank.tsv' <<'END'
--- stderr
qb-edit: no bank: name one, or set QB_BANK
try 'qb-edit --help'
qb-edit: standard input cannot be edited: name a file
try 'qb-edit --help'
qb-edit: more than one bank
try 'qb-edit --help'
qb-edit: none.tsv: No such file or directory; --new creates it
qb-edit: tmp: not a regular file
qb-edit: bank.csv: CSV; convert it first: qb-list FILE.csv >FILE.tsv
qb-edit: bank.tsv:5: expected 5 fields, found 1
END
t 'a bank with a merge conflict' 2 'printf "id\tquestion\n<<<<<<< ours\nq\ta\n=======\nq\tb\n>>>>>>> theirs\n" >bank.tsv; EDITOR=./fix qb-edit bank.tsv' <<'END'
--- stderr
qb-edit: bank.tsv:2: unresolved merge conflict
END
ok 'names with blanks, quotes and a leading dash, a link' "
	$fresh"' cp bank.tsv "./-a '"'"'b\" c.tsv"; EDITOR=./fix qb-edit -- "-a '"'"'b\" c.tsv" && grep saved ./-a* &&
	ln -s bank.tsv link.tsv && EDITOR=./fix qb-edit link.tsv && [ -L link.tsv ] && grep saved bank.tsv'
ok 'the shipped bank: nothing but the edit changes' '
	cat "$SRC/bank.tsv" >bank.tsv && EDITOR="sed -i s/backpressure/BACKPRESSURE/" qb-edit bank.tsv && sed s/backpressure/BACKPRESSURE/g bank.tsv >a &&
	sed s/backpressure/BACKPRESSURE/g "$SRC/bank.tsv" | cmp - a'

# ---- On a terminal ----

if have python3 && have_terminal; then
	export terminal="python3 $SRC/tests/fixtures/terminal.py"
	t 'an error: edit again' 0 "$fresh"'
		printf "#!/bin/sh\n[ -e twice ] && sed -i s/q-003/q-001/ \"\$1\" || { sed -i \"s/q-001/q-003/; s/stored/saved/\" \"\$1\"; : >twice; }\n" >second; chmod +x second
		EDITOR=./second $terminal x y -- qb-edit -i q-001 bank.tsv; qb-diff old.tsv bank.tsv | sed 1d; ls tmp' <<'END'
qb-edit: no longer in the text, but kept in the bank: q-001
qb-edit: bank.md:9: q-003: this id was not opened; to add questions, use --new
Edit again? (y/n) x
Edit again? (y/n) y
id     change   columns
q-001  changed  answer
qb-edit: bank.tsv: 1 changed, 0 added, 2 unchanged
q-001	changed	answer	A stored query.	A saved query.
END
	t 'an error: give up; the text is kept' 2 "$fresh"' EDITOR=./broken $terminal n -- qb-edit -i q-001 bank.tsv >err; s=$?; sed "s, in /.*,," err; sh ./kept err | tail -n 1; cmp old.tsv bank.tsv; exit $s' <<'END'
qb-edit: bank.md:7: question without an id; add one to its comment, or number it with --prefix
qb-edit: bank.md: 1 error; nothing imported
Edit again? (y/n) n
qb-edit: the text is kept
   A saved query.
END
	t 'an interrupt in the editor: the bank is unchanged, the text is kept' 130 "$fresh"'
		printf "#!/bin/sh\nsed -i s/stored/saved/ \"\$1\"; : >ready; sleep 60\n" >waits; chmod +x waits
		EDITOR=./waits $terminal ^C -- qb-edit -i q-001 bank.tsv >err; s=$?; sed "s/^^C//; s, in /.*,," err; sed -i "s/^^C//" err; sh ./kept err | tail -n 1; cmp old.tsv bank.tsv; rm ready; exit $s' <<'END'
qb-edit: the text is kept
   A saved query.
END
	t 'an interrupt before a change: nothing is left' 130 "$fresh"'
		printf "#!/bin/sh\n: >ready; sleep 60\n" >waits; EDITOR=./waits $terminal ^C -- qb-edit -i q-001 bank.tsv | sed "s/^^C//"; cmp old.tsv bank.tsv; ls tmp; rm ready
		EDITOR=./waits $terminal ^C -- qb-edit -i q-001 bank.tsv >out; s=$?; rm ready; exit $s' </dev/null
else
	skip 'on a terminal' 'no python3 or no pseudo-terminal'
fi
for s in HUP TERM; do
	ok "SIG$s while editing: the text is kept" "$fresh"'
		mkfifo go; printf "#!/bin/sh\nsed -i s/stored/saved/ \"\$1\"; echo >go; sleep 60 & echo \$! >sleeper; wait\n" >waits; chmod +x waits
		EDITOR=./waits qb-edit -i q-001 bank.tsv 2>err & pid=$!; read -r gone <go; kill -s '$s' $pid; until [ -s sleeper ]; do :; done; kill $(cat sleeper); wait $pid
		rm go sleeper; sh ./kept err | grep -q saved && cmp old.tsv bank.tsv'
done

finish
