#!/bin/sh
# The reader and the writer, through qb-list: the format of qb-bank(5).
. "${0%/*}/lib.sh"

printf 'id\tquestion\n1\tone\n2\ttwo\n' >plain.tsv
printf 'id,question\n1,one\n2,two\n' >plain.csv

for kind in 'TSV:id\tquestion\n1\tone\n2\ttwo\n' 'no last newline:id\tquestion\n1\tone\n2\ttwo' \
	'CRLF:id\tquestion\r\n1\tone\r\n2\ttwo\r\n' 'byte-order mark:\357\273\277id\tquestion\n1\tone\n2\ttwo\n' \
	'blank lines:id\tquestion\n\n1\tone\n\n\n2\ttwo\n\n' 'blank lines, CRLF:id\tquestion\r\n\r\n1\tone\r\n2\ttwo\r\n\r\n' \
	'CSV:id,question\n1,one\n2,two\n' 'CSV, CRLF:id,question\r\n1,one\r\n2,two\r\n' \
	'CSV, no last newline:id,question\n1,one\n2,two' 'CSV, byte-order mark:\357\273\277id,question\n1,one\n2,two\n' \
	'CSV with semicolons:id;question\n1;one\n2;two\n' 'CSV, quoted:"id","question"\n"1","one"\n"2","two"\n' \
	'CSV, blank lines:id,question\n\n1,one\r\n\r\n2,two\n\n' 'CSV, CR only:id,question\r1,one\r2,two\r'; do
	t "${kind%%:*}" 0 "printf '${kind#*:}' | qb-list" <<'END'
id	question
1	one
2	two
END
done

t 'a lone CR is a byte of its field' 0 "printf 'id\tq\n1\ta\rb\n' | qb-list | od -c | head -n 2" <<'END'
0000000   i   d  \t   q  \n   1  \t   a  \r   b  \n
0000013
END

t 'one column: a blank line is a record' 0 "printf 'q\none\n\ntwo\n' | qb-list | wc -l" <<'END'
4
END

t 'one column: a comma makes it CSV' 0 "printf 'q;r\n\"a\";b\n' | qb-list" <<'END'
q	r
a	b
END

t 'CSV: quotes, newlines, TABs and backslashes' 0 \
	"printf 'id,question\n1,\"a \"\"b\"\", c\"\n2,\"x\ny\r\nz\"\n3,a\tb\n4,C:\\\\new\\\\d\\\\\n' | qb-list" <<'END'
id	question
1	a "b", c
2	x\ny\r\nz
3	a\tb
4	C:\\new\d\
END

t 'CSV: spaces are kept' 0 "printf 'id,question\n 1 , \n' | qb-list | tr ' ' ." <<'END'
id	question
.1.	.
END

t 'a quote in TSV is a byte' 0 "printf 'id\tq\n\"\t\"a\"\"\n' | qb-list" <<'END'
id	q
"	"a""
END

t 'escapes stay as they are' 0 "printf 'id\tq\n1\t\\\\t\\\\x\\\\\n' | qb-list" <<'END'
id	q
1	\t\x\
END

t 'two files: columns by name' 0 "printf 'question\tid\nthree\t3\n' >b.tsv; printf 'id,question\n4,four\n' >c.csv; qb-list plain.tsv b.tsv - c.csv <plain.csv" <<'END'
id	question
1	one
2	two
3	three
1	one
2	two
4	four
END

t 'a column that a later file lacks is empty' 0 "printf 'question\nthree\n' >b.tsv; qb-list plain.tsv b.tsv" <<'END'
id	question
1	one
2	two
	three
END

t 'a column that the first file lacks' 2 "printf 'id\tcolour\n3\tred\n' >b.tsv; qb-list plain.tsv b.tsv" <<'END'
id	question
1	one
2	two
--- stderr
qb-list: b.tsv:1: column 'colour' is not in the first file
END

t 'one field too few' 2 "printf 'id\tq\n1\ta\n2\n3\tc\n' >r.tsv; qb-list r.tsv" <<'END'
id	q
1	a
--- stderr
qb-list: r.tsv:3: expected 2 fields, found 1
END

t 'one field too many' 2 "printf 'id\tq\n1\ta\tb\n' >r.tsv; qb-list r.tsv" <<'END'
id	q
--- stderr
qb-list: r.tsv:2: expected 2 fields, found 3
END

t 'CSV: a ragged record, by its line in the file' 2 "printf 'id,q\n1,\"a\n\nb\"\n\n2,c,d\n' | qb-list" <<'END'
id	q
1	a\n\nb
--- stderr
qb-list: standard input:6: expected 2 fields, found 3
END

