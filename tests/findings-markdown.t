#!/bin/sh
# Nothing in a Markdown or GIFT file is lost without a message, whatever an editor does to it.
. "${0%/*}/lib.sh"

# x.tsv: all kinds of content.
printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' id topic level tags question answer points source \
	a-1 'Topic one' senior alpha,beta 'Why is `x` not *y* here?' 'First paragraph of words\nthat wraps.\n\n```js\nconst a = 1;\n\ncall(a)\n```\n\n- item one\n  more of it\n- item two\n\n1. first\n2. second' 'first: abc def\nsecond point: ghi\n!wrong: jkl' 'book 1' \
	a-2 'Topic one' '' '' 'No answer and no more?' '' '' '' \
	a-3 'Topic two' mid gamma 'What has a table?' '| head | col |\n|---|---|\n| cell1 | cell2 |\n\n> quoted text\n> more\n\nLast words.' 'only: one' '' \
	a-4 'Topic two' mid gamma 'Two\nlines <b>and</b> a tag?' '    indented code\n\nEnd of <i>it</i>.' '' 'web page' \
	a-5 '' '' delta '' 'Answer without its question' '' '' >x.tsv
qb-format -a -t md x.tsv >x.md

# ---- Any slip at any line ----

if have python3; then
	qb-format -a --answers=end -t md x.tsv >end.md
	qb-pick -n 5 -s slips "$SRC/bank.tsv" | qb-format -a -t md >five.md
	for file in x end five; do
		ok "a slip at any line loses nothing without a message: $file.md" "
			sed -n '1,$(tries 1000 12)p' $file.md >part.md; python3 '$SRC/tests/fixtures/slips.py' part.md"
	done
else
	skip 'a slip at any line loses nothing without a message' 'no python3'
fi

# ---- The slips that people make ----

qb-list -i a-1 x.tsv >one.tsv
qb-format -a -t md one.tsv >one.md
for slip in 'no blank line after the comment|/-->$/{ n; /^$/d; }' 'a wrapped question|s/ not \*y\*/\n   not *y*/' \
	'a blank line before the comment|s/^   <!--$/\n   <!--/' 'the comment far to the right|s/^   <!--$/         <!--/' \
	'a TAB for three spaces|/^## /,$s/^   /\t/' 'CR and LF|s/$/\r/' 'the columns in two lines|s/qb: /qb:\n/' \
	'an indented list of columns|s/^<!-- qb/  <!-- qb/' 'the answer after the comment|/^   -->$/{ N; N; s/\n\n */ /; }'; do
	ok "restored in spite of ${slip%%|*}" "
		sed '${slip#*|}' one.md >slip.md; ! cmp -s one.md slip.md && qb-import -f md slip.md | cmp - one.tsv"
