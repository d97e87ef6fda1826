#!/bin/sh
# make manual: the manual pages as HTML: manual.sh DIR
#
# Writes DIR/index.html, a page per manual page and one stylesheet. The pages link to each other;
# a reference to a manual page of the system is text. Needs mandoc.
set -eu
dir=$1
rm -rf "$dir"
mkdir -p "$dir"
cp src/packaging/manual.css "$dir"
cp man/*.[157] "$dir"
top=$(pwd)
cd "$dir"
# mandoc links to these, if they exist, and otherwise to what is removed below.
for page in *.[157]; do
	: >"$page.html"
done
for page in *.[157]; do
	mandoc -Thtml -I "os=qb $VERSION" -O 'toc,style=manual.css,man=%N.%S.html;missing' "$page" |
		awk '
		{ while (match($0, /<a class="Xr" href="missing"[^>]*>[^<]*<\/a>/)) {
			link = substr($0, RSTART, RLENGTH)
			gsub(/<[^>]*>/, "", link)
			$0 = substr($0, 1, RSTART - 1) link substr($0, RSTART + RLENGTH)
		} }
		/<h[12] / && match($0, / id="[^"]*"/) {
			id = heading = substr($0, RSTART + 5, RLENGTH - 6)
			if (gsub(/-/, "_", id))
				target[id] = heading # mandoc links to headings with hyphens in this way
		}
		{ line[NR] = $0 }
		/^<body>/ { line[NR] = $0 "\n<nav><a href=\"index.html\">Manual of qb</a></nav>" }
		END {
			for (i = 1; i <= NR; i++) {
				for (id in target)
					gsub("href=\"#" id "\"", "href=\"#" target[id] "\"", line[i])
				print line[i]
			}
		}' >"$page.html"
done

# section NUMBER TITLE: its pages, with their names and descriptions.
section() {
	printf '<h2>%s</h2>\n<dl>\n' "$2"
	for page in *."$1"; do
		description=$(sed -n 's/^\.Nd //p' "$page" | sed 's/&/\&amp;/g; s/</\&lt;/g')
		printf '<dt><a href="%s.html">%s(%s)</a></dt>\n<dd>%s</dd>\n' "$page" "${page%.*}" "$1" "$description"
	done
	echo '</dl>'
}
{
	cat <<END
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="stylesheet" href="manual.css">
<title>Manual of qb</title>
</head>
<body>
<h1>Manual of qb $VERSION</h1>
<p>Start with <a href="qb.7.html">qb(7)</a>.</p>
END
	section 7 Overview
	section 1 Tools
	section 5 Files
	printf '</body>\n</html>\n'
} >index.html
rm -f ./*.[157]
echo "${dir#"$top/"}/index.html"
