#!/bin/sh
# qb-progress: the figures of the page against qb-score, what the page is made of, and hostile data.
. "${0%/*}/lib.sh"
HOME=$DIR/work # has no log
TZ=UTC0
export HOME TZ
cp "$SRC/bank.tsv" .
run='qb-progress -l log.tsv --now 2026-06-30'
now='-l log.tsv --now 2026-06-30'

# learner REVIEWS SEED: prints a log of so many reviews of the bank, with some undone, from 2025-01 on.
cat >learner <<'FILE'
awk -F '\t' -v n=$1 -v seed=$2 '
	NR > 1 { id[NR - 2] = $1 }
	END {
		print "time\tid\tgrade"
		srand(seed)
		for (i = 0; i < n; i++) {
			day = int(i * 540 / n)
			date = sprintf("%d-%02d-%02dT%02d:%02d:%02dZ", 2025 + int(day / 360), 1 + int(day % 360 / 30), 1 + int(day % 30 * 0.9), 5 + i % 18, int(i / 18) % 60, int(i / 1080) % 60)
			print date "\t" id[int(rand() * 100)] "\t" 1 + int(rand() * 3.99 )
			if (rand() < 0.05)
				print date "\t" id[int(rand() * 100)] "\tundo"
		}
	}' bank.tsv | sort | awk 'NR == 1 { header = $0 } /^time/ { next } { line[++n] = $0 } END { print "time\tid\tgrade"; for (i = 1; i <= n; i++) print line[i] }'
FILE
# cells ID N: the rows of the body of the table number N of the section, fields separated by TABs.
cat >cells <<'FILE'
awk -v id="aria-labelledby=\"$1\"" -v n=$2 '
	/^<section/ { on = index($0, id) }
	!on { next }
	/^<table/ { table++ }
	/^<tbody>/ { body = table == n; next }
	/^<\/tbody>/ { body = 0 }
	body && /^<tr>/ {
		gsub(/<svg.*<\/svg>/, ""); gsub(/<\/t[hd]>/, "\t"); gsub(/<[^>]*>/, ""); sub(/\t$/, "")
		gsub(/&amp;/, "\\&"); gsub(/%/, ""); gsub(/–/, ""); print
	}'
FILE
# same A B: whether the files agree, numbers with a point to 0.051.
cat >same <<'FILE'
paste -d '\n' $1 $2 | awk -F '\t' 'NR % 2 { n = split($0, a, "\t"); line = $0; next }
	{ bad = n != NF
	  for (i = 1; i <= NF; i++) if (a[i] ~ /^[0-9]+\.[0-9]+$/ ? (a[i] - $i) ^ 2 > 0.051 ^ 2 : a[i] "" != $i "") bad = 1
	  if (bad) { print "want " $0 "\n got " line; status = 1 } }
	END { exit status || NR == 0 }'
FILE
# check LOG: whether the tables of page.html are the reports of qb-score on the log.
cat >check <<'FILE'
now="-l $1 --now 2026-06-30"
qb-score $now --by day bank.tsv 2>err | sed 1d | awk -F '\t' -v OFS='\t' '{ if ($5 != "") $5 = sprintf("%.2f", $5 * 100); print }' >want
sh ./cells days 1 <page.html >got && sh ./same got want || exit 1
qb-score $now --forecast 30 bank.tsv 2>err | sed 1d >want
sh ./cells forecast 1 <page.html | cmp - want || exit 1
qb-score $now --by topic bank.tsv 2>err | sed '1d; s/^total	/All questions	/' | awk -F '\t' -v OFS='\t' '{ if ($7 != "") $7 = sprintf("%.2f", $7 * 100); print }' >want
sh ./cells topics 2 <page.html | cut -f 1-7 >got && sh ./same got want || exit 1
cut -f 1,7 want >want2; sh ./cells topics 1 <page.html | cut -f 1,3 >got && sh ./same got want2 || exit 1
qb-score $now bank.tsv 2>err | qb-list -c stability | awk 'NR > 1 && NF' | awk '
	BEGIN { n = split("0 1 2 4 7 14 30 60 120 240 365", from, " ") }
	{ for (i = n; i > 1 && $1 < from[i]; i--); count[i]++ }
	END { for (i = 1; i <= n; i++) print count[i] + 0 }' >want
