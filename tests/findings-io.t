#!/bin/sh
# Input and output: nothing is lost in silence.
. "${0%/*}/lib.sh"
. "$SRC/tests/tools.sh"

printf 'id\ttopic\tquestion\nq1\tA\tone\nq2\tB\ttwo\n' >b.tsv
IFS='
'

# ---- A file is not read and written at the same time ----

# limited COMMAND: runs it with a limit on the size of files, should it not end.
cat >limited <<'END'
[ "$QB_UNDER" = valgrind ] || ulimit -f 2000 # valgrind itself writes more
eval "$1"
END
for row in $rows; do
	row "$row"
	case $run in
	*-[xlm]) continue ;; # the last file is an operand of a bank; see below
	esac
	name="$run $kind"
	for how in "<in >>in" "- <in >>in" "in >>in" "in 1<>in" "./in >>in" "$in in >>in"; do
		case $tool:$how in
		qb-merge:'<in'* | qb-merge:"$in"*) continue ;; # it has no default, and not several banks
		qb-merge:*) how="$how $after" ;;
		esac
		ok "$name $how: refused" "
			cp $long in; sh ./limited '$(printf %s "$run" | sed "s/'/'\\\\''/g") $how' 2>err; [ \$? = 2 ] && cmp in $long &&
			grep -qx '$tool: \\(standard input\\|in\\|./in\\): input file is also the output' err && [ \$(wc -l <err) = 1 ]"
	done
done
ok 'a link to the output is refused' 'cp b.tsv in; ln -sf in sym; ln -f in hard; for f in sym hard; do qb-list $f >>in 2>err; [ $? = 2 ] && grep -q "^qb-list: $f: input" err || exit 1; done; cmp in b.tsv'
ok 'qb-list: sorting, counting and checking are refused, too' '
	for o in "-s id" "--count id" "-c id" --check "-n 0"; do cp b.tsv in; qb-list $o in >>in 2>err; [ $? = 2 ] && cmp in b.tsv || exit 1; done' </dev/null
for run in 'qb-score -m in x.tsv' 'qb-score -m x.answers in'; do
	ok "$run: refused" "cp x.answers in; sh ./limited '$run >>in' 2>err; [ \$? = 2 ] && cmp in x.answers && grep -q 'in: input file is also the output' err"
done
if have script; then
	ok 'a bank named by $QB_BANK is compared' "cp b.tsv in; QB_BANK=in script -qec 'qb-list >>in' /dev/null </dev/null >msg; cmp in b.tsv && grep -q 'also the output' msg"
else
	skip 'a bank named by $QB_BANK is compared' 'no script'
fi
ok 'a tool that writes nothing there reads it: -q, -o' 'cp b.tsv in; qb-grep -q one in >>in && qb-format -o out in >>in && cmp in b.tsv'
ok '-o: the output through another name' 'cp b.tsv in; ! qb-format -o /dev/stdout in >>in 2>err && cmp in b.tsv && grep -q "input file is also the output" err'
ok 'what is read before output begins may be appended to: -x, -l' '
	head -n 1 b.tsv >seen; qb-pick -s x -x seen b.tsv >>seen && qb-pick -s x -x seen b.tsv >>seen && [ "$(grep -c "^q" seen)" = 2 ] &&
	cp x.log in && qb-score --now 2026-02-01 -l in x.tsv >>in'

# ---- Repeated headers and blank rows ----

bom=$(printf '\357\273\277')
for sep in '	' ','; do
	h="id${sep}topic${sep}question"
	{
		printf '%s%s%s\n%s\n' "$bom" "$bom" "$h" "q1${sep}A${sep}one"
		printf '%s\n%s%s\r\n%s%s%s\n%s\n%s\n' "$h" "$bom" "$h" "$bom" "$bom" "$h" "$sep$sep" "$h"
		printf '%s\n%s%s\r' "q2${sep}B${sep}two" "$sep$sep
" "$h"
	} >joined
	cp joined "joined.$(printf %s "$sep" | tr '\t,' tc)"
