#!/bin/sh
# The data formats of qb-format, read by other programs: jq, Python's csv, cmark, gift-pegjs.
. "${0%/*}/lib.sh"

cp "$SRC/bank.tsv" bank.tsv
cat >b.tsv <<'END'
id	topic	level	tags	question	answer	points
a	C & C++ <T>	mid	x,y z	Why Array<T> and `Array<T>`?	So.\n\n    code	one\ntwo
b		mid		# 1.\nHow?	<div>\n\tTAB	
c	a/b: {c}	senior	-	- = ~ # { } : \\ "q"		
END
if have python3; then
	python3 "$SRC/tests/fixtures/hostile.py" 4 300 >hostile.tsv
else
	cp b.tsv hostile.tsv
fi

# ---- JSON and CSV ----

if have jq python3; then
	cat >columns.py <<'END'
import csv, io, json, sys
text = io.open(sys.stdin.fileno(), newline="", encoding="utf-8").read()
if sys.argv[1] == "csv":
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
elif sys.argv[1] == "json":
    rows = json.loads(text)
else:
    head, rest = text.split("\n#tags", 1)
    assert head.startswith("#separator:tab\n#html:false\n#columns:")
    names = next(csv.reader([head.split("#columns:")[1]], delimiter="\t"))
    rows = [dict(zip(names, r)) for r in csv.reader(io.StringIO(rest.split("\n", 1)[1], newline=""), delimiter="\t", strict=True)]
for r in rows:
    r["tags"] = ",".join(r["tags"]) if isinstance(r["tags"], list) else r["tags"]
    r.pop("Anki tags", None)
json.dump(rows, sys.stdout, sort_keys=True)
END
	for bank in bank.tsv b.tsv hostile.tsv; do
		qb-format -t jsonl $bank | jq -s . | python3 columns.py json >want.json
		ok "$bank: jq reads the same from jsonl and json" "qb-format -t json $bank | jq -S . >a; qb-format -t jsonl $bank | jq -S -s . | cmp - a"
		ok "$bank: jsonl has every record" "[ \"\$(qb-format -t jsonl $bank | jq -r .id | jq -Rs 1)\" = 1 ] && [ \"\$(jq length want.json)\" = $(($(wc -l <$bank) - 1)) ]"
		ok "$bank: Python reads the same from csv and jsonl" "qb-format -t csv $bank | python3 columns.py csv | cmp - want.json"
		ok "$bank: Python reads the same from anki and jsonl" "qb-format -t anki $bank | python3 columns.py anki | cmp - want.json"
	done
else
	skip 'JSON, CSV and Anki' 'no jq or python3'
fi
t 'anki: id, question and answer first; tags separated by spaces' 0 'qb-format -t anki b.tsv' <<'END'
#separator:tab
#html:false
#columns:id	question	answer	topic	level	tags	points	Anki tags
#tags column:8
a	Why Array<T> and `Array<T>`?	"So.

    code"	C & C++ <T>	mid	x,y z	"one
two"	x y_z
b	"# 1.
How?"	"<div>
	TAB"		mid			
c	"- = ~ # { } : \ ""q"""		a/b: {c}	senior	-		-
END
t 'anki: an id that looks like a comment' 0 "printf 'id\tquestion\n#1\tx\n' | qb-format -t anki | tail -n 1" <<'END'
"#1"	x
END

# ---- Markdown ----

t 'md: the layout' 0 'qb-format -a -t md --title "T *1*" b.tsv' <<'END'
# T \*1\*

<!-- qb: id,topic,level,tags,question,answer,points -->

## C & C++ \<T\>

1. Why Array&#60;T> and `Array<T>`?
   <!--
   id: a
   level: mid
   tags: x,y z
   points: one
   points: two
   -->

   So.

       code

## <!-- none -->

2.  &#35; 1.&#10;How?
    <!--
    id: b
    level: mid
    -->

    &#60;div>
    	TAB

## a/b: {c}

3. &#45; = ~ # { } : \ "q"
   <!--
   id: c
   level: senior
   tags: -
   -->
END
t 'md: without answers, no points' 0 'qb-list -i a -c id,question,answer,points b.tsv | qb-format -t md | tail -n +3' <<'END'
<!-- qb: id,question -->

1. Why Array&#60;T> and `Array<T>`?
   <!-- id: a -->
