#!/bin/sh
# make install, uninstall and dist; and the completions, as the shells call them.
. "${0%/*}/lib.sh"

MAKEFLAGS=
export MAKEFLAGS
if [ -e "$SRC/.git" ] && have git; then
	# A copy, so that nothing is built or written in the tree that is tested.
	ok 'dist makes a tarball' '(cd "$SRC" && git archive --prefix=qb/ HEAD) | tar xf - && [ -s qb/bank.tsv ]'
else
	ok 'a copy of the tree' 'mkdir qb && (cd "$SRC" && tar cf - --exclude=node_modules .) | (cd qb && tar xf -)'
fi
ok 'the copy builds alone' 'cd qb && make -s clean && make -s >log 2>&1 || { tail -n 20 log; exit 1; }'
ok 'install' 'cd qb && make -s install PREFIX=/opt/qb DESTDIR="$PWD/../root"'
ok 'each tool has a page, all pages and the bank are there' '
	for tool in list grep pick format score stats fit merge diff import edit quiz progress; do
		[ -x root/opt/qb/bin/qb-$tool ] && [ -s root/opt/qb/share/man/man1/qb-$tool.1 ] || { echo $tool; exit 1; }
	done
	[ -s root/opt/qb/share/man/man5/qb-bank.5 ] && [ -s root/opt/qb/share/man/man5/qb-log.5 ] && [ -s root/opt/qb/share/man/man7/qb.7 ] &&
	cmp root/opt/qb/share/qb/bank.tsv "$SRC/bank.tsv"'
ok 'the installed bank is read-only, and another installation replaces it' '
	bank=root/opt/qb/share/qb/bank.tsv
	[ "$(ls -l $bank | cut -c 1-10)" = -r--r--r-- ] && rm $bank && echo old >$bank && chmod 444 $bank &&
	(cd qb && make -s install PREFIX=/opt/qb DESTDIR="$PWD/../root") && cmp $bank "$SRC/bank.tsv"'
ok 'the pages say to copy it' '
	for page in man7/qb.7 man5/qb-bank.5; do grep -A 3 "^.It Pa /opt/qb/share/qb/bank.tsv" root/opt/qb/share/man/$page | grep copy || exit 1; done'
ok 'no page, example or completion names a place that is not there' '
	! grep -rIn "@[A-Z][A-Z]*@" root && ! grep -rIn /usr/local --exclude=README.md root/opt/qb/share && grep -q "/opt/qb/share/qb/bank.tsv" root/opt/qb/share/man/man7/qb.7 && grep -q "/opt/qb/bin" root/opt/qb/share/doc/qb/examples/crontab'
ok 'a pipeline from there, in the empty environment of cron' '
	env -i PATH="$PWD/root/opt/qb/bin:/usr/bin:/bin" sh -c "qb-pick -d -n 5 --date 2026-01-01 root/opt/qb/share/qb/bank.tsv | qb-format" >got &&
	qb-pick -d -n 5 --date 2026-01-01 "$SRC/bank.tsv" | qb-format | cmp - got'
if have_terminal; then
	ok 'without operands, on a terminal: the installed bank' '
		(cd qb && make -s clean && make -s bin/qb-list DATADIR="$OLDPWD/root/opt/qb/share/qb") && script -qec "qb/bin/qb-list --tsv -n 1 -c id" /dev/null | grep -q node-001'
fi
ok 'uninstall leaves nothing' 'cd qb && make -s uninstall PREFIX=/opt/qb DESTDIR="$PWD/../root" && [ -z "$(find ../root ! -type d)" ]'

# Completions.
for shell in bash zsh fish; do
	sed "s,@DATADIR@,$SRC,g" "$SRC/src/share/completions/qb.$shell" >qb.$shell
done
cat >try.bash <<'END'
. ./qb.bash
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_qb "$1"
printf '%s\n' "${COMPREPLY[@]}"
END
cat >try.zsh <<'END'
compadd() { while [[ ${1-} == -* && ${1-} != -- ]]; do [[ $1 == -S ]] && shift; shift; done; shift; print -l -- "$@"; }
compset() { case $2 in '*=') PREFIX=${PREFIX#*=} ;; '*,') PREFIX=${PREFIX##*,} ;; esac; }
_files() { print FILES; }
body=$(<qb.zsh)
_body() { eval "$body"; }
words=("$@") CURRENT=$# PREFIX=${@[-1]}
_body
END
cat >try.fish <<'END'
source qb.fish
complete -C (string join ' ' -- $argv) | cut -f 1
END
for shell in bash zsh fish; do
	if ! have $shell; then
		skip "$shell: completions" "no $shell"
		continue
	fi
	run="$shell ./try.$shell"
	[ $shell != zsh ] || run='zsh -f ./try.zsh'
	HOME=$PWD
	export HOME
	for tool in list grep pick format score stats fit merge diff import edit quiz progress; do
		ok "$shell: qb-$tool: the options of --help" "
			qb-$tool --help | awk '/^ +-/ { for (i = 1; i <= 2; i++) if (\$i ~ /^--/) { sub(/[,\\[=].*/, \"\", \$i); print \$i } }' | sort >want
			$run qb-$tool -- | sed 's/=.*//' | grep '^--' | sort -u >got; [ -s want ] && diff want got"
	done
	ok "$shell: topics, tags, levels, ids, columns" "
		$run qb-list -t '' | sed 's/\\\\//g' | grep -qx 'Node.js Architecture & Internals' || exit 1
		$run qb-list -g '' | grep -qx important && $run qb-list -l '' | grep -qx staff &&
		$run qb-list -i '' | grep -qx node-133 && $run qb-list -s '' | grep -qx question &&
		$run qb-list --levels '' | grep -q senior && ! $run qb-list --alike= '' | grep -x auto"
	ok "$shell: formats and other words" "
		$run qb-format -t '' | grep -qx gift && $run qb-format -t '' | grep -qx anki && $run qb-format --answers '' | grep -qx inline && $run qb-format --paper '' | grep -qx letter"
	ok "$shell: the bank on the command line" "printf 'id\tmine\nx\ty\n' >my.tsv; QB_BANK=nowhere $run qb-list my.tsv -c '' | grep -qx mine"
done

finish