done
printf '\n\r\n%sid;topic;question\n\nq1;A;one\n%s"id";"topic";"question"\n;;\n"q2";B;two\n' "$bom" "$bom" >joined.semi
for file in joined.t joined.c joined.semi; do
	for block in 1 7 131072; do
		ok "$file: headers and blank rows are skipped, blocks of $block" "QB_BLOCK=$block qb-list $file | cmp - b.tsv"
	done
	ok "$file: all tools" "
		[ \"\$(qb-grep -c question $file)\" = 0 ] || exit 1
		[ \"\$(qb-grep -c -k topic,question -v zzz $file)\" = 2 ] || exit 1
		[ \"\$(qb-grep -c -F -e question -e id $file)\" = 0 ] || exit 1
		qb-pick -n 9 --in-order -s x $file | cmp - b.tsv || exit 1
		qb-list --count id $file | grep -c . | grep -qx 3 || exit 1
		qb-format -t jsonl $file | grep -c . | grep -qx 2 || exit 1
		qb-score --now 2026-02-01 -l log.tsv $file | grep -c . | grep -qx 3 || exit 1
		qb-list b.tsv $file | grep -c . | grep -qx 5"
done
ok 'a header in another order of columns' 'printf "question\tid\nthree\tq3\nquestion\tid\n\t\nfour\tq4\n" >o.tsv; [ "$(qb-list -c id b.tsv o.tsv | tr "\n" " ")" = "id q1 q2 q3 q4 " ]'
t 'picks in a row are one bank' 0 '(qb-pick -s a b.tsv; qb-pick -s a b.tsv; qb-list b.tsv) | qb-list -c question' <<'END'
question
one
one
one
two
END
ok 'a long bank: a repeated header that the search finds selects nothing' '
	{ for i in 1 2 3 4 5 6 7 8 9; do cat long.tsv; done; } >many; [ "$(qb-grep -c question many)" = 0 ] &&
	[ "$(qb-grep -c -k id,question -F question many)" = 0 ] && [ "$(qb-grep -c -k answer word many)" = 18018 ] &&
	{ qb-grep tion many; [ $? = 1 ]; }'
t '--check reports them' 1 'qb-list --check joined.t' <<'END'
joined.t:3: id: repeated header line; pass the files as operands instead of concatenating them
joined.t:4: ﻿id: repeated header line; pass the files as operands instead of concatenating them
joined.t:5: ﻿﻿id: repeated header line; pass the files as operands instead of concatenating them
joined.t:6: -: blank row
joined.t:7: id: repeated header line; pass the files as operands instead of concatenating them
joined.t:9: -: blank row
joined.t:10: id: repeated header line; pass the files as operands instead of concatenating them
END
t '--check: a byte-order mark in front of a field' 1 "printf 'id\tquestion\nq1\ta\n${bom}q2\tb\n' >m.tsv; qb-list --check m.tsv" <<'END'
m.tsv:3: ﻿q2: id: begins with a byte-order mark (U+FEFF)
END
ok '--check: no byte-order mark, CRLF or blank line is a problem' "printf '${bom}\nid\tquestion\r\n\r\nq1\ta\n\nq2\tb' | qb-list --check"
t 'qb-import counts them' 0 "printf 'id,question\n,\nq1,a\n,\nid,question\n' >i.csv; qb-import -f csv i.csv" <<'END'
id	question
q1	a
--- stderr
qb-import: i.csv:2: skipped: 2 blank rows
qb-import: i.csv:5: skipped: 1 repeated header line
END
ok 'one column, id or question: a blank line is not a record' '
	for c in id question; do printf "$c\n\na\n\n\"$c\"\n$c\nb\n" | qb-list | tr "\n" " " | grep -qx "$c a \"$c\" b " || exit 1; done'
t 'an empty row without id and question is a record' 0 "printf 'a\tb\n\t\n' | qb-list" <<'END'
a	b
	
END
t 'a ragged row is an error, even if all fields are empty' 2 "printf 'id\tquestion\n\t\t\n' | qb-list" <<'END'
id	question
--- stderr
qb-list: standard input:2: expected 2 fields, found 3
END

# ---- What a file is ----

for sep in ';' ',' '|' "$(printf '\t')" :; do
	for end in '\n' '\r\n' '\r'; do
		case $sep$end in
		*'\r') [ "$sep" != '	' ] || continue ;; # TSV has no CR alone
		esac
		ok "sep=$sep, lines end with $end" "printf 'sep=$sep${end}id${sep}topic${sep}question${end}q1${sep}A${sep}one${end}q2${sep}B${sep}two${end}' >s; qb-list s | cmp - b.tsv && qb-import -f csv s | cmp - b.tsv"
	done
done
t 'after sep=, the line of an error' 2 "printf '${bom}\"sep=;\"\nid;question\nq1;a;b\n' | qb-list" <<'END'
id	question
--- stderr
qb-list: standard input:3: expected 2 fields, found 3
END
t 'after blank lines, the line of an error' 2 "printf '\n\r\nid\tquestion\nq1\n' | qb-list; printf '\n\nid\t\n' | qb-list" <<'END'
id	question
--- stderr
qb-list: standard input:4: expected 2 fields, found 1
qb-list: standard input:3: column 2 has no name
END
t 'blank lines only' 2 "printf '\n\r\n' >blank; qb-list blank" <<'END'
--- stderr
qb-list: blank: empty: a bank begins with a header line
END
t 'lines that end with CR alone' 2 "printf 'id\tquestion\rq1\ta\r' >cr; qb-list cr; qb-list --check cr; qb-grep a cr; qb-pick cr" <<'END'
--- stderr
qb-list: cr:1: lines end with CR alone; convert the file with: tr '\r' '\n'
qb-list: cr:1: lines end with CR alone; convert the file with: tr '\r' '\n'
qb-grep: cr:1: lines end with CR alone; convert the file with: tr '\r' '\n'
qb-pick: cr:1: lines end with CR alone; convert the file with: tr '\r' '\n'
END
ok 'CSV whose lines end with CR alone may have TABs' "[ \"\$(printf 'id,question\rq1,a\tb\r' | qb-list -c id | tr '\n' ' ')\" = 'id q1 ' ]"

# kind TITLE PATTERN: the file "kind" is refused with this message by every tool, also in small blocks.
kind() {
	for run in qb-list 'qb-list --check' 'qb-grep x' qb-pick qb-format 'qb-score -l log.tsv' 'qb-score -m x.answers' \
		'qb-import -f csv' 'qb-import -f tsv'; do
		case $1:$run in UTF-16*:qb-import*) continue ;; esac # it converts
		ok "$1: $run" "for b in 1 131072; do QB_BLOCK=\$b $run kind >out 2>err; [ \$? = 2 ] && [ ! -s out ] && grep -q '^[a-z-]*: kind: is $2' err && [ \$(wc -l <err) = 1 ] || { cat err; exit 1; }; done"
	done
}
for from in 16 16LE 16BE 32; do
	iconv -f UTF-8 -t UTF-$from b.tsv >kind
	case $from in
	16 | 32) kind "UTF-$from" "UTF-$from; convert it with: iconv -f UTF-$from -t UTF-8" ;;
	*) kind "UTF-$from" "UTF-16; convert it with: iconv -f UTF-$from -t UTF-8" ;;
	esac
