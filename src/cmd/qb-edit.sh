#!/bin/sh
# qb-edit: edits questions of a bank as Markdown in an editor.
#
# The other tools do the work: qb-list selects, qb-format and qb-import convert, and qb-merge
# replaces the bank, as a whole or not at all.  Until then, the bank is only read; however the
# script ends, changed text that is not in the bank is kept.
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
	printf 'qb-edit: %s\n' "$1" | escape '\\n' >&2
}

die() {
	warn "$1"
	exit 2
}

# usage_error MESSAGE
usage_error() {
	warn "$1"
	echo "try 'qb-edit --help'" >&2
	exit 2
}

# show: copies standard input to standard output.
show() {
	(: 9>&1) 2>/dev/null || die 'standard output: Bad file descriptor'
	{ why=$(cat 2>&1 >&3) || die "standard output: ${why##*: }"; } 3>&1
}

help() {
	show <<END
usage: qb-edit [-t TEXT] [-l LEVEL] [-g TAG] [-i ID[,ID...]] [--new] [BANK]
Edit questions of a bank as Markdown, in \$VISUAL or \$EDITOR.

  -t, --topic TEXT           edit topics that contain TEXT, ignoring case
  -l, --level LEVEL          edit this level
  -g, --tag TAG              edit questions with this tag
  -i, --id ID[,ID...]        edit these ids
      --new                  add questions as well, with new ids
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
	for pair in topic:-t level:-l tag:-g id:-i new:--new help:-h version:-V; do
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
*/*) [ ! -x "${0%/*}/qb-merge" ] || tools=$(cd "${0%/*}" && pwd)/ ;;
esac
[ -n "$tools" ] || command -v qb-merge >/dev/null || tools='@BINDIR@/'

select='' topic='' new='' operands=''
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
	-[tlgi])
		if [ -z "$joined" ]; then
			[ $# -gt 0 ] || usage_error "$word needs an argument"
			argument=$1
			shift
		fi
		select="$select$option $(quote "$argument")"
		[ "$option" != -t ] || topic=$argument
		;;
	--new | -h | -V)
		case $word in
		--*=*) usage_error "option '${word%%=*}' doesn't allow an argument" ;;
		--*) ;;
		*) [ -z "$joined" ] || set -- "-$argument" "$@" ;;
		esac
		;;
	esac
	case $option in
	-[tlgi]) ;;
	--new) new=1 ;;
	-h)
		help
		exit 0
		;;
	-V)
		show <<-END
			qb-edit (qb) @VERSION@
		END
		exit 0
		;;
	*) usage_error "unknown option $option" ;;
	esac
done
eval "set -- $operands\"\$@\""
[ $# -le 1 ] || usage_error 'more than one bank'
bank=${1:-${QB_BANK:-}}
case $bank in
'') usage_error 'no bank: name one, or set QB_BANK' ;;
-) usage_error 'standard input cannot be edited: name a file' ;;
-*) bank=./$bank ;;
esac
tab=$(printf '\t')

# check_bank: exits unless the bank can be edited, or created.
check_bank() {
	if [ ! -e "$bank" ]; then
		[ -n "$new" ] || die "$bank: No such file or directory; --new creates it"
		[ -z "$select" ] || [ -n "$topic" ] || die "$bank: No such file or directory"
		return
	fi
	[ -f "$bank" ] || die "$bank: not a regular file"
	[ -r "$bank" ] || die "$bank: Permission denied"
	[ -w "$bank" ] || die "$bank: not writable; edit a copy"
	# The result would be TSV.
	case $(head -n 1 "$bank" | tr -d '\0') in
	*"$tab"*) ;;
	*[,\;]*) die "$bank: CSV; convert it first: qb-list FILE.csv >FILE.tsv" ;;
	esac
}

# relay: prints the messages of another tool under the name of this one. Omits what is normal here.
relay() {
	[ ! -s "$work/stderr" ] || sed "/^try .qb-/d; /--prefix numbers it\$/d; s/^qb-[a-z]*: /qb-edit: /; $1" "$work/stderr" | escape '\n' >&2
}

# run COMMAND...: runs a tool, of which standard error is printed if it fails.
run() {
	tool=$1
	shift
	"$tools$tool" "$@" 2>"$work/stderr"
	status=$?
	[ $status -le 1 ] || relay ''
	return $status
}

# finish: keeps text that was changed and is not in the bank; removes everything else.
# shellcheck disable=SC2317 # the trap runs it
finish() {
	[ -n "$work" ] || return
	if [ -z "$finished" ] && [ -e "$work/opened.md" ] && [ -s "$text" ] && ! cmp -s "$work/opened.md" "$text"; then
		find "$work" -type f ! -name bank.md -exec rm -f {} +
		warn "the text is kept in $text"
	else
		rm -rf "$work"
	fi
}

work='' finished=''
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 131' QUIT
trap 'exit 141' PIPE
trap 'exit 143' TERM
check_bank
work=$(mktemp -d "${TMPDIR:-/tmp}/qb-edit.XXXXXX") || exit 2
text=$work/bank.md

# import FILE: imports Markdown; messages name the file without its directory.
import() {
	if [ -n "$new" ]; then
		(cd "$work" && "${tools}qb-import" --tsv -f md --prefix "new-$$-" "${1##*/}")
	else
		(cd "$work" && "${tools}qb-import" --tsv -f md "${1##*/}")
	fi
}

