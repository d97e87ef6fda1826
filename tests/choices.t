#!/bin/sh
# Multiple choice, and questions with blocks: checked, shown, exchanged and marked.
. "${0%/*}/lib.sh"

cp "$SRC/tests/fixtures/choices.tsv" c.tsv
npm=$SRC/tests/npm

# ---- Checked ----

printf 'id\tquestion\tchoices\n' >bad.tsv
printf 'q1\tA?\t~a\\n~b\nq2\tB?\t=a\nq3\tC?\t=a\\n=a\\n~%%20%%c\nq4\tD?\tx\\n=a\\n~b\\ny\nq5\tE?\t=a\\n~\nq6\tF?\t\n' >>bad.tsv
t 'check: each problem of choices' 1 'qb-list --check bad.tsv' <<'END'
bad.tsv:2: q1: choices: no correct choice
bad.tsv:3: q2: choices: only one choice
bad.tsv:4: q3: choices: choice 2, 'a', is the same as choice 1
bad.tsv:4: q3: choices: the positive weights sum to 120 %, not 100 %
bad.tsv:5: q4: choices: line 1: no '=', '~' or '#' before 'x'
bad.tsv:5: q4: choices: line 4: no '=', '~' or '#' before 'y'
bad.tsv:6: q5: choices: choice 2 is empty
END
t 'check: the example has no problems' 0 'qb-list --check c.tsv' </dev/null
for format in text md html pdf jsonl json gift; do
	t "$format: invalid choices are an error with file and line, and no file" 2 "qb-format -t $format -o out bad.tsv; s=\$?; [ ! -e out ] || echo written; exit \$s" <<'END'
--- stderr
qb-format: bad.tsv:5: choices: line 1: no '=', '~' or '#' before 'x'
END
done
t 'csv and anki carry any field' 0 'for f in csv anki; do qb-format -t $f bad.tsv | qb-import -f $f | cmp - bad.tsv; done' </dev/null
t 'a table shows the titles of questions' 0 'qb-list --table -c id,question c.tsv' <<'END'
id     question
net-1  Which call scales best to many mostly idle sockets?
net-2  Which of these are states of TCP?
js-1   What does this print?
js-2   typeof null;
net-3  Why does a server that closes first keep sockets in `TIME_WAIT`?
sh-1   What does `echo "$*"` do with the arguments?
END

# ---- Shown ----

t 'text: letters, code, key, weights and feedback' 0 'qb-list -i net-1,js-1 c.tsv | qb-format -a' <<'END'
Sockets

  1. Which call scales best to many mostly idle sockets?

     A) one thread per socket
     B) epoll
     C) kqueue

     Key: B

     - A: That is the classic prefork model.
     - C (50 %): It does, but not on Linux.

     `epoll_wait` returns only the sockets that are ready.

Language

  2. What does this print?

         setTimeout(() => console.log("a"));
         Promise.resolve().then(() => console.log("b"));
         console.log("c");

     A) `a b c`
     B) `c a b`
     C) `c b a`
     D) It throws a `ReferenceError`.

     Key: C

     Microtasks run before timers:

     1. `c` is synchronous.
     2. `b` is a microtask.
     3. `a` is a timer.
END
t 'text: long choices hang; letters of more than 26 are aligned' 0 'awk "BEGIN { printf \"id\tquestion\tchoices\nq\tWhich?\t=\"; for (i = 1; i < 27; i++) printf \"%d\\\\n~\", i; print \"a choice of so many words that it takes another line\" }" | qb-format --width 40 | sed "5,26d"' <<'END'
  1. Which?

     A)  1
     B)  2
     Y)  25
     Z)  26
     AA) a choice of so many words that
         it takes another line
END
t 'text: keys at the end' 0 'qb-list -i net-2,js-2 c.tsv | qb-format --answers end | sed "1,/^Answers/d"' <<'END'

  1. Key: A, C, D

  2. Key: B

     - B: A mistake of the first version that was kept.

     A value that is null has no type tag of its own.