done
for from in 16 16LE 16BE; do
	for format in csv tsv; do
		ok "UTF-$from: qb-import -f $format converts it" "
			qb-format -t csv b.tsv >u; [ $format = csv ] || cp b.tsv u
			iconv -f UTF-8 -t UTF-$from u >kind; QB_BLOCK=1 qb-import -f $format kind 2>err | cmp - b.tsv && grep -qx 'qb-import: kind:1: converted from UTF-16' err"
	done
done
ok 'the command for UTF-16 helps' 'iconv -f UTF-8 -t UTF-16 b.tsv >kind; iconv -f UTF-16 -t UTF-8 kind | qb-list | cmp - b.tsv'
for program in gzip:zcat xz:xzcat zstd:zstdcat bzip2:bzcat; do
	if have "${program%:*}"; then
		"${program%:*}" -c b.tsv >kind
		kind "${program%:*}" "compressed; use: ${program#*:}"
		for format in md json gift anki; do
			ok "${program%:*}: qb-import -f $format" "qb-import -f $format kind 2>err; [ \$? = 2 ] && grep -q 'kind: is compressed; use: ${program#*:}' err"
		done
	else
		skip "${program%:*}" "no ${program%:*}"
	fi
done
printf 'PK\3\4\24\0\6\0\10\0\0\0!\0' >kind
kind ZIP 'a spreadsheet or another ZIP file; save it as CSV'
qb-format -t jsonl b.tsv >kind
kind 'JSON Lines' 'JSON; convert it with: qb-import -f jsonl'
qb-format -t json b.tsv >kind
kind JSON 'JSON; convert it with: qb-import -f json'
ok 'a header that begins with a brace or a bracket' "printf '{id}\tquestion\n1\ta\n' | qb-list -c '{id}' >out && printf '[id],question\n1,a\n' | qb-list -c '[id]' >out"

