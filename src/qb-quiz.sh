#!/bin/sh
# qb-quiz: asks what is due, then what is new, and keeps the grades in a log.
#
# The other tools do the work: qb-score says what is due, qb-pick chooses, and
# qb-format shows. Each grade is appended at once, so nothing is lost by leaving.
set -u

usage='qb-quiz [-n N] [-l FILE] [-s TEXT] [-w COL] [-e COL] [-x FILE] [-d] [--date DATE] [--since DATE] [--in-order] [bank ...]'

die() {
	printf 'qb-quiz: %s\n' "$1" >&2
	exit 2
}

wrong() {
	printf 'qb-quiz: %s\nusage: %s\n' "$1" "$usage" >&2
	exit 2
}

help() {
	cat <<END
usage: $usage
Ask what is due, then what is new, and keep the grades in a log.

  -n, --number N             ask N questions, 10 if not given
  -l, --log FILE             the review log
  -s, --seed TEXT            as qb-pick
  -w, --weight COL           as qb-pick, of what is due or new
  -e, --each COL             as qb-pick
  -x, --exclude FILE         as qb-pick
  -d, --daily                today's questions, due or not
      --date DATE            as qb-pick
      --since DATE           as qb-pick
      --in-order             as qb-pick
  -h, --help                 show this help
  -V, --version              show the version
END
}

# quote WORD: as one word of sh.
quote() {
	printf "'%s' " "$(printf '%s\n' "$1" | sed "s/'/'\\\\''/g")"
}

# value OPTION NUMBER: dies unless an argument follows the option.
value() {
	[ "$2" -gt 1 ] || wrong "$1 needs an argument"
}

# The tools that were installed with this script come first.
case $0 in
*/*) PATH=$(cd "${0%/*}" && pwd):$PATH ;;
esac
export PATH

number=10 log='' pick='' due='--due --rollover 4'
while [ $# -gt 0 ]; do
	option=$1 argument=${2-} used=2
	case $1 in
	--*=*) option=${1%%=*} argument=${1#*=} used=1 ;;
	--*) ;;
	-[nlswex]?*) option=$(printf %.2s "$1") argument=${1#??} used=1 ;;
	esac
	case $option in
	-n | --number | -l | --log | -[swex] | --seed | --weight | --each | --exclude | --date | --since)
		[ $used = 1 ] || value "$option" $#
		;;
	esac
	case $option in
	-n | --number) number=$argument ;;
	-l | --log) log=$argument ;;
	-[swex] | --seed | --weight | --each | --exclude | --date | --since)
		pick="$pick$(quote "$option")$(quote "$argument")"
		;;
	-d | --daily) pick="$pick-d " due='' used=1 ;;
	--in-order) pick="$pick--in-order " used=1 ;;
	-h | --help)
		help || exit 2
		exit 0
		;;
	-V | --version)
		echo 'qb-quiz (qb) @VERSION@' || exit 2
		exit 0
		;;
	--)
		shift
		break
		;;
	-?*) wrong "unknown option $option" ;;
	*) break ;;
	esac
	shift $used
done
case $number in
'' | *[!0-9]*) wrong "-n: '$number' is not a whole number" ;;
esac

[ -n "${log:=${QB_LOG:-}}" ] || [ -n "${XDG_STATE_HOME:-}${HOME:-}" ] || wrong 'no log: give -l, or set QB_LOG'
: "${log:=${XDG_STATE_HOME:-${HOME:-}/.local/state}/qb/log.tsv}"
tab=$(printf '\t')

# Answers come from standard input, unless the bank does.
if [ $# -gt 0 ] || [ -t 0 ]; then
	exec 3<&0
else
	(: </dev/tty) 2>/dev/null || die 'no terminal to ask on: name a bank as an operand to read answers from standard input'
	exec 3</dev/tty
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/qb-quiz.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 143' TERM

# new_log: makes the log if there is none, with its header in it from the first.
new_log() {
	[ ! -e "$log" ] || return 0
	mkdir -p -- "$(dirname -- "$log")" || exit 2
	printf 'time\tid\tgrade\n' >"$log.$$" || exit 2
	ln "$log.$$" "$log" 2>/dev/null || [ -e "$log" ] || die "$log: cannot be made"
	rm -f "$log.$$"
}

# append ID GRADE: one line to the log, in one write; after a line that a crash
# cut short, on a new one.
append() {
	new_log
	# shellcheck disable=SC2094 # its last byte is read, then it is appended to
	(
		if command -v flock >/dev/null; then
			flock 9 || exit 2
		fi
		start=
		[ -z "$(tail -c 1 -- "$log")" ] || start='\n'
		printf "$start%s\t%s\t%s\n" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" "$2" >&9
	) 9>>"$log" || die "$log: not written"
}

# Each record a card: what it is as the topic, its points behind the answer.
cards() {
	awk -F "$tab" -v OFS="$tab" '
	function col(name) { return name in at ? $at[name] : "" }
	function plain(s) { # nothing in it is CommonMark
		gsub(/\\/, "\\\\\\\\", s)
		gsub(/[][!"#$%&'\''()*+,.\/:;<=>?@^_`{|}~-]/, "\\\\&", s)
		return s
	}
	function labels(points,    item, n, i, s, list) {
		n = split(points, item, /\\n/)
		for (i = 1; i <= n; i++) {
			s = item[i]
			sub(/ = .*/, "", s)
			wrong = sub(/^!/, "", s)
			sub(/^[0-9.]+\*/, "", s)
			list = list "\\n- " (wrong ? "*not:* " : "") plain(s)
		}
		return n ? "\\n\\n**Points**\\n" list : ""
	}
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "id", "topic", "question", "answer"; next }
	{
		title = (NR - 1) " of " total
		for (i = 1; i <= 3; i++) {
			s = col(i == 1 ? "topic" : i == 2 ? "level" : "id")
			if (s != "") title = title " · " s
		}
		answer = col("answer")
		print col("id"), title, col("question"), (answer == "" ? "(There is no model answer.)" : answer) labels(col("points"))
	}' total="$1" -
}

