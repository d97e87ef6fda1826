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
sed 1d few.tsv | sed 's/^/2/' >>few.tsv

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
t 'importing Markdown has the same limit' 2 "
	{ printf '1. A?\n\n   '; cut -f 3 link.tsv | sed '1,2d; s/\\\\n/\\n/g'; } >bomb.md; qb-import -f md bomb.md" <<'END'
--- stderr
qb-import: bomb.md: link references expand to too much text
END

finish
