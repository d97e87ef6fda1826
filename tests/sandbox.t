#!/bin/sh
# The sandbox: what a tool that reads a bank may still do, as qb(7) states it.
. "${0%/*}/lib.sh"

try=$QB_BIN/try-sandbox
mkdir sub secret
echo text >old
echo operand >bank
echo hidden >secret/file
if [ ! -x "$try" ]; then
	skip 'the sandbox' 'make check builds the program that tries it'
	finish
	exit
fi
if "$try" - 2>&1 | grep -q '^mkdir: allowed'; then
	rm -rf dir
	skip 'the sandbox' 'the system has none, or the tools are built without it'
	finish
	exit
fi
version=$("$try" - | sed -n 's/^version: //p')

# since VERSION TITLE COMMAND: a test for kernels with that version of Landlock.
since() {
	if [ "$version" -ge "$1" ]; then
		ok "$2" "$3"
	else
		skip "$2" "Landlock has version $version, not $1"
	fi
}

t 'only operands can be read, and nothing written or executed' 0 "
	'$try' - bank none secret /dev/zero | sed '/^version/d; /^truncate/d; /^connect/, \$ d'; cat old; ls" <<'END'
bank: allowed
none: No such file or directory
secret: allowed
/dev/zero: allowed
read: Permission denied
list: Permission denied
write: Permission denied
create: Permission denied
remove: Permission denied
rename: Permission denied
mkdir: Permission denied
link: Permission denied
execute: Permission denied
text
bank
old
secret
sub
END
t 'a directory as operand: not the files in it' 0 "'$try' - secret secret/file | grep secret; cd secret && '$try' - . | grep '^read'" <<'END'
secret: allowed
secret/file: allowed
read: No such file or directory
END
ok 'a directory as operand allows no file in it' "cp old secret; cd secret; '$try' - . | grep -qx 'read: Permission denied'"
ok 'a link as operand: its target' "ln -s ../bank sub/link; '$try' - sub/link bank | grep -qx 'sub/link: allowed'; rm sub/link"
ok 'a pipe as operand' "mkfifo fifo; (echo >fifo) & '$try' - fifo | grep -qx 'fifo: allowed'; wait; rm fifo"
ok 'the file of -o is replaced' "'$try' sub/out bank | grep -qx 'output: allowed'; grep -qx whole sub/out && [ \"\$(ls -A sub)\" = out ]"
ok 'with -o: no other file is read, written or executed' "
	'$try' sub/out bank >got; for what in read list write create remove mkdir link execute; do grep -qx \"\$what: Permission denied\" got || exit 1; done"
since 3 'no file is truncated' "'$try' - | grep -qx 'truncate: Permission denied'"
since 4 'no TCP' "'$try' - | grep -cx '\(connect\|bind\): Permission denied' | grep -qx 2"
since 5 'no ioctl(2) of a device' "'$try' - /dev/zero | grep -qx 'ioctl: Permission denied'"
since 6 'no signal to other processes, no abstract socket of theirs' "
	'$try' - | grep -cx '\(signal\|abstract\): Operation not permitted' | grep -qx 2"
t 'what remains allowed' 0 "'$try' - | sed -n '/^stat/, \$ p'" <<'END'
stat: allowed
chmod: allowed
touch: allowed
fork: allowed
udp: allowed
signal itself: allowed
END

# ---- The tools ----

printf 'id\ttopic\tquestion\tanswer\tpoints\na\tT\tx?\tA.\t\nb\tT\ty?\tB.\t\n' >b.tsv
sed 's/^b/c/' b.tsv >c.tsv
printf 'time\tid\tgrade\n' >log.tsv
printf 'id\tanswer\n' >answers.tsv
echo x >patterns
if [ "$(id -u)" != 0 ]; then
	as=
elif have setpriv; then
	as='setpriv --reuid 65534 --clear-groups'
else
	as=none
fi
for tool in qb-list 'qb-grep x' 'qb-grep -f patterns' qb-pick 'qb-pick -d' 'qb-pick -x c.tsv' 'qb-score -l log.tsv' 'qb-progress -o out -l log.tsv' 'qb-score -m answers.tsv' 'qb-merge c.tsv' 'qb-merge -o out c.tsv' 'qb-merge --base b.tsv c.tsv' 'qb-diff c.tsv' \
	'qb-import -f tsv' qb-format 'qb-format -t html' 'qb-format -o out' 'qb-format -t pdf -o out'; do
	if have strace && strace -qo /dev/null true 2>/dev/null; then
		ok "$tool is confined before it opens its input" "
			for tz in '' Europe/Berlin; do
				TZ=\$tz; [ -z \"\$tz\" ] || export TZ
				strace -f -o trace $tool b.tsv >got; [ \$? -le 1 ] || exit 1
				grep -q 'landlock_restrict_self(.* = 0' trace || exit 1
				! sed '/landlock_restrict_self/, \$ d' trace | grep -E '(clone|clone3|fork)\(' || exit 1
				! sed '/landlock_restrict_self/, \$ d; /O_PATH/d' trace | grep -E '\"(b|c|log|answers)\.tsv\"|\"patterns\"' | grep -E 'open' || exit 1
				! sed -n '/landlock_restrict_self/, \$ p' trace | grep -v fontconfig | grep -E 'EACCES|EPERM' || exit 1
			done"
	else
		skip "$tool is confined before it opens its input" 'no strace'
	fi
done
ok 'two banks, standard input, a pipe and a link' '
	ln -s b.tsv l.tsv; qb-list -n 1 c.tsv b.tsv l.tsv >out && qb-list -c id - l.tsv <c.tsv >out && cat b.tsv | qb-list /dev/stdin >out && qb-list </dev/fd/0 b.tsv >out'
t 'a folder as operand, a missing file' 2 'qb-list sub none b.tsv' <<END
$(cat b.tsv)
--- stderr
qb-list: sub: Is a directory
qb-list: none: No such file or directory
END
if [ "$as" = none ] || ! have strace || ! strace -qo /dev/null true 2>/dev/null; then
	skip '-o into a folder that cannot be read' 'no setpriv or no strace'
else
	ok '-o into a folder that cannot be read: confined' "
		chmod 711 . ..; mkdir -p wx && chmod 1733 wx && chmod a+r b.tsv && echo >trace && chmod 666 trace
		$as \"\$(command -v qb-format)\" -o wx/out b.tsv && grep -q . wx/out &&
		strace -f -o trace $as \"\$(command -v qb-format)\" -o wx/out2 b.tsv && grep -q 'landlock_restrict_self(.* = 0' trace"
fi

finish