sh ./cells stability 1 <page.html | cut -f 2 | cmp - want
FILE

sh ./learner 3000 1 >log.tsv
ok 'the page is written' "$run -o page.html bank.tsv 2>err && [ \$(grep -c '<svg role=' page.html) -ge 3 ]"
ok 'its tables are the reports of qb-score' 'sh ./check log.tsv'
ok 'so they are with other logs' '
	for i in $(seq 1 $(tries 12 3)); do
		sh ./learner $((i * i * 9)) $i >some.tsv; qb-progress -l some.tsv --now 2026-06-30 -o page.html bank.tsv 2>err && sh ./check some.tsv || { echo "log $i"; exit 1; }
	done'
ok 'with -r, --rollover and --params, too' "
	$run -o page.html -r 0.8 --rollover 9 bank.tsv 2>err && sh ./cells forecast 1 <page.html >got &&
	qb-score $now -r 0.8 --rollover 9 --forecast 30 bank.tsv 2>err | sed 1d | cmp - got || exit 1
	qb-fit --reference -l log.tsv >params 2>err; $run -o page.html --params @params bank.tsv 2>err; sh ./cells forecast 1 <page.html >got
	QB_PARAMS=params qb-score $now --forecast 30 bank.tsv 2>err | sed 1d | cmp - got && QB_PARAMS=params $run -o - bank.tsv 2>err | cmp - page.html"
ok 'the observed recall: the share of reviews on a later day that were not again' "
	$run -o page.html bank.tsv 2>err; sh ./cells topics 2 <page.html | tail -n 1 | cut -f 8,10 >got
	grep -v undo log.tsv >plain.tsv; qb-progress -l plain.tsv --now 2026-06-30 -o - bank.tsv 2>err | sh ./cells topics 2 | tail -n 1 | cut -f 8,10 >got
	qb-fit --evaluate --bins --rollover 4 -l plain.tsv | sed 1d | awk '{ n += \$2; recalled += \$2 * \$4 } END { printf \"%d\t%.2f\n\", n, 100 * recalled / n }' >want
	sh ./same got want"
ok 'the weakest questions: the least recall, as qb-score has it' "
	$run -o page.html bank.tsv 2>err; sh ./cells weakest 1 <page.html | sed 's/^[^	]* \([^ ]*	\)/\1/' >got
	qb-score $now bank.tsv 2>err | qb-list -c id,recall,reps,lapses,due,need | awk -F '\t' 'NR > 1 && \$3 > 0' | sort -t '	' -k 2,2n | head -n 20 |
		awk -F '\t' -v OFS='\t' '{ print \$1, sprintf(\"%.2f\", \$2 * 100), \$4 \" of \" \$3, \$5 }' >want
	[ \$(wc -l <got) = 20 ] && cut -f 2 got >a && cut -f 2 want >b && sh ./same a b && sort got | cut -f 1,3- >a && sort want | cut -f 1,3- | cmp - a"
ok 'of equal recall: more lapses first, then the order of the bank' '
	printf "time\tid\tgrade\n2026-06-01T08:00:00Z\t%s\tagain\n2026-06-01T08:00:00Z\t%s\tagain\n2026-06-01T08:00:00Z\t%s\tagain\n" a b c >ties.log
	printf "id\nb\na\nc\n" >ties.tsv
	qb-progress -l ties.log --now 2026-06-30 -o - ties.tsv | sh ./cells weakest 1 | cut -f 1 | tr -d " " | paste -sd "" - | grep -qx bac || exit 1
	w=0.001,1.2931,2.3065,8.2956,6.4133,0.8334,3.0194,0.0010,1.8722,0.1666,0.7960,1.4835,0.0614,0.2629,1.6483,0.6014,1.8729,0.5425,0.0912,0.0658,0.1542
	printf "2026-06-01T08:01:00Z\t%s\tagain\n" a c >>ties.log # the stability stays at its minimum
	qb-progress --params $w -l ties.log --now 2026-06-30 -o - ties.tsv | sh ./cells weakest 1 >got
	[ "$(cut -f 2 got | sort -u | wc -l)" = 1 ] && cut -f 1 got | tr -d " " | paste -sd "" - | grep -qx acb || { cat got; exit 1; }'
