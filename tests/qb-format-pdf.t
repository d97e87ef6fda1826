#!/bin/sh
# qb-format -t pdf, checked with qpdf and poppler.
. "${0%/*}/lib.sh"

export SOURCE_DATE_EPOCH=1700000000
printf 'id\ttopic\tlevel\ttags\tquestion\tanswer\n' >header.tsv
{
	cat header.tsv
	printf 'a\tStreams\tmid\tio,core\tWhat is *a* `stream`?\tBytes over time. See [the docs](https://example.org/a%s(b)?c="d").\n' "'"
	printf 'b\tStreams\tsenior\t\tWhy <b>bold</b> &amp; 1. What?\tA & <i>B</i>:\\n\\n- one\\n- two\\n\\n```\\nif (a < b)\\n\\treturn;\\n```\n'
	printf 'c\t<b>Markup</b> & "quotes" (1)\tstaff\tx\tWhat else?\t\n'
	printf 'd\t<b>Markup</b> & "quotes" (1)\tstaff\tx\tWhere to [go](javascript:alert)?\tThe last answer.\n'
} >b.tsv
cp "$SRC/bank.tsv" bank.tsv
qb-format -t pdf -o bank.pdf bank.tsv
qb-format -t pdf -a -o b.pdf b.tsv

# ---- Without a PDF reader ----

ok 'the same bytes twice' 'qb-format -t pdf bank.tsv | cmp - bank.pdf'
if comma_locale; then
	ok 'the same bytes in a locale with a decimal comma' "$COMMA qb-format -t pdf bank.tsv | cmp - bank.pdf"
else
	skip 'the same bytes in a locale with a decimal comma' 'localedef cannot make one'
fi
ok 'another date, other bytes' '! SOURCE_DATE_EPOCH=1 qb-format -t pdf bank.tsv | cmp -s - bank.pdf'
t 'an invalid date, and dates before 1970 and after 9999' 2 '
	for date in soon 1x -1 253402300800 99999999999999999999; do SOURCE_DATE_EPOCH=$date qb-format -t pdf b.tsv; done' <<'END'
--- stderr
qb-format: SOURCE_DATE_EPOCH: invalid number 'soon'
qb-format: SOURCE_DATE_EPOCH: invalid number '1x'
qb-format: SOURCE_DATE_EPOCH: -1 is out of range (0 to 253402300799)
qb-format: SOURCE_DATE_EPOCH: 253402300800 is out of range (0 to 253402300799)
qb-format: SOURCE_DATE_EPOCH: 99999999999999999999 is out of range (0 to 253402300799)
END
t 'errors are those of qb-format' 2 'qb-format -t pdf missing.tsv' <<'END'
--- stderr
qb-format: missing.tsv: No such file or directory
END
t 'no question column' 2 'printf "id\ttext\na\tb\n" | qb-format -t pdf' <<'END'
--- stderr ^qb-format: .*question
END
ok '-o after an error: the old file, and nothing else' '
	mkdir d && echo old >d/out.pdf
	{ cat b.tsv; echo ragged; } >ragged.tsv
	! qb-format -t pdf -o d/out.pdf ragged.tsv 2>err && [ "$(cat d/out.pdf)" = old ] && [ "$(ls -A d)" = out.pdf ]'
t 'a full device' 2 'qb-format -t pdf b.tsv >/dev/full' <<'END'
--- stderr
qb-format: standard output: No space left on device
END
[ "$QB_UNDER" = valgrind ] || t 'a closed output' 2 'qb-format -t pdf b.tsv >&-' <<'END'
--- stderr
qb-format: standard output: Bad file descriptor
END
ok 'a pipe without a reader' '{ qb-format -t pdf bank.tsv 2>err; } | : ; ! grep . err'
ok 'standard input' 'qb-format -t pdf <bank.tsv | cmp - bank.pdf'
ok 'any block size' 'QB_BLOCK=7 qb-format -t pdf bank.tsv | cmp - bank.pdf'
ok 'a header only: a page, and status 1' 'qb-format -t pdf header.tsv >none.pdf; [ $? = 1 ] && [ -s none.pdf ]'
ok 'called by a link, or in another folder with the helper in PATH' '
	qb=$(command -v qb-format); ln -s "$qb" link; cp "$qb" here
	(PATH=/usr/bin:/bin; ./link -t pdf b.tsv | head -c 5 | grep -q "^%PDF-") && ./here -t pdf b.tsv | head -c 5 | grep -q "^%PDF-"'
