#!/bin/sh
# What the tools write for the bank that ships, a file for each command: sh tests/outputs.sh DIR
#
# Whatever machine and compiler built them, the files are the same, byte for byte.
# tests/cross.sh compares them.  $QB_BIN is where the tools are.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
PATH=${QB_BIN:-$top/bin}:$PATH
LC_ALL=C.UTF-8
TZ=UTC
SOURCE_DATE_EPOCH=1700000000
export PATH LC_ALL TZ SOURCE_DATE_EPOCH
unset QB_BANK QB_LOG QB_BLOCK COLUMNS
mkdir -p "$1"
cd "$1"
cp "$top/bank.tsv" .
# Without the fonts of fonts-dejavu-extra, which one system has and another lacks.
cat >fonts.conf <<'XML'
<fontconfig>
	<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
	<selectfont>
		<rejectfont><glob>*/DejaVu*Condensed*</glob></rejectfont>
		<rejectfont><glob>*/DejaVu*ExtraLight*</glob></rejectfont>
		<rejectfont><glob>*/DejaVu*Oblique*</glob></rejectfont>
	</selectfont>
</fontconfig>
XML
FONTCONFIG_FILE=$PWD/fonts.conf
export FONTCONFIG_FILE

awk -F '\t' 'NR == 1 { print "time\tid\tgrade"; next }
	{ for (i = 0; i < 4; i++) printf "2026-%02d-%02dT%02d:30:00Z\t%s\t%d\n", 1 + i * 2, 1 + NR % 28, NR % 24, $1, 1 + (NR + i * i) % 4 }' \
	bank.tsv | { IFS= read -r header && printf '%s\n' "$header" && sort; } >log.tsv
qb-list -c id,answer bank.tsv >answers.tsv

qb-list -l senior -s topic -s id:r bank.tsv >list.tsv
qb-list --table bank.tsv >list.txt
qb-list --count tags bank.tsv >count.tsv
qb-grep -i -k answer 'event loop|caf\x{e9}|\bn.?s\b' bank.tsv >grep.tsv
qb-grep -o -a '\p{Lu}\w+' bank.tsv >matches.txt
qb-pick -n 20 -s cross bank.tsv >pick.tsv
qb-pick -e topic,level -n 1 -s cross bank.tsv >each.tsv
qb-pick -d -n 5 --date 2026-11-30 bank.tsv >daily.tsv
qb-score -l log.tsv --now 2026-11-30 bank.tsv >score.tsv
qb-score -l log.tsv --now 2026-11-30 --by topic bank.tsv >progress.tsv
qb-score -l log.tsv --now 2026-11-30 -r 0.85 bank.tsv | qb-pick -n 30 -s cross -w need >weighted.tsv
qb-score -l log.tsv --now 2026-11-30 bank.tsv | qb-pick --due -n 10 -s cross >due.tsv
qb-progress -l log.tsv --now 2026-11-30 -o progress.html bank.tsv
qb-fit -l log.tsv >params 2>fit.err || :
qb-fit --reference -l log.tsv >reference 2>reference.err
qb-fit --evaluate -l log.tsv >metrics.tsv
qb-score -m answers.tsv bank.tsv >marks.tsv
qb-score -m answers.tsv --points bank.tsv >points.tsv
qb-list -c id,topic bank.tsv | sed 's/Node/Deno/' >edits.tsv
qb-merge bank.tsv edits.tsv >merged.tsv 2>merged.txt
qb-diff --words bank.tsv merged.tsv >words.txt || :
for t in text md html jsonl json csv gift anki moodle ${OUTPUTS_PDF:-pdf}; do
	[ "$t" != no ] || continue
	qb-format -a -t "$t" -o "bank.$t" bank.tsv
done
for t in md csv jsonl json gift anki moodle; do
	qb-import -f $t "bank.$t" >"back-$t.tsv"
done
qb-format -t aiken "$top/tests/fixtures/choices.tsv" >bank.aiken 2>/dev/null