ok 'their links lead to questions of the page of qb-format' '
	qb-format -t html -o questions.html bank.tsv
	grep -o "href=\"questions.html#[^\"]*" page.html | sed "s/.*#//" >links; [ $(wc -l <links) = 20 ] &&
	while read -r id; do grep -q "<article id=\"$id\"" questions.html || { echo "$id"; exit 1; }; done <links'
ok 'the calendar has each day of its half years once, and all their reviews' '
	grep -o "<rect class=\"l[0-4]\" x=[^>]*" page.html >days
	[ $(wc -l <days) = $((181 + 184 + 181)) ] && [ $(sort -u days | wc -l) -gt 181 ] || { wc -l days; exit 1; }
	grep -o "<title>20[0-9-]*: [0-9]* review" page.html | sed "s/<title>//; s/: /	/; s/ review//" >got; sh ./cells days 1 <page.html | cut -f 1,2 | cmp - got'
ok 'the same input: the same page' "$run -o a.html bank.tsv 2>err; $run -o - bank.tsv 2>err | cmp - a.html; cat log.tsv | qb-progress -l - --now 2026-06-30 -o - bank.tsv 2>err | cmp - a.html"
ok 'nothing is loaded, no script, two styles that the policy names' '
	! grep -iE "<script|<link|<img|@import|url\(|<[^>]* (style|on[a-z]+)=" a.html && [ "$(grep -c "^<style>" a.html)" = 2 ] &&
	for n in 1 2; do
		hash=$(awk -v n=$n "/^<style>/ { i++ } i == n { print } i == n && /<\/style>/ { exit }" a.html | sed "1s/^<style>//; s/<\/style>//" | sed "\$d" | openssl dgst -sha256 -binary | base64)
		grep -q "sha256-$hash" a.html || exit 1
	done'

# ---- Few reviews ----

printf 'time\tid\tgrade\n' >none.tsv
{ cat none.tsv; printf '2026-06-20T08:00:00Z\tnode-001\tgood\n'; } >one.tsv
ok 'no reviews' '
	for log in "" "-l none.tsv" "-l /dev/null"; do
		qb-progress $log --now 2026-06-30 -o p.html bank.tsv 2>err && [ ! -s err ] && grep -q "No reviews yet" p.html && ! grep -q "nan\|<svg role" p.html || exit 1
	done; [ "$(sh ./cells topics 2 <p.html | tail -n 1 | cut -f 1-6)" = "All questions	133	0	0	0	0" ]'
ok 'one review' '
	qb-progress -l one.tsv --now 2026-06-30 -o page.html bank.tsv && sh ./check one.tsv && ! grep -q nan page.html &&
	grep -q "133 questions · 1 review on 1 day<" page.html && [ "$(sh ./cells weakest 1 <page.html | cut -f 3-)" = "0 of 1	2026-06-22" ]'
ok 'all reviews undone are no reviews' '
	{ cat one.tsv; printf "2026-06-20T08:01:00Z\tnode-001\tundo\n"; } >undone.tsv
	qb-progress -l undone.tsv --now 2026-06-30 -o - bank.tsv >got && qb-progress -l none.tsv --now 2026-06-30 -o - bank.tsv | cmp - got'
ok 'days in a row' '
	for d in 25 27 28 29; do printf "2026-06-${d}T08:00:00Z\tnode-00$((d % 9 + 1))\tgood\n"; done | cat none.tsv - >row.tsv
	for now in 29:3 30:3; do qb-progress -l row.tsv --now 2026-06-${now%:*} -o - bank.tsv | grep -q "Days in a row</dt><dd>${now#*:} " || exit 1; done
	qb-progress -l row.tsv --now 2026-07-01 -o - bank.tsv | grep -q "Days in a row</dt><dd>0 "'
