#!/bin/sh
# qb-format -t html: the content of the page, hostile fields, and the page in a browser.
. "${0%/*}/lib.sh"

npm=$SRC/tests/npm
# The part of the page that contains the bank.
cat >main.sed <<'END'
/^<main/,/^<\/main>/!d
/main>/d
/<main/d
END
printf 'id\ttopic\tlevel\ttags\tquestion\tanswer\n' >b.tsv
printf '%s\n' 'a_1	Q & A	mid	x, y	What is `a < b`?	It *moves* **data**.\n\n3. three\n4. four\n   - in\n\n> said\n\n***\n\n```js\nx < 1;\n```' \
	'b c	Q & A			Why?	' \
	'b c	Other	staff		1. What?	## Two\n\n##### Five\n\n# One\n\nhard\\\nbreak, [w](https://e.example/a?b=1&c="2") <me@e.example> [f](#q-a__1)' >>b.tsv

t 'questions' 0 'qb-format -t html b.tsv >out; sed -f main.sed out' <<'END'
<section id="t-1">
<h2 dir="auto">Q &amp; A</h2>
<article id="q-a__1" class="asked" dir="auto">
<h3><a class="number" href="#q-a__1">1.</a> <span class="question">What is <code>a &lt; b</code>?</span></h3>
<p class="labels">
<span class="level"><span class="unseen">Level: </span><span class="label">mid</span></span>
<span class="tag"><span class="unseen">Tag: </span><span class="label">x</span></span>
<span class="tag"><span class="unseen">Tag: </span><span class="label">y</span></span>
</p>
</article>
<article id="q-b_20c" class="asked" dir="auto">
<h3><a class="number" href="#q-b_20c">2.</a> <span class="question">Why?</span></h3>
</article>
</section>
<section id="t-2">
<h2 dir="auto">Other</h2>
<article id="n-3" class="asked" dir="auto">
<h3><a class="number" href="#n-3">3.</a> <span class="question">1. What?</span></h3>
<p class="labels">
<span class="level"><span class="unseen">Level: </span><span class="label">staff</span></span>
</p>
</article>
</section>
END
t 'a repeated topic has one line in the list' 0 '
	printf "topic\tquestion\nFirst\tone\nSecond\ttwo\nFirst\tlast\n" | qb-format -t html >mixed.html
	grep -E "<section|<li><a" mixed.html' <<'END'
<li><a href="#t-1" dir="auto">First</a> <span class="count">2</span></li>
<li><a href="#t-2" dir="auto">Second</a> <span class="count">1</span></li>
<section id="t-1">
<section id="t-2">
<section id="t-3" data-topic="t-1">
END
t 'the list of topics, with counts' 0 'sed "/<nav/,/<\/nav>/!d" out' <<'END'
<nav aria-labelledby="topics">
<h2 id="topics">Topics</h2>
<ul>
<li><a href="#t-1" dir="auto">Q &amp; A</a> <span class="count">2</span></li>
<li><a href="#t-2" dir="auto">Other</a> <span class="count">1</span></li>
</ul>
</nav>
END
# How md4c repairs emphasis that is not closed depends on its version; that tags are balanced does not.
t 'emphasis that md4c leaves open is closed' 0 \
	"printf 'id\tquestion\n1\t*a [b](*)\n' | qb-format -t html | sed -n 's/.*class=\"question\">\(.*\)<\/span>.*/\1/p' >em
	[ \$(grep -o '<em>' em | wc -l) = \$(grep -o '</em>' em | wc -l) ] && sed 's/<[^>]*>//g; s/\*//g' em" <<'END'