[ "$QB_UNDER" = valgrind ] || t 'without the helper' 2 'cp "$(command -v qb-format)" here; PATH=/usr/bin:/bin; ./here -t pdf b.tsv; mkdir p && mv here p/there && PATH=$PWD/p && there -t pdf b.tsv' <<'END'
--- stderr
here: qb-format-pdf is not installed; install the package qb-pdf, or the program beside this one
there: qb-format-pdf is not installed; install the package qb-pdf, or the program beside this one
END
ok 'other formats do not load pango' '! ldd "$(command -v qb-format)" | grep pango'
if [ "$QB_UNDER" = valgrind ]; then
	skip 'a terminal is refused' 'the name in the message is another'
elif have_terminal; then
	ok 'a terminal is refused' '
		script -qec "qb-format -t pdf b.tsv" /dev/null >out; [ $? = 2 ] &&
		[ "$(tr -d "\r" <out)" = "qb-format: cannot write a PDF to a terminal; use -o FILE or a pipe" ]'
else
	skip 'a terminal is refused' 'no pseudo-terminal'
fi

# ---- qpdf ----

if have qpdf jq; then
	ok 'well-formed' 'qpdf --check bank.pdf && qpdf --check b.pdf'
	ok 'an entry in the outline for each topic' '
		qb-list -T bank.tsv | cut -f1 | sed 1d >want
		qpdf --json --json-key=outlines bank.pdf | jq -r ".outlines[].title" | sed 1d | diff want -'
	ok 'the outline with answers' '
		qpdf --json --json-key=outlines b.pdf | jq -r ".outlines[] | .title, \"  \" + .kids[].title" >got
		printf "%s\n" "Question bank" Streams "<b>Markup</b> & \"quotes\" (1)" Answers "  Streams" "  <b>Markup</b> & \"quotes\" (1)" | diff - got'
	ok 'the contents are links' '
		[ "$(qpdf --qdf bank.pdf - | grep -ac "/Subtype /Link")" -ge 16 ]'
	ok 'an address is a link, except for scripts' '
		qpdf --qdf b.pdf - | grep -a "/URI" >got
		grep -q "https://example.org/a%27%28b%29?c=%22d%22" got && ! grep -qi javascript got'
else
	for what in 'well-formed' 'outline' 'links'; do
		skip "$what" 'no qpdf or jq'
	done
fi

# ---- poppler ----

