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
ok 'answers to other questions have a mean score below 0.05' '
	sed 1d crossed | awk -F "\t" "{ s += \$5 } END { print s / NR; exit !(NR == 133 * 132 && s / NR < 0.05) }"'
# Questions 020, 093 and 133 are of three topics, but all ask for a graceful shutdown.
t 'no answer to a question of another topic scores above 0.5' 0 '
	sed 1d crossed | awk -F "\t" "\$2 != \$4 && \$5 > 0.5 && \$1 \$3 !~ /^node-(020|093|133)node-(020|093|133)\$/"' </dev/null

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
