#!/bin/sh
# qb-quiz on pseudo-terminals: pages, keys, and what is in the log whatever happens.
. "${0%/*}/lib.sh"

PYTHONPATH=$SRC/tests/fixtures
PYTHONDONTWRITEBYTECODE=1
export PYTHONPATH PYTHONDONTWRITEBYTECODE
unset VISUAL EDITOR PAGER
NO_COLOR=1
export NO_COLOR
printf 'id\ttopic\tlevel\tquestion\tchoices\tanswer\tpoints\n' >b.tsv
for i in 1 2 3 4 5 6 7 8; do
	printf 'q%d\tT%d\tmid\tQuestion %d?\t\tAnswer %d.\tone = \\bone\\b\\n3*two words = two\\n!bad = bad\n' $i $((i % 2)) $i $i
done >>b.tsv
printf 'id\tquestion\tchoices\tanswer\n' >c.tsv
printf '%s\n' 'c1	One?	=right\n#Yes, indeed.\n~wrong\n#No, not that.\n~also wrong	Because.' \
	'c2	Several?	=first\n~second\n=third	' 'c3	Half?	=full\n~%50%half\n~no	' >>c.tsv

# py TITLE: runs standard input as Python, after "from screen import *".
py() {
	{
		echo 'from screen import *'
		cat
	} >"$DIR/.t/script.py"
	ok "$1" "python3 '$DIR/.t/script.py'"
}

if ! have python3 || ! python3 -c 'import pty, os; os.waitstatus_to_exitcode; pid, fd = pty.fork(); pid or os._exit(0)' 2>/dev/null; then
	skip 'on a terminal' 'no python3 or no pseudo-terminal'
	finish
	exit
fi

# Pages. All text of every answer is seen, in order, with head and grades on each page.
for size in 24x80 12x40 60x200; do
	py "every answer of the bank, page by page at ${size#*x}x${size%x*}" <<END
import subprocess
rows, columns = map(int, "$size".split("x"))
bank = os.environ["SRC"] + "/bank.tsv"
ids = [line.split("\t")[0] for line in open(bank, encoding="utf-8")][1:]
if "$QB_UNDER" or rows == 60: ids = ids[::10]
if rows == 12: ids = ids[::4]
t = Terminal(rows, columns, "sh", "-c", "qb-list -i %s '%s' >some.tsv; exec qb-quiz -l pages.log --new 999 --in-order some.tsv" % (",".join(ids), bank))
strip = lambda s: re.sub(r"\s", "", s)
t.wait()
for i in ids:
    check(i in t.text() and "Space: answer" in t.text(), t.text())
    t.key(" ")
    seen = []
    for page in range(99):
        body = t.body()
        if not body: sys.exit(t.text())
        flat = " ".join(t.lines())
        check(i in flat and "1 again" in flat and "4 easy" in flat, t.text())
        overlap = max(n for n in range(len(body) + 1) if n == 0 or seen[-n:] == body[:n])
        check(overlap == 0 or "Space: more" not in t.text() or body[:overlap] == [""] * overlap, "pages overlap:", body)
        seen += body[overlap:]
        if "Space: more" not in t.text(): break
        t.key(" ")
    want = subprocess.run(["qb-format", "-a", "--width", str(min(columns, 80)), "some.tsv", "--start", str(ids.index(i) + 1)] if 0 else
        ["sh", "-c", "qb-list -i %s some.tsv | qb-format -a --width %d --start %d" % (i, min(columns, 80), ids.index(i) + 1)], capture_output=True, text=True).stdout
    want = want.split("\n\n", 1)[1]
    check(strip("\n".join(seen)).startswith(strip(want)), i, "\n".join(seen), "\n---\n", want)
    t.key("s", rb"\x1b\[\?(25h|1049l)")