a b &lt;&gt;
END
t 'answers' 0 'qb-format -a -t html b.tsv | sed -f main.sed | sed "/<details/,/<\/details>/!d"' <<'END'
<details id="a-q-a__1">
<summary>Answer<span class="unseen"> to question 1</span></summary>
<div class="answer" dir="auto">
<p>It <em>moves</em> <strong>data</strong>.</p>
<ol start="3">
<li>three</li>
<li>four<ul>
<li>in</li>
</ul>
</li>
</ol>
<blockquote><p>said</p>
</blockquote>
<hr>
<pre tabindex="0"><code>x &lt; 1;
</code></pre>
</div>
</details>
<details id="a-n-3">
<summary>Answer<span class="unseen"> to question 3</span></summary>
<div class="answer" dir="auto">
<h4>Two</h4>
<h5>Five</h5>
<h4>One</h4>
<p>hard<br>
break, <a href="https://e.example/a?b=1&amp;c=%222%22" rel="noopener noreferrer">w</a> <a href="mailto:me@e.example" rel="noopener noreferrer">me@e.example</a> <a href="#q-a__1">f</a></p>
</div>
</details>
END
t 'answers at the end' 0 'qb-format --answers=end -t html b.tsv | sed -f main.sed >out; grep "class=.jump" out; sed "/<h2.*Answers/,\$!d; /<article/,/<\/h3>/!d" out' <<'END'
<p class="jump"><a href="#a-q-a__1">Answer<span class="unseen"> to question 1</span></a></p>
<p class="jump"><a href="#a-n-3">Answer<span class="unseen"> to question 3</span></a></p>
<p class="jump"><a href="#q-a__1">Back to question 1</a></p>
<p class="jump"><a href="#n-3">Back to question 3</a></p>
<article id="a-q-a__1" class="answered" dir="auto">
<h3><a class="number" href="#a-q-a__1">1.</a> <span class="question">What is <code>a &lt; b</code>?</span></h3>
<article id="a-n-3" class="answered" dir="auto">
<h3><a class="number" href="#a-n-3">3.</a> <span class="question">1. What?</span></h3>
END
ok 'the count of questions does not depend on --start' 'qb-format -t html --start 100 b.tsv | grep -q "<p>$(($(wc -l <b.tsv) - 1)) questions</p>"'
t 'one topic, no id, an empty question' 0 "printf 'question\tother\n\tx\n' | qb-format -t html >out; grep -c '<nav' out; sed -f main.sed out" <<'END'
0
<section id="t-1">
<h2 dir="auto">Questions</h2>
<article id="n-1" class="asked" dir="auto">
<h3><a class="number" href="#n-1">1.</a> <span class="question">-</span></h3>
</article>
</section>
END
t 'the title is text' 0 "qb-format -t html --title '</title><b>&\"' b.tsv | grep -e '^<title>' -e '^<h1'; qb-format -t html --title '' b.tsv | grep '^<title>'" <<'END'
<title>&lt;/title&gt;&lt;b&gt;&amp;&quot;</title>
<h1 dir="auto">&lt;/title&gt;&lt;b&gt;&amp;&quot;</h1>
<title>Question bank</title>
END
t 'other links are text, images are links' 0 "printf 'question\n%s\n' '[a](javascript:x) [b](JaVaScript:x) [c](//e.example) [d](e.html) <vbscript:x> [![i](http://e.example/i)](data:x) ![j [k](http://e.example/k)](HTTP://e.example/j)' |
	qb-format -t html | sed -n 's/.*question\">//p'" <<'END'
a &lt;javascript:x&gt; b &lt;JaVaScript:x&gt; c &lt;//e.example&gt; d &lt;e.html&gt; vbscript:x i &lt;data:x&gt; <a href="HTTP://e.example/j" rel="noopener noreferrer">j k</a></span></h3>
END
t 'characters that HTML forbids' 0 "printf 'question\na\001b\033\177\302\233\357\267\220\357\277\277\360\237\277\276\377&#0;&#1;c\n' | qb-format -t html | sed -n 's/.*question\">//p'" <<'END'
a�b���������c</span></h3>
END
t 'no records' 1 'head -n 1 b.tsv | qb-format -t html >out; status=$?; grep -e "^<p>" -e "^</html" out; exit $status' <<'END'
<p>0 questions</p>
</html>
END
t 'to a full device' 2 'qb-format -t html b.tsv >/dev/full' <<'END'
--- stderr
qb-format: standard output: No space left on device
END

# A bank in which every field tries to inject markup, and the bank that ships, with answers.
cat >hostile.py <<'END'
evil = """<script>alert(1)</script>"'><img src=x onerror=alert(1)>&lt;\x01\x1b[0m\x7f\u009b\ufdd0</title></style></script>--><!-- ]]> {{x}} `<b>`
 [a](javascript:alert(1)) ![i](http://e.example/x.png) <http://e.example/"onclick="x> [e](<http://e.example/a"onclick=" b>) [![n](http://e.example/n)](http://e.example/o)"""
def encode(text):
    return text.replace('\\', '\\\\').replace('\t', '\\t').replace('\n', '\\n')
print('id\ttopic\tlevel\ttags\tquestion\tanswer')
for name in (evil, 'a_b', 'a b', 'a_20b', '', '', 'a b', 'questions', '\u00e9'):
    answer = evil + '\n\n```' + evil.split('\n')[0].replace('`', '') + '\n' + evil + '\n```\n\n# ' + evil
    print('\t'.join(map(encode, (name, evil, evil, evil, evil, answer))))
END
PYTHONIOENCODING=utf-8 python3 hostile.py >hostile.tsv
awk -F '\t' -v OFS='\t' 'NR > 1 { $6 = NR == 8 ? "It is *answer-only*." : "Yes:\\n\\n- `x`\\n\\n```\\na line that is too long for a narrow screen, and has to be scrolled\\n```"; $4 = NR == 8 ? "tagged" : $4 } 1' "$SRC/bank.tsv" >full.tsv
qb-format -t html full.tsv >none.html
qb-format -a -t html full.tsv >bank.html
qb-format --answers=end -t html full.tsv >end.html
qb-format -a -t html hostile.tsv >hostile.html
qb-format --answers=end -t html hostile.tsv >hostile-end.html