# ---- Nothing was selected ----

for row in $rows; do
	row "$row"
	ok "$run $kind: an empty pipe" "
		: | $run - $after >out 2>err; [ \$? = 1 ] && [ ! -s out ] && [ ! -s err ] || {
			case '$run' in *-[xl]) [ ! -s err ] ;; *) exit 1 ;; esac; }"
	[ -n "$after" ] || t "$run $kind: /dev/null" 2 "$run </dev/null" <<END
--- stderr ^$tool: standard input: empty: [^Q]*\$
END
	[ "$tool" != qb-format ] || ok "$run: an empty pipe leaves the file of -o" "echo old >o; : | $run -o o; [ \$? = 1 ] && [ \"\$(cat o)\" = old ] || exit 1; : | $run -o new; [ ! -e new ]"
done
t 'nothing is due: silence in a pipeline' 1 'qb-list -n 0 x.tsv >none; sed "s/$/2999-01-01/; 1d" x.tsv | cat header.tsv - | qb-pick --due | qb-list | qb-grep x | qb-pick | qb-score -l log.tsv | qb-format' </dev/null
t 'an empty pipe among other files' 0 'mkfifo p; : >p & qb-list -c id p b.tsv; rm p' <<'END'
id
q1
q2
END
t 'an empty pipe and a missing file' 2 ': | qb-list - missing' <<'END'
--- stderr
qb-list: missing: No such file or directory
END
t '--check of an empty pipe' 2 ': | qb-list --check' <<'END'
--- stderr
qb-list: standard input: empty: a bank begins with a header line
END
if have python3; then
	ok 'an empty socket' "python3 -c '