t 'CSV: an unterminated quote' 2 "printf 'id,q\n1,a\n2,\"b\n3,c\n' | qb-list" <<'END'
id	q
1	a
--- stderr
qb-list: standard input:3: unterminated quote
END

t 'CSV: text after a closing quote' 2 "printf 'id,q\n1,a\n2,\"b\"c\n3,c\n' | qb-list" <<'END'
id	q
1	a
--- stderr
qb-list: standard input:3: a quote inside an unquoted field, or text after a closing quote
END

t 'CSV: a quote inside an unquoted field' 2 "printf 'id,q\n1,a\"b\n' | qb-list" <<'END'
id	q
--- stderr
qb-list: standard input:2: a quote inside an unquoted field, or text after a closing quote
END

t 'a NUL byte' 2 "printf 'id\tq\n1\ta\n2\t\0b\n' | qb-list" <<'END'
id	q
1	a
--- stderr
qb-list: standard input:3: NUL byte
END

t 'a NUL byte in CSV' 2 "printf 'id,q\n1,a\n2,\0b\n' | qb-list" <<'END'
id	q
1	a
--- stderr
qb-list: standard input:3: NUL byte
END

t 'a header with an empty name' 2 "printf 'id\t\n' | qb-list" <<'END'
--- stderr
qb-list: standard input:1: column 2 has no name
END

t 'a header with a name twice' 2 "printf 'id\tq\tid\n' | qb-list" <<'END'
--- stderr
qb-list: standard input:1: two columns named 'id'
END

t 'a header with a comma in a name' 2 "printf 'id\ta,b\n' | qb-list" <<'END'
--- stderr
qb-list: standard input:1: a comma in the column name 'a,b'
END

t 'a name with a blank' 0 "printf 'id\tQuestion text\n1\twhy\n' | qb-list -c 'Question text'" <<'END'
Question text
why
END

t 'an empty pipe: nothing was selected' 1 ': | qb-list' </dev/null

t 'empty input that is not a pipe' 2 'qb-list </dev/null' <<'END'
--- stderr
qb-list: standard input: empty: a bank begins with a header line; name a bank as an operand
END

t 'a header only' 1 "printf 'id\tq\n' | qb-list" <<'END'
id	q
END

t 'an empty first line' 1 "printf '\nid\tq\n' | qb-list" <<'END'
id	q
END

ok 'the bank that ships leaves as it came' 'qb-list "$SRC/bank.tsv" | cmp - "$SRC/bank.tsv"'

# A hostile bank, and the same as CSV.
awk 'BEGIN {
	srand(7)
	OFS = "\t"
	piece[0] = "\""; piece[1] = "\\t"; piece[2] = "\\n"; piece[3] = "\\\\"; piece[4] = "\xff"; piece[5] = "é世🎉"
	piece[6] = "\\"; piece[7] = ","; piece[8] = "\x1b[31m"; piece[9] = " "; piece[10] = "word"; piece[11] = "\\x"; piece[12] = "\r"
	print "id", "a", "b", "question"
	for (i = 0; i < 400; i++) {
		line = i
		for (f = 0; f < 3; f++) {
			s = ""
			for (n = int(rand() * 8) * int(rand() * 3); n > 0; n--)
				s = s piece[int(rand() * 13)]
			if (i == 99 && f == 1)
				for (n = 0; n < 20000; n++)
					s = s "long "
			line = line OFS s "."
		}
		print line
	}
}' >hostile.tsv

ok 'a hostile bank leaves as it came' 'qb-list hostile.tsv | cmp - hostile.tsv'

for block in 1 2 3 5 17 63 64 65 127 1000 4096; do
	ok "blocks of $block bytes" "QB_BLOCK=$block qb-list hostile.tsv | cmp - hostile.tsv"
done

if have python3; then
	python3 - <<'END'
import csv
def dec(s):
    out, i = [], 0
    while i < len(s):
        c = {'t': '\t', 'n': '\n', 'r': '\r', '\\': '\\'}.get(s[i + 1:i + 2]) if s[i] == '\\' else None
        out.append(c or s[i])
        i += 2 if c else 1
    return ''.join(out)
def enc(s):
    out = []
    for i, c in enumerate(s):
        if c == '\\':
            c = '\\\\' if s[i + 1:i + 2] in ('t', 'n', 'r', '\\', '\t', '\n', '\r') and i + 1 < len(s) else c
        out.append({'\t': '\\t', '\n': '\\n', '\r': '\\r'}.get(c, c))
    return ''.join(out)
rows = [l.split('\t') for l in open('hostile.tsv', encoding='utf-8', errors='surrogateescape', newline='\n').read().split('\n')[:-1]]
for name, kw in (('h.csv', {}), ('h2.csv', dict(delimiter=';', lineterminator='\n', quoting=csv.QUOTE_ALL))):
    with open(name, 'w', encoding='utf-8', errors='surrogateescape', newline='') as f:
        csv.writer(f, **kw).writerows([dec(x) for x in r] for r in rows)