# in_order PDF BANK: the questions of the bank are in the text of the PDF, in their order.
cat >in_order <<'SH'
pdftotext "$1" text.txt || exit 1
qb-list -c question "$2" | sed 1d >questions.txt
awk '
	FILENAME == "text.txt" { gsub(/[ \t\f]/, ""); all = all $0; next }
	{
		gsub(/[ \t`]/, "")
		i = index(substr(all, at + 1), $0)
		if (i == 0) { print "not found: " $0; bad = 1 } else at += i + length($0) - 1
	}
	END { exit bad || NR < 3 }' text.txt questions.txt
SH

ok 'a list of thousands of levels in a quote of as many' '
	awk -v n='"$(tries 4000 100)"' '"'"'BEGIN {
		printf "question\tanswer\nWhy?\t"
		for (i = 0; i < n; i++) printf ">"
		for (i = 0; i < n; i++) printf " *"
		print " a"
	}'"'"' >levels.tsv
	timeout 20 qb-format -t pdf -a -o levels.pdf levels.tsv'

if have pdftotext pdfinfo pdffonts; then
	ok 'all questions, in order' '[ "$(grep -c . bank.tsv)" = 134 ] && sh ./in_order bank.pdf bank.tsv'
	ok 'all questions, in order, on letter paper' 'qb-format -t pdf --paper letter -o letter.pdf bank.tsv && sh ./in_order letter.pdf bank.tsv'
	ok 'the size of the paper' '
		pdfinfo bank.pdf | grep -q "^Page size: *595[.0-9]* x 841[.0-9]* pts (A4)" &&
		pdfinfo letter.pdf | grep -q "^Page size: *612 x 792 pts (letter)"'
	ok 'title, creator, date' '
		TZ=UTC pdfinfo -isodates bank.pdf >got
		grep -qx "Title: *Question bank" got && grep -q "^Creator: *qb [0-9.]*$" got && grep -q "^CreationDate: *2023-11-14T22:13:20" got'
	ok '--title, with markup in it' '
		qb-format -t pdf --title "<b>Ti(t)le</b> \\ é" -o t.pdf b.tsv
		pdfinfo t.pdf | grep -F "<b>Ti(t)le</b> \\ é" && pdftotext -l 1 t.pdf - | grep -F "<b>Ti(t)le</b> \\ é"'
	ok 'all fonts are embedded, as subsets' '
		pdffonts b.pdf | sed 1,2d >got
		[ -s got ] && ! grep -v " yes yes yes " got && ! grep -v "^[A-Z]\{6\}+" got'
	ok 'pages are counted' '
		n=$(pdfinfo bank.pdf | sed -n "s/^Pages: *//p")
		[ "$n" -gt 5 ] && pdftotext -f 3 -l 3 bank.pdf - | grep -x "page 3 of $n" && pdftotext -f "$n" bank.pdf - | grep -x "page $n of $n"'
	ok 'the contents have the right page numbers' '
		pdftotext -layout -l 1 bank.pdf - >contents.txt
		qb-list -T bank.tsv | cut -f1 | sed 1d >topics.txt
		while IFS= read -r topic; do
			page=$(grep -F "$topic" contents.txt | grep -o "[0-9]*$")
			pdftotext -f "$page" -l "$page" bank.pdf - | tr "\n" " " | grep -qF "$topic" || { echo "$topic: not on $page"; exit 1; }
		done <topics.txt'
	ok 'the topic in the header of a page that continues it' '
		{ cat header.tsv; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do printf "%s\tTopic T\t\t\tWhy %s?\t\n" $i $i; done; } >long.tsv
		qb-format -t pdf -o long.pdf long.tsv && pdftotext -f 2 -l 2 long.pdf - | grep -x "Topic T"'
	ok 'questions refer to answers, and back' '
		a=$(pdftotext b.pdf - | sed -n "s/^answer on page //p" | tail -n 1)
		q=$(pdftotext b.pdf - | sed -n "s/^question on page //p" | tail -n 1)
		pdftotext -f "$a" -l "$a" b.pdf - | grep -x "The last answer." && pdftotext -f "$q" -l "$q" b.pdf - | grep "What else?"'
	ok 'a question without an answer has no reference' '[ "$(pdftotext b.pdf - | grep -c "answer on page")" = 3 ]'
	ok 'answers below the questions' '
		qb-format -t pdf --answers=inline b.tsv >i.pdf && ! pdftotext i.pdf - | grep "on page" &&
		pdftotext i.pdf - | tr "\n" " " | grep "stream?.*Bytes over time.*What else?.*The last answer"'
	ok 'no answers' 'qb-format -t pdf --answers=none b.tsv >n.pdf && ! pdftotext n.pdf - | grep "Bytes\|on page"'
	ok 'level and tags' 'pdftotext b.pdf - | grep -x "mid *· *io *· *core"'
	ok 'no ligatures, which a search would not find' '
		printf "question\tlevel\ttags\nWhy *staff*, **offline**, fi ffi fl ffl?\tstaff\tfluffy,first\n" >ff.tsv
		qb-format -t pdf ff.tsv | pdftotext - got && grep -q "staff, offline, fi ffi fl ffl" got && grep -q "staff *· *fluffy *· *first" got &&
		[ "$(qb-list -l staff bank.tsv | sed 1d | wc -l)" = "$(pdftotext bank.pdf - | grep -c "^staff")" ]'
	ok 'a short list is on one page, wherever it begins' '
		awk '"'"'BEGIN {
			print "id\tquestion"
			for (i = 1; i <= 150; i++) printf "q%d\tQuestion %d%s:\\n\\n- one\\n- two\\n  - inner\\n\\n  more\\n- three\\n- four\n", i, i, i % 7 ? "" : "\\n\\nlong"
		}'"'"' >lists.tsv
		qb-format -t pdf -o lists.pdf lists.tsv && pdftotext lists.pdf - | awk "
			BEGIN { RS = \"\f\" }
			{ one += gsub(/• one/, \"&\"); four += gsub(/• four/, \"&\"); if (one != four) { print \"page \" NR; exit 1 } }
			END { exit one != 150 }"'
	ok 'markup of HTML is text' '
		pdftotext b.pdf - >got
		grep -qF "Why <b>bold</b> & 1. What?" got && grep -qF "A & <i>B</i>:" got && grep -qF "if (a < b)" got && grep -qF "<b>Markup</b> & \"quotes\" (1)" got'
	ok 'control characters and bytes that are not UTF-8' '
		{ cat header.tsv; printf "a\tT\377\001\tl\377\tt\033\tq\377\033[31m \302\205\ta\377\007\000\n" | tr -d "\000"; } >bad.tsv
		qb-format -t pdf --answers=inline --title "$(printf "x\377\033y")" -o bad.pdf bad.tsv && pdftotext bad.pdf - >got &&
		grep -q "q�\\\\x1b\[31m \\\\x85" got && grep -q "a�\\\\x07" got && grep -q "T�\\\\x01" got && grep -q "x�\\\\x1by" got'
	ok 'no column but the question' 'printf "question\nWhy?\nHow?\n\n" | tr -s "\n" >one.tsv && qb-format -t pdf -a -o one.pdf one.tsv && sh ./in_order one.pdf one.tsv'
	ok 'a word, a paragraph and a code block longer than a page' '
		awk '"'"'BEGIN {
			printf "question\tanswer\n"
			for (i = 0; i < 6000; i++) printf "x"
			printf "\tw\n?\t"
			for (i = 0; i < 3000; i++) printf "word%d ", i
			printf "\\n\\n```\\n"
			for (i = 0; i < 200; i++) printf "line %d\\n", i
			printf "```\n"
		}'"'"' >huge.tsv
		qb-format -t pdf --answers=inline -o huge.pdf huge.tsv && pdftotext huge.pdf - | tr -s "\n\f" "  " >got
		[ "$(grep -o x got | wc -l)" = 6000 ] && grep -q "word0 .*word2999 .*line 0 .*line 199" got'
	ok 'a paragraph of 512 KiB loses nothing' '
		awk '"'"'BEGIN { print "question"; for (s = "sixteen letters "; length(s) < 2 ^ 19;) s = s s; print s }'"'"' >huge.tsv
		qb-format -t pdf -o huge.pdf huge.tsv && [ "$(pdftotext huge.pdf - | grep -o sixteen | wc -l)" = 32768 ]'
	t 'a text that is too long is reported with its line' 2 '
		awk '"'"'BEGIN { print "question\tanswer\nWhy?\t-"; for (s = "sixteen letters "; length(s) <= 2 ^ 23;) s = s s; print "How?\t" s }'"'"' >huge.tsv
		qb-format -a -t pdf huge.tsv' <<'END'
--- stderr
qb-format: huge.tsv:3: a text of more than 8 MiB is too long for a PDF
END
	t 'missing glyphs are reported' 0 'printf "question\nWhy?\na\364\217\277\275b\364\217\277\275\n" | qb-format -t pdf | wc -c | awk "{ print (\$1 > 1000) }"' <<'END'
1
--- stderr
qb-format: missing glyphs: 2, first in question 2; install a font that has them
END
	ok 'lists and quotes that are very deep' '
		awk '"'"'BEGIN {
			printf "question\tanswer\nWhy?\t"
			for (i = 0; i < 300; i++) printf "> "
			printf "deep quote\\n\\n"
			for (i = 0; i < 300; i++) printf "- "
			printf "deep list\n"
		}'"'"' >deep.tsv
		qb-format -t pdf --answers=inline -o deep.pdf deep.tsv && pdftotext deep.pdf - >got && grep -q "deep quote" got && grep -q "deep list" got'
	printf '%s\t%s\n' question answer 'Why?' 'one  \ntwo\\\nthree\n*four*\n\n---\n\nfive' >breaks.tsv
	printf '%s\t%s\n' question answer 'Why?' '- outer\n  - inner\n\n    > quoted\n    >\n    > > twice\n\n    ```\n    if (a)\n    \treturn;\n    ```\n- last\n\n1. first' >nested.tsv
	ok 'hard line breaks, a soft one, and a thematic break' '
		qb-format --answers=inline -t pdf -o breaks.pdf breaks.tsv && pdftotext breaks.pdf - | grep . | sed -n "/Why/,/five/p" >got
		printf "%s\n" "Why?" one two "three four" five | diff - got'
	ok 'a quote and code in a nested list' '
		qb-format --answers=inline -t pdf -o nested.pdf nested.tsv && pdftotext -layout nested.pdf - | grep . | sed -n "/Why/,/first/p" >got
		printf "%s\n" "1 Why?" "• outer" "• inner" quoted twice "if (a)" "return;" "• last" "1. first" >want
		sed "s/^ *//; s/  */ /g" got | diff want - && awk "
			{ match(\$0, /[a-z]/) }
			/outer|inner|quoted|twice/ { if (RSTART <= last) exit 1; last = RSTART }
			/if/ { if (RSTART >= last) exit 1; last = RSTART }
			/return/ { if (RSTART <= last) exit 1 }" got'
	if have pdftoppm; then
		# lines PDF: counts the lines across the first page, at x = 430 points, which short lines of text do not reach.
		cat >lines <<'SH'
pdftoppm -gray -r 144 -l 1 -x 860 -y 0 -W 1 -H 1684 "$1" | od -An -v -tu1 | tr -s " " "\n" | grep . | tail -n 1684 |
	awk '$1 < 240 && !dark { n++ } { dark = $1 < 240 } END { print n + 0 }'
SH
		ok 'a thematic break is drawn as the line below the title is' '
			sed "s/---/***/" breaks.tsv | qb-format --answers=inline -t pdf -o stars.pdf
			sed "s/---/six/" breaks.tsv | qb-format --answers=inline -t pdf -o six.pdf
			[ "$(sh ./lines six.pdf)" = 1 ] && [ "$(sh ./lines breaks.pdf)" = 2 ] && [ "$(sh ./lines stars.pdf)" = 2 ]'
	else
		skip 'a thematic break is drawn' 'no pdftoppm'
	fi
	ok 'right to left' '
		{ cat header.tsv; printf "a\t\t\t\tהסבר את הלולאה\t- ראשון\n"; } >rtl.tsv
		qb-format -t pdf --answers=inline -o rtl.pdf rtl.tsv && pdftotext rtl.pdf - | grep "לולאה"'
else
	skip 'the text of the pages' 'no pdftotext, pdfinfo or pdffonts'
fi

# ---- Every PDF that was made ----

if have qpdf; then
	ok 'language, outline and title are in the catalog of every PDF' '
		for pdf in *.pdf; do
			qpdf --qdf --object-streams=disable "$pdf" - | tr -d "\0" | LC_ALL=C awk "
				/^[0-9]+ 0 obj/ { object = \"\" }
				{ object = object \$0 }
				/^endobj/ && index(object, \"/Type /Catalog\") { print object }" >catalog
			grep "/Lang (en)" catalog | grep "/PageMode /UseOutlines" | grep -q "/DisplayDocTitle true" || { echo "$pdf:"; cat catalog; exit 1; }
		done'
else
	skip 'the catalog of every PDF' 'no qpdf'
fi

finish
