#!/bin/sh
# qb-format: text, templates, JSON, CSV, and the options of all formats.
. "${0%/*}/lib.sh"

printf 'id\ttopic\tlevel\ttags\tquestion\tanswer\n' >b.tsv
printf '%s\n' 'a	Streams	mid	x,y	What is `pipe()`?	It moves *data*.\n\nAnd **errors** not.' \
	'b	Streams	mid		Why?	' \
	'c	Other & more	mid		A question that is so long that it has to be wrapped somewhere, is it not?	- one\n- two\n  1. nested\n\n```js\nlet x;\n\n  y();\n```\n\n> said\n\nSee [the docs](https://example.org/).' >>b.tsv

t 'text' 0 'qb-format b.tsv' <<'END'
Streams

  1. What is `pipe()`?
  2. Why?

Other & more

  3. A question that is so long that it has to be wrapped somewhere, is
     it not?
END
t 'text: answers after their questions' 0 'qb-format -a b.tsv' <<'END'
Streams

  1. What is `pipe()`?

     It moves _data_.

     And *errors* not.

  2. Why?

Other & more

  3. A question that is so long that it has to be wrapped somewhere, is
     it not?

     - one
     - two
       1. nested

         let x;

           y();

     > said

     See the docs <https://example.org/>.
END
t 'text: answers at the end, a title' 0 'qb-list -n 2 b.tsv | qb-format --answers=end --title "For today"' <<'END'
For today

Streams

  1. What is `pipe()`?
  2. Why?

Answers

  1. It moves _data_.

     And *errors* not.
END
ok 'text: --answers overrides -a' '
	qb-format --answers=end b.tsv >e; qb-format --answers=end -a b.tsv | cmp - e && qb-format -a --answers=end b.tsv | cmp - e'
t 'text: no topic column, no id' 0 "printf 'question\n1. What?\n# Why?\n- x\n' | qb-format" <<'END'
  1. 1. What?
  2. # Why?
  3. - x
END
t 'text: a repeated topic has a heading each time' 0 "printf 'topic\tquestion\nA\t1\nB\t2\nA\t3\n\t4\n' | qb-format" <<'END'
A

  1. 1

B

  2. 2

A

  3. 3

Questions

  4. 4
END
ok 'text: no line is wider than --width' '
	for w in 33 50 80; do [ "$(qb-format --width $w "$SRC/bank.tsv" | wc -L)" -le $w ] || exit 1; done'
t 'text: wide characters and combining marks' 0 \
	"printf 'question\n日本語の質問はとても長いので折り返す e\314\201a\n' | qb-format --width 24" <<END
  1. 日本語の質問はとて
     も長いので折り返す
     $(printf 'e\314\201a')
END
t 'text: --start' 0 "qb-list -n 2 b.tsv | qb-format --start 99 | tail -n 2; qb-format --start 9 -f '{n} ' b.tsv; echo" <<'END'
 99. What is `pipe()`?
100. Why?
9 10 11 
END
t 'a large --start, with the answers at the end' 0 "printf 'id\tquestion\tanswer\n1\tQ\tA\n' >one.tsv
	for f in text md; do qb-format -t \$f --answers=end --start 900000000 one.tsv | grep -c '^900000000\.'; done" <<'END'
2
2
END
t 'text: an empty question is a line' 0 "printf 'id\tquestion\n1\t\n2\tx\n' | qb-format" <<'END'
  1. -
  2. x
END
t 'text: HTML is text, entities are characters' 0 "printf 'question\n<b>x</b> &amp; &lt;y&gt; &eacute; &nosuch;\n' | qb-format" <<'END'
  1. <b>x</b> & <y> é &nosuch;
END
t 'text: a margin of 80 columns is not widened' 0 "printf 'question\tanswer\nQ\t%s a\\\\n\\\\n%sb c\n' \$(printf '>%.0s' \$(seq 60)) \"\$(printf -- '- %.0s' \$(seq 60))\" |
	qb-format -a --width 20 | sed 's/\(> \)\{38\}/{38 quotes}/; s/\(- \)\{60\}/{60 items}/; s/^ \{81\}/{81 blanks}/'" <<'END'
  1. Q

     {38 quotes}a

     {60 items}b
{81 blanks}c
END
ok 'text: deeply nested quotes' '
	awk '"'"'BEGIN {
		printf "question\tanswer\nQ\t"
		for (i = 0; i < 20000; i++) printf ">"
		for (i = 0; i < 20000; i++) printf " a"
		print ""
	}'"'"' >deep.tsv
	[ "$(qb-format -a deep.tsv | head -c 10000000 | wc -c)" -lt 2000000 ]'
