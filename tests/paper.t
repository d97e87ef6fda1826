#!/bin/sh
# Papers, marking sheets, and a whole exam with 30 candidates.
. "${0%/*}/lib.sh"

cp "$SRC/bank.tsv" bank.tsv
{
	printf 'id\ttopic\tlevel\ttags\tquestion\tchoices\tanswer\tpoints\n'
	printf 'a\tTiming\tmid\thint\tWhat is it?\t\tAn answer.\ttimers = a\\n!1.5*wrong <belief> = x\\n12*2 of long list = a ;; b ;; c\\n~nearly\n'
	printf 'b\tOther\tmid\thint\tWhich?\t=yes\\n~no\tBecause.\t\n'
	printf 'c\tTiming\tstaff\thint\tWhy?\\n\\n- one\\n- two\t\t\t2*only\n'
} >s.tsv

# ---- Text ----

t 'text: --plain is number and question' 0 'qb-format --plain s.tsv' <<'END'
  1. What is it?
  2. Which?

     A) yes
     B) no

  3. Why?

     - one
     - two
END
t 'text: with a title, lines of a header, space, and the number of points' 0 '
	qb-format --plain --title Exam --header "Name: ____ Date: ____" --header "- *One* hour" --header "" --space 2 s.tsv' <<'END'
Exam

Name: ____ Date: ____

- _One_ hour

  1. What is it?


  2. Which?

     A) yes
     B) no


  3. Why?

     - one
     - two



3 questions, 17 points
END
t 'text: a marking sheet' 0 'qb-format --points --plain s.tsv' <<'END'
Candidate: ______________________________

  1. What is it?

     [ ]   1  timers
     [ ]  12  long list (any 2 of 3)
     [ ]   1  nearly

     Misconceptions (subtract):
     [ ] 1.5  wrong <belief>

     Points: ______ / 14

  2. Which?

     A) yes
     B) no

     [ ] 1  Key: A
     Points: ______ / 1

  3. Why?

     - one
     - two

     [ ] 2  only
     Points: ______ / 2

Total: ______ / 17
END
t 'text: points and answers' 0 'qb-list -i a s.tsv | qb-format --points -a --header "Anna" ' <<'END'
Anna

Timing

  1. What is it?

     An answer.

     [ ]   1  timers
     [ ]  12  long list (any 2 of 3)
     [ ]   1  nearly

     Misconceptions (subtract):
     [ ] 1.5  wrong <belief>

     Points: ______ / 14

Total: ______ / 14
END
t 'the total comes before answers at the end' 0 '
	qb-list -i c s.tsv | qb-format --points --plain --answers end -t text | grep -n "Total\|Answers"
	qb-list -i a s.tsv | qb-format --points --plain --answers end -t text | grep "Total\|Answers"' <<'END'
11:Total: ______ / 2
Total: ______ / 14
Answers
END
t 'the key of shuffled choices' 0 '
	for seed in 1 2 3 4 5 6; do
		key=$(qb-format -f "{id} {key}\n" --shuffle $seed s.tsv | sed -n "s/^b //p")
		qb-format --points --shuffle $seed s.tsv | grep -q "1  Key: $key\$" || echo "$seed"
	done'
t 'questions without points are reported, and the total is left open' 0 '
	printf "id\tquestion\tpoints\na\tq\tx\nb\tr\t\nc\ts\t\n" | qb-format --points | tail -n 1' <<'END'
Total: ______
--- stderr
qb-format: questions without points: 2, first at standard input:3
END
t 'a malformed point is an error with its line' 2 '
	printf "id\tquestion\tpoints\na\tq\tx\nb\tr\tok\\\\n0*bad\n" >bad.tsv
	for format in text md html pdf; do qb-format --points -t $format bad.tsv >/dev/null; done' <<'END'
