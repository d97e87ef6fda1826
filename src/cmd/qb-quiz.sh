#!/bin/sh
# qb-quiz: asks the questions that are due, then new ones, and logs the grades.
#
# The other tools do the work: qb-score computes what is due, qb-pick chooses, and
# qb-format prints. Each grade is appended at once, so that an interrupt loses none.
set -u

# escape JOIN: copies lines for a terminal: escapes control characters, bidirectional overrides
# and bytes that are not UTF-8. Writes JOIN between the lines.
escape() {
	LC_ALL=C awk -v join="$1" '
	BEGIN { for (i = 1; i < 256; i++) code[sprintf("%c", i)] = i }
	function byte(i) { return code[substr(c, i, 1)] }
	NR > 1 { printf "%s", join }
	{
		for (s = $0; s != ""; s = substr(s, length(c) + 1)) {
			valid = match(s, /^([ -~]+|[\302-\337][\200-\277]|[\340-\357][\200-\277][\200-\277]|[\360-\364][\200-\277][\200-\277][\200-\277])/)
			c = substr(s, 1, valid ? RLENGTH : 1)
			if (!valid)
				printf "\\x%02x", byte(1)
			else if (c ~ /^\302[\200-\237]$/)
				printf "\\x%02x", byte(2)
			else if (c ~ /^\342(\200[\252-\256]|\201[\246-\251])$/)
				printf "\\u%04x", 8192 + (byte(2) - 128) * 64 + byte(3) - 128
			else
				printf "%s", c
		}
	}
	END { if (NR) print "" }'
}

# warn MESSAGE
warn() {
	printf 'qb-quiz: %s\n' "$1" | escape '\\n' >&2
}

die() {
	warn "$1"
	exit 2
}

# usage_error MESSAGE
usage_error() {
	warn "$1"
	echo "try 'qb-quiz --help'" >&2
	exit 2
}

# show: copies standard input to standard output.
show() {
	(: 9>&1) 2>/dev/null || die 'standard output: Bad file descriptor'
	{ why=$(cat 2>&1 >&3) || die "standard output: ${why##*: }"; } 3>&1
}

