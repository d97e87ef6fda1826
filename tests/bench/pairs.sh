# The jobs of `make bench`, sourced by run.sh, which defines pair NAME BUDGET OURS PEER
# [SAME]. SAME is a command that compares the outputs in $W/ours and $W/peer. $F is the
# long bank, $C the same as CSV, $L the log.
# shellcheck shell=sh disable=SC2154 # run.sh sets the variables

same_lines='cmp -s "$W/ours" "$W/peer"'
same_count='[ "$(wc -l <"$W/ours")" = "$(wc -l <"$W/peer")" ]'
one_more='[ "$(sed 1d "$W/ours" | wc -l)" = "$(wc -l <"$W/peer")" ]'

# pairs JOB BUDGET OURS PEER SAME: pair, if the peer is installed.
pairs() {
	command -v "${4%% *}" >/dev/null || return 0
	pair "$1 / ${4%% *}" "$2" "$3" "$4" "$5"
}

cut="qb-grep -a 'Mongo(DB|ose)' $F | sed 1d | cmp -s - \$W/peer"
either="qb-grep 'Mongo(DB|ose)' $F"
pairs "qb-grep 'Mongo(DB|ose)'" 0.60 "$either" "grep -P 'Mongo(DB|ose)' $F" "$cut"
pairs "qb-grep 'Mongo(DB|ose)'" 0.90 "$either" "rg --no-config 'Mongo(DB|ose)' $F" "$cut"
pairs "qb-grep 'Mongo(DB|ose)'" 0.50 "$either" "tsv-filter -H --or --regex '2-6:Mongo(DB|ose)' $F" true
cut="qb-grep -ai 'event loop|backpressure' $F | sed 1d | cmp -s - \$W/peer"
either="qb-grep -i 'event loop|backpressure' $F"
pairs "qb-grep -i 'event loop|backpressure'" 0.30 "$either" "grep -iP 'event loop|backpressure' $F" "$cut"
pairs "qb-grep -i 'event loop|backpressure'" 0.80 "$either" "rg --no-config -i 'event loop|backpressure' $F" "$cut"
qb-list -c question "$F" | head -n 200000 | grep -oE '[[:alpha:]]{5,}' | sort -u | head -n 4000 | sed 's/$/zq/' >"$W/words"
pairs 'qb-grep -f, 4000 words' 3 "qb-grep -f $W/words $F" "grep -E -f $W/words $F" "$one_more"

either="qb-list -l senior $F"
pairs 'qb-list -l senior' 0.36 "$either" "mawk -F'\t' '\$3==\"senior\"' $F" "$one_more"
pairs 'qb-list -l senior' 0.55 "$either" "tsv-filter -H --str-eq level:senior $F" "$same_lines"
either="qb-list -c id,question $F"
pairs 'qb-list -c id,question' 0.35 "$either" "cut -f1,5 $F" "$same_lines"
pairs 'qb-list -c id,question' 0.55 "$either" "tsv-select -H -f id,question $F" "$same_lines"
either="qb-list --count level $F"
pairs 'qb-list --count level' 0.35 "$either" "mawk -F'\t' '{ n[\$3]++ } END { for (v in n) print v, n[v] }' $F" "$same_count"
pairs 'qb-list --count level' 0.70 "$either" "tsv-summarize -H --group-by level --count $F" "$same_lines"
either="qb-pick -n 1000 -s x $F"
pairs 'qb-pick -n 1000 -s x' 0.32 "$either" "shuf -n 1000 $F" "$one_more"
pairs 'qb-pick -n 1000 -s x' 1.00 "$either" "tsv-sample -H -n 1000 $F" "$same_count"
pairs 'qb-pick -n 10 -e topic -s x' 0.04 "qb-pick -n 10 -e topic -s x $F" "mlr --tsv sample -k 10 -g topic $F" "$same_count"

pairs 'qb-format -t jsonl' 0.07 "qb-format -t jsonl $F" "mlr --itsv --ojsonl -S cat $F" "$same_count"
pairs 'qb-format -t csv' 0.10 "qb-format -t csv $F" "mlr --itsv --ocsv -S cat $F" \
	'[ "$(mlr --icsv --ojson count "$W/ours")" = "$(mlr --icsv --ojson count "$W/peer")" ]'
pairs 'reading CSV: qb-list' 0.12 "qb-list $C" "mlr --icsv --otsv -S cat $C" "$same_count"
pairs 'reading CSV: qb-list' 0.50 "qb-list $C" "csv2tsv $C" "$same_count"

pair 'qb-score -l LOG / ts-fsrs, in memory' 0.35 \
	"qb-score -l $L bank.tsv --now 2040-01-01T00:00:00Z" "ts-fsrs $L"
for tool in 'qb-list -n 1' 'qb-grep loop' 'qb-pick -s x' 'qb-format -f {id}' 'qb-format' 'qb-format -t md' 'qb-format -t html' \
	'qb-score -l tests/bench/empty.log'; do
	pair "start-up of $tool / grep -P" 1.1 "$tool bank.tsv" "grep -P loop bank.tsv"
done
