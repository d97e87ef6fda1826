#!/bin/sh
# qb-quiz by lines: what is asked, in which order, and what is logged.
. "${0%/*}/lib.sh"

printf 'id\ttopic\tlevel\ttags\tquestion\tchoices\tanswer\tpoints\n' >b.tsv
for i in 1 2 3 4 5 6; do
	printf 'q%d\tTopic %d\t%s\ttag%d,all\tQuestion %d?\t\tAnswer %d.\tone\\ntwo\n' $i $((i % 2)) "$([ $i -gt 4 ] && echo staff || echo mid)" $i $i $i
done >>b.tsv
cp b.tsv ch.tsv
printf 'c1\tTopic 1\tmid\tall\tWhich?\t=right\\n~wrong\\n=right too\\n~other\tBecause.\t\nc2\tTopic 1\tmid\tall\tWhich one?\t=x\\n~y\tBecause.\t\n' >>ch.tsv

# grades GRADE...: lines that give these grades.
grades() { printf '\n%s\n' "$@"; }
# asked: the ids of the questions in the order in which they are asked.
asked() { grep -a '^[0-9]* of [0-9]* · .*\(q\|c\|p\|node-\)[0-9]*$' | sed 's/.* · //' | uniq | paste -sd ' ' -; }
# answer_all FILE OPTION...: a session in which everything is good.
cat >ask <<'END'
for i in 1 2 3 4 5 6 7 8 9; do printf '\n3\n'; done | qb-quiz "$@" | grep -a '^[0-9]* of [0-9]* · ' | sed 's/.* · //' | uniq | paste -sd ' ' -
END

# What is asked.
printf 'time\tid\tgrade\n2026-01-01T12:00:00Z\tq5\tgood\n2026-01-02T12:00:00Z\tq2\tagain\n2026-01-03T12:00:00Z\tq4\teasy\n' >old
for f in l1 l2 l3 l4 l5 l6 l7 l8 l9; do cp old $f; done
ok 'due questions come first, then new ones up to --new' '
	sh ask -l l1 --now 2026-01-05 --new 2 --in-order b.tsv >got && tr " " "\n" <got | sort -c && [ "$(wc -w <got)" = 4 ] && grep -q "q2.*q5" got && sh ask -l l2 --now 2026-01-05 --new 2 b.tsv >got && grep -q "^q[25] q[25] q[136] q[136]$" got'
ok '--new counts the new ones of the day by the log; the next day has others' '
	[ "$(sh ask -l l1 --now 2026-01-05 --new 3 b.tsv | wc -w)" = 1 ] && printf "q\n" | qb-quiz -l l1 --now 2026-01-05 --new 2 b.tsv >got; [ $? = 1 ] && grep -qx "Nothing is due, and nothing is new." got'
t 'how many new questions are left is told' 1 'sh ask -l n.log --now 2026-01-05 --new 2 b.tsv >got; printf "q\n" | qb-quiz -l n.log --now 2026-01-05 --new 2 b.tsv' <<'END'
Nothing is due, and no more new questions today; left: 4.
END
ok 'ten new questions a day' '
	awk "BEGIN { print \"id\tquestion\"; for (i = 0; i < 40; i++) print \"p\" i \"\tP?\" }" >p.tsv
	for d in 1 2 3 4 5; do i=0; while [ $i -lt 60 ]; do printf "\n3\n"; i=$((i + 1)); done | qb-quiz -l p.log --now 2026-01-0$d p.tsv >/dev/null; done
	sed 1d p.log | awk -F "\t" "!(\$2 in seen) { seen[\$2]; n[substr(\$1, 1, 10)]++ } END { for (d in n) print d, n[d] }" | sort | paste -sd " " - | grep -qx "2026-01-01 10 2026-01-02 10 2026-01-03 10 2026-01-04 10"'
ok '-n is the number in all, due ones first' 'sh ask -l l3 -n 1 --now 2026-01-05 b.tsv | grep -qx "q[25]"'
ok '-t, --level, -g select' '
	[ "$(sh ask -l l4 -t "topic 1" --level mid --in-order --now 2026-01-05 b.tsv)" = "q1 q3" ] && [ "$(sh ask -l l5 -g tag6 -g tag1 --in-order --now 2026-01-05 b.tsv)" = "q1 q6" ]'
