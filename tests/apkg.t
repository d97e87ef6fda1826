#!/bin/sh
# Decks for Anki: qb-format -t apkg and qb-import -f apkg.
. "${0%/*}/lib.sh"

export SOURCE_DATE_EPOCH=1700000000
ok 'bank.tsv comes back, byte for byte' 'qb-format -t apkg -o bank.apkg "$SRC/bank.tsv" && qb-import -f apkg bank.apkg | cmp - "$SRC/bank.tsv"'
ok 'the same bank gives the same bytes' 'qb-format -t apkg "$SRC/bank.tsv" | cmp - bank.apkg'
printf 'id\ttopic\tlevel\ttags\tquestion\tchoices\tanswer\tpoints\textra\n' >all.tsv
cat >>all.tsv <<'END'
q1	Net::TCP	mid	two words,x	What?\n\n```c\nint  a = 1 < 2;\n```	~no\n#It is &amp; not.\n=%50%`y`\n=z	Because  of\n- this	2*one = \\bone\n!bad = bad	a "b"\tc	
END
sed -i 's/	$//; s/\\\\b/\\b/' all.tsv
ok 'every column, choices with weights and feedback' 'qb-format -t apkg -o all.apkg all.tsv && qb-import -f apkg all.apkg | diff all.tsv -'
if have python3; then
	for seed in 1 2; do
		python3 "$SRC/tests/fixtures/choices.py" $seed 60 >h.tsv
		ok "hostile bank $seed comes back" 'qb-format -t apkg h.tsv | qb-import -f apkg | cmp - h.tsv'
	done
	# query SQL: of the collection in bank.apkg.
	cat >query.py <<'END'
import html, json, sqlite3, sys, zipfile
db = sqlite3.connect(':memory:')
db.deserialize(zipfile.ZipFile('bank.apkg').read('collection.anki2'))
for row in db.execute(sys.argv[1]):
    print(*row, sep='|')
END
	if python3 -c 'import sqlite3; sqlite3.Connection.deserialize' 2>/dev/null; then
		t 'the collection is whole: schema 11, a card for each note, ids and tags' 0 '
			python3 query.py "PRAGMA integrity_check"
			python3 query.py "SELECT ver, (SELECT count(*) FROM notes), (SELECT count(DISTINCT nid) FROM cards), (SELECT count(DISTINCT did) FROM cards) FROM col"
			python3 query.py "SELECT guid, mod, tags FROM notes ORDER BY id LIMIT 1"
			python3 query.py "SELECT count(*) FROM notes, col WHERE json_extract(models, \"\$.\" || mid || \".name\") <> \"qb\""
			python3 query.py "SELECT DISTINCT json_extract(decks, \"\$.\" || did || \".name\") FROM cards, col ORDER BY due LIMIT 1"' <<'END'
ok
11|133|133|16
node-001|1700000000| event-loop internals 
0
Question bank::Node.js Architecture & Internals
END
		for kind in old new; do
			[ $kind = old ] || have zstd || { skip 'anki21b' 'no zstd'; continue; }
			python3 "$SRC/tests/fixtures/apkg.py" $kind $kind.apkg
			t "$kind: HTML, cloze, decks, tags, note types; the collection that is no decoy; reviews" 0 "qb-import --log $kind.log $kind.apkg; cat $kind.log" <<END
id	topic	tags	question	answer	hint	audio
gA%2C1	Net::TCP	net,http	What is **TCP**?	A _stream_.\\\\\\nReliable.	note	
gB	Net		Why?	![](x.png)		
gC	Net::TCP	cloze	DNS uses port _____ (number) and _____.	- 53\\n- UDP\\n\\nMostly.		
gD	Net		How is it said?	A word		sound
time	id	grade	seconds
2024-06-10T08:00:00Z	gA%2C1	good	5
2024-06-13T17:33:20Z	gB	again	0
--- stderr
qb-import: $kind.apkg: read as apkg
END
		done
		cat >edit.py <<'END'
import sqlite3, zipfile
db = sqlite3.connect(':memory:')
db.deserialize(zipfile.ZipFile('all.apkg').read('collection.anki2'))
db.execute("UPDATE notes SET flds = replace(replace(flds, 'What?', 'Which <b>one</b>?'), 'Nothing', 'x')")
db.commit()
with zipfile.ZipFile('edited.apkg', 'w') as z:
    z.writestr('collection.anki2', db.serialize())
END
		t 'edited in Anki: its text is taken, the rest stays' 0 '
			python3 edit.py && qb-import -f apkg edited.apkg >new.tsv; qb-list -c question new.tsv
			qb-list -c id,topic,level,tags,choices,points,extra new.tsv >a; qb-list -c id,topic,level,tags,choices,points,extra all.tsv | diff a -' <<'END'
question
Which **one**?\n\n```\nint  a = 1 < 2;\n```
--- stderr
qb-import: edited.apkg:1: question: edited in Anki; that text is taken
END
		for kind in bomb view damaged; do
			python3 "$SRC/tests/fixtures/apkg.py" $kind $kind.apkg
			t "hostile: $kind" 2 "qb-import -f apkg $kind.apkg" <<END
--- stderr ^qb-import: $kind.apkg: .*
END
		done
		more=
		if have zstd; then more=new.apkg; fi
		export more
		ok 'damaged packages end in an error, in time' '[ -z "$(python3 "$SRC/tests/fixtures/mutate.py" 1 120 qb-import old.apkg all.apkg $more)" ]'
	else
		skip 'collections' 'the sqlite3 of python3 cannot deserialize'
	fi
else
	skip 'packages that Anki exports' 'no python3'
fi
t 'no id, an id twice, no UTF-8' 2 '
	printf "question\nQ?\n" | qb-format -t apkg >/dev/null; printf "id\tquestion\na\tQ?\na\tR?\n" | qb-format -t apkg >/dev/null
	printf "id\tquestion\na\t\377\n" | qb-format -t apkg >/dev/null' <<'END'
--- stderr
qb-format: standard input:2: the question has no id, by which Anki recognizes it
qb-format: standard input:3: a question before has the same id, 'a'
qb-format: standard input:2: question: invalid UTF-8, which Anki cannot have
END
t 'not packages' 2 'echo text >t; printf "PK\003\004rubbish" >z.apkg; (cd "$SRC" && git archive --format=zip HEAD tests/lib.sh 2>/dev/null) >other.zip
	for f in t z.apkg; do qb-import -f apkg $f && exit; done; qb-import --log log t 2>&1 | grep -c requires >&2; exit 2' <<'END'
--- stderr ^qb-import: t: is not a package of Anki, which is a ZIP archive|qb-import: z.apkg: .*|1|
END

finish