# template: prints an empty question for new ones.
template() {
	number=$(($(wc -l <"$work/opened.tsv")))
	[ -z "$topic" ] || [ $number -gt 1 ] || printf '\n## %s\n' "$topic"
	printf '\n%d. New question?\n   <!--\n   level:\n   tags:\n   points:\n   -->\n\n   Answer.\n' $number
}

# open_text: writes the selected questions as Markdown, and copies the bank for comparison.
open_text() {
	if [ -e "$bank" ]; then
		cp "$bank" "$work/bank.tsv" || exit 2
		eval "run qb-list --tsv $select-- \"\$bank\"" >"$work/opened.tsv"
		status=$?
		[ $status -ne 1 ] || relay ''
		[ $status -le 1 ] || exit 2
	else
		printf 'id\ttopic\tlevel\ttags\tquestion\tanswer\tpoints\n' | tee "$work/bank.tsv" >"$work/opened.tsv"
		status=1
	fi
	if [ $status = 1 ] && [ -z "$new" ]; then
		warn 'no question selected'
		exit 1
	fi
	run qb-list --tsv -c id "$work/opened.tsv" >"$work/opened.ids"
	[ $? -le 1 ] || exit 2
	run qb-list --tsv -c id "$work/bank.tsv" >"$work/bank.ids"
	[ $? -le 1 ] || exit 2
	run qb-format -a -t md --title "Edit, save and quit: ${bank##*/}" "$work/opened.tsv" >"$text"
	[ $? -le 1 ] || exit 2
	[ -z "$new" ] || template >>"$text"
	cp "$text" "$work/opened.md" || exit 2
	# What an unchanged question becomes; the same record, unless its Markdown has another form.
	import "$work/opened.md" >"$work/untouched.tsv" 2>"$work/stderr" || : >"$work/untouched.tsv"
}

# prefix: prints the most frequent text before the number of an id.
prefix() {
	sed 1d "$work/bank.ids" | awk '
		/[0-9]$/ { sub(/[0-9]+$/, ""); if (++n[$0] > most) { most = n[$0]; prefix = $0 } }
		END { print most ? prefix : "q-" }'
}

# located: prints messages that begin with an id, with the line of that id in the text.
located() {
	awk -v name=bank.md '
		FNR == NR {
			if (match($0, /^[ \t]*(<!--)?[ \t]*id:[ \t]*/)) {
				id = substr($0, RLENGTH + 1)
				sub(/[ \t]*(-->)?[ \t\r]*$/, "", id)
				line[id] = FNR
			}
			next
		}
		{
			id = $0
			sub(/: .*/, "", id)
			print (id in line ? name ":" line[id] : name) ": " $0
		}' "$text" - >"$work/located"
	sed 's/^/qb-edit: /' "$work/located" | escape '\n' >&2
}

