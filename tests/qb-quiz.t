#!/bin/sh
# qb-quiz: sessions with grades from standard input, and on a terminal.
. "${0%/*}/lib.sh"

printf 'id\ttopic\tlevel\tquestion\tanswer\tpoints\n' >b.tsv
printf '%s\n' 'q1	T	mid	First?	One.	2*a point = x\n!a *trap* = y' 'q2	T	mid	Second?		' 'q3	U	staff	Third?	Three.	' >>b.tsv
QB_LOG=$DIR/work/log.tsv
export QB_LOG

t 'a session' 0 "printf '\n3\n\n1\ns\n' | qb-quiz -s x --in-order b.tsv" <<'END'

1 of 3 · T · mid · q1

  1. First?

Enter: answer, s: skip, q: leave 
1 of 3 · T · mid · q1

  1. First?

     One.

     *Points*

     - a point
     - _not:_ a *trap*

1 again, 2 hard, 3 good, 4 easy, s, q 
2 of 3 · T · mid · q2

  2. Second?

Enter: answer, s: skip, q: leave 
2 of 3 · T · mid · q2

  2. Second?

     (There is no model answer.)

1 again, 2 hard, 3 good, 4 easy, s, q 
3 of 3 · U · staff · q3

  3. Third?

Enter: answer, s: skip, q: leave 
2 of 3: again 1, hard 0, good 1, easy 0, skipped 1
END
ok 'each grade is a line of the log with the time' '
	head -n 1 log.tsv | grep -qx "time	id	grade	hash	seconds" && sed 1d log.tsv | cut -f 2,3 | paste -sd " " - | grep -qx "q1	good q2	again" &&
	[ "$(sed 1d log.tsv | grep -cE "^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z	")" = 2 ]'
ok 'a second session asks only the new question' 'printf "\n4\n" | qb-quiz b.tsv >out && grep -q "^1 of 1 · U" out'
t 'a third session has nothing to ask' 1 "qb-quiz b.tsv" <<'END'
Nothing is due, and nothing is new.
END
ok 'due questions come first, the longest overdue at the front' '
	{ echo "time	id	grade"; echo "2020-01-02T12:00:00Z	q3	again"; echo "2020-01-01T12:00:00Z	q2	again"; } >old.tsv
	printf "q\n" | qb-quiz -l old.tsv b.tsv >out; grep -q "^1 of 3 · T · mid · q2" out &&
	printf "s\nq\n" | qb-quiz -l old.tsv b.tsv | grep -q "^2 of 3 · U · staff · q3"'
ok 'orphaned ids are not reported' '
	{ echo "time	id	grade"; echo "2020-01-01T12:00:00Z	q2	again"; echo "2020-01-02T12:00:00Z	q3	again"; } >part.log
	qb-list -i q3 b.tsv >part.tsv; printf "q\n" | qb-quiz -l part.log part.tsv >out 2>err; cat err; grep -q "^1 of 1" out && [ ! -s err ]'
t '-n 0 asks nothing' 1 'qb-quiz -n 0 b.tsv' </dev/null
printf '%s\n' 'id	question	points' 'a	Q	1e1*x = y\n+.5*z\n3-4*w' >w.tsv
t 'labels are shown without weights' 0 'printf "\nq\n" | qb-quiz -l none.tsv w.tsv | sed -n "s/^ *- //p"' <<'END'
x
z
3-4*w
END
t 'quitting at once does not create a log' 1 "printf 'q\n' | qb-quiz -l new.tsv -n 1 b.tsv | tail -n 1; printf 'q\n' | qb-quiz -l new.tsv b.tsv >out; s=\$?; [ ! -e new.tsv ] || echo made; exit \$s" <<'END'
0 of 1: again 0, hard 0, good 0, easy 0
END
t 'the end of the input quits' 0 "printf '\ngood\n' | qb-quiz -l e.tsv --in-order b.tsv | tail -n 1; cut -f 3 e.tsv" <<'END'
1 of 3: again 0, hard 0, good 1, easy 0
grade
good
END
t 'an invalid grade is asked for again' 0 "printf '\n5\n\nhard\n' | qb-quiz -l f.tsv -n 1 b.tsv | tail -n 1; cut -f 3 f.tsv" <<'END'
1 of 1: again 0, hard 1, good 0, easy 0
grade
hard
END
ok 'an incomplete last line, truncated at any byte' '
	whole="2020-01-01T00:00:00Z	q1	good"
	for n in 0 1 19 20 21 22 23 24 26 27; do
		{ printf "time\tid\tgrade\n"; printf %s "$whole" | head -c $n; } >torn.tsv
		printf "\n3\n\n3\n" | qb-quiz -l torn.tsv -n 2 --in-order b.tsv >out 2>err || exit 1
		if [ $n = 27 ]; then [ "$(sed -n 2p torn.tsv)" = "$whole" ] && lines=4; else lines=3; fi
		[ "$(wc -l <torn.tsv)" = $lines ] && qb-score -l torn.tsv b.tsv >out 2>err && [ ! -s err ] || exit 1
	done'
