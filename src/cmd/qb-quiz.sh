#!/bin/sh
# qb-quiz: asks the questions that are due, then new ones, and logs the grades.
#
# The other tools do the work: qb-score computes what is due, qb-pick chooses, and
# qb-format prints. Each grade is appended at once, so that an interrupt loses none.
set -u

# message TEXT: prints the message, escaped like those of the other tools: it may quote a file
# name, an argument or the log, and goes to a terminal.
message() {
	printf 'qb-quiz: %b\n' "$(printf '%s' "$1" | od -A n -v -t u1 | awk '
		{ for (i = 1; i <= NF; i++) byte[++n] = $i + 0 }
		END {
			for (i = 1; i <= n; i += length_) {
				c = byte[i]
				length_ = c < 128 ? 1 : c < 194 ? 0 : c < 224 ? 2 : c < 240 ? 3 : c < 245 ? 4 : 0
				if (length_ > 1) c %= 2 ^ (7 - length_)
				for (k = 1; k < length_; k++)
					if (byte[i + k] < 128 || byte[i + k] > 191) length_ = 0
					else c = c * 64 + byte[i + k] - 128
				if (length_ == 0) printf "\\\\x%02x", byte[i]
				else if (c == 9 || c == 10 || c == 13) printf "\\\\%s", c == 9 ? "t" : c == 10 ? "n" : "r"
				else if (c < 32 || (c > 126 && c < 160)) printf "\\\\x%02x", c
				else if ((c > 8233 && c < 8239) || (c > 8293 && c < 8298)) printf "\\\\u%04x", c
				else for (k = 0; k < length_; k++) printf "\\0%o", byte[i + k]
				if (length_ == 0) length_ = 1
			}
		}')" >&2
}

die() {
	message "$1"
	exit 2
}

# usage_error MESSAGE
usage_error() {
	message "$1"
	echo "try 'qb-quiz --help'" >&2
	exit 2
}

# show: copies standard input to standard output.
show() {
	{ why=$(cat 2>&1 >&3) || die "standard output: ${why##*: }"; } 3>&1
}

help() {
	show <<END
usage: qb-quiz [-n N] [-l FILE] [-s TEXT] [-w COL] [-e LIST] [-x FILE] [-d]
               [--date DATE] [--since DATE] [--in-order] [bank ...]
Ask the questions that are due, then new ones, and log the grades.

  -n, --number N             ask N questions (default: 10)
  -l, --log FILE             use the review log FILE (default: \$QB_LOG)
  -s, --seed TEXT            choose questions by the seed TEXT
  -w, --weight COL           prefer questions with a large number in COL
  -e, --each LIST            ask N questions per value of the columns LIST
  -x, --exclude FILE         skip the questions whose ids are in FILE
  -d, --daily                ask today's questions, due or not
      --date DATE            use DATE as today (default: the local date)
      --since DATE           begin the first cycle of -d on DATE
      --in-order             ask in the order of the bank
  -h, --help                 print this help and exit
  -V, --version              print the version and exit
END
}

# quote WORD: quotes the word for eval.
quote() {
	printf "'%s' " "$(printf '%s\n' "$1" | sed "s/'/'\\\\''/g")"
}

# long WORD: sets $option to the option that a long option, perhaps abbreviated, means.
long() {
	option=''
	for pair in number:-n log:-l seed:-s weight:-w each:-e exclude:-x daily:-d date:--date since:--since \
		in-order:--in-order help:-h version:-V; do
		case ${pair%%:*} in
		"${1#--}")
			option=${pair#*:}
			return
			;;
		"${1#--}"*)
			[ -z "$option" ] || usage_error "option '$1' is ambiguous"
			option=${pair#*:}
			;;
		esac
	done
	[ -n "$option" ] || usage_error "unknown option $1"
}

