#!/bin/sh
# The installed bank: has the questions of the original list, unchanged and in order.
. "${0%/*}/lib.sh"

seed=$SRC/tests/fixtures/seed.tsv
bank=$SRC/bank.tsv
export seed bank

t 'the columns' 0 'head -n 1 "$bank"' <<'END'
id	topic	level	tags	question	answer	points
END

ok '133 records' '[ "$(wc -l <"$bank")" = 134 ]'

ok 'ids and questions' '
	sed 1d "$seed" | awk -F "\t" -v OFS="\t" "{ print sprintf(\"node-%03d\", \$1), \$4 }" >want
	qb-list -c id,question "$bank" | sed 1d | diff want -'

ok 'topics: the headings, without what became tags' '
	sed 1d "$seed" | cut -f3 | sed "s/ (Very important!)//; s/^BONUS: //" >want
	qb-list -c topic "$bank" | sed 1d | diff want -'

ok 'tags: important and bonus, from the headings' '
	sed 1d "$seed" | awk -F "\t" "/\(Very important!\)/ { printf \"node-%03d important\n\", \$1 } /\tBONUS: / { printf \"node-%03d bonus\n\", \$1 }" >want
	for tag in important bonus; do qb-list -g $tag -c id "$bank" | sed "1d; s/\$/ $tag/"; done | diff want -'

ok 'tags: one to four of those that qb-bank(5) lists, besides important and bonus' '
	sed -n "/^.Ss Tags/,/^.Ss/p" "$SRC/man/qb-bank.5" | sed 1d | tr -d "," | tr "; " "\n\n" | sort -u >known
	qb-list -c tags "$bank" | sed 1d | tr , "\n" | sort -u | comm -23 - known | grep . && exit 1
	qb-list -c tags "$bank" | sed 1d | sed "s/,\(important\|bonus\)\$//" | awk -F , "NF < 1 || NF > 4 { exit 1 }"'

t 'nothing is wrong with it, nor looks wrong' 0 'qb-list --check --rubrics --levels mid,senior,staff "$bank"' </dev/null

finish