t 'an unterminated header, an empty log, additional columns' 0 '
	printf "time\tid\tgrade" >l1; : >l2; printf "id\tnote\tgrade\ttime\r\n" >l3
	qb-list -i q1 b.tsv >one.tsv
	for l in l1 l2 l3; do printf "\n3\n" | qb-quiz -l $l one.tsv >/dev/null; qb-score -l $l one.tsv | cut -f 1,7 | sed -n 2p; sed 1d $l | cut -f 1-3 | sed "s/^2[^	]*/TIME/"; done; awk -F "\t" "{ print NF }" l1 l2 l3 | paste -sd " " -' <<'END'
q1	1
TIME	q1	good
q1	1
TIME	q1	good
q1	1
q1		good
3 3 5 5 4 4
END
t 'a log that is CSV' 2 'echo time,id,grade >log.csv; qb-quiz -l log.csv b.tsv' <<'END'
--- stderr
qb-quiz: log.csv: cannot append: not TSV
END
t 'options after operands, combined, abbreviated' 0 'printf "s\n" | qb-quiz b.tsv -dn1 -l o.tsv --da 2026-01-01 2>&1 | head -n 1; printf "s\n" | qb-quiz one.tsv --num=1 --in-o -l o.tsv -- | sed -n 2p' <<'END'
qb-quiz: option '--da' is ambiguous; possibilities: '--daily' '--date'
1 of 1 · T · mid · q1
END
t 'messages of other tools have the name of qb-quiz' 2 'qb-quiz -l o.tsv -w nope b.tsv 2>&1 | cut -c 1-29 >&2; qb-quiz -l o.tsv nope.tsv' <<'END'
--- stderr
qb-quiz: no column 'nope'; co
qb-quiz: nope.tsv: No such file or directory
END
ok 'the log: XDG_STATE_HOME, then HOME' '
	unset QB_LOG; export HOME=$PWD/home
	printf "\n3\n" | XDG_STATE_HOME=$PWD/state qb-quiz -n 1 b.tsv >out && [ -s state/qb/log.tsv ] &&
	printf "\n3\n" | qb-quiz -n 1 b.tsv >out && [ -s home/.local/state/qb/log.tsv ]'
t 'no default log' 2 'unset QB_LOG HOME XDG_STATE_HOME; qb-quiz b.tsv 2>&1 | head -n 1; qb-quiz b.tsv 2>err' <<'END'
qb-quiz: no review log: use -l FILE or set QB_LOG
END
ok 'the options of qb-pick' '
	printf "s\ns\ns\n" | qb-quiz -l n.tsv -e topic -n1 --seed="a b" b.tsv | grep -q "^2 of 2 · U" &&
	qb-list -i q1,q2 b.tsv >seen && printf "s\n" | qb-quiz -l n.tsv -x seen b.tsv | grep -q "^1 of 1 · U" &&
	printf "s\n" | qb-quiz -l n.tsv -d --date 2026-01-01 -n 3 b.tsv | grep -q "^1 of 3"'
for o in -n -l --nonsense '-n x' --log; do
	t "usage: $o" 2 "qb-quiz $o" <<'END'
