#!/bin/sh
# The rubrics of the bank: model answers meet them, answers to other questions do not, and
# answers written without knowledge of the rubrics are ranked correctly.
#
# fixtures/candidates.tsv has a strong, a shallow and a mistaken answer to each question. The
# rubrics were tuned on these, the set "mended". It has further answers to 30 of the
# questions, the set "held-out", on which nothing was tuned.
. "${0%/*}/lib.sh"

cp "$SRC/bank.tsv" bank.tsv
cp "$SRC/tests/fixtures/candidates.tsv" candidates.tsv

t 'answers have 80 to 220 words' 0 '
	qb-format -f "{id}\n{answer}\n\n" bank.tsv | awk "/^node-[0-9]+\$/ { if (id && (n < 80 || n > 220)) print id, n; id = \$1; n = 0; next } { n += NF } END { if (n < 80 || n > 220) print id, n }"' </dev/null
t 'rubrics have 4 to 8 points' 0 '
	qb-format -f "{id}\t{points}\n" bank.tsv | awk -F "\t" "/^node-/ { if (id && (n < 4 || n > 8)) print id, n; id = \$1; n = 0 } { n++ } END { if (n < 4 || n > 8) print id, n }"' </dev/null
t 'each model answer scores 1 and has no misconception' 0 '
	qb-score -m bank.tsv bank.tsv >marked && qb-list -c score marked | sed 1d | sort | uniq -c | sed "s/^ *//"
	qb-score -m bank.tsv --points bank.tsv | qb-list -c id,point,verdict | awk -F "\t" "\$3 == \"misconception\""' <<'END'
133 1.0000
END
t 'levels and tags are filled' 0 '
	qb-list -c id,level,tags bank.tsv | awk -F "\t" "\$2 == \"\" || \$3 == \"\""; qb-list --count level bank.tsv | sed 1d | wc -l' <<'END'
3
END

# Each answer marked by the rubric of each other question.
qb-list -c id,topic,answer bank.tsv | awk -F '\t' -v OFS='\t' '
	NR == 1 { print "id", "topic", "from", "fromtopic", "answer"; next }
	{ id[++n] = $1; topic[n] = $2; answer[n] = $3 }
	END { for (i = 1; i <= n; i++) for (j = 1; j <= n; j++) if (i != j) print id[i], topic[i], id[j], topic[j], answer[j] }' >others.tsv
qb-score -m others.tsv bank.tsv | qb-list -c id,topic,from,fromtopic,score >crossed
ok 'answers to other questions have a mean score below 0.03' '
	sed 1d crossed | awk -F "\t" "{ s += \$5 } END { print s / NR; exit !(NR == 133 * 132 && s / NR < 0.03) }"'
# Neighbours in subject, such as API gateways (054, 123) or cached data (069, 128), may.
ok 'at most 0.5 % of the answers to questions of another topic score above 0.5' '
	sed 1d crossed | awk -F "\t" "\$2 != \$4 { n++; high += \$5 > 0.5 } END { print high, n; exit !(n && high / n <= 0.005) }"'

# A wrong claim for each misconception of the bank, and the same denied, in several forms each.
# awk -f forms: from a claim and its denial, affirmations and denials as answers.
cat >forms <<'END'
function cap(s) { return toupper(substr(s, 1, 1)) substr(s, 2) }
BEGIN { FS = OFS = "\t"; print "kind", "id", "answer" }
NR > 1 {
	print "affirmed", $1, cap($2) "."
	print "affirmed", $1, "I would say that " $2 "."
	print "affirmed", $1, "There is no doubt that " $2 "."
	print "affirmed", $1, "We do it this way because " $2 "."
	print "affirmed", $1, "Note: " $2 "."
	print "affirmed", $1, cap($2) ", and that is all."
	print "denied", $1, cap($3) "."
	print "denied", $1, "It is a myth that " $2 "."
	print "denied", $1, "You might think that " $2 ", but you would be wrong."
	print "denied", $1, cap($2) "? No."
	print "denied", $1, "It isn\342\200\231t true that " $2 "."
	print "denied", $1, "A common mistake is to say that " $2 "."
	print "denied", $1, "Wrong: " $2 "."
	print "denied", $1, "The idea that " $2 " is wrong."
	print "denied", $1, "That " $2 " is a common misconception."
	print "denied", $1, "Some people say " $2 ". That is false."
	print "denied", $1, "Contrary to the belief that " $2 "."
}
END
awk -f forms "$SRC/tests/fixtures/claims.tsv" >claims.tsv
qb-score -m claims.tsv bank.tsv >claimed
t 'every rubric has a misconception, and each has a claim' 0 '
	qb-list -c id,points bank.tsv | awk -F "\t" "NR > 1 && \$2 ~ /(^|[\\\\]n)!/ { print \$1 }" >with && qb-list -c id "$SRC/tests/fixtures/claims.tsv" | sed 1d | diff - with && wc -l <with' <<'END'