--- stderr
qb-format: bad.tsv:3: points: '0*bad': weight 0 is out of range (above 0, at most 1000000)
qb-format: bad.tsv:3: points: '0*bad': weight 0 is out of range (above 0, at most 1000000)
qb-format: bad.tsv:3: points: '0*bad': weight 0 is out of range (above 0, at most 1000000)
qb-format: bad.tsv:3: points: '0*bad': weight 0 is out of range (above 0, at most 1000000)
END
t 'options that a format does not have' 2 '
	for format in md jsonl json csv gift anki; do qb-format --space 2 -t $format s.tsv; done
	for format in jsonl json csv gift anki; do qb-format --points -t $format s.tsv; done
	for format in jsonl csv; do qb-format --plain -t $format s.tsv; qb-format --header x -t $format s.tsv; done
	for format in text md html; do qb-format --columns 2 -t $format s.tsv; done
	qb-format --points -f "{id}" s.tsv
	qb-format --columns 4 -t pdf s.tsv
	qb-format --space -1 s.tsv' <<'END'
--- stderr ^(qb-format: (--(space|points|plain|header|columns) cannot be combined with (-t [a-z]+|-f)|--columns: .*|--space: .*)|try 'qb-format --help'|[[:space:]])*$
END

# The sum of the weights of a sheet is what qb-score calls possible.
ok 'the points of a sheet are those that qb-score marks' '
	qb-list -c id bank.tsv | sed "1s/.*/id	answer/; 2,\$s/\$/	x/" >x.tsv
	qb-score -m x.tsv bank.tsv | qb-list -c possible | sed 1d >want
	qb-format --points bank.tsv | sed -n "s,.*Points: ______ / ,,p" | diff want - &&
	[ "$(qb-format --points bank.tsv | sed -n "s,^Total: ______ / ,,p")" = "$(awk "{ total += \$1 } END { print total }" want)" ]'
ok 'every label is on the sheet once, misconceptions last' '
	qb-score -m x.tsv --points bank.tsv | qb-list -c point | sed 1d | sort >want
	qb-format --points --width 10000 bank.tsv | sed -n "s/^     \[ \]  *[0-9.]*  //p" | sed "s/ (any .*)\$//" | sort | diff want -'

# ---- Markdown ----

t 'md: a marking sheet' 0 'qb-list -i a,b s.tsv | qb-format -t md --points --plain --title Exam --header "Name: ____"' <<'END'
# Exam

Name: ____

1. What is it?

   <!-- points -->

   - [ ] 1: timers
   - [ ] 12: long list (any 2 of 3)
   - [ ] 1: nearly

   Misconceptions (subtract):

   - [ ] 1.5: wrong \<belief\>

   Points: ______ / 14

2. Which?

   - [ ] A) yes
   - [ ] B) no

   <!-- points -->

   - [ ] 1: Key: A

   Points: ______ / 1

Total: ______ / 15
END
t 'md: --plain' 0 'qb-format -t md --plain s.tsv' <<'END'
# Question bank

1. What is it?

2. Which?

   - [ ] A) yes
   - [ ] B) no

3. Why?

   - one
   - two
END
ok 'md: a header does not prevent importing the bank' '
	qb-format -a -t md --header "Name: ____" bank.tsv | qb-import -f md 2>err | cmp - bank.tsv && grep -q "skipped: 1 text outside" err'

# ---- HTML ----

ok 'html: --plain has no hints, no topics and no search' '
	qb-format -t html --plain s.tsv | sed -n "/<body/,\$p" | sed "/<script>/,\$d" >p.html
	grep -q "What is it?" p.html && grep -q "3 questions, 17 points" p.html && ! grep -i "hint\|staff\|timing\|search\|<nav\|<h2 dir" p.html'
ok 'html: --header, --space and --points' '
	qb-format -t html --header "Name: *you* <b>" --space 3 --points s.tsv >h.html
	grep -q "<p>Name: <em>you</em> &lt;b&gt;</p>" h.html && [ "$(grep -c "<div></div><div></div><div></div></div>" h.html)" = 3 ] &&
	[ "$(grep -c "type=\"checkbox\"" h.html)" = 6 ] && grep -q "wrong &lt;belief&gt;" h.html && grep -q "Total: ______ / 17" h.html'
if have xmllint; then
	ok 'html: well-formed' 'xmllint --html --noout h.html 2>&1 | grep -v "Tag \(header\|main\|nav\|section\|article\|search\) invalid" | grep error; [ $? = 1 ]'
