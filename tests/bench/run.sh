#!/bin/sh
# make bench: times qb and comparable tools in turn on the same file, and prints ratios of
# the medians of $ROUNDS rounds, or of five times as many if both take less than 0.2 seconds.
# Ratios are robust on a shared machine; absolute times are not.  A record has $BYTES bytes.
# The tools of tsv-utils, which few systems package, are compared with if they are on $PATH.
set -eu
cd "$(dirname "$0")/../.."
: "${BYTES:=250}" "${ROWS:=$((250000000 / BYTES))}" "${REVIEWS:=2000000}" "${ROUNDS:=5}"
W=${QB_BENCH:-${TMPDIR:-/tmp}/qb-bench}
PATH=$PWD/bin:$PATH
LC_ALL=C.UTF-8
export W PATH LC_ALL
for command in hyperfine rg mlr mawk node time; do
	command -v "$command" >/dev/null || {
		echo "bench: no $command; make deps-bench installs the peers" >&2
		exit 2
	}
done

mkdir -p "$W"
F=$W/$ROWS-$BYTES.tsv C=$W/$ROWS-$BYTES.csv L=$W/$REVIEWS.log
[ -s "$F" ] || { LC_ALL=C awk -v rows="$ROWS" -v bytes="$BYTES" -f tests/bench/make-bank.awk bank.tsv >"$W/new" && mv "$W/new" "$F"; }
[ -s "$C" ] || { qb-format -t csv "$F" >"$W/new" && mv "$W/new" "$C"; }
[ -s "$L" ] || { awk -v rows="$REVIEWS" -f tests/bench/make-log.awk bank.tsv >"$W/new" && mv "$W/new" "$L"; }
raw=$W/figures-$(date +%Y%m%d-%H%M%S).tsv
printf 'job\tround\tours\tpeer\n' >"$raw"

# seconds COMMAND: prints how long it takes with its output to a pipe; for the installed
# bank, the median of many runs.
seconds() {
	case $1 in
	ts-fsrs*)
		node tests/bench/ts-fsrs.mjs "${1#* }"
		return
		;;
	*--now*) runs=1 ;;
	*' bank.tsv') runs=40 ;;
	*) runs=1 ;;
	esac
	hyperfine --style none -N --ignore-failure --output pipe --runs $runs --export-json "$W/one.json" "$1" >"$W/hyperfine.log" 2>&1 || {
		cat "$W/hyperfine.log" >&2
		exit 2
	}
	python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["results"][0]["median"])' "$W/one.json"
}

median() {
	sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# peak COMMAND: prints its peak memory in MiB.
peak() {
	env time -o "$W/peak" -f %M sh -c "exec $1 >/dev/null"
	awk 'END { printf "%.1f", $1 / 1024 }' "$W/peak" # a line above it tells a status that is not 0
}

# pair NAME BUDGET OURS PEER [SAME]: times two commands and prints a row; BUDGET is the
# largest acceptable ratio.
pair() {
	case $4 in
	ts-fsrs*) ;;
	*)
		sh -c "$3" >"$W/ours" || :
		sh -c "$4" >"$W/peer" || :
		;;
	esac
	if [ -n "${5-}" ] && ! sh -c "$5"; then
		printf '%-46s outputs differ\n' "$1"
		return
	fi
	: >"$W/ours.s"
	: >"$W/peer.s"
	round=0 rounds=$ROUNDS
	while [ $round -lt "$rounds" ]; do
		round=$((round + 1))
		ours=$(seconds "$3") peer=$(seconds "$4")
		echo "$ours" >>"$W/ours.s"
		echo "$peer" >>"$W/peer.s"
		printf '%s\t%d\t%s\t%s\n' "$1" $round "$ours" "$peer" >>"$raw"
		case "$ours $peer" in
		0.[01]*" 0.[01]"*) rounds=$((5 * ROUNDS)) ;;
		esac
	done
	ours=$(median <"$W/ours.s") peer=$(median <"$W/peer.s")
	awk -v job="$1" -v ours="$ours" -v peer="$peer" -v budget="$2" -v mem="$(peak "$3")" 'BEGIN {
		ratio = ours / peer
		printf "%-46s %8.3f %8.3f %6.2f %6.2f %5s %6.1f\n", job, ours, peer, ratio, budget, ratio <= budget ? "ok" : "over", mem
	}'
}

printf '%d records, %s bytes; wc -l: %.3f s\n' "$ROWS" "$(wc -c <"$F")" "$(seconds "wc -l $F")"
printf '%-46s %8s %8s %6s %6s %5s %6s\n' job 'ours, s' 'peer, s' ratio budget '' MiB
# shellcheck source=tests/bench/pairs.sh
. tests/bench/pairs.sh
echo "Every round: $raw"
