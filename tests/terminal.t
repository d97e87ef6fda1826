#!/bin/sh
# What the tools print cannot control a terminal, reorder its text or forge a line: neither
# argument words and file names, in messages, nor data.
. "${0%/*}/lib.sh"

esc=$(printf '\033') bell=$(printf '\007') c1=$(printf '\302\233') rlo=$(printf '\342\200\256') rli=$(printf '\342\201\247')
evil="a${esc}[31m$bell$c1$rlo$rli%s\\x
qb-list: all is well"
export evil
printf 'id\tquestion\na\tb\n' >b.tsv
printf 'time\tid\tgrade\n' >log.tsv
# dirty FILE: whether the file has a control character, a bidirectional one, or a line of its own.
cat >dirty <<'END'
LC_ALL=C grep -a "[$(printf '\001-\010\013-\037\177')]\|$(printf '\302[\200-\237]\|\342\200[\252-\256]\|\342\201[\246-\251]')\|^qb-list: all is well\|^qb-list: .*^all" "$1"
END

# Every option with an argument, as --help lists them.
for tool in qb-list qb-grep qb-pick qb-format qb-score qb-stats qb-fit qb-merge qb-diff qb-import qb-edit qb-quiz qb-progress; do
	for option in $($tool --help | sed -n 's/^  \(-[A-Za-z], \|    \)\(--[a-z-]*\)\( [A-Z].*\|\[=.*\)/\2/p'); do
		ok "$tool $option: its argument is escaped" "
			$tool $option=\"\$evil\" b.tsv >out 2>err; ! sh ./dirty err || exit 1
			case $option in --title | --header | --template) ;; *) ! sh ./dirty out ;; esac"
	done
	ok "$tool: unknown options and operands are escaped" "
		rm -f \"./\$evil\"
		for word in \"--\$evil\" \"--help=\$evil\" \"-$esc\" \"./\$evil\"; do
			$tool \"\$word\" >out 2>err && [ $tool != qb-quiz ] && exit 1
			! sh ./dirty err || exit 1
		done"
done
ok 'qb-pick -v' 'qb-pick -v -s "$evil" b.tsv 2>err >out; grep -qF "seed a\x1b[31m\x07\x9b\u202e\u2067%s\x\nqb-list: all" err'
ok 'the name of a bank' 'cp b.tsv "$evil"; echo x >>"$evil"; for c in qb-list qb-grep\ b qb-pick qb-format "qb-list --check" "qb-import -f tsv" "qb-score -l log.tsv"; do
	for m in . --; do $c $m "$evil" >out 2>&1; ! sh ./dirty out || { echo "$c"; exit 1; }; done; done'
ok 'the name of a log' 'printf "time\tid\tgrade\n2026-01-02\ta\tgood\n2026-01-01\ta\tgood\n2026-01-" >"$evil.log"
	qb-score -l "$evil.log" b.tsv 2>err; [ -s err ] && ! sh ./dirty err'
ok 'the name of a tool' 'ln -s "$(command -v qb-list)" "./$esc[31m"; for o in --help --version --bad none.tsv; do "./$esc[31m" $o >out 2>&1; [ -s out ] && ! sh ./dirty out || exit 1; done'

# Data: bidirectional controls. The other control characters are tried in faults.t.
bidi() { printf '\342\200\252\342\200\253\342\200\254\342\200\255\342\200\256\342\201\246\342\201\247\342\201\250\342\201\251'; }
printf 'id\ttopic\tquestion\tanswer\na\tT%s\tQ%s end\t`c%s`\n' "$(bidi)" "$(bidi)" "$(bidi)" >bidi.tsv
shown='\\u202a\\u202b\\u202c\\u202d\\u202e\\u2066\\u2067\\u2068\\u2069'
if have script; then
	for command in qb-list 'qb-list --tsv' 'qb-list -T' 'qb-grep --color=always end' 'qb-grep -o Q.*' 'qb-pick -s x' 'qb-format -a' \
		'qb-format -a --color=always' 'qb-format -t md' 'qb-format -t html' 'qb-format -t jsonl' 'qb-format -t gift'; do
		ok "$command: bidirectional controls on a terminal" "
			script -qec 'TERM=xterm COLUMNS=200 $command bidi.tsv' /dev/null </dev/null >out
			grep -q '[QT]$shown' out && ! LC_ALL=C grep \"\$(printf '\\342\\200[\\252-\\256]\\|\\342\\201[\\246-\\251]')\" out"
	done
	ok 'text wraps at the width of what is shown' "
		script -qec 'COLUMNS=30 qb-format -a bidi.tsv' /dev/null </dev/null | tr -d '\r' | grep -v u202a | awk 'length > 30' >out; [ ! -s out ]"
	# The pipe is slow, so that the work takes more than two seconds.
	printf '%s\n' '{ cat b.tsv; sleep 3; printf "c\td\ne\tf\n"; } | "$@" >out' >slow
	for command in 'qb-list -s id' 'qb-list --alike' 'qb-list --check' 'qb-pick -n 9' 'qb-merge - b.tsv' 'qb-diff - b.tsv' 'qb-import -f tsv' 'qb-format -t pdf'; do
		ok "$command: progress on a terminal, cleared at the end" "
			script -qec 'sh ./slow $command' /dev/null </dev/null | tr '\r' '\n' >log
			grep -Eq '^(reading|checking|setting) [a-z]*: [0-9]+, [0-9]+/s\$' log && [ -z \"\$(tail -n 1 log | tr -d ' ')\" ]"
	done
	ok 'progress is cleared before a message, and only on a terminal' '
		printf "%s\n" "{ cat b.tsv; sleep 3; printf \"c\td\ne f\n\"; } | qb-list -s id" >slow
		script -qec "sh ./slow" /dev/null </dev/null | tr "\r" "\n" | grep -qx "qb-list: standard input:4: expected 2 fields, found 1"
		sh ./slow 2>&1 | grep reading && exit 1; true'
else
	skip 'bidirectional controls on a terminal' 'no script(1)'
fi
ok 'a pipe gets them unchanged' "qb-list bidi.tsv | cmp - bidi.tsv && qb-format bidi.tsv | grep -q \"Q$(bidi) end\""

finish