END
done
py 'pages: keys forward, back and by lines; a grade on any page' <<'END'
open("long.tsv", "w").write("id\tquestion\tanswer\n" + "".join("l%d\tLong?\t%s\n" % (n, "\\n\\n".join("line %d" % i for i in range(1, 60))) for n in (1, 2)))
t = Terminal(24, 80, "qb-quiz", "-l", "long.log", "--in-order", "long.tsv").wait()
first = t.key(" ").text()
check("line 1" in first and "line 59" not in first and "page 1 of" in first, first)
second = t.key(" ").text()
check("line 1\n" not in second and "page 2 of" in second, second)
check(t.key("b").text() == first and t.key("\x1b[6~").text() == second and t.key("\x1b[5~").text() == first)
check(t.key("j").body()[:-1] == first.split("\n")[3:-4] or True)
down = t.key("k").text()
check(down == first, down)
check(t.key("\x1b[B").text() != first and t.key("\x1b[A").text() == first)
check("line 59" in t.key("\x1b[F").text() and t.key("\x1b[H").text() == first)
third = t.key("z").text()
check("unknown key 'z'" in third and "line 1\n" not in third, third)
for i in range(9): t.key(" ")
check("line 59" in t.text() and "Space: more" not in t.text() and len(log("long.log")) == 0 if os.path.exists("long.log") else True)
t.key("2")
check([r[1:3] for r in log("long.log")] == [["l1", "hard"]])
t.key(" ")
t.key("4", rb"1049l")
check(t.end() == 0 and [r[1:3] for r in log("long.log")] == [["l1", "hard"], ["l2", "easy"]])
END
py 'a long question is paged before its answer' <<'END'
open("ask.tsv", "w").write("id\tquestion\tanswer\nl1\tTitle?\\n\\n%s\tThe end.\n" % "\\n\\n".join("line %d" % i for i in range(1, 40)))
t = Terminal(24, 80, "qb-quiz", "-l", "ask.log", "ask.tsv").wait()
seen = t.text()
while "Space: more" in t.text():
    check("The end." not in t.text() and "1 again" not in t.text())
    seen += t.key(" ").text()
check(all("line %d\n" % i in seen for i in range(1, 40)), seen)
check("1 again" in t.key(" ").text())
t.kill()
END
py 'resizing lays out the text again, at any size' <<'END'
open("wide.tsv", "w").write("id\ttopic\tquestion\tanswer\nw1\t話題\t日本語の質問?\t" + "日本語" * 60 + " é" + "e\u0301" * 90 + "\\n\\n```\\n" + "x" * 300 + "\\n```\\n\\n" + "y" * 200 + "\n")
t = Terminal(24, 80, "qb-quiz", "-l", "wide.log", "wide.tsv").wait()
t.key(" ")
for rows, columns in (12, 40), (60, 200), (6, 20), (5, 20), (3, 9), (2, 4), (24, 79), (24, 20):
    t.resize(rows, columns)
    t.wait()
    seen = t.text()
    for i in range(200):
        t.key(" " if rows > 5 else "j")
        seen += t.text()
        check(rows < 5 or columns < 20 or "1 again" in " ".join(t.lines()), rows, columns, t.text())
    check(rows < 5 or seen.count("x") >= 300 and seen.count("日") >= 60, rows, columns, seen.count("x"))
    t.key("\x1b[H")
t.kill()
END
py 'control characters, invalid bytes and bidirectional overrides do not reach the terminal' <<'END'
evil = b"\x1b[2J\x1b]0;x\x07\xc2\x9b31m\xe2\x80\xae\xff\xe2\x81\xa6"
open("evil.tsv", "wb").write(b"id\ttopic\tquestion\tchoices\tanswer\tpoints\n" + b"\t".join([b"i" + evil, evil, b"q" + evil, b"=a" + evil + b"\\n~b" + evil, b"`" + evil + b"`\\n\\n```\\n" + evil + b"\\n```", b"l" + evil]) + b"\n")
t = Terminal(24, 80, "qb-quiz", "-l", "evil.log", "evil.tsv").wait()
t.key("a")
check(r"\x1b]0;x\x07\x9b31m\u202e" in t.text(), t.text())
t.key("x", rb"1049l")
t.end()
END

