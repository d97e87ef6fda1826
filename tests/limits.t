#!/bin/sh
# Small input whose output, or whose processing, would grow with the square of its size.
. "${0%/*}/lib.sh"

# ---- Link references: each use repeats the address and the title of the definition ----

# repeat TEXT N: prints the text N times.
cat >repeat <<'END'
yes "$1" | head -n "$2" | tr -d '\n'
END
# bank ANSWER: a bank of two questions; the second has that answer, as in the file.
cat >bank <<'END'
printf 'id\tquestion\tanswer\na\tA?\tB.\nb\tB?\t%s\n' "$1"
END
long=$(sh ./repeat x 20000)
uses=$(sh ./repeat '[a] ' 6000)
sh ./bank "$uses\\n\\n[a]: http://e.x/$long" >link.tsv
sh ./bank "$(sh ./repeat '![a] ' 6000)\\n\\n[a]: http://e.x/$long" >image.tsv
sh ./bank "$uses\\n\\n[a]: /b '$long'" >title.tsv
sh ./bank "$uses\\n\\n[a]: /&amp;$long" >entity.tsv
sh ./bank "$(sh ./repeat "[a](/$(sh ./repeat x 200)) " 550)" >inline.tsv
sh ./bank "$(sh ./repeat '[a] ' 1000)\\n\\n[a]: /$(sh ./repeat x 90)" >few.tsv
sed '1d; s/^/2/' few.tsv >more.tsv
cat more.tsv >>few.tsv

for name in link image title entity; do
	for format in text html md pdf; do
		for where in inline end; do
			t "$format: a reference with a long $name, used too often, answers $where" 2 "
				echo old >out; ulimit -t 60; $LIMIT 1000000
				qb-format -t $format --answers $where -o out $name.tsv; s=\$?; cat out; exit \$s" <<END
old
--- stderr
qb-format: $name.tsv:3: link references expand to too much text
END
		done
	done
done
for format in text html md pdf; do
	ok "$format: the limit is per text" "qb-format -a -t $format few.tsv >out"
	ok "$format: no limit for links with the address in place" "qb-format -a -t $format inline.tsv >out"
done
ok 'importing Markdown does not expand references' "
	{ printf '1. A?\n\n   '; cut -f 3 link.tsv | sed '1,2d; s/\\\\n/\n/g'; } >bomb.md
	\$CPU 15; qb-import -f md bomb.md >out 2>err && [ \$(wc -c <out) -lt \$((2 * \$(wc -c <bomb.md))) ] && grep -q ' \[a\] \[a\] ' out"

# ---- PDF: many blocks that are kept together, and many lines in one block ----

# pdf TITLE TEXT: the text 80,000 times takes no more than seconds.
pdf() {
	sh ./bank "" >head.tsv
	{ printf 'id\tquestion\tanswer\na\tA?\t'; sh ./repeat "$2" "$(tries 80000 2000)"; } >many.tsv
	ok "pdf: $1" "$CPU 15; qb-format -a -t pdf many.tsv >out"
}
pdf 'many headings' '# a\n'
pdf 'many paragraphs that end with a colon' 'a:\n\n'
pdf 'many lines of code' '    a\n'
pdf 'many hard line breaks' 'a  \n'
pdf 'many links on their own lines' '[a](http://b.c)  \n'
if have pdftotext; then
	{ printf 'id\tquestion\tanswer\na\tA?\t```\\n'; seq -f 'line%g\n' 2000 | tr -d '\n'; printf '```\n'; } >code.tsv
	{ printf 'id\tquestion\tanswer\na\tA?\t**'; seq -f '[line%g](http://b.c)  \n' 1999 | tr -d '\n'; printf '[line2000](http://b.c)**\n'; } >breaks.tsv
	for name in code breaks; do
		qb-format -a -t pdf -o $name.pdf $name.tsv
		ok "pdf: $name: every line once and in order" "
			pdftotext $name.pdf - | grep -o 'line[0-9]*' >got; seq -f line%g 2000 | diff - got"
		ok "pdf: $name: lines at equal distances on each page" "
			pdftotext -bbox $name.pdf - | sed -n 's/.*yMin=\"\([0-9.]*\)\".*>line[0-9]*<.*/\1/p' |
				awk 'NR > 1 && \$1 > last { d = sprintf(\"%.1f\", \$1 - last); n[d]++ } { last = \$1 }
					END { for (d in n) k++; exit k != 1 }'"
	done
	if have qpdf jq; then
		ok 'pdf: every link once' "qpdf --json breaks.pdf | grep -c '/URI\": \"u\\?:\\?http://b.c' | grep -x 2000"
	fi
else
	skip 'pdf: the lines of long blocks' 'no pdftotext'
fi

finish