# put TEXT: prints the text.
put() {
	printf %s "$1" 2>/dev/null || {
		printf %s "$1" | show
		exit 2
	}
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
	quoted=$(printf '%s.\n' "$1" | sed "s/'/'\\\\''/g")
	printf "'%s' " "${quoted%.}"
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
tools=''
case $0 in
*/*) [ ! -x "${0%/*}/qb-score" ] || tools=${0%/*}/ ;;
esac
[ -n "$tools" ] || command -v qb-score >/dev/null || tools='@BINDIR@/'

number=10 log='' other_logs='' pick='' due='--due --rollover 4' operands='' from_input=''
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
	-l)
		case $argument in
		'') usage_error '-l: empty file name' ;;
		-*) argument=./$argument ;;
		esac
		[ -z "$log" ] || other_logs="$other_logs-l $(quote "$argument")"
		: "${log:=$argument}"
		;;
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
newline='
'

# Commands and grades come from standard input unless the bank does.
if [ -z "$from_input" ]; then
	(: 9<&0) 2>/dev/null || die 'standard input: Bad file descriptor'
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
trap 'exit 138' USR1
trap 'exit 140' USR2
trap 'exit 141' PIPE
trap 'exit 142' ALRM
trap 'exit 143' TERM
work=$(mktemp -d "${TMPDIR:-/tmp}/qb-quiz.XXXXXX") || exit 2

# relay: prints the messages of another tool under the name of this one. Omits its hint at
# --help, and orphaned ids, which are normal for a part of a bank.
relay() {
	[ ! -s "$work/stderr" ] || sed '/^try .qb-/d; /^qb-score: ids in the log that are not in the bank: /d; s/^qb-[a-z]*: /qb-quiz: /; s/: standard input: no column/: no column/' "$work/stderr" | escape '\n' >&2
}

# check_log: exits unless grades can be appended to the log.
check_log() {
	if [ -e "$log" ]; then
		[ -f "$log" ] || die "$log: cannot append: not a regular file"
		(: >>"$log") 2>"$work/stderr" || die "$log: cannot write"
		lines=$(($(wc -l <"$log"))) # before the header is read, which another program may just be writing
		case $(head -n 1 "$log" | tr -d '\0') in
		*"$tab"*) ;;
		*[,\;]*) die "$log: cannot append: not TSV" ;;
		*) [ $lines -eq 0 ] || die "$log: cannot append: not TSV" ;;
		esac
	else
		case $log in
		*/*) folder=${log%/*}/ ;;
		*) folder=. ;;
		esac
		mkdir -p "$folder" 2>"$work/stderr"
		if [ ! -d "$folder" ] || [ ! -w "$folder" ]; then
			die "$log: cannot create"
		fi
	fi
}

# scores FILE: whether qb-score accepts the file, which has no header if $lines is 0, as a log.
scores() {
	{
		[ $lines -eq 0 ] || head -n 1 "$log"
		cat "$1"
	} >"$work/last"
	"${tools}qb-score" -l "$work/last" -- "$work/cards" >/dev/null 2>&1
	[ $? -le 1 ]
}

# mend_log: repairs an unterminated last line: appends the newline to a valid review or header.
# Removes an incomplete one, as left by a crash, and NULs, as left by a loss of power.
mend_log() {
	lines=$(($(wc -l <"$log")))
	start=0
	[ $lines -eq 0 ] || start=$(($(head -n $lines "$log" | wc -c)))
	tail -c +$((start + 1)) "$log" >"$work/tail"
	tr '\0' '\n' <"$work/tail" | LC_ALL=C awk 'NR == 1' >"$work/line"
	keep=$((start + $(wc -c <"$work/line") - 1))
	if [ $keep -eq $start ] || ! scores "$work/line"; then
		scores "$work/tail" || die "$log: cannot append: invalid last line"
		keep=$start
		text=$(cat "$work/line")
		warn "$log: incomplete last line removed: ${text:-NUL bytes}"
	fi
	if [ $keep -lt $((start + $(wc -c <"$work/tail"))) ]; then
		dd if=/dev/null of="$log" bs=1 seek=$keep 2>"$work/stderr" || die "$log: cannot remove its incomplete last line"
	fi
	[ $keep -eq $start ] || write_log ''
}

# write_log LINE: appends the line with a single write.
write_log() {
	why=$(printf '%s\n' "$1" | cat 2>&1 >&9) || die "$log: cannot append: ${why##*: }"
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

# flush_log: writes the log to the disk, so that a grade survives a loss of power.
flush_log() {
	case $flush in
	sync) sync -d "$log" ;;
	dd) dd if=/dev/null of="$log" count=0 conv=notrunc,fsync ;;
	esac 2>"$work/stderr" || die "$log: cannot flush to disk"
}

# append ID GRADE: appends a review to the log.
append() {
	(: >>"$log") 2>"$work/stderr" || die "$log: cannot append"
	# shellcheck disable=SC2094 # the log is read before it is appended to
	(
		lock
		[ ! -s "$log" ] || [ $(($(tail -c 1 "$log" | wc -l))) -eq 1 ] || mend_log
		[ -s "$log" ] || write_log "time${tab}id${tab}grade"
		line=$(row "$1" "$2") || die "$log: cannot append"
		write_log "$line"
		flush_log
	) 9>>"$log" || exit 2
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
	put "$1"
	if ! IFS= read -r reply <&3; then
		reply=q
		put "$newline"
	fi
}

# show_card OPTIONS: prints the card.
show_card() {
	put "$newline"
	"${tools}qb-format" --start $n "$@" "$work/card" 2>"$work/stderr"
	status=$?
	relay
	[ $status = 0 ] || exit 2
	put "$newline"
}

check_log
flush=''
if sync -d "$work" 2>"$work/stderr"; then
	flush='sync'
elif dd if=/dev/null of="$work/flush" count=0 conv=notrunc,fsync 2>"$work/stderr"; then
	flush='dd'
fi
existing=/dev/null
[ ! -e "$log" ] || existing=$log
eval "\"\${tools}qb-score\" -l $(quote "$existing")$other_logs-- \"\$@\"" >"$work/scored" 2>"$work/stderr"
status=$?
relay
[ $status -le 1 ] || exit $status
eval "\"\${tools}qb-pick\" $due -n $number $pick" <"$work/scored" >"$work/picked" 2>"$work/stderr"
status=$?
relay
case $status in
0) ;;
1)
	[ "$number" = 0 ] || put "Nothing is due, and nothing is new.$newline"
	exit 1
	;;
*) exit 2 ;;
esac
total=$(($(wc -l <"$work/picked") - 1))
cards $total <"$work/picked" >"$work/cards" || exit 2

again=0 hard=0 good=0 easy=0 skipped=0
summary() {
	graded=$((again + hard + good + easy))
	totals="again $again, hard $hard, good $good, easy $easy"
	[ $skipped = 0 ] || totals="$totals, skipped $skipped"
	put "$newline$graded of $total: $totals$newline"
}
trap 'trap "" INT; summary; exit 130' INT

n=0
while [ $n -lt $total ]; do
	n=$((n + 1))
	sed -n "1p; $((n + 1))p" "$work/cards" >"$work/card"
	id=$(sed 1d "$work/card" | cut -f 1)
	show_card
	ask 'Enter: answer, s: skip, q: leave '
	case $reply in
	q) break ;;
	s)
		skipped=$((skipped + 1))
		continue
		;;
	esac
	show_card -a
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