else
	skip 'html: well-formed' 'no xmllint'
fi

# ---- PDF ----

if have pdftotext pdfinfo; then
	ok 'pdf: --plain has no hints and no topics' '
		qb-format -t pdf --plain --title Exam --header "Name: ____" s.tsv | pdftotext -layout - plain.txt
		grep -q "^ *Exam" plain.txt && grep -q "3 questions, 17 points" plain.txt && grep -q "Name: ____" plain.txt &&
		grep -q "B) *no" plain.txt && grep -q "page 1 of 1" plain.txt && ! grep -i "hint\|staff\|timing\|contents" plain.txt'
	ok 'pdf: a marking sheet' '
		qb-format -t pdf --points s.tsv | pdftotext -layout - sheet.txt
		for text in "☐ *1 *timers" "☐ *12 *long list (any 2 of 3)" "Misconceptions (subtract)" "☐ *1.5 *wrong <belief>" \
			"Points: _* / 14" "☐ *1 *Key: A" "Total: _* / 17" "Candidate: _"; do
			grep -q "$text" sheet.txt || { echo "$text"; exit 1; }
		done'
	ok 'pdf: the points of a question are on one page' '
		qb-format -t pdf --points bank.tsv | pdftotext -layout - - | awk "
			BEGIN { RS = \"\f\" }
			{ sums += gsub(/Points: ___/, \"&\"); sub(/Points: ___([^P]|P[^o])*\$/, \"\"); if (\$0 ~ /^[^?]*☐/ && \$0 !~ /senior|mid|staff/) exit 1 }
			END { exit sums != 133 }"'
	ok 'pdf: --space makes room, over pages if need be' '
		n() { qb-format -t pdf --plain --space "$1" s.tsv | pdfinfo - | sed -n "s/^Pages: *//p"; }
		[ "$(n 0)" = 1 ] && [ "$(n 20)" = 3 ] && [ "$(n 1000)" -gt 90 ]'
	ok 'pdf: the lines for an answer are on the page of the question' '
		{ printf "id\tquestion\n"; for i in 1 2 3 4 5 6 7 8 9; do printf "q%s\tWhy?\n" $i; done; } >why.tsv
		qb-format -t pdf --plain --space 6 -o why.pdf why.tsv && pdftotext -bbox why.pdf why.html
		[ "$(grep -c ">Why?<" why.html)" = 9 ] || exit
		# Six lines are 150 points high, and the lower margin 100.
		sed -n "s/.*yMin=\"\([0-9]*\).*>Why?<.*/\1/p" why.html | awk "\$1 > 842 - 150 - 100 { exit 1 }"'
	ok 'pdf: the bank with answers in two columns: at most 60 pages, and all of its text' '
		qb-format -a -t pdf --columns 2 -o two.pdf bank.tsv && qb-format -a -t pdf -o one.pdf bank.tsv
		[ "$(pdfinfo two.pdf | sed -n "s/^Pages: *//p")" -le 60 ]
		for n in one two; do # without the lines above and below the text
			pdftotext -raw $n.pdf - | grep -v "^Question bank\|^Answers  *·\|^page [0-9]* of\|on page [0-9]*\$" |
				tr -cd "[:alnum:]" | fold -w 60 >$n.text
			wc -c <$n.text
		done >sizes
		awk "NR == 1 { one = \$1 } END { exit !(NR == 2 && \$1 > one * 0.99 && \$1 < one * 1.01) }" sizes || { cat sizes; exit 1; }'
	ok 'pdf: columns are read one after the other' '
		printf "id\tquestion\n" >many.tsv; i=0
		while [ $((i += 1)) -le 200 ]; do printf "q%d\tNumber %d?\n" $i $i; done >>many.tsv
		for n in 1 2 3; do
			qb-format -t pdf --columns $n -o many.pdf many.tsv && pdftotext -raw many.pdf - | sed -n "s/.*Number \([0-9]*\)?.*/\1/p" >got
			seq 200 | diff - got || exit 1
		done'
else
	skip 'papers in pdf' 'no pdftotext or pdfinfo'
fi

finish
