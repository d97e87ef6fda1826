#!/bin/sh
# A bank split into parts, each with the header: the joined outputs are the output for the
# whole bank, as qb(7) documents.
. "${0%/*}/lib.sh"

cp "$SRC/bank.tsv" bank.tsv
printf 'time\tid\tgrade\n2026-01-01T08:00:00Z\tnode-003\tgood\n2026-01-02T08:00:00Z\tnode-120\tagain\n2026-01-03T08:00:00Z\tnode-003\teasy\n' >log.tsv
printf 'NR == 1 { h = $0; print; next } $0 != h\n' >join.awk
HOME=$PWD
export HOME

if have parallel && parallel --version 2>/dev/null | grep -q GNU; then
	# --will-cite: print no notice about citations.
	parts='parallel --will-cite --pipepart --block 40k --header : -k -a bank.tsv'
	export parts
	ok 'there are several parts' '[ "$($parts wc -l | wc -l)" -gt 5 ]'
	for run in 'qb-grep -i redis' 'qb-list -l staff' 'qb-list -c id,question' 'qb-score -l log.tsv --now 2026-02-01'; do
		ok "$run" "$run bank.tsv >want 2>err; [ \$(wc -l <want) -gt 2 ] && \$parts $run 2>err | awk -f join.awk | cmp - want"
	done
	ok 'qb-format -t jsonl' 'qb-format -t jsonl bank.tsv >want; $parts qb-format -t jsonl | cmp - want'
	for run in 'qb-pick -s x -n 7' 'qb-pick -s x -n 2 -e topic' 'qb-pick -s x -n 500'; do
		ok "$run" "$run bank.tsv >want; \$parts $run | awk -f join.awk | $run | cmp - want"
	done
	ok 'a pick from the picks of the parts, without awk' 'qb-pick -s x -n 500 bank.tsv >want; $parts qb-pick -s x -n 500 | qb-pick -s x -n 500 | cmp - want'
	printf 'id,question\n' >quoted.csv
	awk 'BEGIN { for (i = 1; i <= 3000; i++) printf "q%d,\"first line of %d\nsecond, about %s\"\n", i, i, i % 1500 ? "pipes" : "redis" }' >>quoted.csv
	ok 'CSV with newlines in fields, as TSV; the status counts the parts without a match' '
		qb-list quoted.csv >bank.tsv && qb-grep redis bank.tsv >want
		[ "$(wc -l <want)" = 3 ] || exit 1
		$parts qb-grep redis >got; status=$?
		awk -f join.awk got | cmp - want && [ $status = $(($($parts wc -l | wc -l) - 2)) ] && [ $status -gt 0 ]'
	cp "$SRC/bank.tsv" bank.tsv
	ok 'the way to other machines' '
		qb-grep -i redis bank.tsv >want
		parallel --will-cite --sshlogin : --pipe --block 40k --header : -k qb-grep -i redis <bank.tsv | awk -f join.awk | cmp - want'
else
	skip 'the parts and the whole' 'no GNU parallel'
fi

finish
