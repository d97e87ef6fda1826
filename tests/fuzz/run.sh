#!/bin/sh
# run.sh NAME...: runs these fuzzers in turn, each for $FUZZ_SECONDS. Inputs that fail go to
# build/fuzz/hits; inputs that reach new code go to build/fuzz/corpus, for the next run.
set -u
cd "$(dirname "$0")/../.." || exit 2
mkdir -p build/fuzz/hits
status=0
for name; do
	new=build/fuzz/corpus/$name
	mkdir -p "$new"
	set --
	for seeds in "tests/fuzz/corpus/$name" "tests/fuzz/corpus/${name%%-*}"; do
		[ ! -d "$seeds" ] || [ "${1-}" = "$seeds" ] || set -- "$@" "$seeds"
	done
	# Static tables are not freed when a harness exits; leaks within a run are found.
	build/fuzz/fuzz-"$name" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=20 -rss_limit_mb=2048 -max_len=4096 \
		-close_fd_mask=2 -print_final_stats=1 -artifact_prefix="build/fuzz/hits/$name-" "$new" "$@" \
		>build/fuzz/"$name".log 2>&1
	got=$?
	sed -n "s/^stat::number_of_executed_units: */$name: runs: /p; s/^SUMMARY: /$name: /p; /does not hold/p" \
		build/fuzz/"$name".log
	[ $got = 0 ] || status=1
done
[ $status = 0 ] || echo 'fuzz: see build/fuzz/hits, and build/fuzz/*.log' >&2
exit $status