133
END
t 'claims of a misconception are punished' 0 '
	qb-list -c kind,hit,answer claimed | awk -F "\t" "\$1 == \"affirmed\" { n++; if (\$2 !~ /!/) print \$3 } END { print n }"' <<'END'
798
END
t 'denials of a misconception are not' 0 '
	qb-list -c kind,hit,answer claimed | awk -F "\t" "\$1 == \"denied\" { n++; if (\$2 ~ /!/) print \$3 } END { print n }"' <<'END'
1463
END
t 'denials by experts are not' 0 '
	qb-score -m "$SRC/tests/fixtures/denials.tsv" bank.tsv | qb-list -c hit,answer | awk -F "\t" "NR > 1 { n++; if (\$1 ~ /!/) print \$2 } END { print n }"' <<'END'
38
END

# fixtures/answers.tsv has answers written from the questions without a look at the rubrics:
# strong; terse, a strong answer of two sentences; denial, right with a denial of the trap;
# shallow; wrong. Rubrics were mended with the sets "tuned", never with "held-out". "tuned" and
# "held-out" together have all kinds for 81 questions; tuned-a and tuned-c, without strong answers,
# have all questions and the odd ones; tuned-b has the even ones, tuned-d 27.
# held-out-b has shorter answers to 18 questions, of which the rubrics still miss more.
qb-score -m "$SRC/tests/fixtures/answers.tsv" bank.tsv | qb-list -c set,id,kind,score,hit | sed 1d >answered
# Pairs are in order if the better of two answers to a question has the greater score. A
# misconception in a shallow answer may be one.
cat >kinds.awk <<'AWK'
function mean(kind) { return n[kind] ? sum[kind] / n[kind] : none }
BEGIN { FS = "\t"; none = 1; better = "strong:shallow strong:wrong terse:shallow terse:wrong denial:wrong" }
$1 == set { n[$3]++; sum[$3] += $4; s[$2, $3] = $4; ids[$2]; zero += $3 == "denial" && $4 == 0; alarm += $3 !~ /wrong|shallow/ && $5 ~ /!/ }
END {
	k = split(better, pair, " ")
	for (id in ids)
		for (i = 1; i <= k; i++) {
			split(pair[i], p, ":")
			if (!((id, p[1]) in s))
				continue
			pairs++
			right += s[id, p[1]] > s[id, p[2]]
		}
	printf "strong %s, terse %.3f, denial %.3f (%d at 0), shallow %.3f, wrong %.3f, %.1f %% of pairs in order, %d misconceptions in right answers\n", n["strong"] ? sprintf("%.3f", mean("strong")) : "-", mean("terse"), mean("denial"), zero, mean("shallow"), mean("wrong"), 100 * right / pairs, alarm
	exit !(n["wrong"] && mean("strong") >= strong && mean("terse") >= terse && mean("denial") >= denial && zero == 0 && mean("shallow") >= 0.2 && mean("shallow") <= 0.5 && mean("wrong") <= wrong && right / pairs >= order && alarm == 0)
}
AWK
for set in tuned tuned-a tuned-b tuned-c tuned-d held-out held-out-b; do
	least='-v terse=0.8 -v denial=0.5 -v order=0.98'
	[ $set = held-out-b ] && least='-v terse=0.7 -v denial=0.45 -v order=0.94'
	ok "answers, $set" "awk -v set=$set -v strong=0.93 -v wrong=0.04 $least -f kinds.awk answered"
	awk -v set=$set -f kinds.awk answered | sed "s/^/# $set: /"
done

# The answers of candidates.
qb-score -m candidates.tsv bank.tsv | qb-list -c set,id,kind,score | sed 1d |
	awk -F '\t' -v OFS='\t' '{ s[$1 OFS $2, $3] = $4; if (!($1 OFS $2 in seen)) { seen[$1 OFS $2]; k[++n] = $1 OFS $2 } }
	END { print "set", "id", "strong", "shallow", "mistaken"; for (i = 1; i <= n; i++) print k[i], s[k[i], "strong"], s[k[i], "shallow"], s[k[i], "mistaken"] }' >scores
t 'candidates: scores' 0 'cat scores' <"$SRC/tests/golden/candidates"
figures='{ if ($1 == set) { n++; a += $3; b += $4; c += $5; right += $3 > $4 && $4 > $5 } }
	END { printf "strong %.3f, shallow %.3f, mistaken %.3f, in the right order %d of %d\n", a / n, b / n, c / n, right, n; exit !(n && a / n >= strong && c / n <= mistaken && right / n >= order) }'
printf '%s\n' "$figures" >figures.awk
ok 'candidates, mended: strong 0.7, mistaken 0.1, order 90 %' 'awk -F "\t" -v set=mended -v strong=0.7 -v mistaken=0.1 -v order=0.9 -f figures.awk scores'
for set in mended held-out; do
	awk -F '\t' -v set=$set -f figures.awk scores | sed "s/^/# $set: /"
done

finish