--- stderr ^qb-quiz: 
END
done
t 'a log that is not TSV' 2 "echo nonsense >bad.tsv; qb-quiz -l bad.tsv b.tsv" <<'END'
--- stderr
qb-quiz: bad.tsv: cannot append: not TSV
END
t 'an invalid option of another tool' 2 'qb-quiz -l o.tsv --date xx b.tsv' <<'END'
--- stderr
qb-quiz: --date: invalid date 'xx'; use YYYY-MM-DD
END
t 'a bank without records' 1 'head -n 1 b.tsv >header.tsv; qb-quiz -l o.tsv header.tsv 2>err' <<'END'
Nothing is due, and nothing is new.
END
t 'a log that cannot be created is reported before any question' 2 ": >file; qb-quiz -l file/log -n 1 b.tsv" <<'END'
--- stderr
qb-quiz: file/log: cannot create
END
ok 'fifty concurrent sessions lose and mix no line' '
	i=0; while [ $i -lt 50 ]; do printf "\n3\n" | qb-quiz -d -s $i -n 1 -l many.tsv b.tsv >/dev/null & i=$((i + 1)); done; wait
	[ "$(wc -l <many.tsv)" = 51 ] && [ "$(sed 1d many.tsv | grep -cE "^2[0-9TZ:-]{19}	q[123]	good	[0-9a-f]{16}	[0-9]+$")" = 50 ] && sed 1d many.tsv | cut -f 1 | sort -uc'
ok 'CDPATH is ignored' 'cp "$(dirname "$(command -v qb-quiz)")"/qb-* . && printf "s\n" | CDPATH=. ./qb-quiz -l c.tsv -n 1 b.tsv | grep -q "^1 of 1"'
ok 'temporary files are removed' '
	mkdir tmp; printf "\n3\n" | TMPDIR=$PWD/tmp qb-quiz -n 1 -l t.tsv b.tsv >out; [ -z "$(ls tmp)" ]'

# Several logs; logs that cannot be appended to; the disk.
t 'several logs: all are read, the first is appended to' 0 '
	{ echo "time	id	grade"; echo "2020-01-01T12:00:00Z	q1	again"; } >host1; { cat host1; echo "2020-01-02T12:00:00Z	q2	again"; } >host2; cp host2 before
	printf "\n3\n" | qb-quiz -l host1 -l host2 -n 9 b.tsv | grep "^[0-9]* of 3: "; sed 1,2d host1 | cut -f 2,3; cmp host2 before
	printf "\n3\n" | qb-quiz -l created -l "host2" --log=host1 -n 1 b.tsv | tail -n 1; sed 1d created | cut -f 2,3' <<'END'
1 of 3: again 0, hard 0, good 1, easy 0
q1	good
1 of 1: again 0, hard 0, good 1, easy 0
q2	good
END
t 'of several logs only the first is created' 2 'qb-quiz -l first -l second b.tsv; s=$?; [ ! -e second ]; exit $s' <<'END'
--- stderr
qb-quiz: second: No such file or directory
END
t 'a log without a name' 2 "qb-quiz -l '' b.tsv" <<'END'
--- stderr
qb-quiz: -l: empty file name
try 'qb-quiz --help'
END
if have timeout mkfifo; then
	mkfifo fifo
	mkdir folder
	for log in fifo /dev/null /dev/full folder; do
		t "a log that is not a file: $log" 2 "printf '\n3\n' | timeout 60 qb-quiz -l $log b.tsv" <<END
--- stderr
qb-quiz: $log: cannot append: not a regular file
END
	done
else
	skip 'a log that is not a file' 'no timeout or mkfifo'
fi
if have strace && strace -qo /dev/null true 2>/dev/null; then
	ok 'each grade is written to the disk' '
		printf "\n3\n\n1\n" | strace -o calls -e trace=fsync qb-quiz -l d.tsv -n 2 b.tsv >out; [ "$(grep -c "^fsync" calls)" = 2 ]'
	t 'a grade that does not reach the disk' 2 'printf "\n3\n" | strace -qo /dev/null -e inject=fsync:error=EIO qb-quiz -l x.tsv -n 1 b.tsv >out; s=$?; cut -f 3 x.tsv; exit $s' <<'END'
grade
good
--- stderr
qb-quiz: x.tsv: cannot flush to disk: Input/output error
END
	ok 'a write that is incomplete is taken back' '
		printf "\n3\n" | qb-quiz -l write.tsv -n 1 b.tsv >out && cp write.tsv before
		printf "\n3\n" | strace -qo /dev/null -P "$PWD/write.tsv" -e inject=write:error=ENOSPC qb-quiz -l write.tsv -n 1 b.tsv >out 2>err; [ $? = 2 ] && cmp write.tsv before && grep -q "write.tsv: cannot append: No space" err'
else
	skip 'grades on the disk' 'no strace'