# Reads a page and checks that elements are properly nested, ids unique, links not dangling, and
# the hashes in the policy right; prints a count of elements and the questions.
cat >read.py <<'END'
import base64, hashlib, html.parser, sys
VOID = {'meta', 'br', 'hr', 'input'}
class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.targets, self.questions, self.count = [], [], [], [], {}
        self.policy = ''
    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        assert len(a) == len(attrs), (tag, attrs)
        assert not any(name.startswith('on') or name in ('style', 'src') for name in a), attrs
        self.count[tag] = self.count.get(tag, 0) + 1
        if 'id' in a:
            self.ids.append(a['id'])
        if a.get('href', '').startswith('#'):
            self.targets.append(a['href'][1:])
        if a.get('http-equiv') == 'Content-Security-Policy':
            self.policy = a['content']
        if a.get('class') == 'asked':
            self.questions.append('')
        if tag not in VOID:
            self.open.append((tag, a.get('class')))
    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag, self.getpos()
    def handle_data(self, data):
        assert not any(ord(c) < 32 and c not in '\n\t' or 127 <= ord(c) < 160 for c in data), data
        if self.open and self.open[-1][0] in ('style', 'script'):
            digest = base64.b64encode(hashlib.sha256(data.encode()).digest()).decode()
            assert f"{self.open[-1][0]}-src 'sha256-{digest}'" in self.policy, self.open[-1]
        if ('span', 'question') in self.open and ('article', 'asked') in self.open:
            self.questions[-1] += data
page = Page()
page.feed(open(sys.argv[1], encoding='utf-8', newline='').read())
page.close()
assert page.open == [] and page.policy.startswith("default-src 'none'; "), page.open
assert len(set(page.ids)) == len(page.ids), 'duplicate id'
assert set(page.targets) <= set(page.ids), set(page.targets) - set(page.ids)
print(*('%d %s' % (page.count.get(tag, 0), tag) for tag in sys.argv[2].split(',')), sep=', ')
if len(sys.argv) > 3:
    print(*page.questions, sep='\n')
END
n=$(($(sed 1d "$SRC/bank.tsv" | wc -l)))
topics=$(($(qb-list -T "$SRC/bank.tsv" | sed 1d | wc -l)))
ok 'well-formed; the questions of the bank, in order' "
	{ echo '$n article, 0 details, $topics section'; cut -f 5 full.tsv | sed '1d; s/\`//g'; } >want
	python3 read.py none.html article,details,section questions | diff want -"
for page in "bank $n article, $n details, $topics section, 1 script" \
	"end $((2 * n)) article, 0 details, $((topics + 1)) section, 1 script" \
	'hostile 9 article, 9 details, 1 section, 1 script' 'hostile-end 18 article, 0 details, 2 section, 1 script'; do
	ok "well-formed; what is in it: ${page%% *}" "
		echo '${page#* }' >want
		python3 read.py ${page%% *}.html article,details,section,script | diff want -"
done

if have chromium pdftotext; then
	for answers in none inline end; do
		ok "printed, answers=$answers: questions on the first page" "
			qb-format -t html --answers=$answers \"\$SRC/bank.tsv\" >print.html
			chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
				--user-data-dir=\"\$PWD/profile\" --print-to-pdf=print.pdf print.html 2>&1 &&
			pdftotext -l 1 print.pdf - | tr '\n' ' ' | grep -q 'Explain the Node.js event loop'"
	done
else
	skip 'printed' 'no chromium, or no pdftotext'
fi
qb-list -n 9 "$SRC/bank.tsv" | qb-format -t html --points -o sheet.html
qb-list -n 9 "$SRC/bank.tsv" | qb-format -t html --plain --space 3 --header 'Name: ____' -o plain.html
if have node && [ -d "$npm/node_modules/html-validate" ]; then
	ok 'html-validate finds nothing' "node '$npm/node_modules/html-validate/bin/html-validate.mjs' --config '$npm/html-validate.json' -f text *.html"
else
	skip 'html-validate finds nothing' 'no node, or no html-validate in tests/npm'
fi
if have node chromium && [ -d "$npm/node_modules/playwright-core" ] && [ -d "$npm/node_modules/axe-core" ]; then
	node "$npm/html.js" "$(command -v chromium)" bank.html end.html hostile.html mixed.html sheet.html plain.html >cases 2>&1
	while read -r line; do
		case $line in
		'ok '*) report 0 "browser: ${line#ok }" ;;
		'not ok '*) report 1 "browser: ${line#not ok }" ;;
		*) printf '# %s\n' "$line" ;;
		esac
	done <cases
	ok 'the browser ran all cases' 'grep -q "^ok without its script" cases'
else
	skip 'in a browser' 'no node, no chromium, or no playwright-core and axe-core in tests/npm'
fi

finish