# The tools that were installed with this script come first.
case $0 in
*/*) PATH=$(CDPATH='' cd -- "${0%/*}" && pwd):$PATH ;;
esac
PATH=$PATH:@BINDIR@
export PATH

number=10 log='' pick='' due='--due --rollover 4' operands='' from_input=''
while [ $# -gt 0 ]; do
	word=$1 option='' argument='' joined=''
	shift
	case $word in
	--) break ;;
	--*=*)
		long "${word%%=*}"
		argument=${word#*=} joined=1
		;;
	--*) long "$word" ;;
	-?*)
		option=$(printf %.2s "$word")
		argument=${word#??}
		[ -z "$argument" ] || joined=1
		;;
	*)
		operands="$operands$(quote "$word")"
		continue
		;;
	esac
	case $option in
	-[nlswex] | --date | --since)
		if [ -z "$joined" ]; then
			[ $# -gt 0 ] || usage_error "$word needs an argument"
			argument=$1
			shift
		fi
		;;
	-[dhV])
		case $word in
		--*) ;;
		*) [ -z "$joined" ] || set -- "-$argument" "$@" ;;
		esac
		;;
	esac
	case $option in
	-n) number=$argument ;;
	-l) log=$argument ;;
	-[swex] | --date | --since) pick="$pick$(quote "$option")$(quote "$argument")" ;;
	-d) pick="$pick-d " due='' ;;
	--in-order) pick="$pick--in-order " ;;
	-h)
		help
		exit 0
		;;
	-V)
		show <<-END
			qb-quiz (qb) @VERSION@
		END
		exit 0
		;;
	*) usage_error "unknown option $option" ;;
	esac
done
eval "set -- $operands\"\$@\""
[ $# -gt 0 ] || [ -t 0 ] || from_input=1
for operand; do
	[ "$operand" != - ] || from_input=1
done
case $number in
'' | *[!0-9]*) usage_error "-n: invalid number '$number'" ;;
esac

[ -n "${log:=${QB_LOG:-}}" ] || [ -n "${XDG_STATE_HOME:-}${HOME:-}" ] || usage_error 'no review log: use -l FILE or set QB_LOG'
: "${log:=${XDG_STATE_HOME:-${HOME:-}/.local/state}/qb/log.tsv}"
case $log in
-*) log=./$log ;;
esac
tab=$(printf '\t')

# Commands and grades come from standard input unless the bank does.
if [ -z "$from_input" ]; then
	exec 3<&0
else
	(: </dev/tty) 2>/dev/null || die 'no terminal: name a bank file to read grades from standard input'
	exec 3</dev/tty
fi

work=''
trap '[ -z "$work" ] || rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 131' QUIT
trap 'exit 141' PIPE
trap 'exit 143' TERM
work=$(mktemp -d "${TMPDIR:-/tmp}/qb-quiz.XXXXXX") || exit 2

# relay: prints the messages of another tool under the name of this one. Omits its hint at
# --help, and orphaned ids, which are normal for a part of a bank.
relay() {
	sed '/^try .qb-/d; /^qb-score: ids in the log that are not in the bank: /d; s/^qb-[a-z]*: /qb-quiz: /; s/: standard input: no column/: no column/' "$work/stderr" >&2
}

# check_log: exits unless grades can be appended to the log.
check_log() {
	if [ -e "$log" ]; then
		(: >>"$log") 2>"$work/stderr" || die "$log: cannot write"
		[ ! -s "$log" ] || case $(head -n 1 "$log") in
		*"$tab"*) ;;
		*) die "$log: cannot append: not TSV" ;;
		esac
	else
		folder=$(dirname "$log")
		mkdir -p "$folder" 2>"$work/stderr"
		if [ ! -d "$folder" ] || [ ! -w "$folder" ]; then
			die "$log: cannot create"
		fi
	fi
}

# complete_log: repairs an unterminated last line: appends the newline to a valid review,
# and removes an incomplete one, as left by a crash.
complete_log() {
	if [ "$(wc -l <"$log")" -gt 0 ]; then
		{
			head -n 1 "$log"
			tail -n 1 "$log"
			echo
		} >"$work/last"
		if ! qb-score -l "$work/last" "$work/cards" >/dev/null 2>&1; then
			message "$log: incomplete last line removed: $(tail -n 1 "$log")"
			dd if=/dev/null of="$log" bs=1 seek=$(($(wc -c <"$log") - $(tail -n 1 "$log" | wc -c))) 2>"$work/stderr"
			return
		fi
	fi
	echo >&9
}

# row ID GRADE: prints a line for the log, in the order of the columns of its header.
row() {
	head -n 1 "$log" | TIME=$(date -u +%Y-%m-%dT%H:%M:%SZ) ID=$1 GRADE=$2 awk -F "$tab" -v OFS="$tab" '{
		sub(/^\357\273\277/, "")
		sub(/\r$/, "")
		for (i = 1; i <= NF; i++)
			$i = $i == "time" ? ENVIRON["TIME"] : $i == "id" ? ENVIRON["ID"] : $i == "grade" ? ENVIRON["GRADE"] : ""
		print
	}'
}

# lock: waits for other programs that append to the log.
lock() {
	if command -v flock >/dev/null; then
		flock 9 || exit 2
		return
	fi
	tries=0
	until mkdir "$log.lock" 2>/dev/null; do
		tries=$((tries + 1))
		[ $tries -lt 30 ] || die "$log.lock: still locked after 30 s; remove it if no other qb-quiz is running"
		sleep 1
	done
	trap 'rmdir "$log.lock"' EXIT
}

# append ID GRADE: appends a line to the log with a single write.
append() {
	# shellcheck disable=SC2094 # the log is read before it is appended to
	(
		lock
		[ -s "$log" ] || printf 'time\tid\tgrade\n' >&9
		[ -z "$(tail -c 1 "$log")" ] || complete_log
		line=$(row "$1" "$2") && printf '%s\n' "$line" >&9
	) 9>>"$log" || die "$log: cannot append"
}

# cards TOTAL: turns each record into a card for qb-format: its number, topic, level and id
# become the topic, and the points follow the answer.
cards() {
	awk -F "$tab" -v OFS="$tab" '
	function col(name) { return name in at ? $at[name] : "" }
	function escape(s) { # for CommonMark
		gsub(/\\/, "\\\\\\\\", s)
		gsub(/[][!"#$%&'\''()*+,.\/:;<=>?@^_`{|}~-]/, "\\\\&", s)
		return s
	}
	function labels(points,    item, n, i, s, list, misconception) {
		n = split(points, item, /\\n/)
		for (i = 1; i <= n; i++) {
			s = item[i]
			sub(/ = .*/, "", s)
			misconception = sub(/^!/, "", s)
			sub(/^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?\*/, "", s)
			list = list "\\n- " (misconception ? "*not:* " : "") escape(s)
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

# ask PROMPT: reads a line into $reply; q at the end of the input.
ask() {
	printf '%s' "$1"
	if ! IFS= read -r reply <&3; then
		reply=q
		echo
	fi
}

check_log
old=$log
[ -e "$log" ] || old=/dev/null
qb-score -l "$old" -- "$@" >"$work/scored" 2>"$work/stderr"
status=$?
relay
[ $status -le 1 ] || exit $status
eval "qb-pick $due -n $number $pick" <"$work/scored" >"$work/picked" 2>"$work/stderr"
status=$?
relay
case $status in
0) ;;
1)
	[ "$number" = 0 ] || echo 'Nothing is due, and nothing is new.'
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
trap 'trap "" INT; summary; exit 130' INT

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