with open('canonical.tsv', 'w', encoding='utf-8', errors='surrogateescape', newline='') as f:
    f.writelines('\t'.join(enc(dec(x)) for x in r) + '\n' for r in rows)
END
	ok "CSV of Python's csv is the same bank" 'qb-list h.csv | cmp - canonical.tsv'
	ok "CSV, all quoted, semicolons, LF" 'qb-list h2.csv | cmp - canonical.tsv'
	for block in 1 2 3 17 64 1000; do
		ok "CSV in blocks of $block bytes" "QB_BLOCK=$block qb-list h.csv | cmp - canonical.tsv"
	done
else
	skip "CSV of Python's csv" 'no python3'
fi

# Truncated at every byte: no crash; complete records or an error.
printf 'id\tq\ttags\n1\ta\\nb\tx,y\n22\t\303\251"\t\n' >cut.tsv
printf 'id,q,tags\r\n1,"a\nb","x,""y"""\r\n22,\303\251,\r\n' >cut.csv
cat >cuts <<'END'
size=$(wc -c <"$1") i=0
while [ "$i" -le "$size" ]; do
	head -c $i "$1" | qb-list >out 2>err
	status=$?
	[ $status -le 2 ] || { echo "cut at $i: status $status"; exit 1; }
	[ $status = 2 ] && [ "$(wc -l <err)" != 1 ] && { echo "cut at $i: no message"; cat err; exit 1; }
	[ $status = 0 ] && awk -F '\t' 'NR == 1 { n = NF } NF != n { exit 1 }' out || [ $status != 0 ] || { echo "cut at $i: ragged"; exit 1; }
	i=$((i + 1))
done
END
ok 'TSV truncated at every byte' 'sh ./cuts cut.tsv'
ok 'CSV truncated at every byte' 'sh ./cuts cut.csv'

ok 'a line of 1 MiB' "awk 'BEGIN { printf \"id\tq\n1\t\"; for (i = 0; i < 65536; i++) printf \"0123456789abcdef\"; print \"\" }' >long.tsv && qb-list long.tsv | cmp - long.tsv"

ok 'a long bank in little memory' "
	awk 'BEGIN { print \"id\tquestion\"; for (i = 0; i < 300000; i++) print i \"\tWhat is the answer to question \" i \"?\" }' >big.tsv
	(\$LIMIT 40000; qb-list big.tsv) | cmp - big.tsv"

t 'many columns' 0 'awk "BEGIN { for (j = 0; j < 2; j++) { for (i = 0; i < 50000; i++) printf \"%s%s%d\", i ? \"\t\" : \"\", j ? \"v\" : \"c\", i; print \"\" } }" >wide.tsv; qb-list -c c49999 wide.tsv; qb-list wide.tsv wide.tsv | wc -l' <<'END'
c49999
v49999
3
END
t 'an operand that is not a bank is reported, and the others are read' 2 'mkdir -p d; : >none; qb-list -c id missing plain.tsv d none plain.tsv' <<'END'
id
1
2
1
2
--- stderr
qb-list: missing: No such file or directory
qb-list: d: Is a directory
qb-list: none: empty: a bank begins with a header line
END
t 'no operand is a bank' 2 'qb-list missing d' <<'END'
--- stderr
qb-list: missing: No such file or directory
qb-list: d: Is a directory
END
t 'nothing is picked from a part' 2 'qb-pick -n 9 plain.tsv missing' <<'END'
--- stderr
qb-pick: missing: No such file or directory
END
t 'a message shows control characters' 2 'qb-list "$(printf "a\\033[31m")"' <<'END'
--- stderr
qb-list: a\x1b[31m: No such file or directory
END
if [ -e /dev/zero ]; then
	t 'a line that never ends' 2 'for c in "qb-list /dev/zero" "qb-grep -f /dev/zero plain.tsv" "qb-score -l /dev/zero plain.tsv" "qb-import -f md /dev/zero" "qb-pick -x /dev/zero plain.tsv"; do
		($LIMIT 200000; $c 2>&1); done; { echo "id,question"; cat /dev/zero; } | qb-list' <<'END'
qb-list: /dev/zero:1: NUL byte
qb-grep: /dev/zero:1: NUL byte
qb-score: /dev/zero:1: NUL byte
qb-import: /dev/zero:1: NUL byte
qb-pick: /dev/zero:1: NUL byte
id	question
--- stderr
qb-list: standard input:2: NUL byte
END
fi
t '$QB_BLOCK that is not a number is the default' 0 'QB_BLOCK=x qb-list plain.tsv | wc -l' <<'END'
3
END

finish
