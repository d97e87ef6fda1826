#!/bin/sh
# The examples in the bank's questions and answers run on each version of Node that is current, and do
# what the answers claim. tests/answers has the packages and the drivers, one per example, which supply
# what an example leaves to its surroundings.
. "${0%/*}/lib.sh"

answers=$SRC/tests/answers
if ! have node || [ ! -d "$answers/node_modules" ]; then
	skip 'the examples of the bank' 'no node, or no packages in tests/answers'
	finish
	exit
fi

qb-format -t jsonl "$SRC/bank.tsv" >bank.jsonl
node "$answers/run.mjs" bank.jsonl >results 2>errors || {
	report 1 'the examples of the bank'
	sed 's/^/# /' errors
}
while IFS= read -r line; do
	case $line in
	'ok '*) report 0 "${line#ok }" ;;
	'not ok '*) report 1 "${line#not ok }" ;;
	'skip '*)
		line=${line#skip }
		skip "${line%%	*}" "${line#*	}" ;;
	*) printf '%s\n' "$line" ;;
	esac
done <results
grep -q '^skip the examples' results || ok 'every fenced block of the bank is an example' '
	fences=$(qb-format -f "{question}\n{answer}\n" "$SRC/bank.tsv" | grep -c "^ *\(\`\`\`\|~~~\)") &&
	examples=$(grep -cE "^(ok|not ok|skip) node-[0-9]+ [a-z]" results) && echo "$fences lines, $examples examples" && [ "$fences" = $((2 * examples)) ]'
finish