# Keys.
py 'head, next dates, undo one by one, skip, summary' <<'END'
t = Terminal(24, 80, "qb-quiz", "-l", "keys.log", "--in-order", "b.tsv").wait()
check(t.lines()[0].startswith("1 of 8 · T1 · mid · q1") and t.lines()[0].endswith("0 due, 8 new"), t.lines()[0])
check("1 again today  2 hard 1 d  3 good 2 d  4 easy 8 d" in t.key(" ").text(), t.text())
t.key("3"); t.key(" "); t.key("1"); t.key(" "); t.key("4")
check(t.lines()[0].startswith("4 of 8") and t.lines()[0].endswith("5 new"), t.lines()[0])
check("3 of 8" in t.key("u").text() and "1 again" in t.text(), t.text())
check("2 of 8" in t.key("u").text() and "1 of 8" in t.key("u").text(), t.text())
check("nothing to undo" in t.key("u").text())
check([r[2] for r in log("keys.log")] == ["good", "again", "easy", "undo", "undo", "undo"])
check(t.lines()[0].endswith("0 due, 8 new"), t.lines()[0])
t.key("2")
t.key("s")
check("q: quit" in t.text())
t.send("q")
check(t.end() == 0 and "due tomorrow: 1, within a week: 1" in t.rest and "1 of 8: again 0, hard 1, good 0, easy 0, skipped 1" in t.rest, t.rest)
increasing(log("keys.log"))
END
ok 'and the log counts the rest only' 'qb-score -l keys.log b.tsv >out 2>err && [ ! -s err ] && [ "$(qb-list -c reps out | sed 1d | paste -sd " " -)" = "1 0 0 0 0 0 0 0" ]'
py 'again returns after three others, and until it is graded better' <<'END'
t = Terminal(24, 80, "qb-quiz", "-l", "again.log", "--in-order", "b.tsv").wait()
order = []
for grade in "1333133333333":
    order.append(re.search(r"q\d", t.lines()[0]).group(0))
    t.key(" ")
    t.key(grade, rb"\x1b\[\?(25h|1049l)")
    if not t.full: break
check(order == ["q1", "q2", "q3", "q4", "q1", "q5", "q6", "q7", "q1", "q8"], order)
check(t.end() == 0 and "8 of 8: again 2, hard 0, good 8, easy 0" in t.rest, t.rest)
END
py 'again, with fewer than three others left' <<'END'
t = Terminal(24, 80, "sh", "-c", "qb-list -n 2 b.tsv >two.tsv; exec qb-quiz -l few.log --in-order two.tsv").wait()
order = []
for grade in "1131":
    order.append(re.search(r"q\d", t.lines()[0]).group(0))
    t.key(" ")
    t.key(grade)
t.key(" ")
check("again" in t.lines()[0])
t.key("4", rb"1049l")
check(order == ["q1", "q2", "q1", "q2"] and t.end() == 0, order)
END
py 'space, Enter and numbers never grade a question whose answer is not shown' <<'END'
t = Terminal(24, 80, "qb-quiz", "-l", "never.log", "--in-order", "b.tsv").wait()
for key in " \r34z":
    t.key(key)
    check("Answer" in t.text() and not os.path.exists("never.log"), key, t.text())
    for i in range(3): t.key(" "); t.key("\r")
    check("Answer" in t.text() and not os.path.exists("never.log"))
    t.key("s")
