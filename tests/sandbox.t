#!/bin/sh
# The sandbox: what a tool that reads a bank may still do.
. "${0%/*}/lib.sh"

try=$QB_BIN/try-sandbox
echo text >old
mkdir sub
if [ ! -x "$try" ]; then
	skip 'the sandbox' 'make check builds the program that tries it'
elif "$try" 2>&1 | grep -q '^mkdir: allowed'; then
	skip 'the sandbox' 'the system has none or an old one, or the tools are built without it'
else
	left='read: allowed
list: allowed
write: Permission denied
create: Permission denied
truncate: Permission denied
remove: Permission denied
mkdir: Permission denied
link: Permission denied
execute: Permission denied'
	t 'only reading is allowed' 0 "rm -rf dir; '$try' | grep -v connect; cat old; ls" <<END
$left
text
old
sub
END
	t 'reading, and the file of -o' 0 "'$try' sub/out | grep -v connect; cat sub/out; ls . sub" <<END
$left
rename: allowed
whole
.:
old
sub

sub:
out
END
	if "$try" | grep -q '^connect: Connection refused'; then
		skip 'no network' 'Landlock is older than version 4'
	else
		ok 'no network' "'$try' | grep '^connect: Permission denied'"
	fi
	if have strace; then
		cp "$SRC/bank.tsv" b.tsv
		printf 'time\tid\tgrade\n' >log.tsv
		for tool in qb-list 'qb-grep x' qb-pick 'qb-score -l log.tsv' 'qb-import -f tsv' qb-format 'qb-format -o out'; do
			ok "$tool is confined before it reads a record" "strace -f -o trace $tool b.tsv >/dev/null
				grep -q '^[0-9]* *landlock_restrict_self(.* = 0' trace &&
				! sed -n '/landlock_restrict_self/,\$p' trace | grep -E 'EACCES|EPERM'"
		done
	else
		skip 'the tools are confined' 'no strace'
	fi
fi

finish
