#!/bin/sh
# A whole exam, as a teacher holds it: the paper in two versions, 30 candidates, marks and feedback.
. "${0%/*}/lib.sh"

cp "$SRC/bank.tsv" bank.tsv
qb-pick -e topic -n 1 -s autumn bank.tsv >last.tsv
qb-list -t streams -t caching -t queues -t databases bank.tsv >some.tsv
qb-pick -e topic -q level=senior:2,staff:1 -x last.tsv -s spring some.tsv >paper.tsv 2>short
qb-pick -n 99 -s A paper.tsv >A.tsv
qb-pick -n 99 -s B paper.tsv >B.tsv
n=$(($(wc -l <paper.tsv) - 1))
export n

# ids FILE: prints its ids.
cat >ids <<'SH'
qb-list -c id "$1" | sed 1d
SH

ok 'the paper has the quotas of each topic, but for those that are reported' '
	qb-list --count level paper.tsv | grep -qx "senior	8" && qb-list --count topic paper.tsv | sed 1d >topics && [ "$(wc -l <topics)" = 4 ]
	staff=$(qb-list --count level paper.tsv | sed -n "s/^staff	//p") && [ $((${staff:-0} + $(grep -c "staff.*: 0 of 1" short))) = 4 ]'
ok 'no question of last term' 'sh ./ids last.tsv | sort >used; sh ./ids paper.tsv | sort | comm -12 used - | grep . && exit 1; [ -s used ]'
ok 'versions A and B have the same questions in another order' '
	sh ./ids A.tsv >a; sh ./ids B.tsv >b; ! cmp -s a b && sort a >a.sorted && sort b | cmp - a.sorted'
ok 'the papers show the questions, and nothing else' '
	for v in A B; do
		qb-format --plain --width 1000 $v.tsv | sed "s/^ *[0-9]*\. //" >shown
		qb-list -c question $v.tsv | sed 1d | diff - shown || exit 1
	done'
ok 'the key and the marking sheet have the numbers of the paper' '
	for v in A B; do
		qb-format --plain --width 1000 $v.tsv | sed "s/^ *//" >numbers
		qb-format --plain --points -a --width 1000 $v.tsv | sed -n "s/^ *\([0-9]*\. .*?*\)/\1/p" | grep -Fxf numbers | diff numbers - || exit 1
	done'
if have pdftotext pdfinfo; then
	ok 'the booklet: name, date, points, pages, room for answers, no hints' '
		qb-format -t pdf --plain --title "Exam A" --header "Name: ____" --header "Date: ____" --space 8 -o A.pdf A.tsv
		pdftotext -layout A.pdf A.txt
		pages=$(pdfinfo A.pdf | sed -n "s/^Pages: *//p") && [ "$pages" -gt 1 ] && grep -q "page $pages of $pages" A.txt &&
		grep -q "Name: ____" A.txt && grep -q "Date: ____" A.txt && grep -q "$n questions, [0-9]* points" A.txt &&
		! grep -i "senior  *·\|staff  *·" A.txt && ! grep -F "Node.js Streams" A.txt'
else
	skip 'the booklet' 'no pdftotext or pdfinfo'
fi
ok 'a paper per candidate: the same by the seed, another for each' '
	for who in anna ben; do qb-pick -n 5 -s "exam/$who" bank.tsv >$who.tsv; qb-pick -n 5 -s "exam/$who" bank.tsv | cmp - $who.tsv || exit 1; done
	! cmp -s anna.tsv ben.tsv'

# Candidate i knows about i thirtieths of each model answer: its first sentences.
qb-list -c id,answer paper.tsv | awk -F '\t' -v OFS='\t' '
	NR == 1 { print "class", "who", "id", "answer"; next }
	{
		m = split($2, sentence, /[.] /)
		for (i = 1; i <= 30; i++) {
			text = ""
			for (k = 1; k <= m && k <= int(i * m / 30 + 0.5); k++)
				text = text sentence[k] ". "
			print (i % 2 ? "red" : "blue"), sprintf("c%02d", i), $1, text
		}
	}' >answers.tsv
qb-format -t csv -o answers.csv answers.tsv
qb-score -m answers.csv bank.tsv >marks.tsv
qb-score -m answers.csv --points bank.tsv >points.tsv

ok 'a row per candidate and question, with all columns' '
	[ "$(($(wc -l <marks.tsv) - 1))" = $((30 * n)) ] &&
	[ "$(head -n 1 marks.tsv)" = "class	who	id	answer	earned	possible	score	hit	missed" ] &&
	[ "$(head -n 1 points.tsv)" = "class	who	id	point	weight	verdict	text" ] && [ "$(qb-list --count who marks.tsv | wc -l)" = 31 ]'
ok 'what a candidate can reach is the total of the marking sheet' '
	qb-format --points paper.tsv | sed -n "s,^Total: ______ / ,,p" >total
	for who in c01 c17 c30; do
		qb-grep -k who -Fx $who marks.tsv | qb-list -c possible | sed 1d | awk "{ sum += \$1 } END { print sum }" | cmp - total || exit 1
	done'
ok 'the sum of the points is the mark' '
	awk -F "\t" "NR > 1 && \$6 == \"hit\" && \$7 !~ /^[0-9]+ of / { sum[\$2 FS \$3] += \$5 }
		NR > 1 && \$6 == \"misconception\" { sum[\$2 FS \$3] -= \$5 }
		NR > 1 && \$7 ~ /^[0-9]+ of / { skip[\$2 FS \$3] = 1 }
		END { for (k in sum) if (!(k in skip)) print k FS sum[k] }" points.tsv | sort >sums
	qb-list -c who,id,earned marks.tsv | sed 1d | sort >earned
	[ "$(wc -l <sums)" -gt 100 ] && comm -23 sums earned | grep . && exit 1; true'
ok 'more knowledge, more points' '
	qb-list -c who,earned marks.tsv | awk "NR > 1 { sum[\$1] += \$2 } END { for (w in sum) print w, sum[w] }" | sort >totals
	awk "{ t[NR] = \$2 } END { exit !(NR == 30 && t[1] < t[10] && t[10] < t[20] && t[20] < t[30]) }" totals &&
	[ "$(sed -n "s/^c30 //p" totals)" -ge $(($(cat total) * 85 / 100)) ]'
ok 'feedback for every candidate: each question of the version, in its order, with the marks' '
	qb-list --count who marks.tsv | cut -f1 | sed 1d >class
	while read -r who; do
		qb-grep -k who -Fx "$who" marks.tsv | qb-list -x answer >mine.tsv
		qb-merge A.tsv mine.tsv 2>err >feedback.tsv || exit 1
		qb-format -f "{who}: {question}\n  {earned} of {possible}; missing: {missed}\n" feedback.tsv >"$who.txt"
		grep "^$who: " "$who.txt" | sed "s/^$who: //" >got
		qb-list -c question A.tsv | sed 1d | diff - got || exit 1
		grep -q "  [0-9.-]* of [0-9.]*; missing: " "$who.txt" || exit 1
	done <class
	[ "$(wc -l <class)" = 30 ]'

finish
