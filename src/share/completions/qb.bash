# bash completion for qb. Options and their arguments are read from --help, values
# from the bank on the command line, $QB_BANK or the installed bank.

# _qb_bank WORD...: the last of the words that is a file, or the default bank.
_qb_bank() {
	local word bank=${QB_BANK:-@DATADIR@/bank.tsv}
	for word; do
		[[ $word != -* && -f $word && -r $word ]] && bank=$word
	done
	printf '%s\n' "$bank"
}

# _qb_argument TOOL OPTION: the argument of the option, as --help names it.
_qb_argument() {
	"$1" --help 2>/dev/null | awk -v option="$2" '/^ +-/ {
		for (i = 1; i <= 2; i++) {
			name = $i
			sub(/,$/, "", name)
			if (name == option || index(name, option "[=") == 1) {
				last = $2 ~ /^--/ ? 3 : 2
				print name ~ /\[=/ ? substr(name, index(name, "=") + 1, length(name) - index(name, "=") - 1) : $1 ~ /,$/ || $1 ~ /^--/ ? $last : ""
				exit
			}
		}
	}'
}

# _qb_values TOOL OPTION BANK: the values of the option, one per line.
_qb_values() {
	case $2:$(_qb_argument "$1" "$2") in
	*:LEVEL | --levels:*) qb-list --tsv --count level "$3" 2>/dev/null | sed 1d | cut -f 1 ;;
	*:TAG) qb-list --tsv -c tags "$3" 2>/dev/null | sed 1d | tr , '\n' | sort -u ;;
	*:ID*) qb-list --tsv -c id "$3" 2>/dev/null | sed 1d ;;
	*:LIST | *:COL*) qb-list --tsv -n 0 "$3" 2>/dev/null | tr '\t' '\n' ;;
	*:FORMAT) "$1" --help | sed -n 's/^ *-[tf], --[a-z]* FORMAT *//p' | sed 's/ (.*//; s/ or /,/' | tr , '\n' | sed 's/.* //' ;;
	*:WHEN) printf '%s\n' auto always never ;;
	*:WHERE) printf '%s\n' none inline end ;;
	*:SIZE) printf '%s\n' a4 letter ;;
	*:TEXT) [[ $2 == -t || $2 == --topic ]] && qb-list --tsv -T "$3" 2>/dev/null | sed 1d | cut -f 1 ;;
	esac
}

_qb() {
	local tool=$1 cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} head='' value
	COMPREPLY=()
	if [[ $cur == = ]]; then # readline breaks words at =
		cur=''
	elif [[ $prev == = ]]; then
		prev=${COMP_WORDS[COMP_CWORD - 2]}
	elif [[ $cur == -* ]]; then
		while read -r value; do
			[[ $value == "$cur"* ]] && COMPREPLY+=("$value")
		done < <("$tool" --help 2>/dev/null | awk '/^ +-/ {
			for (i = 1; i <= 2; i++) if ($i ~ /^-/) { sub(/,$/, "", $i); sub(/\[=.*/, "=", $i); print $i }
		}')
		return
	fi
	if [[ $cur == *,* ]]; then
		head=${cur%,*},
		cur=${cur##*,}
	fi
	while IFS= read -r value; do
		[[ $value == "$cur"* ]] && COMPREPLY+=("$head$(printf %q "$value")")
	done < <(_qb_values "$tool" "$prev" "$(_qb_bank "${COMP_WORDS[@]:1}")")
}

complete -o default -F _qb qb-list qb-grep qb-pick qb-format qb-score qb-stats qb-fit qb-merge qb-diff qb-import qb-edit qb-quiz qb-progress
