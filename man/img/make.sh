#!/bin/sh
# make pictures: what a person gets, for the README. Needs what make deps-optional
# installs: chromium, pdftoppm, tmux, pngquant.
set -eu
cd "$(dirname "$0")/../.."
PATH=$PWD/bin:$PATH
SOURCE_DATE_EPOCH=1764028800 LC_ALL=C.UTF-8
export PATH SOURCE_DATE_EPOCH LC_ALL
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shot PAGE WIDTH,HEIGHT PICTURE
shot() {
	chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars \
		--disable-background-networking --disable-component-update --disable-sync \
		--user-data-dir="$work/profile" --window-size="$2" --screenshot="$3" "file://$1" >/dev/null 2>&1
}

qb-format -t pdf -a --title 'Node.js interview questions' -o "$work/bank.pdf" bank.tsv
pdftoppm -r 80 -f 14 -l 14 -png -singlefile "$work/bank.pdf" "$work/pdf"

qb-format -t html -a --title 'Node.js interview questions' -o "$work/bank.html" bank.tsv
# The second answer is open, as a reader would have it.
awk '/<details/ && ++n == 2 { sub(/<details/, "<details open") } { print }' "$work/bank.html" >"$work/open.html"
shot "$work/open.html" 1100,900 "$work/html.png"

# terminal NAME COMMAND KEYS TEXT: a picture of a terminal in which the command runs, after
# these keys, as soon as it shows the text.
terminal() {
	tmux -L qb-pictures new-session -d -x 78 -y 46 "TERM=xterm-256color $2; sleep 60"
	[ -z "$3" ] || tmux -L qb-pictures send-keys "$3"
	until tmux -L qb-pictures capture-pane -p | grep -q "$4"; do sleep 0.1; done
	{
		echo '<meta charset="utf-8"><style>html{background:#16191d}body{margin:0}pre{color:#d8dee6;font:14px/1.35 "DejaVu Sans Mono",monospace;padding:14px 18px;margin:0}.bold{font-weight:bold}.red{color:#ff7b72}</style><pre>'
		# The colours that the tools use: bold and red.
		tmux -L qb-pictures capture-pane -p -e | sed 's/&/\&amp;/g; s/</\&lt;/g' | awk '
			BEGIN { sgr = sprintf("%c", 27) "\\[[0-9;]*m" }
			{
				while (match($0, sgr)) {
					n = split(substr($0, RSTART + 2, RLENGTH - 3), code, ";")
					if (!n)
						bold = red = 0
					for (i = 1; i <= n; i++) {
						if (code[i] == 0)
							bold = red = 0
						else if (code[i] == 1)
							bold = 1
						else if (code[i] == 31 || code[i] == 39)
							red = code[i] == 31
					}
					span = "</span><span class=\"" (bold ? "bold " : "") (red ? "red" : "") "\">"
					$0 = substr($0, 1, RSTART - 1) span substr($0, RSTART + RLENGTH)
				}
				print
			}'
		echo '</pre>'
	} >"$work/$1.html"
	tmux -L qb-pictures kill-server
	shot "$work/$1.html" 700,900 "$work/$1.png"
}
terminal quiz "qb-quiz -n 3 -s picture -l '$work/log.tsv' bank.tsv" Enter '1 again'
cat >"$work/session" <<'END'
for command in "qb-grep -i 'memory|stream|cache|leak' bank.tsv" 'qb-list --count topic bank.tsv'; do
	printf '$ %s\n' "$command"
	eval "$command"
	echo
done
END
terminal table "sh '$work/session'" '' 'Practical .*10'

for picture in pdf html quiz table; do
	pngquant --force --strip --speed 1 32 --output "man/img/$picture.png" "$work/$picture.png"
done