fi
ok 'a full disk: an error, and nothing is lost' '
	{ echo "time	id	grade"; i=0; while [ $i -lt 36 ]; do echo "2020-01-01T12:00:$((i + 10))Z	q1	good"; i=$((i + 1)); done; } >full.tsv; cp full.tsv before
	(trap "" XFSZ; ulimit -f 1 && printf "\n3\n\n3\n" | qb-quiz -l full.tsv -n 2 b.tsv >out 2>err; [ $? = 2 ]) || exit 0 # the limit has larger units
	head -c "$(wc -c <before)" full.tsv | cmp - before && grep -q "^qb-quiz: " err'

# Standard output and input that fail.
for o in --help -V; do
	t "$o to a standard output that is closed" 2 "qb-quiz $o >&-" <<'END'
--- stderr
qb-quiz: standard output: Bad file descriptor
END
done
for to in /dev/full '&-'; do
	case $to in
	/dev/full) why='No space left on device' ;;
	*) why='Bad file descriptor' ;;
	esac
	[ -e /dev/full ] || [ "$to" != /dev/full ] || continue
	t "a session to $to" 2 "printf '\n3\n' | qb-quiz -l new1.tsv b.tsv >$to; s=\$?; [ ! -e new1.tsv ]; exit \$s" <<END
--- stderr
qb-quiz: standard output: $why
END
	t "nothing due, to $to" 2 "qb-list -i q3 b.tsv >three; printf '\n4\n' | qb-quiz -l three.log three >out; qb-quiz -l three.log three >$to" <<END
--- stderr
qb-quiz: standard output: $why
END
done
t 'a standard input that is closed' 2 'qb-quiz -l closed.tsv b.tsv <&-' <<'END'
--- stderr
qb-quiz: standard input: Bad file descriptor
END

# Names, and what reaches the terminal.
ok 'tools in a folder with any name' '
	for name in "a:b" "with space" "-dash" "it'"'"'s" "new
line
"; do
		mkdir -- "./$name" && ln -s "$(dirname "$(command -v qb-quiz)")"/qb-* "./$name" || exit 1
		printf "s\n" | "./$name/qb-quiz" -l c.tsv -n 1 b.tsv | grep -q "^1 of 1" || exit 1
		(cd -- "./$name" && printf "s\n" | env PATH="${PATH#*:}" ./qb-quiz -l c.tsv -n 1 ../b.tsv | grep -q "^1 of 1") || exit 1
	done'
ok 'operands, logs and seeds with newlines at the end' '
	cp b.tsv "bank
"; mkdir "dir

"; printf "\n3\n" | qb-quiz -n 1 -l "dir

/log
" -x "bank

" "bank
" 2>err; [ $? = 2 ] && printf "\n3\n" | qb-quiz -n 1 -s "x
" -l "dir

/log
" "bank
" | grep -q "^1 of 1: " && [ "$(wc -l <"dir

/log
")" = 2 ]'
esc=$(printf '\033') csi=$(printf '\302\233') bidi=$(printf '\342\200\256\342\201\246') raw=$(printf '\233\377')
cat >safe <<'END'
# safe: whether no byte of standard input could act on a terminal.
[ -z "$(LC_ALL=C tr -d '\n\t -~' | LC_ALL=C od -An -tx1 | tr -d ' \n' | sed 's/c3a9//g')" ]
END
for o in "-n '${esc}[31m'" "'--bad${esc}[31m${csi}'" "'--${esc}'" "'-${raw}'" "-l 'no/${esc}/${csi}${bidi}/x'" "--date '${esc}${csi}'" "-w 'é${esc}' b.tsv" "-l new '${esc}${bidi}.tsv'" "-l '/dev/null/${raw}'" '-l "x
y" -l "x
y"'; do
	ok "no control character in the message: $(printf '%s' "$o" | LC_ALL=C tr -dc '[:alnum:] -')" "qb-quiz $o >out 2>err </dev/null; s=\$?; cat out err | sh ./safe && [ \$s = 2 ] && [ \$(grep -vc '^try' err) = 1 ]"
done
t 'they are shown' 2 "qb-quiz -n '${esc}a${csi}b${bidi}c${raw}d${tab:=	}é
e'" <<'END'
--- stderr
qb-quiz: -n: invalid number '\x1ba\x9bb\u202e\u2066c\x9b\xffd\té\ne'
try 'qb-quiz --help'
END
t 'in the incomplete line that is removed' 0 '
	printf "time\tid\tgrade\n2020-01-01T12:00:00Z\tq1\033[31m\007\tgo" >torn.tsv; printf "\n3\n" | qb-quiz -l torn.tsv -n 1 b.tsv | tail -n 1' <<'END'