ok '-r, --rollover, --params' '
	[ "$(sh ask -l l6 --new 0 --now 2026-01-12 -r 0.7 b.tsv)" = "q2" ] && [ "$(sh ask -l l7 --new 0 --now 2026-01-11 -r 0.99 --in-order b.tsv)" = "q2 q4 q5" ] &&
	printf "q\n" | TZ=UTC qb-quiz -l l8 --new 0 --now 2026-01-03T03:30:00Z -r 0.9 b.tsv | grep -q "^Nothing is due" && printf "q\n" | TZ=UTC qb-quiz -l l8 --rollover 3 --new 0 --now 2026-01-03T03:30:00Z b.tsv | grep -q "^1 of 2 ·" &&
	! qb-quiz -l l8 --params 1,2 b.tsv 2>err && grep -q "^qb-quiz: --params: " err'
ok '--exam asks by gain' '
	qb-quiz --help | grep -q exam && cp old ex && for i in 1 2 3; do printf "\n3\n"; done | qb-quiz -l ex --now 2026-01-20 --exam 2026-02-01 -n 3 b.tsv >got && ! grep -q "q4$" got'
ok '--cram asks by need, and writes nothing' '
	mkdir cram && cp old cram/log && { for i in 1 2 3 4 5 6; do printf "\n3\n"; done; } | qb-quiz -l cram/log --cram --now 2026-01-20 b.tsv >got && cmp old cram/log &&
	printf "x\na\none\n.\n3\nq\n" | qb-quiz -l cram/log --cram --now 2026-01-20 b.tsv >got2; [ "$(ls cram)" = log ] && grep -a "^[0-9]* of 6 · " got | tail -n 1 | grep -q "q4$" &&
	printf "\n3\n" | qb-quiz --cram -l nowhere/at/all b.tsv >out && [ ! -e nowhere ]'
for o in '-d --cram' '-d --exam 2026-01-01' '--cram --exam 2026-01-01' '-w id --cram' '--new x' '--new -1' '-r 2' '--exam 2026-02-30' '--exam 2020-01-01' '--now yesterday' '--rollover 24' '-d -w id'; do
	t "usage: $o" 2 "qb-quiz $o -l u b.tsv; s=\$?; [ ! -e u ]; exit \$s" <<'END'
--- stderr ^qb-quiz: 
END
done
ok 'an empty id is an error with its place' 'printf "id\tquestion\n\tx\n" >e.tsv; ! qb-quiz -l u e.tsv 2>err && grep -q "^qb-quiz: e.tsv:2: empty id" err'

# What is logged.
ok 'time, hash and seconds' '
	printf "id\tquestion\tanswer\nh1\tA\\\\nB\\\\\\\\t\tC\\\\td\n" >h.tsv; printf "\n3\n" | qb-quiz -l h.log --now 2026-01-05T10:00:00Z h.tsv >out
	if command -v xxhsum >/dev/null; then hash=$(printf "A\nB\\\\t\tC\td" | xxhsum -H1 - | cut -c 1-16); else hash=$(sed -n 2p h.log | cut -f 4); fi
	sed -n 2p h.log | grep -qE "^2026-01-05T10:00:0[0-9]Z	h1	good	$hash	[0-9]+$"'
ok 'strictly increasing times, and a date is noon' '
	TZ=UTC sh ask -l inc.log --now 2026-01-05 b.tsv >out && sed 1d inc.log | cut -f 1 >times && [ "$(wc -l <times)" = 6 ] && sort -uc times && head -n 1 times | grep -q "^2026-01-05T12:00:0" &&
	printf "time\tid\tgrade\n2026-01-05T12:30:00Z\tq1\tgood\n" >inc2.log && TZ=UTC sh ask -l inc2.log --now 2026-01-05 b.tsv >out && sed 1d inc2.log | cut -f 1 | sort -uc'
ok 'only the columns of the header' '
	for h in "grade\tid\ttime" "x\tseconds\ttime\tid\tgrade" "time\tid\tgrade\thash"; do
		printf "$h\n" >cols; printf "\n3\nu\n2\n" | qb-quiz -l cols -n 1 b.tsv >out && qb-score -l cols b.tsv >out 2>err && [ ! -s err ] || exit 1
		n=$(printf "$h" | tr "\t" "\n" | wc -l); awk -F "\t" -v n=$((n + 1)) "NF != n { exit 1 }" cols || exit 1
	done'

# Commands by lines.
t 'undo: the question again with its answer' 0 'printf "\n1\nu\n3\nq\n" | qb-quiz -l un.log --in-order b.tsv | tail -n 1; sed 1d un.log | cut -f 2,3' <<'END'
1 of 6: again 0, hard 0, good 1, easy 0
q1	again
q1	undo
q1	good
END
ok 'again returns after three others by lines, too' '
	printf "\n1\n\n3\n\n3\n\n3\n\n2\n\n3\n\n3\n" | qb-quiz -l ag.log --in-order b.tsv >out && [ "$(sed 1d ag.log | cut -f 2 | paste -sd " " -)" = "q1 q2 q3 q4 q1 q5 q6" ] && tail -n 1 out | grep -q "^6 of 6: again 1, hard 1, good 5"'
