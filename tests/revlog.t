#!/bin/sh
# qb-import -f revlog: the reviews of other programs as a log.
. "${0%/*}/lib.sh"

cat >want <<'END'
time	id	grade	seconds
2024-06-10T08:00:00Z	n1	good	5
2024-06-13T17:33:20Z	n2	again	0
2024-06-14T17:33:20Z	n1	easy	
END
printf 'card_id,review_time,review_rating,review_state,review_duration\nn2,1718300000000,1,2,499\n"n1",1718006400123,3,0,4500\nn1,1718386400999,4,2,\n' >optimizer.csv
tr , ';' <optimizer.csv >semicolon.csv
tr -d '"' <optimizer.csv | tr , '\t' | sed 's/$/\r/' >optimizer.tsv
printf 'id,cid,usn,ease,ivl,lastIvl,factor,time,type\n1718300000000,n2,0,1,1,1,0,499,1\n1718006400123,n1,0,3,1,1,0,4500,0\n1718300000001,n2,0,0,1,1,0,0,4\n1718386400999,n1,0,4,1,1,0,,1\n' >anki.csv
cat >py.jsonl <<'END'
{"card_id": "n2", "rating": 1, "review_datetime": "2024-06-13T17:33:20.5+00:00", "review_duration": 499}

{"card_id":"n1","rating":"Good","review_datetime":"2024-06-10T10:00:00+02:00","review_duration":4500}
{"card_id":"n1","rating":4,"review_datetime":"2024-06-14T17:33:20Z","review_duration":null}
END
for file in optimizer.csv semicolon.csv optimizer.tsv py.jsonl; do
	ok "$file" "qb-import -f revlog $file | diff want - && qb-import -f revlog <$file | diff want - && qb-import -f revlog --log log $file && diff want log"
done
t "Anki's table, without what was rescheduled by hand" 0 'qb-import -f revlog anki.csv | diff want -' <<'END'
--- stderr
qb-import: anki.csv:4: skipped: 1 manual rescheduling (rating 0)
END
t 'several files are merged by time; no column for durations without any' 0 '
	printf "card_id,rating,review_time\n7,2,1718386400000\n" >a.csv; printf "{\"card_id\":8,\"rating\":1,\"review_datetime\":1718300000000}\n" >b.jsonl
	qb-import -f revlog a.csv b.jsonl' <<'END'
time	id	grade
2024-06-13T17:33:20Z	8	again
2024-06-14T17:33:20Z	7	hard
END
ok 'the log is read by qb-fit and qb-score' '
	qb-import -f revlog optimizer.csv >log; [ "$(TZ=UTC0 qb-fit --evaluate -l log | sed 1d | cut -f 4)" = 1 ] &&
	printf "id\tquestion\nn1\t?\n" | qb-score -l log 2>err | cut -f 3 | sed 1d | grep -qx 2'
ok 'a log, to the table of the optimizers, and back' '
	awk -v w=0.212,1.2931,2.3065,8.2956,6.4133,0.8334,3.0194,0.001,1.8722,0.1666,0.796,1.4835,0.0614,0.2629,1.6483,0.6014,1.8729,0.5425,0.0912,0.0658,0.1542 -v predictions=500 -v seed=1 -f "$SRC/tests/fixtures/fit/fsrs.awk" -f "$SRC/tests/fixtures/fit/learner.awk" | sed "s/1\$/again/; s/2\$/hard/; s/3\$/good/; s/4\$/easy/" >log
	command -v jq >/dev/null || exit 0
	{ echo card_id,review_time,review_rating
	jq -rRn "[inputs / \"\t\"][1:][] | [.[1], (.[0] | fromdate * 1000), {again:1, hard:2, good:3, easy:4}[.[2]]] | @csv" log; } >table.csv
	qb-import -f revlog table.csv | sed 1d | sort >got; sed 1d log | sort | cmp - got'
while IFS='|' read -r line why; do
	t "$why" 2 "{ sed 2q optimizer.csv; printf '%s\\n' '$line'; sed 1,2d optimizer.csv; } >m; echo old >log; qb-import -f revlog --log log m; s=\$?; cat log; ls -A | grep '^\\.q'; exit \$s" <<END
old
--- stderr
qb-import: m:3: $why
END
done <<'END'
n1,1718006400123,5,0,1|invalid rating '5'; expected 0 to 4
n1,1718006400123,,0,1|invalid rating ''; expected 0 to 4
n1,1718006400,3,0,1|time 1718006400 is out of range; expected milliseconds since 1970
n1,yesterday,3,0,1|invalid time 'yesterday'; expected milliseconds since 1970, or RFC 3339
,1718006400123,3,0,1|empty card id
n1,1718006400123,3,0|expected 5 fields, found 4
END
t 'a table without a column' 2 'printf "card_id,review_time\nx,1\n" | qb-import -f revlog' <<'END'
--- stderr
qb-import: standard input:1: no column 'review_rating'
END
t 'JSON that is cut off' 2 '{ cat py.jsonl; printf "{\"card_id\":"; } >m; qb-import -f revlog m' <<'END'
--- stderr ^qb-import: m:5: .*
END
t '--log with another format, and onto an input' 2 'qb-import -f csv --log l optimizer.csv 2>&1 | head -n 1; qb-import -f revlog --log optimizer.csv optimizer.csv 2>&1 | sed 1q; cp optimizer.csv l; qb-import -f revlog l >>l' <<'END'
qb-import: --log requires the format apkg or revlog
qb-import: --log: optimizer.csv is an input
--- stderr ^qb-import: l: .*
END
t 'an empty pipe: the log is left alone' 1 'echo old >log; : | qb-import -f revlog --log log; s=$?; cat log; exit $s' <<'END'
old
END
finish
