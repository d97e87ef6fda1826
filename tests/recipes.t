#!/bin/sh
# Encodings of templates, --fragment, --bom, and the recipes of qb(7), as other programs read them.
. "${0%/*}/lib.sh"

cp "$SRC/bank.tsv" bank.tsv
encode=$SRC/tests/fixtures/encode.py
printf 'id\tquestion\tquestion:json\ta:b\nq1\tA "b" & <c>\\n2;\tplain\tx\n' >q.tsv

# ---- Encodings ----

t 'every encoding' 0 'qb-format -f "{id:json}|{question:html}|{question:xml}|{question:csv}|{question:url}|{question:ics}\n" q.tsv; qb-format -f "{question:sh}\n{n:json} {n:sh}\n" q.tsv' <<'END'
"q1"|A &quot;b&quot; &amp; &lt;c&gt;
2;|A &quot;b&quot; &amp; &lt;c&gt;
2;|"A ""b"" & <c>
2;"|A%20%22b%22%20%26%20%3Cc%3E%0A2%3B|A "b" & <c>\n2\;
'A "b" & <c>
2;'
"1" '1'
END
t 'a column whose name has a colon' 0 'qb-format -f "{question:json} {a:b} {a:b:json}\n" q.tsv' <<'END'
plain x "x"
END
t 'an unknown encoding, an unknown column' 2 'qb-format -f "{id:JSON}" q.tsv; qb-format -f "{id:}" q.tsv; qb-format -f "{x:json}" q.tsv' <<'END'
--- stderr
qb-format: template: invalid encoding 'JSON'; choose from json, sh, csv, html, xml, url, ics
qb-format: template: invalid encoding ''; choose from json, sh, csv, html, xml, url, ics
qb-format: q.tsv: no column 'x'; columns: id, question, question:json, a:b
END
t 'choices and key' 0 'printf "id\tquestion\tchoices\nq\tx\t=yes\\\\n~no\n" | qb-format -f "{choices:json} {key:json}\n"' <<'END'
"A) yes\nB) no" "A"
END
t 'bytes that are not UTF-8' 0 'printf "id\nq\377\n" | qb-format -f "{id:json} {id:xml} {id:ics} {id:url}\n"' <<'END'
"q�" q� q� q%FF
END
if have python3; then
	for seed in 1 2 3; do
		ok "seed $seed: readers restore what was encoded" "
			python3 '$encode' bank $seed $(tries 500 20) >r.tsv && mkdir -p r
			for e in json csv url ics; do qb-format -f \"{question:\$e}\n\" r.tsv >r/\$e || exit; done
			qb-format -f '{question:html}@@@@' r.tsv | python3 -c 'import sys; sys.stdout.buffer.write(sys.stdin.buffer.read().replace(b\"x@@@@\", b\"x\\0\"))' >r/html
			qb-format -f '<q>{question:xml}</q>' r.tsv >r/xml && qb-format -f '{question:sh} ' r.tsv >r/sh
			python3 '$encode' check r.tsv r"
	done
else
	skip 'readers restore what was encoded' 'no python3'
fi

# ---- Options ----

t 'fragment: the questions only' 0 'qb-list -n 1 bank.tsv | qb-format -a -t html --fragment >f.html; grep -c "<article" f.html; grep -ciE "<(html|head|body|style|script|main|title|header|nav|button|h1)" f.html; qb-list -n 1 bank.tsv | qb-format -a -t html | grep -cF "$(sed -n 4p f.html)"' <<'END'
1
0
1
END
t 'bom' 0 'qb-list -n 1 -c id bank.tsv | qb-format -t csv --bom | od -An -c | sed 1q; qb-format -t csv --bom bank.tsv | qb-list | cmp - bank.tsv' <<'END'
 357 273 277   i   d  \r  \n   n   o   d   e   -   0   0   1  \r
END
for options in '--bom' '--fragment' '--bom -t html' '--fragment -t csv' '--bom -f x' '--fragment -t pdf'; do
	ok "invalid options: $options" "qb-format $options bank.tsv >out 2>err; [ \$? = 2 ] && [ ! -s out ] && grep -q ' requires -t ' err"
done

# ---- Recipes ----

# recipe NAME: prints the recipe of qb(7).
recipe() {
	awk -v name="$1" '
		/^\.S[hs]/ { on = $0 == ".Ss " name; next }
		on && /^\.Bd/ { block = 1; next }
		/^\.Ed/ { block = 0 }
		on && block { gsub(/\\e/, "\\"); gsub(/\\&/, ""); print }' "$SRC/man/qb.7"
}
mkdir fake
for command in curl sendmail; do
	printf '#!/bin/sh\nprintf "%%s\\n" "$*" >%s.args\ncat >%s.in\n' $command $command >fake/$command
