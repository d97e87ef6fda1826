#!/bin/sh
# Conflict marks, as qb-merge and git leave them in a file: every tool names them.
. "${0%/*}/lib.sh"

printf 'id\tquestion\tanswer\na\tA?\tone\n<<<<<<< ours\nb\tB?\ttwo\n=======\nb\tB?\t2\n>>>>>>> theirs\nc\tC?\tthree\n' >bank.tsv
printf 'id,question\na,A?\n<<<<<<< HEAD\nb,B?\n=======\nb,"B, or not?"\n>>>>>>> topic\n' >bank.csv
printf '<<<<<<< HEAD\nid\tquestion\n=======\nid\tquestion\ttags\n>>>>>>> topic\na\tA?\n' >header.tsv
printf 'id\na\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> topic\n' >ids.tsv
printf 'id\tquestion\nx\tX?\n' >good.tsv
printf 'time\tid\tgrade\n2026-01-01T00:00:00Z\ta\tgood\n<<<<<<< HEAD\n2026-01-02T00:00:00Z\ta\tgood\n=======\n>>>>>>> topic\n' >log.tsv
printf '<<<<<<< HEAD\ntime\tid\tgrade\n=======\n>>>>>>> topic\n' >loghead.tsv
sed 1q log.tsv >empty.tsv

for run in qb-list 'qb-list -i zz' 'qb-list --count id' 'qb-grep zz' 'qb-grep -v zz' 'qb-grep -c .' 'qb-pick -n 1' 'qb-format -a' 'qb-format -t jsonl' \
	'qb-score -l empty.tsv' 'qb-progress -o page -l empty.tsv' 'qb-import -f tsv' 'qb-quiz -l new.tsv'; do
	tool=${run%% *}
	for place in bank.tsv:3 bank.csv:3 header.tsv:1 ids.tsv:3; do
		file=${place%:*}
		case $tool:$file in
		qb-import:bank.csv | qb-grep:ids.tsv | qb-format:ids.tsv | qb-quiz:ids.tsv) continue ;; # tested below, or need a question
		esac
		t "$run: $file" 2 "$run $file </dev/null >out" <<END
--- stderr ^$tool: $place: unresolved merge conflict\$
END
	done
done
t 'qb-import -f csv' 2 'qb-import -f csv bank.csv' <<'END'
--- stderr ^qb-import: bank.csv:3: unresolved merge conflict$
END
for file in log.tsv:3 loghead.tsv:1; do
	t "a review log, ${file%:*}" 2 "qb-score -l ${file%:*} good.tsv" <<END
--- stderr ^qb-score: $file: unresolved merge conflict\$
END
done
t 'the ids of qb-pick -x' 2 'qb-pick -x ids.tsv good.tsv' <<'END'
--- stderr ^qb-pick: ids.tsv:3: unresolved merge conflict$
END
{ echo question; seq 1000 | sed 's/^/What is item /'; printf '%s\n' '<<<<<<< HEAD' 'needle one' '||||||| 1a2b3c4' 'needle' ======= 'needle two' '>>>>>>> topic' 'the needle'; } >one.tsv
for mark in '<<<<<<< ' '||||||| ' ======= '>>>>>>> '; do # only the last marks may have been forgotten
	for run in 'qb-list' 'qb-grep zz' 'qb-grep needle' 'qb-grep -v zz' 'qb-grep -c "needle$"' 'qb-grep -F -e zz -e yy' 'qb-format -t jsonl' 'qb-import -f tsv --prefix q'; do
		t "one column, '$mark' is the first mark: $run" 2 "sed '2,/^item 1000/{/^[<|=>]\{7\}/{/^$mark/!d;};}' one.tsv >cut.tsv; n=\$(grep -n '^[<|=>]\{7\}' cut.tsv | sed 's/:.*//;q'); $run cut.tsv 2>err >out; s=\$?; sed \"s/:\$n:/:N:/\" err >&2; exit \$s" <<END
--- stderr ^${run%% *}: cut.tsv:N: unresolved merge conflict\$
END
	done
done
t '--check: once per conflict, and the sides are no duplicates of each other' 2 '
	cat bank.tsv bank.tsv | sed 9d >two.tsv
	qb-list --check bank.tsv; qb-list --check two.tsv 2>/dev/null' <<'END'
bank.tsv:3: -: unresolved merge conflict
two.tsv:3: -: unresolved merge conflict
two.tsv:9: a: duplicate id 'a', first at two.tsv:2
two.tsv:9: a: duplicate question, first at two.tsv:2
two.tsv:10: -: unresolved merge conflict
two.tsv:11: b: duplicate id 'b', first at two.tsv:4
two.tsv:11: b: duplicate question, first at two.tsv:4
two.tsv:15: c: duplicate id 'c', first at two.tsv:8
two.tsv:15: c: duplicate question, first at two.tsv:8
--- stderr
qb-list: bank.tsv:3: unresolved merge conflict
END
t 'such text in a field is data' 0 'printf "id\tquestion\na\t<<<<<<< ours\n<<<<<<< b\t=======\n" | qb-list' <<'END'
id	question
a	<<<<<<< ours
<<<<<<< b	=======
END
finish