ok 'reviews of other ids are reported and do not count' '
	{ cat one.tsv; printf "2026-06-21T08:00:00Z\tgone\tgood\n2026-06-22T08:00:00Z\tgone\tgood\n"; } >gone.tsv
	qb-progress -l gone.tsv --now 2026-06-30 -o - bank.tsv 2>err >got; qb-progress -l one.tsv --now 2026-06-30 -o - bank.tsv | cmp - got &&
	[ "$(cat err)" = "qb-progress: ids in the log that are not in the bank: 1 (reviews: 2)" ]'
ok 'suspended questions are not due and not among the weakest' "
	mkdir -p beside && cp log.tsv beside && sh ./cells weakest 1 <a.html | sed -n '1s/	.*//; 1s/.* //p'  >first
	{ echo id; cat first; echo gone; } >beside/suspended.tsv
	qb-progress -l beside/log.tsv --now 2026-06-30 -o b.html bank.tsv 2>err && ! sh ./cells weakest 1 <b.html | grep -qF \"\$(cat first)\" &&
	grep -q '<p>1 suspended question is counted' b.html || exit 1
	for page in a b; do sh ./cells forecast 1 <\$page.html | awk '{ n += \$2 } END { print n }'; done | paste -sd ' ' | awk '{ exit \$1 != \$2 + 1 }'
	for page in a b; do sh ./cells days 1 <\$page.html >\$page.days; done; cmp a.days b.days"
ok 'an empty suspended.tsv' "mkdir -p empty && cp one.tsv empty && : >empty/suspended.tsv && qb-progress -l empty/one.tsv --now 2026-06-30 -o - bank.tsv >got && qb-progress -l one.tsv --now 2026-06-30 -o - bank.tsv | cmp - got"
t 'a malformed suspended.tsv' 2 'printf "name\nx\n" >empty/suspended.tsv; echo old >out; qb-progress -l empty/one.tsv --now 2026-06-30 -o out bank.tsv; s=$?; cat out; exit $s' <<'END'
old
--- stderr
qb-progress: empty/suspended.tsv: no column 'id'; columns: name
END
ok 'a bank of ids' 'cut -f 1 bank.tsv >ids.tsv; qb-progress -l one.tsv --now 2026-06-30 -o page.html ids.tsv && [ "$(sh ./cells topics 1 <page.html | wc -l)" = 1 ] && grep -q "#q-node-001\"" page.html'
ok '100,000 reviews' 'sh ./learner 100000 3 >big.tsv; (ulimit -t 20; qb-progress -l big.tsv --now 2026-06-30 -o page.html bank.tsv 2>err) && sh ./check big.tsv && [ $(wc -c <page.html) -lt 400000 ]'

# ---- Hostile data ----

printf 'id\ttopic\tquestion\n%s\t%s\t%s\n%s\t%s\t%s\n' \
	'"><script>x</script>' '</th><script>y</script>&amp;' '</table>[a](javascript:x) <img src=x onerror=y> `<b>`' \
	'ä_/ #?' '' 'Second' >hostile.tsv
printf 'time\tid\tgrade\n2026-06-20T08:00:00Z\t"><script>x</script>\tagain\n2026-06-21T08:00:00Z\tä_/ #?\tgood\n' >hostile.log
ok 'ids, topics and questions are escaped' '
	qb-progress -l hostile.log --now 2026-06-30 -o h.html hostile.tsv || exit 1
	! grep -i "<script\|<img\|<b>\|href=\"javascript" h.html && grep -q "&lt;/th&gt;&lt;script&gt;y&lt;/script&gt;&amp;amp;" h.html && grep -q "(no topic)" h.html &&
	qb-format -t html -o questions.html hostile.tsv && grep -o "href=\"questions.html#[^\"]*" h.html | sed "s/.*#//" >links && [ $(wc -l <links) = 2 ] &&
	while read -r id; do grep -qF "<article id=\"$id\"" questions.html || { echo "$id"; exit 1; }; done <links'
