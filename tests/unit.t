#!/bin/sh
# The TAP programs of tests/unit: each line of theirs is a line of this test.
. "${0%/*}/lib.sh"

for program in "$QB_BIN"/unit-*; do
	if [ ! -x "$program" ]; then
		skip 'the unit tests' 'make check builds them'
		continue
	fi
	name=${program##*/unit-} plan=
	"$program" >"$DIR/.t/tap" 2>"$DIR/.t/goterr" </dev/null
	status=$?
	before=$count failed=0
	while IFS= read -r line; do
		case $line in
		'ok '*) report 0 "$name: ${line#* - }" ;;
		'not ok '*)
			failed=1
			report 1 "$name: ${line#* - }"
			;;
		'1..'*) plan=${line#1..} ;;
		*) printf '%s\n' "$line" ;;
		esac
	done <"$DIR/.t/tap"
	# The program runs to its end and reports every check; nothing is printed besides.
	good=0
	: >"$DIR/.t/got"
	quiet && [ "$plan" = $((count - before)) ] && [ $status = $failed ] && [ ! -s "$DIR/.t/goterr" ] || good=1
	report $good "$name: $plan checks"
	[ $good = 0 ] && continue
	printf '# to replay: %s\n# status: %s\n' "$program" "$(status_name $status)"
	sed 's/^/# stderr: /' "$DIR/.t/goterr"
done

finish