import socket, subprocess, sys
a, b = socket.socketpair()
a.close()
r = subprocess.run([\"qb-list\"], stdin=b, capture_output=True)
sys.exit((r.returncode, r.stdout, r.stderr) != (1, b\"\", b\"\"))'"
fi

# ---- Ids, names, standard input ----

t 'a pick: an empty id' 2 "printf 'id\tquestion\nq1\ta\n\tb\n' >e.tsv; qb-pick -s x e.tsv; qb-pick -d -n 2 e.tsv; qb-pick -e question e.tsv" <<'END'
--- stderr
qb-pick: e.tsv:3: empty id; ids decide the pick
qb-pick: e.tsv:3: empty id; ids decide the pick
qb-pick: e.tsv:3: empty id; ids decide the pick
END
t '-i: blanks around ids, and ids that are not found' 0 "qb-list -c id -i 'q2 , x, q1,y' -i ' z' b.tsv" <<'END'
id
q1
q2
--- stderr
qb-list: ids not found: x, y, z
END
t '-i: an id that another option excludes is found; nothing is said if not all was read' 0 "qb-list -t A -i q2 b.tsv; qb-list -n 1 -i q1,x b.tsv" <<'END'
id	topic	question
id	topic	question
q1	A	one
END
t 'standard input twice' 2 'for c in "qb-list - -" "qb-list b.tsv - -" "qb-grep -f - one -" "qb-pick -x - -" "qb-pick -x - -x - b.tsv" "qb-format - -" "qb-import -f md - -"; do $c <b.tsv; done' <<'END'
--- stderr
qb-list: standard input can only be read once
qb-list: standard input can only be read once
qb-grep: standard input can only be read once
qb-pick: standard input can only be read once
qb-pick: standard input can only be read once
qb-format: standard input can only be read once
qb-import: standard input can only be read once
END
t 'a newline, a TAB and an escape in the name of a file' 2 'f=$(printf "a\nb\tc\033[31m"); printf "id\tquestion\nx\n" >"$f"; qb-list "$f"; qb-import -f tsv "$f"; qb-list "no$f"; printf "id\tquestion\nx\t\n" >"$f"; qb-list --check "$f"; qb-format -o "$f" "$f"' <<'END'
id	question
a\nb\tc\x1b[31m:2: x: missing question
--- stderr
qb-list: a\nb\tc\x1b[31m:2: expected 2 fields, found 1
qb-import: a\nb\tc\x1b[31m:2: expected 2 fields, found 1
qb-list: noa\nb\tc\x1b[31m: No such file or directory
qb-format: a\nb\tc\x1b[31m: input file is also the output
END
ok 'an unknown column of many: a dozen names and how many more' '
	awk "BEGIN { for (i = 0; i < 10000; i++) printf \"%sc%d\", i ? \"\t\" : \"\", i; print \"\"; for (i = 1; i < 10000; i++) printf \"\t\"; print \"x\" }" >wide
	for c in "qb-list -c nope" "qb-pick -w nope" "qb-format -f {nope}" "qb-import -f tsv"; do
		$c wide 2>err; [ $? = 2 ] && [ "$(wc -c <err)" -lt 400 ] && grep -q "c0, c1, .*c11 and 9988 more" err || { cat err; exit 1; }; done'
t 'a few columns: all names' 2 'qb-list -c nope b.tsv' <<'END'
--- stderr
qb-list: b.tsv: no column 'nope'; columns: id, topic, question
END

# ---- Output ----

# at_once COMMAND: what it has written before its input ends.
cat >at_once <<'END'
rm -rf once && mkdir once && mkfifo once/in || exit
sh -c "$1" <once/in >once/got &
exec 3>once/in
cat "$2" >&3
i=0
while [ $i -lt 100 ] && ! grep -q "$3" once/got; do i=$((i + 1)); sleep 0.1; done
cp once/got early
exec 3>&-
wait
END
for run in 'qb-list --line-buffered' 'qb-list --line-buffered -c id,question' 'qb-grep --line-buffered .' 'qb-grep -v --line-buffered zzz' 'qb-grep --line-buffered -o two'; do
	ok "$run writes each record when it is complete" "sh ./at_once '$run' b.tsv two && grep -q two early && $run b.tsv | cmp - early"
done
ok 'a table whose widths are known shows rows as they come' "sh ./at_once 'qb-list --table --line-buffered' long.tsv 'l19…' && grep -q 'l19…' early"
ok '--line-buffered changes no output' 'qb-list --line-buffered long.tsv | cmp - long.tsv && qb-grep --line-buffered . long.tsv | cmp - long.tsv'
t 'a table has the columns that an option names' 0 'printf "id\tquestion\trecall\tdue\tsize\tother\nq1\tone\t0.5\t2026-01-01\t7\tx\n" >t.tsv
	COLUMNS=80; export COLUMNS
	for c in "qb-list -s recall -s size:r" "qb-pick -s x -w size -e recall" "qb-pick -s x --due --date 2026-02-01" "qb-grep -k other x" "qb-list -x recall -s other -s due"; do $c --table t.tsv | head -n 1; done' <<'END'
id  question  recall  size
id  question  recall  size
id  question  due
id  question  other
id  question  due         other
END
ok 'a narrow table omits other columns before named ones' 'awk -v OFS="\t" "BEGIN { print \"id\", \"topic\", \"level\", \"question\"; for (i = 0; i < 9; i++) print \"q\" i, \"a long topic\", \"senior\", \"a question that is rather long \" i }" >n.tsv
	COLUMNS=32 qb-list --table -s topic n.tsv | head -n 1 | grep -q "^id *topic *question" && COLUMNS=32 qb-list --table -s level n.tsv | head -n 1 | grep -q "level"'

ok '-o: a dangling link: the target is created whole' 'mkdir -p d; ln -s d/new link; ln -s link chain; qb-format -o chain b.tsv && [ -L link ] && [ -f d/new ] && [ ! -L d/new ] && qb-format b.tsv | cmp - d/new'
ok '-o: a dangling link: or not at all' 'printf "id\tquestion\nq1\ta\nq2\n" >bad.tsv; mkdir -p d; ln -s d/gone dangling; qb-format -o dangling bad.tsv 2>err; [ $? = 2 ] && [ ! -e d/gone ] && [ -L dangling ] && ! ls -A d | grep "^\.qb"'
ok '-o: a loop of links' 'ln -s l2 l1; ln -s l1 l2; qb-format -o l1 b.tsv 2>err; [ $? = 2 ] && grep -q "^qb-format: l1: " err'
ok '-o: the mode is kept' 'echo old >m; chmod 640 m; qb-format -o m b.tsv && [ "$(ls -l m | cut -c 1-10)" = -rw-r----- ]'
deny='a folder without write permission is named'
if [ "$QB_UNDER" = valgrind ]; then
	skip "-o: $deny" 'valgrind cannot run as another user here'
elif [ "$(id -u)" != 0 ] || have setpriv; then
	mkdir -p ro && echo old >ro/f && chmod 666 ro/f && chmod 555 ro && chmod 755 "$DIR" "$DIR/work"
	as=
	[ "$(id -u)" != 0 ] || as='setpriv --reuid=65534 --regid=65534 --clear-groups '
	cp b.tsv pub.tsv && chmod 644 pub.tsv
	ok "-o: $deny" "cp '$QB_BIN/qb-format' . && chmod 755 qb-format && ${as}./qb-format -o ro/f pub.tsv 2>err; [ \$? = 2 ] && [ \"\$(cat ro/f)\" = old ] &&
		grep -q '/ro/f: cannot create a temporary file in the folder .*/ro.: Permission denied' err"
else
	skip "-o: $deny" 'root, and no setpriv'
fi
if [ "$(id -u)" = 0 ]; then
	ok '-o: the owner is kept' 'echo old >w; chown 65534:65533 w; qb-format -o w b.tsv && [ "$(stat -c %u:%g:%a w 2>/dev/null || stat -f %u:%g:%Lp w)" = 65534:65533:644 ]'
else
	skip '-o: the owner is kept' 'not root'
fi
if have strace && strace -qo /dev/null true 2>/dev/null; then
	ok '-o: a folder that denies replacing the file is named, and the file stays' 'mkdir -p d; echo old >d/f
		strace -fqo /dev/null -e inject=rename:error=EPERM qb-format -o d/f b.tsv 2>err; [ $? = 2 ] && [ "$(cat d/f)" = old ] &&
		grep -q "^qb-format: .*d/f: cannot replace the file in the folder .*/d.: Operation not permitted; write to standard output instead" err'
	for row in $rows; do
		row "$row"
		t "$run $kind: closing standard output fails" 2 "strace -fqo /dev/null -e inject=close:error=EDQUOT:when=1+ -P \$PWD/got $run $in $after >got" <<END
--- stderr
$tool: standard output: Disk quota exceeded
END
	done
	for tool in $tools; do
		for option in --help --version; do
			t "$tool $option: closing standard output fails" 2 "strace -fqo /dev/null -e inject=close:error=EDQUOT:when=1+ -P \$PWD/got $tool $option >got" <<END
--- stderr
$tool: standard output: Disk quota exceeded
END
		done
	done
else
	skip 'closing standard output fails' 'no strace'
fi
t 'closed standard output: no error if nothing is written' 1 'for c in qb-list "qb-grep x" qb-format "qb-import -f md"; do : | $c >&-; [ $? = 1 ] || exit; done; qb-grep -q one b.tsv >&- || exit; : | qb-pick >&-' </dev/null

finish