t 'written: up to a full stop' 0 'printf "a\nThere is one.\n\nAnd two.\n.\n3\nq\n" | qb-quiz -l wr/log --in-order b.tsv | sed -n "/earns/,/^ *- hit: two/p; s/\(proposed: .*\)/\1/p"; cut -f 2,3 wr/answers.tsv' <<'END'
     *Your answer* earns 2 of 2 points (100 %).

     - hit: one, by "one"
     - hit: two, by "two"
100 %; proposed: 3 good
id	answer
q1	There is one.\n\nAnd two.
END
t 'written from the start: -a; the end of the input ends the answer' 0 'printf "one\n.\n1\ns\ntwo two" | qb-quiz -a -l wr2/log --in-order b.tsv | grep "%; prop\|^[0-9]* of 6: "; cut -f 2,3 wr2/answers.tsv' <<'END'
50 %; proposed: 2 hard
50 %; proposed: 2 hard
1 of 6: again 1, hard 0, good 0, easy 0, skipped 1
id	answer
q1	one
q3	two two
END
ok 'with -a, an empty answer shows the model answer, unmarked' 'printf "\n.\n3\nq\n" | qb-quiz -a -l wr3/log --in-order b.tsv >out; grep -q "Answer 1" out && ! grep -q earns out && [ ! -e wr3/answers.tsv ]'
t 'choices: letters in any form' 0 '
	for l in "a c" "A,C" "ca" "a, c" b "a b" "a e" q; do
		printf "%s\n" "$l" q | qb-quiz --no-shuffle -d -l c.log -x b.tsv -t "topic 1" -n 2 -s 1 --in-order ch.tsv | grep "prop" || :
	done' <<'END'
100 %; proposed: 3 good
100 %; proposed: 3 good
100 %; proposed: 3 good
100 %; proposed: 3 good
0 %; proposed: 1 again
0 %; proposed: 1 again
END
t 'suspend, help and unknown words' 0 'printf "x\n?\nhello\nhello\n3\nq\n" | qb-quiz -l s/log --in-order b.tsv | grep "^unknown\|^  q, Ctrl\|^[0-9]* of 6: "; cat s/suspended.tsv; [ "$(sh ask -l s/log --new 9 --in-order b.tsv)" = "q3 q4 q5 q6" ]' <<'END'
  q, Ctrl-C      quit
unknown key; ? lists the keys
1 of 6: again 0, hard 0, good 1, easy 0
id
q1
END
t 'malformed choices, points and files beside the log' 0 '
	printf "id\tquestion\tchoices\tanswer\tpoints\nm1\tM?\tno mark\tAnswer.\tx = (\n" >m.tsv; printf "\n3\n" | qb-quiz -l m.log m.tsv | grep -o "(choices: line 1: \|(points:"
	mkdir m; echo nonsense >m/suspended.tsv; qb-quiz -l m/log b.tsv; echo $?; echo id,time >m/suspended.tsv; qb-quiz -l m/log b.tsv; echo $?' <<'END'
(choices: line 1: 
(choices: line 1: 
(points:
2
2
--- stderr ^qb-quiz: m/suspended.tsv: 
END

# Two simulated months: two weeks of holiday after the third week, grades by chance.
ok 'all 133 questions are seen in two months' '
	awk "BEGIN { srand(3); for (d = 0; d < 62; d++) if (d < 21 || d > 34) { for (i = 0; i < 400; i++) { r = rand(); print \"\" > \"g\" d; print (r < .1 ? 1 : r < .25 ? 2 : r < .9 ? 3 : 4) > \"g\" d } } }"
	d=0; while [ $d -lt 62 ]; do
		[ ! -e g$d ] || TZ=UTC qb-quiz -s $d -l year.log --now $(awk -v d=$d "BEGIN { print d < 31 ? sprintf(\"2026-01-%02d\", d + 1) : d < 59 ? sprintf(\"2026-02-%02d\", d - 30) : sprintf(\"2026-03-%02d\", d - 58) }") "$SRC/bank.tsv" <g$d >out 2>err || [ ! -s err ] || exit 1
		d=$((d + 1))
	done
	sed 1d year.log | cut -f 1 | sort -uc && qb-score -l year.log --now 2026-03-05 "$SRC/bank.tsv" 2>err >got && [ ! -s err ] && [ "$(qb-list -c reps got | grep -cx 0)" = 0 ] &&
	sed 1d year.log | awk -F "\t" "{ day = substr(\$1, 1, 10) } !(\$2 in seen) { seen[\$2]; n[day]++ } END { for (d in n) if (n[d] > 10) exit 1 }"'

finish