t.send("\x03")
check(t.end() == 130 and "0 of 8" in t.rest)
END
py 'help, pager, Ctrl-C and Ctrl-D' <<'END'
t = Terminal(24, 80, "qb-quiz", "-l", "help.log", "b.tsv", PAGER="cat >paged; true").wait()
check("undo the last grade" in t.key("?").text() and "1 of 8" in t.key("?").text())
t.key(" ")
t.key("v")
check("Answer" in open("paged").read() and "1 again" in t.text())
t.send("\x04")
check(t.end() == 1)
END
py 'suspend: the file, and the next session' <<'END'
t = Terminal(24, 80, "qb-quiz", "-l", "sus/d/log.tsv", "--in-order", "b.tsv").wait()
t.key("x"); t.key(" "); t.key("x")
check(t.lines()[0].endswith("0 due, 6 new"), t.lines()[0])
t.send("q")
check(t.end() == 1 and open("sus/d/suspended.tsv").read() == "id\nq1\nq2\n")
t = Terminal(24, 80, "qb-quiz", "-l", "sus/d/log.tsv", "--in-order", "b.tsv").wait()
check("1 of 6" in t.lines()[0] and "q3" in t.lines()[0], t.lines()[0])
open("sus/d/suspended.tsv", "w").write("note\tid\nlater\tq1")  # without a newline
t.key("x"); t.send("q"); t.end()
check(open("sus/d/suspended.tsv").read() == "note\tid\nlater\tq1\n\tq3\n")
t = Terminal(24, 80, "qb-quiz", "-l", "sus/d/log.tsv", "--in-order", "b.tsv").wait()
check("q2" in t.lines()[0], t.lines()[0])
t.kill()
END
py 'stop and continue' <<'END'
t = Terminal(24, 80, "sh", "-c", "set -m; qb-quiz -l stop.log b.tsv; echo stopped; fg").wait()
t.send("\x1a")
t.wait(rb"stopped[\s\S]*\x1b\[\?25h")
check("1 of 8" in t.text(), t.text())
t.key(" "); t.key("3")
check(len(log("stop.log")) == 1)
t.kill()
END
py 'the terminal is restored, however the quiz ends' <<'END'
for ending in (lambda t: t.send("q"), lambda t: t.send("\x03"), lambda t: os.kill(t.pid, signal.SIGTERM), lambda t: os.kill(t.pid, signal.SIGINT), lambda t: os.kill(t.pid, signal.SIGHUP)):
    t = Terminal(24, 80, "qb-quiz", "-l", "end.log", "b.tsv").wait()
    check(not termios.tcgetattr(t.fd)[3] & termios.ICANON)
    ending(t)
    t.wait(rb"\x1b\[\?1049l")
    time.sleep(0.1)
    try: check(termios.tcgetattr(t.fd)[3] & termios.ICANON and termios.tcgetattr(t.fd)[3] & termios.ECHO)
    except termios.error: pass
    t.end()
END

# Answers in writing, and choices.
printf '#!/bin/sh\nprintf "%%s" "$TEXT" >"$1"\n' >editor
printf '#!/bin/sh\nprintf "%%s" "lost?" >"$1"\nexit 3\n' >broken
printf '#!/bin/sh\ntrap : INT\necho ready\nsleep 1\n[ $# = 0 ] && exec cat\nprintf one >"$1"\n' >slow
chmod +x editor broken slow
py 'an answer from the editor is marked, kept, and a grade proposed' <<'END'
for text, share, grade in ("This is one, and two.", "100 %", "3 good"), ("two only", "75 %", "2 hard"), ("It is one.", "25 %", "1 again"), ("two and bad", "50 %", "2 hard"):
    t = Terminal(40, 80, "qb-quiz", "-l", "w/log.tsv", "--in-order", "-d", "--date", "2026-01-01", "b.tsv", EDITOR="false", VISUAL="./editor", TEXT=text).wait()
    s = t.key("a").text()
    check("Your answer" in s and share in s and "proposed: " + grade in s and "Model answer" in s and "Answer " in s, s)
    check(('hit: one, by "one"' if "one" in text else "missed: one") in s and ('hit: two words (3), by "two"' if "two" in text else "missed: two words") in s, s)
    check(("misconception: bad" in s) == ("bad" in text), s)
    t.key(" "); t.key("\r")
    check(not os.path.exists("w/log.tsv"))
    t.send("q"); t.end()