END
t 'a template has the choices and the key' 0 "qb-list -i net-1 c.tsv | qb-format -f '{id}: {choices}\n= {key}\n'; printf 'id\tchoices\tkey\nq\t=a\tk\n' | qb-format -f '{key}\n'" <<'END'
net-1: A) one thread per socket
B) epoll
C) kqueue
= B
k
END
# The order is that of xxhsum -H64 over "SEED", TAB, id, TAB and each text, the greatest first.
t 'shuffled: the order is the same on every machine' 0 "qb-format --shuffle exam-A -f '{id} {key}\n{choices}\n' c.tsv | head -n 9" <<'END'
net-1 B
A) kqueue
B) epoll
C) one thread per socket
net-2 A, B, D
A) `ESTABLISHED`
B) `SYN_SENT`
C) `CONNECTED`
D) `TIME_WAIT`
END
ok 'shuffled: a permutation, and the key follows' '
	for seed in 1 2 3 4 5 6 7 8; do
		qb-format --shuffle $seed -f "{id}\n{key}\n{choices}\n" c.tsv >one
		awk "/^[A-Z]\\)/ { sub(/^[A-Z]\\) /, \"\"); print id, \$0; next } /^[a-z]+-[0-9]/ { id = \$0 }" one | sort >texts
		qb-format -f "{id}\n{choices}\n" c.tsv | awk "/^[A-Z]\\)/ { sub(/^[A-Z]\\) /, \"\"); print id, \$0; next } /^[a-z]+-[0-9]/ { id = \$0 }" | sort | diff - texts || exit 1
		# Marked by the letters of the key, everyone is right.
		{ printf "id\tanswer\n"; qb-format --shuffle $seed -f "{id}\t{key}\n" c.tsv | awk -F "\t" "\$2 != \"\""; } >key.tsv
		[ "$(qb-score --shuffle $seed -m key.tsv c.tsv | qb-list -c score | sort -u | tr "\n" " ")" = "1.0000 score " ] || exit 1
		cat one
	done | sort | uniq -c | awk "\$1 == 8 && /A\\)/ { same = 1 } END { exit same }"'
ok 'shuffled: the order in the bank does not matter' "
	printf 'id\tquestion\tchoices\nq\tQ?\t=a\\\\n~b\\\\n#f\\\\n~%%50%%c\\\\n~d\n' >p.tsv
	printf 'id\tquestion\tchoices\nq\tQ?\t~d\\\\n~%%20%%c\\\\n=b\\\\n~a\n' >r.tsv
	for s in 1 2 3 4 5; do
		[ \"\$(qb-format --shuffle \$s -f '{choices}' p.tsv)\" = \"\$(qb-format --shuffle \$s -f '{choices}' r.tsv)\" ] || exit 1
	done"
if have pdftotext; then
	ok 'pdf: letters, titles, and a table of keys on the last page' '
		qb-format -a -t pdf -o c.pdf c.tsv && pdftotext -layout c.pdf - | tr "\f" "\n" >c.txt
		grep -q "B) *epoll" c.txt && grep -q "answer on page" c.txt && grep -q "Key: A, B" c.txt &&
		sed -n "/^ *Key$/,\$p" c.txt | grep -q "1\. B *2\. A, C, D *3\. C *4\. B *6\. A, B"'
	ok 'pdf: without answers there is no key' '
		qb-format -t pdf -o c.pdf c.tsv && pdftotext c.pdf - | grep -i key; [ $? = 1 ]'
else
	skip 'pdf' 'no pdftotext'
fi

# ---- Exchanged ----

t 'md: tasks, weights, feedback, blocks' 0 'qb-list -i net-1,js-2 c.tsv | qb-list -x topic,tags | qb-format -a -t md | tail -n +4' <<'END'

1. Which call scales best to many mostly idle sockets?
   <!--
   id: net-1
   level: senior
   -->

   - [ ] A) one thread per socket
     > That is the classic prefork model.
   - [x] B) epoll
   - [ ] C) kqueue <!-- 50% -->
     > It does, but not on Linux.

   `epoll_wait` returns only the sockets that are ready.

2. <!--
   id: js-2
   level: mid
   -->

   ```js
   typeof null;
   ```

   - [ ] A) `"null"`
   - [x] B) `"object"`
     > A mistake of the first version that was kept.

   <!-- answer -->

   A value that is null has no type tag of its own.