1 of 1: again 0, hard 0, good 1, easy 0
--- stderr
qb-quiz: torn.tsv:2: incomplete last line skipped
qb-quiz: torn.tsv: incomplete last line removed: 2020-01-01T12:00:00Z\tq1\x1b[31m\x07\tgo
END
if have timeout; then
	ok 'signals: no temporary files are left' '
		mkdir -p left; for s in HUP INT QUIT ALRM TERM USR1 USR2; do
			mkfifo wait.$s 2>/dev/null; (trap - INT QUIT; TMPDIR=$PWD/left exec qb-quiz -l s.tsv b.tsv >out.$s 2>&1 <wait.$s) & pid=$!
			exec 7>wait.$s; until grep -q "Enter" out.$s 2>/dev/null; do sleep 1; done
			kill -s $s $pid; exec 7>&-; wait $pid; [ -z "$(ls left)" ] || { echo $s; exit 1; }
		done'
fi

if have python3 && have_terminal; then
	cat >drive.py <<'END'
# drive.py COLUMNS LINE... -- COMMAND...: runs the command on a terminal of that width, sends
# a line at each prompt (^C sends an interrupt) and prints what the terminal shows. A shell
# handles an interrupt between the prompt and its read(2) only when read(2) returns, so ^C is
# repeated while nothing happens.
import os, pty, sys, struct, fcntl, termios, select, signal
columns, rest = int(sys.argv[1]), sys.argv[2:]
lines, command = rest[:rest.index("--")], rest[rest.index("--") + 1:]
pid, fd = pty.fork()
if pid == 0:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests may ignore it
    os.execvp(command[0], command)
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
before = termios.tcgetattr(fd)
shown = b""
line = ""
silent = 0
while True:
    if select.select([fd], [], [], 1)[0]:
        silent = 0
        try:
            data = os.read(fd, 4096)
        except OSError:
            break
        if not data:
            break
        shown += data
        if lines and (shown.endswith(b"leave ") or shown.endswith(b"s, q ")):
            line = lines.pop(0)
            try:
                after = termios.tcgetattr(fd)
            except termios.error:
                after = before
            if after != before:
                print("terminal changed")
            os.write(fd, b"\x03" if line == "^C" else line.encode() + b"\n")
        continue
    silent += 1
    if silent == 60:
        print("timed out")
        os.kill(pid, signal.SIGKILL)
        break
    if line == "^C":
        os.write(fd, b"\x03")
sys.stdout.write(shown.decode().replace("\r\n", "\n"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
END
	ok 'a terminal of 40 columns' '
		python3 drive.py 40 "" 3 s q -- qb-quiz -l pty.tsv -s x "$SRC/bank.tsv" >out || exit 1
		grep -q "^1 of 10: again 0, hard 0, good 1" out && [ "$(cut -f 3 pty.tsv | tail -n 1)" = good ] &&
		[ "$(grep -v "^         " out | grep -c "^.\{41,\}$")" -le 2 ]'
	ok 'control characters are escaped' '
		printf "id\tquestion\tanswer\nz\ta\033]0;x\007b\tc\033[2Jd\n" >esc.tsv
		python3 drive.py 80 "" 3 -- qb-quiz -l esc.log esc.tsv >out; grep -q "x1b]0;x" out && grep -q "x1b\[2J" out && ! grep -q "$(printf "\033")\[2J" out'
	t 'an interrupt: summary, status 130, grades kept' 130 '
		python3 drive.py 80 "" 3 "" ^C -- qb-quiz -l int.tsv --in-order b.tsv >out; s=$?; tail -n 1 out; sed 1d int.tsv | cut -f 2,3; exit $s' <<'END'
1 of 3: again 0, hard 0, good 1, easy 0
q1	good
END
	ok 'the bank from a pipe, grades from the terminal' '
		python3 drive.py 80 "" 2 -- sh -c "qb-list -i q3 b.tsv | qb-quiz -l pipe.tsv" >out && [ "$(sed 1d pipe.tsv | cut -f 2,3)" = "q3	hard" ]'
else
	skip 'on a terminal' 'no python3 or no pseudo-terminal'
fi

finish