done
for slip in "point for points|s/points: first/point: first/|12: unknown key 'point'; did you mean 'points'?" \
	"a key of no column|s/source: /origin: /|15: unknown key 'origin'; add it to the list of columns in the comment 'qb: ...'" \
	"a key of another place|s/source: /answer: /|15: 'answer' cannot be set in a comment" \
	"a line of the comment that wraps|s/ def$/\n   def/|13: not 'key: value' in a metadata comment: \"def\"" \
	"no number|s/^1\. Why/Why/|8: metadata that is not directly below a question" \
	"no id|/ id: /d|7: question without an id; add one to its comment, or number it with --prefix" \
	"a comment after the answer|s/item two/&\n\n   <!-- id: b -->/|31: metadata that is not directly below a question: \"<!-- id: b -->\"" \
	"a comment in the first column|s/^   <!--$/<!--/|8: metadata that is not directly below a question" \
	"no end of a comment|/^   -->$/d|8: comment without '-->': \"<!-- id: a-1"; do
	edit=${slip#*|} want=${slip##*|} edit=${edit%|*}
	ok "an error: ${slip%%|*}" "
		sed '$(printf %s "$edit" | sed "s/'/'\\\\''/g")' one.md >slip.md; qb-import -f md slip.md >out 2>err
		[ \$? = 2 ] && [ ! -s out ] && cat err && grep -qF $(printf '%s' "$want" | sed 's/"/\\"/g; s/.*/"slip.md:&"/' | sed 's/\$/\\$/g; s/`/\\`/g') err"
done
t 'text outside any question is reported, each line with -v' 0 "
	printf '<!-- qb: question -->\n\n1. Why?\n\nOne\ntwo\n\n<!-- three -->\n' >o.md; qb-import -v -f md --prefix n o.md" <<'END'
id	question
n001	Why?
--- stderr
qb-import: o.md:5: skipped: text outside any question: "One"
qb-import: o.md:6: skipped: text outside any question: "two"
qb-import: o.md:8: skipped: comment: "<!-- three -->"
qb-import: o.md: 1 question, 0 with answers; skipped: 1 text outside any question, 1 comment
END
t 'an answer at the end that has no question, and one too many' 2 "
	qb-format -a --answers=end -t md one.tsv | sed 's/^1\. <!-- answer/2. <!-- answer/' | qb-import -f md
	qb-format -a --answers=end -t md one.tsv >e.md; sed -n '/^1\. <!-- answer/,\$p' e.md | cat e.md - | qb-import -f md" <<'END'
--- stderr standard input:[0-9]+: answer to question 2, which does not exist
END
t 'with --prefix, a question without an id is numbered and reported' 0 "
	printf '<!-- qb: id,question -->\n\n1. Why?\n   <!-- id: q1 -->\n2. How?\n' | qb-import -f md --prefix n-" <<'END'
id	question
q1	Why?
n-002	How?
--- stderr
qb-import: standard input:5: question without an id; --prefix numbers it
END
t 'two exports in one file' 0 "
	{ qb-list -i a-2 x.tsv | qb-format -a --answers=end -t md; echo; qb-list -i a-3 x.tsv | qb-format -a --answers=end -t md; } | qb-import -f md | cut -f 1,2" <<'END'
id	topic
a-2	Topic one
a-3	Topic two
END

# ---- Markdown from elsewhere ----

t 'whatever is not a question is reported, in order; three of a kind' 0 "
	printf '<!-- toc -->\n\n[a]: /b\n\n---\n\n# \n\nOne\n\nTwo\n\nThree\n\nFour\n\n> quote\n>\n> more\n\n\`\`\`\ncode\n\`\`\`\n\n<div>\n\n1. Why?\n' >p.md
	qb-import -f md --prefix n p.md" <<'END'
id	question
n001	Why?
--- stderr
qb-import: p.md:1: skipped: comment: "<!-- toc -->"
qb-import: p.md:3: skipped: link definition: "[a]: /b"
qb-import: p.md:5: skipped: rule: "---"
qb-import: p.md:7: skipped: line without text: "#"
qb-import: p.md:9: skipped: paragraph: "One"
qb-import: p.md:11: skipped: paragraph: "Two"
qb-import: p.md:13: skipped: paragraph: "Three" … and 1 more
qb-import: p.md:17: skipped: block quote: "> quote"
qb-import: p.md:22: skipped: code block: "code"
qb-import: p.md:25: skipped: HTML: "<div>"
qb-import: p.md: 1 question, 0 with answers; skipped: 1 comment, 1 link definition, 1 rule, 1 line without text, 4 paragraphs, 1 block quote, 1 code block, 1 HTML (-v lists them)
END
t 'a key that is almost known' 0 "printf '1. Q\n   <!-- point: x -->\n' | qb-import -f md --prefix n" <<'END'
id	question	answer
n001	Q	<!-- point: x -->
--- stderr
qb-import: standard input:2: unknown key 'point'; did you mean 'points'? comment kept in the answer: "<!-- point: x -->"
END
t 'metadata in several comments, and text after one' 0 "
	printf '1. Q\n   <!-- id: q -->\n   <!-- level: mid --> Because.\n' | qb-import -f md" <<'END'
id	level	question	answer
q	mid	Q	Because.
END
t 'a heading of two lines, one with # at its end' 0 "printf 'A\nB\n===\n\n- x?\n\n## C# ##\n\n- y?\n' | qb-import -f md --prefix n" <<'END'
id	topic	question
n001	A B	x?
n002	C#	y?
END
t 'a question whose last line has no text' 0 "printf -- '- a \`b\n  \`\n\n  c\n' | qb-import -f md --prefix n" <<'END'
id	question	answer
n001	a `b `	c
END
# md4c 0.4.8 ends an item at two blank lines, depending on the bytes before.
ok 'blank lines do not end an item' '
	for n in $(seq 0 300); do
		printf "id\tquestion\tanswer\nq\tQ\t%*s* \\\\n\\\\n\\\\n\`\`\`\\\\nb\nr\tR\tS\n" $n "" | tr " " x | sed "s/x\*x/* /" >b.tsv
		qb-format -a -t md b.tsv | qb-import -f md | cmp - b.tsv || exit 1
	done'

# ---- GIFT ----

t 'gift: questions without a blank line between, text before a choice' 0 "
	printf 'First {=a}\n// [id:two]\nSecond {text =c}\nThird {=d}\n\nNode is {=fast} and\nnice.\n' >g.gift; qb-import -f gift --prefix n g.gift" <<'END'
id	question	answer
n001	First	a
two	Second	c
n003	Third	d
n004	Node is _____ and nice.	fast
--- stderr
qb-import: g.gift:2: no blank line after the question at line 1
qb-import: g.gift:3: skipped: text before the first choice: "text"
qb-import: g.gift:4: no blank line after the question at line 3
qb-import: g.gift: 4 questions, 4 with answers; skipped: 1 text before the first choice (-v lists them)
END
t 'gift: two answers in one question' 0 "printf 'A {=x} B {=y}\n' | qb-import -f gift --prefix n" <<'END'
id	question	answer
n001	A _____ B {=y}	x
--- stderr
qb-import: standard input:1: second answer kept in the question
END
ok 'gift: another kind of answer in a native export' '
	qb-format -a -t gift one.tsv | sed "s/{####.*/{=because}/" | qb-import -f gift | qb-list -c answer | grep -qx because'
ok 'gift: a blank line between metadata and question' '
	qb-format -a -t gift one.tsv | sed "s/^:/\n:/" | qb-import -f gift | cmp - one.tsv'
ok 'gift: an unknown key, a question without braces' '
	qb-format -a -t gift one.tsv >one.gift
	sed "s/source: /sorce: /" one.gift | qb-import -f gift 2>err && exit 1
	grep "unknown key .sorce.; did you mean .source.?" err || exit 1
	sed "s/{####.*//" one.gift | qb-import -f gift 2>err && exit 1
	grep "question without its .{}." err'

finish