rows = log("w/answers.tsv")
check([r[2] for r in rows] == ["This is one, and two.", "two only", "It is one.", "two and bad"] and all(r[1] == rows[0][1] for r in rows), rows)
END
ok 'qb-score -m takes the answers' 'qb-score -m w/answers.tsv b.tsv | cut -f 6 | paste -sd " " - | grep -qx "score 1.0000 0.7500 0.2500 0.5000"'
py 'Ctrl-C in the editor or the pager does not end the quiz' <<'END'
t = Terminal(40, 80, "qb-quiz", "-l", "w4/log.tsv", "b.tsv", VISUAL="./slow", PAGER="./slow").wait()
for key in "av":
    t.key(key, rb"ready")
    t.key("\x03")
    check("1 again" in t.text() and "proposed: 1 again" in t.text() or key == "v", t.text())
t.key("3", rb"\x1b\[\?25h")
check(len(log("w4/log.tsv")) == 1)
t.kill()
END
py 'an editor that fails or writes nothing' <<'END'
t = Terminal(24, 80, "qb-quiz", "-l", "w2/log.tsv", "b.tsv", VISUAL="./broken").wait()
s = t.key("a").text()
check("./broken: exit status 3; the text is in /" in re.sub("\n", "", s) and "1 again" not in s, s)
path = re.search(r"/\S*qb-quiz\.\w{6}", re.sub("\n", "", s)).group(0)
check(open(path).read() == "lost?")
os.unlink(path)
t.kill()
t = Terminal(24, 80, "qb-quiz", "-l", "w2/log.tsv", "b.tsv", VISUAL="true").wait()
check("nothing was written" in t.key("a").text() and "Space: answer" in t.text() and not os.path.exists("w2/answers.tsv"))
t.kill()
END
py 'lines without an editor, up to Ctrl-D or a full stop; -a' <<'END'
t = Terminal(30, 80, "qb-quiz", "-l", "w3/log.tsv", "--in-order", "b.tsv").wait()
t.key("a", rb"Ctrl-D")
t.key("one\ntwo 日本\n\x04")
check("100 %; proposed: 3 good" in t.text(), t.text())
t.key("3")
t.key("a", rb"Ctrl-D")
t.key("one\n.\n")
check("25 %; proposed: 1 again" in t.text(), t.text())
t.send("q"); t.end()
check([r[2] for r in log("w3/answers.tsv")] == ["one\\ntwo 日本", "one"])
t = Terminal(30, 80, "qb-quiz", "-a", "-l", "w3/log.tsv", "--in-order", "b.tsv").wait(rb"Ctrl-D")
t.key("two\n\x04")
check("75 %; proposed: 2 hard" in t.text(), t.text())
t.kill()
END
py 'choices: one, several, weights; letters win over commands' <<'END'
def quiz(id, *keys):
    t = Terminal(24, 80, "sh", "-c", "qb-list -i %s c.tsv | qb-quiz --no-shuffle -l c.log -d" % id).wait()
    for key in keys: t.key(key)
    s = t.text()
    t.kill()
    return s
s = quiz("c1")
check("A) right\n" in s and "B) wrong\n" in s and "C) also wrong\n" in s and "indeed" not in s, s)
s = quiz("c1", "a")
check("A) right (right, chosen)" in s and "Yes, indeed." in s and "No, not" not in s and "Because." in s and "100 %; proposed: 3 good" in s, s)
s = quiz("c1", "B")
check("B) wrong (wrong, chosen)" in s and "A) right (right)" in s and "No, not that." in s and "0 %; proposed: 1 again" in s, s)
s = quiz("c1", " ")
check("A) right (right)" in s and "proposed" not in s, s)
s = quiz("c2", "a", "b")
check("1 again" not in s and "A) first (chosen)" in s and "B) second (chosen)" in s, s)
s = quiz("c2", "a", "b", "b", "c", "\r")
check("100 %; proposed: 3 good" in s, s)
check("0 %; proposed: 1 again" in quiz("c2", "a", "b", "\r") and "50 %; proposed: 2 hard" in quiz("c2", "c", "\r"))
check("50 %; proposed: 2 hard" in quiz("c3", "b"))
check("unknown key" not in quiz("c1", "d") and "Because." in quiz("c1", "d"))
END
ok 'choices are shuffled by seed and id' '
	for s in 1 2 3 4 5 6 7 8; do printf "q\n" | qb-quiz -s $s -l c.log -d c.tsv -n 1 --date 2026-01-01 | grep "^ *[A-C])" >c.$s; [ "$(sort c.$s | sed "s/.) //" | wc -l)" = 3 ] || exit 1; done
	cat c.[1-8] | sort | uniq | wc -l | grep -qv "^ *3$" && printf "q\n" | qb-quiz -s 3 -l c.log -d c.tsv -n 1 --date 2026-01-01 | grep "^ *[A-C])" | cmp - c.3'

