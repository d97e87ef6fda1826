#!/bin/sh
# Properties of any bank, tested with random ones: a filter writes the records it selects
# unchanged, whatever the fields contain and whatever the block size is.
. "${0%/*}/lib.sh"

if ! have python3; then
	skip 'random banks' 'no python3'
	finish
	exit
fi

# The columns that qb-score adds.
added=reps,lapses,last,stability,difficulty,recall,due,need
printf 'time\tid\tgrade\n' >empty.log

for seed in 11 12; do
	# Bytes that are not UTF-8, quotes at the ends of fields, a long line.
	python3 "$SRC/tests/fixtures/hostile.py" $seed 150 >fields.tsv
	LC_ALL=C awk -v seed=$seed 'BEGIN { FS = OFS = "\t"; srand(seed) }
		NR == 70 { for (i = 0; i < 9000; i++) $6 = $6 "long \\" }
		NR > 1 && rand() < 0.3 { $(2 + int(rand() * 6)) = "\"\377\300\200" $2 }
		NR > 1 && rand() < 0.3 { $(2 + int(rand() * 6)) = "" }
		{ print }' fields.tsv >bank.tsv
	columns=$(head -n 1 bank.tsv | sed 's/	/,/g')
	reversed=$(head -n 1 bank.tsv | awk -F '\t' '{ for (i = NF; i > 1; i--) printf "%s,", $i; print $1 }')
	export columns reversed added

	for filter in qb-list 'qb-list -c "$columns"' 'qb-list -c "$reversed" | qb-list -c "$columns"' 'qb-grep ""' \
		'qb-grep -a -v "(?!)x"' 'qb-grep --no-jit ""' 'qb-pick -n 1000 --in-order -s x' \
		'qb-score -l empty.log | qb-list -x $added' 'qb-list | qb-grep "" | qb-pick -n 1000 --in-order | qb-list'; do
		for block in 1 7 64 4096; do
			QB_BLOCK=$block sh -c "$filter" <bank.tsv >out 2>&1 || echo "blocks of $block: status $?"
			cmp out bank.tsv || break
		done >log 2>&1
		ok "bank $seed comes through $filter" 'cat log; [ ! -s log ]'
	done

	ok "bank $seed: what matches and what does not is the whole" '
		for p in Why "\\d" "^$" "[^ -~]"; do
			for k in question answer; do
				{ qb-grep -k $k "$p" bank.tsv; qb-grep -v -k $k "$p" bank.tsv | sed 1d; } | LC_ALL=C sort >a
				LC_ALL=C sort bank.tsv | cmp - a || exit 1
			done
		done'
	ok "bank $seed: in parts, with the columns in another order, it is the same" '
		head -n 60 bank.tsv >part1.tsv
		{ head -n 1 bank.tsv; sed 1,60d bank.tsv; } | qb-list -c "$reversed" >part2.tsv
		qb-list part1.tsv part2.tsv | cmp - bank.tsv'
	ok "bank $seed: sorted by a column, it has the same lines" '
		qb-list -s question bank.tsv | LC_ALL=C sort >a; LC_ALL=C sort bank.tsv | cmp - a'
	ok "bank $seed: every pick is lines of it, none twice" '
		for s in 1 2 3 4; do
			qb-pick -n 40 -s $s bank.tsv | sed 1d >a
			[ $(wc -l <a) = 40 ] && [ $(LC_ALL=C sort -u a | wc -l) = 40 ] && LC_ALL=C grep -c -xF -f a bank.tsv >n &&
				[ $(cat n) = 40 ] || exit 1
		done'

	# The same bank as CSV gives the same output; fields.tsv has the escapes that the tools write.
	python3 - <<'END'
import csv, re
text = open("fields.tsv", encoding="utf-8", newline="").read()
decode = lambda s: re.sub(r"\\([tnr\\])", lambda m: {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[m[1]], s)
with open("fields.csv", "w", encoding="utf-8", newline="") as f:
    csv.writer(f).writerows(map(decode, line.split("\t")) for line in text.split("\n")[:-1])
END
	for filter in 'qb-grep -a -i "qb|a"' 'qb-pick -s x -n 20' 'qb-pick --each level -s x' 'qb-list -T' 'qb-list -s id:r' \
		'qb-format -t jsonl'; do
		ok "bank $seed as CSV: $filter" "
			$filter <fields.tsv >a; QB_BLOCK=5 sh -c '$filter' <fields.csv >b; [ -s a ] && cmp a b"
	done
done

finish