# ask: reads a line of the answers into $reply; at their end it is q.
ask() {
	printf '%s' "$1"
	if ! IFS= read -r reply <&3; then
		reply=q
		echo
	fi
}

old=$log
[ -e "$log" ] || old=/dev/null
qb-score -l "$old" -- "$@" >"$work/scored" || exit
eval "qb-pick $due -n $number $pick -- \"\$work/scored\"" >"$work/picked"
case $? in
0) ;;
1)
	echo 'Nothing is due, and nothing is new.'
	exit 1
	;;
*) exit 2 ;;
esac
total=$(($(wc -l <"$work/picked") - 1))
cards $total <"$work/picked" >"$work/cards" || exit 2

again=0 hard=0 good=0 easy=0 skipped=0
summary() {
	graded=$((again + hard + good + easy))
	printf '\n%d of %d: again %d, hard %d, good %d, easy %d' $graded "$total" $again $hard $good $easy
	[ $skipped = 0 ] || printf ', skipped %d' $skipped
	echo
}
trap 'summary; exit 130' INT

n=0
while [ $n -lt $total ]; do
	n=$((n + 1))
	sed -n "1p; $((n + 1))p" "$work/cards" >"$work/card"
	id=$(sed 1d "$work/card" | cut -f 1)
	echo
	qb-format --start $n "$work/card" || exit 2
	echo
	ask 'Enter: answer, s: skip, q: leave '
	case $reply in
	q) break ;;
	s)
		skipped=$((skipped + 1))
		continue
		;;
	esac
	echo
	qb-format -a --start $n "$work/card" || exit 2
	echo
	while :; do
		ask '1 again, 2 hard, 3 good, 4 easy, s, q '
		case $reply in
		1 | again) grade=again again=$((again + 1)) ;;
		2 | hard) grade=hard hard=$((hard + 1)) ;;
		3 | good) grade=good good=$((good + 1)) ;;
		4 | easy) grade=easy easy=$((easy + 1)) ;;
		s) grade='' skipped=$((skipped + 1)) ;;
		q) break 2 ;;
		*) continue ;;
		esac
		break
	done
	[ -z "$grade" ] || append "$id" "$grade"
done
summary
[ $((again + hard + good + easy)) -gt 0 ]