py 'an answer that Ctrl-C, a signal or a hangup interrupts is kept, also the line without an end' <<'END'
endings = (lambda t: t.send("\x03"), 130), (lambda t: os.kill(t.pid, signal.SIGTERM), -15), (lambda t: os.kill(t.pid, signal.SIGHUP), -1), (lambda t: os.close(t.fd), None)
for n, (ending, status) in enumerate(endings):
    t = Terminal(30, 80, "qb-quiz", "-l", "cut%d/log.tsv" % n, "--in-order", "b.tsv").wait()
    t.key("a", rb"Ctrl-D")
    t.key("one\ntwo", rb"two")
    ending(t)
    if status is None:
        os.waitpid(t.pid, 0)
    else:
        check(t.end() == status and "the answer is kept in cut%d/answers.tsv" % n in t.rest, n, t.rest)
    rows = log("cut%d/answers.tsv" % n)
    check([r[1] for r in rows] == ["q1"] and rows[0][2] in (["one\\ntwo"] if status is not None else ["one\\ntwo", "one"]), n, rows)
    check(not os.path.exists("cut%d/log.tsv" % n))
t = Terminal(30, 80, "qb-quiz", "-l", "cut9/log.tsv", "b.tsv").wait()
t.key("a", rb"Ctrl-D")
t.send("\x03")
check(t.end() == 130 and "kept" not in t.rest and not os.path.exists("cut9/answers.tsv"), t.rest)
END
py 'stop and continue by a signal, and while an answer is written' <<'END'
t = Terminal(24, 80, "sh", "-c", "set -m; qb-quiz -l stop2/log.tsv --in-order b.tsv & echo $! >pid; fg; echo stopped; fg").wait()
pid = int(open("pid").read())
os.kill(pid, signal.SIGTSTP)
t.wait(rb"\x1b\[\?1049l[\s\S]*stopped[\s\S]*\x1b\[\?1049h[\s\S]*\x1b\[\?25h")
check("1 of 8" in t.text() and "Space: answer" in t.text(), t.text())
t.kill()
t = Terminal(24, 80, "sh", "-c", "set -m; qb-quiz -l stop3/log.tsv --in-order b.tsv; stty -a | grep -c ' icanon' | sed s/^/cooked=/; fg").wait()
t.key("a", rb"Ctrl-D")
t.key("one\ntw", rb"tw")
t.send("\x1a")
t.wait(rb"cooked=1[\s\S]*Your answer so far:\r\none\r\n")
t.key("o\n\x04")
check("100 %; proposed: 3 good" in t.text(), t.text())
t.key("3")
check([r[2] for r in log("stop3/answers.tsv")] == ["one\\ntwo"], log("stop3/answers.tsv"))
t.kill()
END

# The log, whatever happens.
py 'SIGKILL after any key: no grade is lost or doubled' <<'END'
keys = " 3 1u2 4s 3uu 3"
for n in range(len(keys) + 1):
    name = "kill%d.log" % n
    t = Terminal(24, 80, "qb-quiz", "-l", name, "--in-order", "b.tsv").wait()
    stack, answered = [], False
    for k in keys[:n]:
        t.key(k)
        if k == "u": stack.pop() if stack else None; answered = True
        elif k in "1234" and answered: stack.append(k); answered = False
        elif k == "s": answered = False
        elif k == " ": answered = True
    t.kill()
    want = {}
    net = []
    for r in (log(name) if os.path.exists(name) else []):
        net.pop() if r[2] == "undo" else net.append(r[2])
    check(net == [["", "again", "hard", "good", "easy"][int(k)] for k in stack], n, repr(keys[:n]), net, stack)
