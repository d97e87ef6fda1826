#compdef qb-list qb-grep qb-pick qb-format qb-score qb-stats qb-fit qb-merge qb-diff qb-import qb-edit qb-quiz qb-progress
# zsh completion for qb. Options and their arguments are read from --help, values
# from the bank on the command line, $QB_BANK or the installed bank.

local tool=$words[1] prev=$words[CURRENT-1] bank=${QB_BANK:-@DATADIR@/bank.tsv} word argument
local -a help values part

for word in ${words[2,-1]}; do
	[[ $word != -* && -f $word && -r $word ]] && bank=$word
done
help=("${(@f)$($tool --help 2>/dev/null | grep '^ *-')}")

if [[ $PREFIX == --*=* ]]; then
	prev=${PREFIX%%=*}
	compset -P '*='
elif [[ $PREFIX == -* ]]; then
	for word in $help; do
		part=(${=word})
		for word in $part[1,2]; do
			[[ $word == -* ]] && values+=(${${word%,}/\[=*/=})
		done
	done
	compadd -S '' -- ${(M)values:#*=}
	compadd -- ${values:#*=}
	return
fi

for word in $help; do
	part=(${=word})
	if [[ ${part[1]%,} == $prev || $part[2] == $prev ]]; then
		argument=$part[${part[(i)--*]}+1]
	elif [[ "$part[1,2]" == *$prev\[=* ]]; then
		argument=${${(M)part[1,2]:#*\[=*}##*=} argument=${argument%]}
	fi
done

compset -P '*,'
[[ $prev == --levels ]] && argument=LEVEL
case $argument in
LEVEL) values=("${(@f)$(qb-list --tsv --count level $bank 2>/dev/null | sed 1d | cut -f 1)}") ;;
TAG) values=("${(@f)$(qb-list --tsv -c tags $bank 2>/dev/null | sed 1d | tr , '\n' | sort -u)}") ;;
ID*) values=("${(@f)$(qb-list --tsv -c id $bank 2>/dev/null | sed 1d)}") ;;
LIST | COL*) values=("${(@f)$(qb-list --tsv -n 0 $bank 2>/dev/null | tr '\t' '\n')}") ;;
FORMAT) values=(${${(s:, :)${${${(M)help:#*FORMAT *}##*FORMAT }%% \(*}// or /, }##* }) ;;
WHEN) values=(auto always never) ;;
WHERE) values=(none inline end) ;;
SIZE) values=(a4 letter) ;;
TEXT) [[ $prev == (-t|--topic) ]] && values=("${(@f)$(qb-list --tsv -T $bank 2>/dev/null | sed 1d | cut -f 1)}") ;;
esac
if (( $#values )); then
	compadd -- $values
else
	_files
fi