END
t 'md: answers at the end' 0 'qb-list -i a -c question,answer b.tsv | qb-format -t md --answers=end | tail -n +5' <<'END'
1. Why Array&#60;T> and `Array<T>`?

## Answers

<!-- answers -->

1. <!-- answer -->

   So.

       code
END
if have cmark; then
	for bank in bank.tsv b.tsv hostile.tsv; do
		qb-format -a -t md $bank | cmark -t xml >$bank.xml
		ok "$bank: cmark finds an item per record, numbered consecutively" "
			[ \$(grep -c '^    <item>' $bank.xml) = $(($(wc -l <$bank) - 1)) ] &&
			[ \$(grep '^  <list' $bank.xml | sed 's/.*start=\"//; s/\".*//' | sort -nuc | wc -l) = 0 ] &&
			! grep -E '^  <(paragraph|code_block|block_quote|thematic_break)' $bank.xml"
		ok "$bank: cmark finds no HTML except the comments of qb" "
			awk '/<html_/ { n++; if (!/preserve\">&lt;!--( qb: | none --&gt;| --&gt;|\$| answer --&gt;| [a-z]*:)/) { print; bad = 1 } }
				END { exit bad || n < 2 }' $bank.xml"
	done
	ok 'cmark shows the questions unchanged' "
		qb-format -t md bank.tsv | cmark -t xml | sed -n 's/^        <text xml:space=\"preserve\">\(.*\)<\/text>/\1/p' >got
		[ \$(wc -l <got) -ge 133 ] && qb-list -c question bank.tsv | sed '1d; s/&/\&amp;/g; s/\"/\&quot;/g; s/</\&lt;/g; s/>/\&gt;/g' | grep -vxF -f got | grep -v '[\`*_]' | grep . && exit 1; exit 0"
else
	skip 'md' 'no cmark'
fi

# ---- GIFT ----

t 'gift: the layout' 0 'qb-format -a -t gift b.tsv' <<'END'
// qb: id,topic,level,tags,question,answer,points

$CATEGORY: C & C++ <T>

// [id:a] [tag:x] [tag:y z]
// level: mid
// points: one
// points: two
::a::[markdown]Why Array<T> and `Array<T>`?{####[markdown]So.\n\n    code}

$CATEGORY: -

// [id:b]
// level: mid
::b::[markdown]\# 1.\nHow?{####[markdown]<div>\n	TAB}

$CATEGORY: a//b: {c}

// [id:c] [tag:-]
// level: senior
::c::[markdown]- \= \~ \# \{ \} \: \\ "q"{}
END
t 'gift: without answers' 0 'qb-list -i a b.tsv | qb-format -t gift | tail -n +5' <<'END'
// [id:a] [tag:x] [tag:y z]
// level: mid
::a::[markdown]Why Array<T> and `Array<T>`?{}
END
if have node && [ -d "$SRC/tests/npm/node_modules/gift-pegjs" ]; then
	cat >gift.js <<'END'
const { parse } = require(process.env.SRC + "/tests/npm/node_modules/gift-pegjs");
const text = require("fs").readFileSync(0, "utf8");
for (const q of parse(text))
	console.log(JSON.stringify(q.type === "Category" ? q.title :
		[q.type, q.id, q.tags, q.stem.text, q.globalFeedback && q.globalFeedback.text]));
END
	t 'gift-pegjs reads what was written' 0 'qb-format -a -t gift b.tsv | node gift.js' <<'END'
"C & C++ <T>"
["Essay","a",["x","y z"],"Why Array<T> and `Array<T>`?","So.\n\n    code"]
"-"
["Essay","b",null,"# 1.\nHow?","<div>\n\tTAB"]
"a//b: {c}"
["Essay","c",["-"],"- = ~ # { } : \\ \"q\"",null]
END
	ok 'gift-pegjs reads the bank' "
		qb-format -t gift bank.tsv | node gift.js | grep -v '^\"' | jq -r '.[1] + \"\\t\" + .[3]' >got
		qb-list -c id,question bank.tsv | sed 1d | cmp - got"
	ok 'gift-pegjs reads hostile fields: all essays' "
		[ \$(qb-format -a -t gift hostile.tsv | node gift.js | grep -c '^\\[\"Essay\"') = \$((\$(wc -l <hostile.tsv) - 1)) ]"
else
	skip 'gift' 'no node or gift-pegjs'
fi

finish