ok 'bytes that are not UTF-8' 'printf "id\ttopic\tquestion\na\t\377t\t\300q\n" >bytes.tsv; sed "s/node-001/a/" one.tsv >bytes.log; qb-progress -l bytes.log --now 2026-06-30 -o got bytes.tsv && iconv -f UTF-8 -t UTF-8 got >out'
ok 'reviews at the ends of time' '
	for year in 0001 1969 1970 9999; do
		printf "time\tid\tgrade\n$year-01-01T12:00:00Z\tnode-001\tgood\n$year-12-31T12:00:00Z\tnode-001\tgood\n" >ends.tsv
		for now in $year-12-31 9999-12-31; do qb-progress -l ends.tsv --now $now -o - bank.tsv >got || exit 1; ! grep -q "nan\|inf\|x=\"-\|width=\"-" got || exit 1; done
	done'

# Well-formed, with the end tags that HTML allows to leave out.
cat >read.py <<'FILE'
import html.parser, sys
VOID = {'meta'}
SVG = {'rect', 'path'}
class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.used = [], [], []
    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        assert len(a) == len(attributes), attributes
        if 'id' in a: self.ids.append(a['id'])
        self.used += a.get('aria-labelledby', '').split()
        if tag == 'svg': assert a.get('aria-hidden') == 'true' or a.get('role') == 'img' and a['aria-labelledby'], a
        if tag not in VOID: self.open.append(tag)
    def handle_startendtag(self, tag, attributes):
        assert tag in SVG, tag
    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open, self.getpos())
        self.open.pop()
for name in sys.argv[1:]:
    page = Page()
    page.feed(open(name, encoding='utf-8').read())
    page.close()
    assert not page.open, page.open
    assert len(set(page.ids)) == len(page.ids) and set(page.used) <= set(page.ids), name
FILE
qb-progress --now 2026-06-30 -o new.html bank.tsv
if have python3; then
	ok 'well-formed; ids are unique; pictures have names' 'python3 read.py a.html h.html new.html'
else
	skip 'well-formed; ids are unique; pictures have names' 'no python3'
fi
if have xmllint; then
	ok 'xmllint finds nothing but elements newer than HTML 4' '
		for page in a h new; do xmllint --html --noout $page.html 2>&1 | grep "error" | grep -vE "Tag (header|main|section|figure|figcaption|details|summary|svg|title|rect|path|text) invalid"; done >got; [ ! -s got ] || { cat got; exit 1; }'
else
	skip 'xmllint finds nothing but elements newer than HTML 4' 'no xmllint'
fi
npm=$SRC/tests/npm
if have node && [ -d "$npm/node_modules/html-validate" ]; then
	ok 'html-validate finds nothing' "node '$npm/node_modules/html-validate/bin/html-validate.mjs' --config '$npm/html-validate.json' -f text a.html h.html new.html"
else
	skip 'html-validate finds nothing' 'no node, or no html-validate in tests/npm'
