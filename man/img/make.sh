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

# The quiz, in a terminal of 80 columns.
tmux -L qb-pictures new-session -d -x 78 -y 46 "TERM=xterm-256color qb-quiz -n 3 -s picture -l '$work/log.tsv' bank.tsv"
tmux -L qb-pictures send-keys Enter
until tmux -L qb-pictures capture-pane -p | grep -q "1 again"; do sleep 0.1; done
tmux -L qb-pictures capture-pane -p | sed 's/&/\&amp;/g; s/</\&lt;/g' >"$work/screen"
tmux -L qb-pictures kill-server
{
	echo '<meta charset="utf-8"><style>body{margin:0;background:#16191d}pre{color:#d8dee6;font:14px/1.35 "DejaVu Sans Mono",monospace;padding:14px 18px;margin:0}</style><pre>'
	cat "$work/screen"
	echo '</pre>'
} >"$work/quiz.html"
shot "$work/quiz.html" 700,900 "$work/quiz.png"

for picture in pdf html quiz; do
	pngquant --force --strip --speed 1 32 --output "man/img/$picture.png" "$work/$picture.png"
done