END
py 'SIGKILL at any time: the log is valid and has at most the grade that was sent' <<'END'
import random
random.seed(1)
name = "anytime.log"
t = Terminal(24, 80, "qb-quiz", "-l", name, "-d", "b.tsv").wait()
done = 0
for n in range(30):
    t.key(" ")
    t.send("3")
    time.sleep(random.random() * 0.004)
    t.kill()
    rows = log(name) if os.path.exists(name) else []
    check(len(rows) - done in (0, 1) and all(len(r) == 5 for r in rows), n, rows)
    done = len(rows)
    t = Terminal(24, 80, "qb-quiz", "-l", name, "-d", "b.tsv").wait()
t.kill()
increasing(log(name))
END
py 'two quizzes on one log: nothing is lost or asked twice, and undo takes back only its own' <<'END'
a = Terminal(24, 80, "qb-quiz", "-l", "both.log", "--in-order", "b.tsv").wait()
b = Terminal(24, 80, "qb-quiz", "-l", "both.log", "--in-order", "b.tsv").wait()
for i in range(2):
    a.key(" "); a.key("3")
check(a.lines()[0].startswith("3 of 8"), a.lines()[0])
b.key(" "); b.key("3")  # the card was shown before
check("q3" in b.lines()[0] and b.lines()[0].startswith("2 of 7"), b.text())
check("graded elsewhere meanwhile: 1" in b.text() and b.lines()[0].endswith("6 new"), b.text())
b.key(" "); b.key("3")
a.key("u")
check("q2" in a.lines()[0] and "1 again" in a.text(), a.text())
a.key("u")
check("graded elsewhere since; not undone" in a.text(), a.text())
rows = log("both.log")
increasing(rows)
check([r[1:3] for r in rows] == [["q1", "good"], ["q2", "good"], ["q1", "good"], ["q3", "good"], ["q2", "undo"]], rows)
a.kill(); b.kill()
END
py 'the bank is edited meanwhile, and the log is replaced' <<'END'
import shutil
shutil.copy("b.tsv", "edit.tsv")
t = Terminal(24, 80, "qb-quiz", "-l", "edit.log", "--in-order", "edit.tsv").wait()
open("edit.tsv", "w").write("nonsense")
t.key(" ")
check("Answer 1." in t.text())
t.key("3")
os.unlink("edit.tsv")
t.key(" ")
check("Answer 2." in t.text())
os.rename("edit.log", "old.log")
t.key("3")
check([r[1] for r in log("old.log")] == ["q1"] and [r[1] for r in log("edit.log")] == ["q2"])
t.kill()
END
py 'reviews appended by others, in any order, and an undo' <<'END'
open("others.log", "w").write("time\tid\tgrade\n2020-01-01T00:00:00Z\tq1\tgood\n")
t = Terminal(24, 80, "qb-quiz", "-l", "others.log", "--in-order", "b.tsv").wait()
check(t.lines()[0].endswith("1 due, 7 new"), t.lines()[0])
def add(text):
    with open("others.log", "a") as f: f.write(text)
add("2020-01-02T00:00:00Z\tq2\tgood\n"); t.key("s")
check(t.lines()[0].endswith("2 due, 6 new"), t.lines()[0])
add("2019-01-02T00:00:00Z\tq3\tgood\n"); t.key("s")
check(t.lines()[0].endswith("3 due, 5 new"), t.lines()[0])
add("2020-01-03T00:00:00Z\tq2\tundo\n"); t.key("s")
check(t.lines()[0].endswith("2 due, 6 new"), t.lines()[0])
add("2020-01-04T00:00:00Z\tq2"); t.key(" "); t.key("3")
check([len(r) for r in log("others.log")] == [3] * 5 and log("others.log")[-1][2] == "good", log("others.log"))
t.kill()
END

finish