fi
cat >page.js <<'FILE'
const { chromium } = require(process.env.SRC + '/tests/npm/node_modules/playwright-core');
const fs = require('node:fs');
const axe = fs.readFileSync(require.resolve(process.env.SRC + '/tests/npm/node_modules/axe-core/axe.min.js'), 'utf8');
(async () => {
	const browser = await chromium.launch({ executablePath: process.argv[2], args: ['--disable-gpu', '--no-first-run'], chromiumSandbox: false });
	for (const file of ['a.html', 'h.html', 'new.html'])
		for (const colorScheme of ['light', 'dark'])
			for (const width of [320, 390, 1200]) {
				const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
				const page = await context.newPage();
				const problems = [];
				page.on('console', (m) => problems.push(m.text()));
				page.on('request', (r) => { if (!r.url().endsWith(file)) problems.push(r.url()); });
				await page.goto('file://' + process.cwd() + '/' + file);
				for (const open of [false, true]) {
					await page.evaluate((o) => document.querySelectorAll('details').forEach((d) => { d.open = o; }), open);
					const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
					if (inner > outer) problems.push(`${inner} wide`);
					const cut = await page.evaluate(() => [...document.querySelectorAll('.topics, .weakest')].filter((t) => t.scrollWidth > t.parentNode.clientWidth).length);
					if (width >= 390 && cut > 0) problems.push(`${cut} tables wider than the page`);
				}
				await page.evaluate(axe);
				const result = await page.evaluate(() => axe.run());
				for (const v of result.violations) problems.push(`${v.id}: ${v.nodes[0].html.slice(0, 100)}`);
				if (problems.length) console.log(file, colorScheme, width, problems);
				await context.close();
			}
	await browser.close();
})();
FILE
if have node chromium && [ -d "$npm/node_modules/playwright-core" ]; then
	t 'in a browser, light and dark, narrow and wide: no request, nothing too wide, accessible' 0 'node page.js "$(command -v chromium)"' </dev/null
else
	skip 'in a browser' 'no node, no chromium, or no playwright-core in tests/npm'
fi

# ---- Files and options ----

t 'the file is replaced only when the page is complete' 2 '{ cat bank.tsv; echo z; } >bad.tsv; echo old >out; qb-progress -o out bad.tsv; s=$?; cat out; ls -A | grep "^\.qb"; exit $s' <<'END'
old
--- stderr
qb-progress: bad.tsv:135: expected 7 fields, found 1
END
t 'a malformed log' 2 'echo old >out; printf "time\tid\tgrade\n2026\tx\t1\n" >bad.log; qb-progress -l bad.log -o out bank.tsv; s=$?; cat out; exit $s' <<'END'
old
--- stderr ^qb-progress: bad\.log:2: 
END
mkdir -p in
cp bank.tsv in/bank.tsv && cp one.tsv in/log.tsv && echo id >in/suspended.tsv && qb-fit -l none.tsv >in/params 2>err
for file in bank.tsv log.tsv suspended.tsv params; do
	t "-o onto an input: $file" 2 "
		cp in/$file copy; ln -sf in/$file link
		for o in in/$file ./in/$file link; do qb-progress -l in/log.tsv --params @in/params -o \$o in/bank.tsv; s=\$?; cmp in/$file copy || exit 1; done; exit \$s" <<END
--- stderr
qb-progress: in/$file: input file is also the output
qb-progress: ./in/$file: input file is also the output
qb-progress: link: input file is also the output
END
done
t 'without -o' 2 'qb-progress bank.tsv; qb-progress -o "" bank.tsv' <<'END'
--- stderr
qb-progress: missing -o FILE
try 'qb-progress --help'
qb-progress: missing -o FILE
try 'qb-progress --help'
END
t 'standard input twice' 2 'qb-progress -o out -l - - <one.tsv' <<'END'
--- stderr
qb-progress: standard input can only be read once
END
t 'an empty pipe: nothing is written' 1 'echo old >out; printf "" | qb-progress -l one.tsv -o out; s=$?; cat out; exit $s' <<'END'
old
END
t 'a header only' 1 'head -n 1 bank.tsv | qb-progress -l none.tsv -o out; s=$?; grep -c "<h1>" out; exit $s' <<'END'
1
END
t 'no column id' 2 'qb-list -c question bank.tsv | qb-progress -l none.tsv -o out' <<'END'
--- stderr
qb-progress: standard input: no column 'id'; columns: question
END
t 'options out of range' 2 'for o in "-r 1" "-r x" "--now x" "--rollover 24" "--params 1"; do qb-progress -o out $o bank.tsv 2>&1 | head -n 1; done; exit 2' <<'END'
qb-progress: -r: 1 is out of range (above 0, below 1)
qb-progress: -r: invalid number 'x'
qb-progress: --now: invalid time 'x'; use 2026-01-31T08:15:00Z or 2026-01-31
qb-progress: --rollover: 24 is out of range (0 to 23)
qb-progress: --params: expected 21 numbers, found 1
END

finish