t 'text: escape sequences are unchanged in a pipe' 0 "printf 'question\na\033[31mb\n' | qb-format | od -An -c | tr -d ' \n'; echo" <<'END'
1.a033[31mb\n
END
if have_terminal; then
	t 'text: control characters are escaped on a terminal' 0 \
		"printf 'question\na\033[31mb\302\233x\n' >e.tsv; script -qec 'qb-format --color=never e.tsv' /dev/null | tr -d '\r'" <<'END'
  1. a\x1b[31mb\x9bx
END
fi
t 'text: invalid UTF-8' 0 "printf 'question\na\377b\n' | qb-format" <<'END'
  1. a�b
END
t 'text: colour' 0 "qb-list -i a b.tsv | qb-format --color=always -a | tr '\033' '~'" <<'END'
~[0;1mStreams~[0m

  1. What is ~[0;36mpipe()~[0m?

     It moves ~[0;4mdata~[0m.

     And ~[0;1merrors~[0m not.
END

t 'template' 0 "qb-format -f 'Q{n}. {question}\t{id}\\\\{{}}\n' b.tsv | sed 1q" <<'END'
Q1. What is `pipe()`?	a\{}
END
t 'template: fields are decoded' 0 "qb-list -i a b.tsv | qb-format -f '{answer}|'; echo" <<'END'
It moves *data*.

And **errors** not.|
END
t 'template: no newline is added' 0 "qb-format -f '{id}' b.tsv; echo" <<'END'
abc
END
t 'template: an unknown column' 2 "qb-format -f '{colour}' b.tsv" <<'END'
--- stderr
qb-format: b.tsv: no column 'colour'; columns: id, topic, level, tags, question, answer
END
for f in '{id' 'id}'; do
	t "template: '$f'" 2 "qb-format -f '$f' b.tsv" <<'END'
--- stderr ^qb-format: template: unmatched .*for a brace$
END
done
t 'template: needs no question' 0 "printf 'id\n1\n2\n' | qb-format -f '{id}{n},'; echo" <<'END'
11,22,
END
t 'template with another format' 2 'qb-format -t json -f x b.tsv 2>&1 | head -n 1; qb-format -t json -f x b.tsv 2>/dev/null' <<'END'
qb-format: -f cannot be combined with -t json
END

t 'jsonl' 0 'qb-list -n 2 b.tsv | qb-format -t jsonl' <<'END'
{"id":"a","topic":"Streams","level":"mid","tags":["x","y"],"question":"What is `pipe()`?","answer":"It moves *data*.\n\nAnd **errors** not."}
{"id":"b","topic":"Streams","level":"mid","tags":[],"question":"Why?","answer":""}
END
t 'json: no records is an empty array' 1 'head -n 1 b.tsv | qb-format -t json' <<'END'
[
]
END
ok 'json is an array of the objects of jsonl' 'qb-format -t json b.tsv >j; have=$(head -c 1 j); [ "$have" = "[" ] && sed "1d; \$d; s/^,//" j >k && qb-format -t jsonl b.tsv | cmp - k'
t 'json: bytes' 0 "printf 'q\"\tx\n\001\\\\t\\\\\\\\\177\377\tb\n' | qb-format -t jsonl" <<'END'
{"q\"":"\u0001\t\\\u007f�","x":"b"}
END
ok 'jsonl: the parts of a bank, concatenated, are the whole' '
	qb-format -t jsonl "$SRC/bank.tsv" >want
	head -n 50 "$SRC/bank.tsv" >p1; { head -n 1 "$SRC/bank.tsv"; sed 1,50d "$SRC/bank.tsv"; } >p2
	{ qb-format -t jsonl p1; qb-format -t jsonl p2; } | cmp - want'

printf 'tags\tx\nx,\ta\\d\n,\t\\\n\t\303\251\\\\n\n\351\303\251\n' | sed '$s/$/	/' >edges.tsv
t 'jsonl: empty tags, no tags, lone backslashes, invalid bytes' 0 'qb-format -t jsonl edges.tsv' <<'END'
{"tags":["x",""],"x":"a\\d"}
{"tags":["",""],"x":"\\"}
{"tags":[],"x":"é\\n"}
{"tags":["�é"],"x":""}
END

t 'csv' 0 "printf 'a\tb\tc\n1\t2,\t3\n \tx\"\ty\\\\nz\n' | qb-format -t csv | od -An -c | tr -d ' \n'; echo" <<'END'
a,b,c\r\n1,"2,",3\r\n"","x""","y\nz"\r\n
END
t 'csv: --no-formulas' 0 "printf 'a\tb\n=1+1\t-\n+\t@x\na=\tb\n' | qb-format -t csv --no-formulas | tr -d '\r'" <<'END'
a,b
'=1+1,'-
'+,'@x
a=,b
END
t 'csv: one column, an empty field' 0 "printf 'a\n\nb\n' | qb-format -t csv | tr -d '\r'" <<'END'
a
""
b
END

ok '-o writes a file and nothing else' 'qb-format -o out.txt b.tsv >log && [ ! -s log ] && qb-format b.tsv | cmp - out.txt && ! ls -A | grep -q "^\.qb-"'
ok '-o: a new file has the default mode, an old one keeps its mode' '
	rm -f new; (umask 027; qb-format -o new b.tsv); [ "$(ls -l new | cut -c 1-10)" = -rw-r----- ] || exit 1
	chmod 604 new; qb-format -o new b.tsv; [ "$(ls -l new | cut -c 1-10)" = -rw----r-- ]'
ok '-o: a symbolic link is kept' 'ln -sf real link; echo old >real; qb-format -o link b.tsv; [ -L link ] && qb-format b.tsv | cmp - real'
ok '-o: a dangling symbolic link' 'ln -s later dangling; qb-format -o dangling b.tsv; [ -L dangling ] && qb-format b.tsv | cmp - later'
t '-o /dev/stdout, with output before and after' 0 '{ echo first; qb-format -f "{question}\n" -o /dev/stdout b.tsv; echo last; } >all; sed -n "1p; \$p" all' <<'END'
first
last
END
t '-o: a file that grows too large' 2 'echo old >large; (ulimit -f 8; qb-format -a -o large "$SRC/bank.tsv"); s=$?; cat large; ls -A | grep "^\.qb-"; exit $s' <<'END'
old
--- stderr ^qb-format: .*large: File too large$
END
if have strace && strace -qo /dev/null true 2>/dev/null; then
	ok '-o: a file system without modes' 'strace -qo /dev/null -e inject=fchmod:error=EPERM qb-format -o modes b.tsv && qb-format b.tsv | cmp - modes && ! ls -A | grep "^\.qb-"'
	ok '-o: a file system without fsync' '
		for error in EINVAL EOPNOTSUPP EROFS; do
			strace -qo /dev/null -e inject=fsync:error=$error qb-format -o kept b.tsv && qb-format b.tsv | cmp - kept && rm kept || exit; done'
	ok '-o: the file is synced before it is renamed' '
		strace -qo trace -e trace=fsync,rename qb-format -o synced b.tsv && [ "$(sed "s/(.*//; q" trace)" = fsync ]'
	t '-o: fsync fails' 2 'echo old >out; strace -qo /dev/null -e inject=fsync:error=EIO qb-format -o out b.tsv; s=$?; cat out; ls -A | grep "^\.qb-"; exit $s' <<'END'
old
--- stderr ^qb-format: .*out: Input/output error$
END
	ok '-o: no signal leaves a temporary file' '
		for sig in HUP INT QUIT ALRM TERM USR1 XCPU VTALRM PROF IO; do
			strace -qo /dev/null -e inject=rename:signal=SIG$sig:error=EINTR qb-format -o killed b.tsv; ls -A | grep "^\.qb-" && exit 1; done; true'
fi
own='setpriv --inh-caps=-all --bounding-set=-all' # the owner, but without the rights of root
[ "$(id -u)" = 0 ] || own=
echo old >protected && chmod 444 protected && ln -s protected shield
if $own sh -c ': >>protected' 2>/dev/null || { [ -n "$own" ] && ! $own true 2>/dev/null; }; then
	skip '-o: a file without write permission' 'root ignores permissions'
else
	for file in protected shield; do
		t "-o: a file without write permission: $file" 2 "$own qb-format -o $file b.tsv; s=\$?; cat protected; ls -A | grep '^\.qb-'; exit \$s" <<END
old
--- stderr
qb-format: $file: Permission denied
END
	done
fi
t '-o: an input' 2 'cp b.tsv in.tsv; ln -sf in.tsv alias; qb-format -o in.tsv b.tsv alias 2>err; s=$?; cat err >&2; cmp b.tsv in.tsv && exit $s' <<'END'
--- stderr
qb-format: in.tsv: input file is also the output
END
t '-o: standard input' 2 'cp b.tsv in.tsv; qb-format -o in.tsv <in.tsv 2>/dev/null; s=$?; cmp b.tsv in.tsv && exit $s' </dev/null
t '-o: after an error the old file remains' 2 'echo old >out; { cat b.tsv; echo ragged; } | qb-format -o out; s=$?; cat out; ls -A | grep "^\.qb-"; exit $s' <<'END'
old
--- stderr
qb-format: standard input:5: expected 6 fields, found 1
END
t '-o: a missing directory' 2 'qb-format -o nowhere/out b.tsv' <<'END'
--- stderr
qb-format: nowhere/out: No such file or directory
END
t '-o /dev/full' 2 'qb-format -o /dev/full b.tsv' <<'END'
--- stderr
qb-format: /dev/full: No space left on device
END
t '-t: an unknown format' 2 'qb-format -t docx b.tsv 2>&1 | sed 1q; qb-format -t docx b.tsv 2>/dev/null' <<END
$(qb-format -t docx /dev/null 2>&1 | grep "^qb-format: invalid format 'docx'; choose from text, md, .*, aiken$")
END
t 'text: no topic, before and after others' 0 'printf "id\ttopic\tquestion\n1\t\tq1\n2\tT\tq2\n3\t\tq3\n" | qb-format' <<'END'
  1. q1

T

  2. q2

Questions

  3. q3
END
t '--answers, --width' 2 'qb-format --answers=some b.tsv 2>&1 | sed 1q; qb-format --width 3 b.tsv 2>&1 | sed 1q; qb-format --width 3 b.tsv 2>/dev/null' <<'END'
qb-format: invalid place for answers 'some'; choose from none, inline, end
qb-format: --width: 3 is out of range (20 to 10000)
END
t 'a bank without questions' 2 "printf 'id\n1\n' | qb-format" <<'END'
--- stderr
qb-format: standard input: no column 'question'; columns: id
END

finish
