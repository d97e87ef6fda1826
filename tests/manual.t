#!/bin/sh
# make manual: the pages as HTML, and every link of them.
. "${0%/*}/lib.sh"

MAKEFLAGS=
export MAKEFLAGS
if ! have mandoc; then
	skip 'make manual' 'no mandoc'
	finish
fi
ok 'manual writes pages' '(cd "$SRC" && VERSION=1.2.3 sh src/packaging/manual.sh "$OLDPWD/manual")'
ok 'a page per manual page, an index and a stylesheet, and nothing else' '
	{ echo index.html; echo manual.css; for page in "$SRC"/man/*.[157]; do echo "${page##*/}.html"; done; } | LC_ALL=C sort >want
	ls manual | LC_ALL=C sort | diff want -'
ok 'the index names the version, and each page with its description' '
	grep -q "qb 1.2.3" manual/index.html || exit 1
	for page in "$SRC"/man/*.[157]; do
		name=${page##*/}
		grep -F "<a href=\"$name.html\">${name%.*}(${name##*.})</a>" manual/index.html >/dev/null &&
			grep -F "<dd>$(sed -n "s/^\.Nd //p" "$page")</dd>" manual/index.html >/dev/null || { echo "$name"; exit 1; }
	done'
# A tag of mandoc may be broken into lines.
cat >links.py <<'E2'
import glob, html.parser, os, sys

ids, links = {}, []
class Page(html.parser.HTMLParser):
    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if 'id' in a:
            ids[self.name].add(a['id'])
        for key in ('href', 'src'):
            if key in a:
                links.append((self.name, tag, a[key]))

for path in glob.glob('manual/*.html'):
    page = Page()
    page.name = os.path.basename(path)
    ids[page.name] = set()
    page.feed(open(path, encoding='utf-8').read())
dead = 0
between = set()
for name, tag, link in links:
    if tag == 'a' and link.startswith('https://'):
        continue
    file, _, fragment = link.partition('#')
    file = file or name
    if file != name and file.endswith('.html'):
        between.add((name, file))
    if not os.path.exists('manual/' + file) or fragment and fragment not in ids[file]:
        print(name, link)
        dead = 1
if len(between) < 4 * len(ids):
    dead = print('only', len(between), 'links between pages') or 1
for name in ids:
    if name != 'index.html' and ((name, 'index.html') not in between or ('index.html', name) not in between):
        dead = print(name, 'and the index do not link to each other') or 1
sys.exit(dead)
E2
ok 'no link is dead, and the pages need nothing from elsewhere' 'python3 ../work/links.py && ! grep -n "url(\|@import" manual/manual.css'
ok 'a page of the system is text, not a link' 'grep -q "cut(1)" manual/qb.7.html && ! grep -n "href=\"missing" manual/*.html'
finish