done
chmod +x fake/*
# Questions and answers with everything that is special in one of the formats.
awk -F '\t' -v OFS='\t' 'NR > 1 { $5 = $5 " <b>&amp; \"x\"; y, \\n]]> \047é\047 100%\\z"; $6 = $6 "\\n\\n--qb\\n\\nEND:VEVENT" } 1' bank.tsv >hostile.tsv
mv hostile.tsv bank.tsv
qb-pick -d bank.tsv | qb-format -t jsonl >want.jsonl
run() {
	recipe "$1" >steps && [ -s steps ] && PATH=$PWD/fake:$PATH WEBHOOK=https://hooks.example.org/x sh -e steps
}
for name in Slack Atom iCalendar 'HTML mail'; do
	run "$name" >out 2>err
	report $? "$name: the recipe runs"
	[ ! -s err ] || sed 's/^/# /' err
done
ok 'Slack: jq reads the question' "
	grep -q '@slack.json https://hooks.example.org/x' curl.args &&
	jq -r '.blocks[0].text.text' slack.json >got && jq -r .question want.jsonl | diff - got"
if have xmllint python3; then
	ok 'Atom: xmllint reads five entries, Python their text' "
		[ \"\$(xmllint --xpath 'count(//*[local-name()=\"entry\"])' feed.xml)\" = 5 ] && python3 -c '
import json, subprocess
from xml.etree import ElementTree
atom = \"{http://www.w3.org/2005/Atom}\"
rows = subprocess.run(\"qb-pick -d -n 5 bank.tsv | qb-format -t jsonl\", shell=True, capture_output=True).stdout
want = [json.loads(line) for line in rows.decode().splitlines()]
got = ElementTree.parse(\"feed.xml\").findall(atom + \"entry\")
assert [e.find(atom + \"title\").text for e in got] == [w[\"question\"] for w in want]
assert [e.find(atom + \"content\").text for e in got] == [w[\"answer\"] for w in want]
'"
else
	skip 'Atom: readers' 'no xmllint or python3'
fi
# The package of the system is for its own Python.
reader=
for python in python3 /usr/bin/python3; do
	"$python" -c 'import icalendar' 2>/dev/null && reader=$python
done
if [ -n "$reader" ]; then
	ok 'iCalendar: icalendar reads the question and the answer' "'$reader' -c '
import icalendar, json
want = json.load(open(\"want.jsonl\"))
event = icalendar.Calendar.from_ical(open(\"today.ics\", \"rb\").read()).walk(\"VEVENT\")
assert len(event) == 1
assert str(event[0][\"SUMMARY\"]) == want[\"question\"], event[0][\"SUMMARY\"]
assert str(event[0][\"DESCRIPTION\"]) == want[\"answer\"]
assert event[0][\"DTSTART\"].dt and event[0][\"DTSTAMP\"].dt and event[0][\"UID\"]
'"
else
	skip 'iCalendar: a reader' 'no icalendar for python3'
fi
if have python3; then
	ok 'HTML mail: Python reads both parts' "grep -q -- -t sendmail.args && cmp today.eml sendmail.in && python3 -c '
import email, email.policy, subprocess
mail = email.message_from_binary_file(open(\"today.eml\", \"rb\"), policy=email.policy.default)
parts = list(mail.iter_parts())
assert mail.get_content_type() == \"multipart/alternative\" and not mail.defects
assert [p.get_content_type() for p in parts] == [\"text/plain\", \"text/html\"] and not any(p.defects for p in parts)
for part, options in zip(parts, ([], [\"-t\", \"html\", \"--fragment\"])):
    want = subprocess.run([\"qb-format\", *options, \"today.tsv\"], capture_output=True).stdout.decode()
    assert part.get_content() == want
'"
else
	skip 'HTML mail: a reader' 'no python3'
fi
if have mlr; then
	cp "$SRC/bank.tsv" bank.tsv
	printf 'Timestamp,Your name,Qnode-001,Qnode-002\n2026-01-01,Ann,"timers, poll and check",microtasks first\n2026-01-01,Bob,"a, ""b""\nc",\n' >form.csv
	run 'Answers of a form' >out 2>err
	report $? 'answers of a form: the recipe runs'
	[ ! -s err ] || sed 's/^/# /' err
	t 'answers of a form: the marks' 0 'cut -f 1-3 marks.tsv; cut -f 1,2 out; qb-list -c answer -i node-001 answers.csv' <<-'END'
		Timestamp	Your name	id
		2026-01-01	Ann	node-001
		2026-01-01	Ann	node-002
		2026-01-01	Bob	node-001
		2026-01-01	Bob	node-002
		id	n
		node-001	2
		node-002	2
		answer
		timers, poll and check
		a, "b"\nc
	END
else
	skip 'answers of a form' 'no mlr'
fi

finish
