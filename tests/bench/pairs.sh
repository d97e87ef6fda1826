# The jobs of `make bench`, sourced by run.sh, which defines pair NAME BUDGET OURS PEER
# [SAME]. SAME is a command that compares the outputs in $W/ours and $W/peer. $F is the
# long bank, $C the same as CSV, $L the log.
# shellcheck shell=sh disable=SC2154 # run.sh sets the variables

same_lines='cmp -s "$W/ours" "$W/peer"'

pair "qb-grep 'Mongo(DB|ose)' / grep -P" 0.60 \
	"qb-grep 'Mongo(DB|ose)' $F" "grep -P 'Mongo(DB|ose)' $F" \
	"qb-grep -a 'Mongo(DB|ose)' $F | sed 1d | cmp -s - \$W/peer"
pair "qb-grep 'Mongo(DB|ose)' / rg" 1.0 \
	"qb-grep 'Mongo(DB|ose)' $F" "rg --no-config 'Mongo(DB|ose)' $F" \
	"qb-grep -a 'Mongo(DB|ose)' $F | sed 1d | cmp -s - \$W/peer"
pair "qb-grep -i 'event loop|backpressure' / grep -iP" 0.40 \
	"qb-grep -i 'event loop|backpressure' $F" "grep -iP 'event loop|backpressure' $F" \
	"qb-grep -ai 'event loop|backpressure' $F | sed 1d | cmp -s - \$W/peer"
pair "qb-grep -i 'event loop|backpressure' / rg -i" 1.3 \
	"qb-grep -i 'event loop|backpressure' $F" "rg --no-config -i 'event loop|backpressure' $F" \
	"qb-grep -ai 'event loop|backpressure' $F | sed 1d | cmp -s - \$W/peer"
pair 'qb-list -l senior / mawk' 0.40 \
	"qb-list -l senior $F" "mawk -F'\t' '\$3==\"senior\"' $F" 'sed 1d "$W/ours" | cmp -s - "$W/peer"'
pair 'qb-list -c id,question / cut' 0.35 \
	"qb-list -c id,question $F" "cut -f1,5 $F" "$same_lines"
pair 'qb-list --count topic / mawk' 0.35 \
	"qb-list --count topic $F" \
	"mawk -F'\t' -v OFS='\t' 'NR == 1 { print \$2, \"count\"; next } { if (!(\$2 in n)) o[++k] = \$2; n[\$2]++ } END { for (i = 1; i <= k; i++) print o[i], n[o[i]] }' $F" \
	"$same_lines"
pair 'qb-pick -n 1000 -s x / shuf' 0.35 \
	"qb-pick -n 1000 -s x $F" "shuf -n 1000 $F" '[ "$(sed 1d "$W/ours" | wc -l)" = "$(wc -l <"$W/peer")" ]'
pair 'qb-pick -n 10 -e topic / mlr sample' 0.05 \
	"qb-pick -n 10 -e topic -s x $F" "mlr --tsv sample -k 10 -g topic $F" '[ "$(wc -l <"$W/ours")" = "$(wc -l <"$W/peer")" ]'
pair 'qb-format -t jsonl / mlr' 0.08 \
	"qb-format -t jsonl $F" "mlr --itsv --ojsonl -S cat $F" '[ "$(wc -l <"$W/ours")" = "$(wc -l <"$W/peer")" ]'
pair 'qb-format -t csv / mlr' 0.15 \
	"qb-format -t csv $F" "mlr --itsv --ocsv -S cat $F" '[ "$(mlr --icsv --ojson count "$W/ours")" = "$(mlr --icsv --ojson count "$W/peer")" ]'
pair 'reading CSV / mlr' 0.5 \
	"qb-list $C" "mlr --icsv --otsv -S cat $C" '[ "$(wc -l <"$W/ours")" = "$(wc -l <"$W/peer")" ]'
pair 'qb-score -l LOG / ts-fsrs, in memory' 0.7 \
	"qb-score -l $L bank.tsv --now 2040-01-01T00:00:00Z" "ts-fsrs $L"
for tool in 'qb-list -n 1' 'qb-grep loop' 'qb-pick -s x' 'qb-format -f {id}' 'qb-score -l tests/bench/empty.log'; do
	pair "start-up of ${tool%% *} / grep -P" 1.2 "$tool bank.tsv" "grep -P loop bank.tsv"
done