END
t 'md, gift: without answers no key, weights or feedback' 0 "qb-list -i net-1 c.tsv | qb-list -x topic,level,tags >n.tsv; qb-format -t md n.tsv | sed '1,/-->/d; /id:/d'; qb-format -t gift n.tsv | sed 1,3d" <<'END'

1. Which call scales best to many mostly idle sockets?

   - [ ] A) one thread per socket
   - [ ] B) epoll
   - [ ] C) kqueue
::net-1::[markdown]Which call scales best to many mostly idle sockets?{
	~one thread per socket
	~epoll
	~kqueue
}
END
cat >edited.md <<'END'
<!-- qb: id,question,choices,answer -->

1. Which is
   wrapped?
   <!-- id: q1 -->
   - [X] added without a letter
   - [ ] B) of two
     lines <!-- -5.5% -->

     > feedback

     > more
   * [ ] another bullet

   The answer.
2. No choices?
   <!-- id: q2 -->

   <!-- answer -->

   - [x] a task of the answer
3. Only choices?
   <!-- id: q3 -->

   - [ ] A) a
   - [x] B) b
END
t 'md: an edited list of tasks' 0 'qb-import -f md edited.md' <<'END'
id	question	choices	answer
q1	Which is wrapped?	=added without a letter\n~%-5.5%of two lines\n#feedback\n#more\n~another bullet	The answer.
q2	No choices?		- [x] a task of the answer
q3	Only choices?	~a\n=b	
END
t 'md: text that is neither a choice nor an answer is an error' 2 "printf '<!-- qb: id,question,choices -->\n\n1. Q?\n   <!-- id: q -->\n\n   - [x] a\n\n   What?\n\n   <!-- answer -->\n' | qb-import -f md" <<'END'
--- stderr
qb-import: standard input:3: text between the choices and '<!-- answer -->'
qb-import: standard input: 1 error; nothing imported
END
t 'gift, md: an edited list wins over the comment, and is reported' 0 "printf 'id\tquestion\tchoices\nq\tQ?\t=%%100%%a\\\\n~b\n' >w.tsv; qb-format -a -t gift w.tsv | sed 's/=a/=c/' | qb-import -f gift; qb-format -a -t md w.tsv | sed 's/A) a/A) c/' | qb-import -f md" <<'END'
id	question	choices
q	Q?	=c\n~b
id	question	choices
q	Q?	=c\n~b
--- stderr
qb-import: standard input:6: choices differ from those given before; these are imported
qb-import: standard input:5: choices differ from those given before; these are imported
END
t 'gift: single, several, partial credit, feedback' 0 "printf '::a::One {=right#yes ~wrong#no ~%%50%%half}\n\n::b::Several {~%%50%%x ~%%50%%y ~%%-100%%z ~n####All.}\n\n::c::Code {=\\\\\`a \\\\= b\\\\\` ~[html]b}\n' | qb-import -f gift 2>/dev/null" <<'END'
id	question	choices	answer
a	One	=right\n#yes\n~wrong\n#no\n~%50%half	
b	Several	=x\n=y\n~%-100%z\n~%0%n	All.
c	Code	=\`a = b\`\n~b	
END
if have jq; then
	t 'json: objects' 0 "qb-list -i net-1 c.tsv | qb-format -t jsonl | jq -c '.choices[]'" <<'END'
{"text":"one thread per socket","correct":false,"weight":0,"feedback":"That is the classic prefork model."}
{"text":"epoll","correct":true,"weight":100,"feedback":""}
{"text":"kqueue","correct":false,"weight":50,"feedback":"It does, but not on Linux."}
END
else
	skip 'json: objects' 'no jq'
fi
t 'json: the same in, weights and feedback optional' 0 "printf '{\"id\":\"q\",\"question\":\"Q?\",\"choices\":[{\"text\":\"a\",\"correct\":true},{\"text\":\"b\",\"weight\":25,\"feedback\":\"f\\\\ng\"}]}' | qb-import -f jsonl" <<'END'
id	question	choices
q	Q?	=a\n~%25%b\n#f\n#g
END

if have python3; then
	for seed in 1 2 3; do
		python3 "$SRC/tests/fixtures/choices.py" $seed 60 >h.tsv
		for to in md 'md --answers=end' csv jsonl json gift anki; do
			ok "hostile bank $seed comes back from $to" "
				qb-format -a -t $to h.tsv >h.out && qb-import -f ${to%% *} h.out >h.new 2>err && [ ! -s err ] && cmp h.tsv h.new"
		done
		ok "hostile bank $seed is shown, shuffled, as text and html" "
			qb-format -a --shuffle $seed h.tsv >/dev/null && qb-format -a -t html h.tsv >h.html && qb-format --answers=end -t html h.tsv >>h.html"
		if have node && [ -d "$npm/node_modules/gift-pegjs" ]; then
			cp h.tsv h$seed.tsv
		fi
	done
else
	skip 'hostile banks' 'no python3'
fi
if have node && [ -d "$npm/node_modules/gift-pegjs" ]; then
	cat >gift.js <<'END'
const { parse } = require(process.env.SRC + "/tests/npm/node_modules/gift-pegjs");
for (const q of parse(require("fs").readFileSync(0, "utf8")))
	if (q.type === "MC")
		for (const c of q.choices)
			console.log([q.id || q.title, c.isCorrect, c.weight ?? 0, c.text.text, c.feedback?.text ?? ""].join("\t"));
END
	t 'gift-pegjs reads multiple choice with the same weights' 0 'qb-list -i net-1,net-2,sh-1 c.tsv | qb-format -a -t gift | node gift.js' <<'END'
net-1	false	0	one thread per socket	That is the classic prefork model.
net-1	true	0	epoll	
net-1	false	50	kqueue	It does, but not on Linux.
net-2	false	33.33333	`ESTABLISHED`	
net-2	false	-33.33333	`CONNECTED`	
net-2	false	33.33333	`TIME_WAIT`	
net-2	false	33.33333	`SYN_SENT`	
sh-1	false	50	It joins them with the first character of `IFS`.	
sh-1	false	50	It prints one line.	
sh-1	false	-25	It prints one line per argument.	
sh-1	false	-75	It fails.	
END
	for seed in 1 2 3; do
		[ ! -e h$seed.tsv ] || ok "gift-pegjs reads every choice of the hostile bank $seed" "
			qb-format -a -t gift h$seed.tsv | node gift.js | cut -f 1 | grep -c '^q' >got
			qb-format -f '{choices}\n' h$seed.tsv | grep -cE '^[A-Z]+\\)' | diff - got"
	done
else
	skip 'gift-pegjs' 'no node or gift-pegjs'
fi

# ---- Marked ----

printf 'who\tid\tanswer\tshuffle\n' >a.tsv
printf '%s\n' 'a	net-1	B	' 'b	net-1	c	' 'c	net-1	epoll	' 'd	net-1	a,b	' 'e	net-1	do not know	' 'f	net-1		' \
	'a	net-2	acd	' 'b	net-2	A, c	' 'c	net-2	A b	' 'd	net-2	abcd	' 'e	net-2	`TIME_WAIT`\n `ESTABLISHED`	' 'f	net-2	ae	' \
	'a	sh-1	ab	' 'b	sh-1	ac	' 'c	net-3	Delayed packets; the last ACK.	' >>a.tsv
t 'marked: letters, texts, weights, several, points' 0 'qb-score -m a.tsv c.tsv | qb-list -c who,id,earned,possible,score,hit,missed' <<'END'
who	id	earned	possible	score	hit	missed
a	net-1	1	1	1.0000	epoll	
b	net-1	0.5	1	0.5000	!kqueue	epoll
c	net-1	1	1	1.0000	epoll	
d	net-1	0	1	0.0000	!one thread per socket; epoll	
e	net-1	0	1	0.0000		epoll
f	net-1	0	1	0.0000		epoll
a	net-2	1	1	1.0000	`ESTABLISHED`; `TIME_WAIT`; `SYN_SENT`	
b	net-2	0.6666666667	1	0.6667	`ESTABLISHED`; `TIME_WAIT`	`SYN_SENT`
c	net-2	0	1	0.0000	`ESTABLISHED`; !`CONNECTED`	`TIME_WAIT`; `SYN_SENT`
d	net-2	0.6666666667	1	0.6667	`ESTABLISHED`; !`CONNECTED`; `TIME_WAIT`; `SYN_SENT`	
e	net-2	0.6666666667	1	0.6667	`ESTABLISHED`; `TIME_WAIT`	`SYN_SENT`
f	net-2	0	1	0.0000		`ESTABLISHED`; `TIME_WAIT`; `SYN_SENT`
a	sh-1	1	1	1.0000	It joins them with the first character of `IFS`.; It prints one line.	
b	sh-1	0.25	1	0.2500	It joins them with the first character of `IFS`.; !It prints one line per argument.	It prints one line.
c	net-3	3	3	1.0000	late segments; last ACK	
END
t 'marked: a row per choice' 0 'qb-list -n 2 a.tsv | qb-score --points -m - c.tsv' <<'END'
who	id	shuffle	point	weight	verdict	text
a	net-1		one thread per socket	0	absent	
a	net-1		epoll	1	hit	B
a	net-1		kqueue	0.5	absent	
b	net-1		one thread per socket	0	absent	
b	net-1		epoll	1	missed	
b	net-1		kqueue	0.5	misconception	C
END
t 'marked: texts that are letters or words' 0 "printf 'id\tquestion\tchoices\nq\tQ?\t~B\\\\n=A\\\\n~dab\\\\n~x\n' >l.tsv; printf 'id\tanswer\nq\tB\nq\tA\nq\tdab\nq\tbad\n' | qb-score -m - l.tsv | qb-list -c answer,score,hit" <<'END'
answer	score	hit
B	1.0000	A
A	0.0000	!B
dab	0.0000	!dab
bad	0.0000	!B; A; !x
END
t 'marked: more than 26 choices' 0 'awk "BEGIN { printf \"id\tquestion\tchoices\nq\tWhich?\t~\"; for (i = 1; i < 28; i++) printf \"%d\\\\n%s\", i, i == 27 ? \"~\" : i == 26 ? \"=\" : \"~\"; print \"last\" }" >m.tsv; printf "id\tanswer\nq\taa\nq\tAB\nq\tb\n" | qb-score -m - m.tsv | qb-list -c answer,score,hit' <<'END'
answer	score	hit
aa	1.0000	27
AB	0.0000	!last
b	0.0000	!2
END
t 'marked: what cannot be marked names file and line' 2 "printf 'id\tanswer\nq6\ta\n' | qb-score -m - bad.tsv; printf 'id\tanswer\nq4\ta\n' | qb-score -m - bad.tsv; printf 'id\tanswer\nq1\ta\n' | qb-score -m - bad.tsv; qb-score --shuffle x bad.tsv" <<'END'
id	answer	earned	possible	score	hit	missed
id	answer	earned	possible	score	hit	missed
id	answer	earned	possible	score	hit	missed
--- stderr
qb-score: standard input:2: id 'q6' has no points or choices at bad.tsv:7
qb-score: bad.tsv:5: choices: line 1: no '=', '~' or '#' before 'x'
qb-score: bad.tsv:2: choices: no correct choice
qb-score: --shuffle requires -m
try 'qb-score --help'
END

# Thirty candidates with two versions of the paper, compared with another implementation.
if have python3; then
	cat >exam.py <<'END'
import csv, random, subprocess, sys
r = random.Random(7)
rows = list(csv.reader(open('c.tsv', newline=''), delimiter='\t', quoting=csv.QUOTE_NONE))
bank = {row[0]: [c for c in row[5].split('\\n') if c[:1] in '=~'] for row in rows[1:] if row[5]}
def parse(line):
    mark, text, weight = line[0], line[1:], None
    if text.startswith('%'):
        weight, text = text[1:].split('%', 1)
    return mark == '=', text, weight
def h(seed, id, text):
    out = subprocess.run(['xxhsum', '-H64'], input=f'{seed}\t{id}\t{text}'.encode(), capture_output=True, check=True)
    return int(out.stdout.split()[0], 16)
order = {(s, id): sorted(map(parse, lines), key=lambda c: -h(s, id, c[1])) for s in ('red', 'blue') for id, lines in bank.items()}
answers, want = [], []
for who in range(30):
    seed = r.choice(['red', 'blue'])
    for id in bank:
        shown = order[seed, id]
        k = sum(c[0] for c in shown)
        chosen = r.sample(range(len(shown)), 1 if k == 1 else r.randint(0, len(shown)))
        score = 0
        for i in chosen:
            correct, _, weight = shown[i]
            score += float(weight) / 100 if weight else 1 / k if correct else -1 / k if k > 1 else 0
        answers.append([f'c{who}', seed, id, ','.join('ABCDEFGH'[i] for i in sorted(chosen))])
        want.append(f'{max(score, 0):.4f}')
csv.writer(open('answers.csv', 'w', newline='')).writerows([['who', 'shuffle', 'id', 'answer'], *answers])
open('want', 'w').write('\n'.join(['score', *want]) + '\n')
END
	if have xxhsum; then
		ok 'thirty candidates, two versions: the same marks as another implementation' '
			python3 exam.py && qb-score -m answers.csv c.tsv | qb-list -c score | diff want -'
	else
		skip 'thirty candidates' 'no xxhsum'
	fi
else
	skip 'thirty candidates' 'no python3'
fi

# ---- In a browser ----

if have node chromium && [ -d "$npm/node_modules/playwright-core" ]; then
	qb-format -a -t html c.tsv >a.html
	qb-format -t html c.tsv >none.html
	cat >page.js <<'END'
const { chromium } = require(process.env.SRC + '/tests/npm/node_modules/playwright-core');
const problems = [];
const say = (title, value) => console.log(`${title}: ${value}`);
(async () => {
	const args = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
	const browser = await chromium.launch({ executablePath: process.argv[2], args, chromiumSandbox: false });
	const open = async (file, options) => {
		const page = await (await browser.newContext(options)).newPage();
		page.on('console', (message) => problems.push(message.text()));
		page.on('pageerror', (error) => problems.push(error.message));
		await page.goto(`file://${process.cwd()}/${file}`);
		return page;
	};
	const page = await open('a.html');
	const one = page.locator('#q-net-1'), several = page.locator('#q-net-2');
	const verdict = (article) => article.locator('.verdict').textContent();
	await one.getByLabel('one thread per socket').check();
	say('wrong', await verdict(one));
	say('feedback', (await one.locator('.feedback').first().innerText()).trim());
	await one.getByLabel('epoll').check();
	say('right', await verdict(one));
	say('feedback is hidden', await one.locator('.feedback:visible').count());
	await several.getByLabel('ESTABLISHED').check();
	await several.getByRole('button', { name: 'Check' }).click();
	say('some', await verdict(several));
	await several.getByLabel('TIME_WAIT').check();
	await several.getByLabel('SYN_SENT').check();
	say('nothing before it is checked', await verdict(several));
	await several.getByRole('button', { name: 'Check' }).click();
	say('all', await verdict(several));
	await several.getByLabel('CONNECTED').check();
	await several.getByRole('button', { name: 'Check' }).click();
	say('too many', await verdict(several));
	for (const width of [320, 390, 1200]) {
		await page.setViewportSize({ width, height: 800 });
		say(`${width} pixels`, await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
	}
	const none = await open('none.html');
	say('without a key', await none.locator('.choices input').count());
	const plain = await open('a.html', { javaScriptEnabled: false });
	say('without a script', (await plain.locator('#q-net-1 .choices').innerText()).replace(/\s+/g, ' ').trim());
	say('problems', problems.length);
	await browser.close();
})().catch((error) => console.log(error.message));
END
	t 'html: the reader chooses' 0 'node page.js "$(command -v chromium)"' <<'END'
wrong: Wrong.
feedback: That is the classic prefork model.
right: Right.
feedback is hidden: 0
some: CheckRight so far; there are more.
nothing before it is checked: Check
all: CheckRight.
too many: CheckWrong.
320 pixels: true
390 pixels: true
1200 pixels: true
without a key: 0
without a script: A) one thread per socket B) epoll C) kqueue
problems: 0
END
else
	skip 'in a browser' 'no node, no chromium, or no playwright-core in tests/npm'
fi
if have node && [ -d "$npm/node_modules/html-validate" ] && [ -e a.html ]; then
	ok 'html-validate finds nothing' "node '$npm/node_modules/html-validate/bin/html-validate.mjs' --config '$npm/html-validate.json' -f text a.html none.html"
else
	skip 'html-validate finds nothing' 'no node, or no html-validate in tests/npm'
fi

finish