# check_ids: reports ids that were not opened, or occur twice, and questions that are no longer in the text.
check_ids() {
	awk -F '\t' -v new="$new" '
		FNR == 1 { file++; at = 1; if (file == 3) for (i = 1; i <= NF; i++) if ($i == "id") at = i; next }
		file == 1 { opened[$1] = ++n; order[n] = $1; next }
		file == 2 { known[$1]; next }
		$at == "" { next }
		seen[$at]++ { twice = 1; next } # which qb-import has reported
		$at in opened { next }
		$at in known { print $at ": the bank has this id, but it was not opened"; next }
		!new { print $at ": this id was not opened; to add questions, use --new" }
		END { for (i = 1; i <= n; i++) if (!(order[i] in seen)) list = list (list == "" ? "" : ", ") order[i]; print list; exit twice }
	' "$work/opened.ids" "$work/bank.ids" "$work/edits.tsv" >"$work/ids"
	status=$?
	removed=$(tail -n 1 "$work/ids")
	[ -z "$removed" ] || warn "no longer in the text, but kept in the bank: $removed"
	sed '$d' "$work/ids" >"$work/wrong"
	located <"$work/wrong"
	[ $status = 0 ] && [ ! -s "$work/wrong" ]
}

# convert: imports the text.
convert() {
	import "$text" >"$work/imported.tsv" 2>"$work/stderr"
	status=$?
	relay ''
	[ $status = 0 ] || return 1
	! grep -q 'skipped: ' "$work/stderr" || return 1 # text that would be lost
	awk -F '\t' -v OFS='\t' -v none="new-$$-" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next }
		index($at["id"], none) == 1 { $at["id"] = "" }
		$at["id"] == "" && $at["question"] == "New question?" && $at["answer"] == "Answer." { next }
		{ print }' "$work/imported.tsv" >"$work/edits.tsv"
}

# problems FILE: prints the problems of the bank, without their lines.
problems() {
	"${tools}qb-list" --check - <"$1" 2>/dev/null | sed 's/^standard input:[0-9]*: //; s/standard input:[0-9]*/the bank/g'
}

# check_problems: reports problems of the edited bank that the bank didn't have.
check_problems() {
	problems "$work/bank.tsv" >"$work/before"
	problems "$work/merged.tsv" | awk 'FNR == NR { had[$0]; next } !($0 in had)' "$work/before" - >"$work/after"
	grep '^note: ' "$work/after" | sed 's/^/qb-edit: /' | escape '\n' >&2
	grep -v '^note: ' "$work/after" >"$work/wrong" || return 0
	located <"$work/wrong"
	return 1
}

# merge OPTION...: merges the edits.
merge() {
	[ -z "$new" ] || set -- --prefix "$(prefix)" "$@"
	run qb-merge "$@" "$work/changed.tsv"
}

# prepare: whether the text can be merged; reports why not.
prepare() {
	convert && check_ids || return 1
	awk 'FNR == NR { same[$0]; next } FNR == 1 || !($0 in same)' "$work/untouched.tsv" "$work/edits.tsv" >"$work/changed.tsv"
	merge --tsv "$work/bank.tsv" >"$work/merged.tsv" || return 1
	check_problems
}

# again: asks whether to edit again, on a terminal.
again() {
	[ -t 0 ] && [ -t 2 ] || return 1
	while :; do
		printf 'Edit again? (y/n) ' >&2
		IFS= read -r reply || return 1
		case $reply in
		[yY]*) return 0 ;;
		[nN]*) return 1 ;;
		esac
	done
}

# unchanged MESSAGE: ends without a change.
unchanged() {
	warn "$1"
	finished=1
	exit 1
}

# same_bank: whether the bank is as it was when it was opened.
same_bank() {
	if [ -n "$created" ]; then
		[ ! -e "$bank" ]
	else
		cmp -s "$bank" "$work/bank.tsv"
	fi
}

created=''
[ -e "$bank" ] || created=1
open_text
editor=${VISUAL:-${EDITOR:-vi}}
while :; do
	sh -c "$editor \"\$1\"" qb-edit "$text" || {
		warn "the editor failed; $bank is unchanged"
		exit 1
	}
	! cmp -s "$work/opened.md" "$text" || unchanged 'nothing was changed'
	grep -q '[^[:space:]]' "$text" || unchanged 'no text: nothing was changed'
	! prepare || break
	again || exit 2
done

changes=$(merge -n "$work/bank.tsv")
case $? in
0) ;;
1) unchanged 'nothing was changed' ;;
*) exit 2 ;;
esac
printf '%s\n' "$changes" | run qb-list - || exit 2
same_bank || die "$bank: changed by another program meanwhile; nothing was written"
if [ -n "$created" ]; then
	merge -o "$bank" "$work/bank.tsv"
else
	merge -o "$bank" "$bank"
fi || exit 2
relay "s|^qb-edit: |&${bank##*/}: |"
finished=1
exit 0
