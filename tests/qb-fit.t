#!/bin/sh
# qb-fit: the fit against fsrs-rs, the same result for the same reviews, and the checks that keep the defaults.
. "${0%/*}/lib.sh"
HOME=$DIR/work # has no log
TZ=UTC0
FIT=$SRC/tests/fixtures/fit
export HOME TZ FIT
cp "$FIT/small.tsv" "$FIT/mid.tsv" "$FIT/vectors.tsv" .
default=0.2120,1.2931,2.3065,8.2956,6.4133,0.8334,3.0194,0.0010,1.8722,0.1666,0.7960,1.4835,0.0614,0.2629,1.6483,0.6014,1.8729,0.5425,0.0912,0.0658,0.1542

# learner PREDICTIONS SEED [TURN [PARAMETERS]]: prints the log of a simulated learner; see learner.awk.
cat >learner <<'END'
memory=${4:-0.4,1.5,3.5,12,6.4,0.7,2.9,0.05,1.6,0.27,0.8,1.48,0.068,0.26,1.65,0.4,1.9,0.53,0.1,0.058,0.4}
awk -v w="$memory" \
	-v predictions=$1 -v seed=$2 -v turn=$3 -f "$FIT/learner.awk"
END
# near TOLERANCE: whether the two lists on standard input, a line each, agree to that.
cat >near <<'AWK'
paste -s -d , | awk -F , -v tolerance=$1 '
	{ for (i = 1; i <= 21; i++) if (($i - $(i + 21)) ^ 2 > tolerance ^ 2) { print "w" i - 1 ": " $i, $(i + 21); bad = 1 } }
	END { exit bad || NF != 42 }'
AWK

for set in small mid; do
	ok "--reference agrees with fsrs-rs: $set" "
		{ qb-fit --reference -l $set.tsv 2>err; sed -n 's/^$set	//p' vectors.tsv; } | sh ./near 1e-5"
done
if have node && [ -d "$SRC/tests/npm/node_modules/@open-spaced-repetition/binding" ]; then
	ok '--reference agrees with fsrs-rs on 40 random logs' '
		for i in $(seq 1 40); do sh ./learner $((20 + i * i * 3)) $i $((i % 3 * 100)) >random.$i; done
		node "$SRC/tests/npm/fit.js" $(seq -f random.%g 1 40) >want || exit 1
		[ "$(wc -l <want)" = 40 ] || exit 1
		for i in $(seq 1 40); do
			{ qb-fit --reference -l random.$i 2>err; sed -n ${i}p want; } | sh ./near 2e-5 || { echo "log $i"; exit 1; }
		done'
else
	skip '--reference agrees with fsrs-rs on 40 random logs' 'no node, or no @open-spaced-repetition/binding'
fi

t 'the fit of a learner, and how well it predicts' 0 'qb-fit -l mid.tsv 2>err; sed 1d err' <<'END'
0.1755,0.7479,1.3940,9.1421,6.4147,0.8223,2.8879,0.0142,1.9060,0.2015,0.8284,1.4897,0.0594,0.2902,1.6499,0.6049,1.5377,0.5121,0.0730,0.0625,0.1000
2436 predictions of 400 questions; log loss 0.3297 → 0.3273, RMSE(bins) 0.045 → 0.038; held out: 0.2990 → 0.3004
END
ok 'qb-score accepts what is written' 'qb-fit -l mid.tsv >params 2>err && printf "id\tquestion\nc000177\t?\n" | qb-score -l mid.tsv --now 2026-02-01 --params @params 2>err | grep -q "^c000177"'
ok 'the order of the lines makes no difference' '
	qb-fit -l mid.tsv >want 2>want.err
	for seed in 1 2 3; do
		{ head -n 1 mid.tsv; sed 1d mid.tsv | awk -v seed=$seed "BEGIN { srand(seed) } { print rand() \"\t\" \$0 }" | sort -n | cut -f 2-; } >mixed
		qb-fit -l mixed 2>err | cmp - want && tail -n 1 want.err >last && tail -n 1 err | cmp - last || exit 1
	done'
ok 'how reviews are spread over logs makes no difference; common lines count once' '
	qb-fit -l mid.tsv >want 2>err
	for n in 0 1 2; do { head -n 1 mid.tsv; sed 1d mid.tsv | awk -v n=$n "NR % 3 == n || NR % 7 == 0"; } >part.$n; done
	qb-fit -l part.2 -l part.0 -l part.1 2>err | cmp - want && cat mid.tsv | qb-fit -l - 2>err | cmp - want &&
	QB_LOG=mid.tsv qb-fit 2>err | cmp - want'
ok 'reviews that are undone do not count' '
	qb-fit -l mid.tsv >want 2>err
	{ cat mid.tsv; sed "1d; s/T\(..:..\):00Z/T\1:30Z/; s/[1-4]\$/1/" mid.tsv | awk "{ print; sub(/1\$/, \"undo\"); print }"; } >undone
	qb-fit -l undone 2>err | cmp - want
	awk "NR == 1 { print; next } { print; print \$1 \"\tx\t1\"; print \$1 \"\tx\tundo\" }" OFS="\t" mid.tsv >same
	qb-fit -l same 2>err | cmp - want'
ok 'words and numbers are the same grades' '
	qb-fit -l mid.tsv >want 2>err
	sed "s/1\$/again/; s/2\$/hard/; s/3\$/good/; s/4\$/easy/; 1s/.*/time	id	grade/" mid.tsv >words; qb-fit -l words 2>err | cmp - want'

# Learners whose memory is not the default one.
for seed in 1 2 3; do
	ok "a simulated learner, $seed: the fit predicts reviews better that it has not seen" "
		sh ./learner 4000 $seed >l && qb-fit -l l >p 2>err && ! grep -qx $default p &&
		sed -n 's/.*log loss \\([0-9.]*\\) → \\([0-9.]*\\),.*held out: \\([0-9.]*\\) → \\([0-9.]*\\)\$/\\1 \\2 \\3 \\4/p' err | tee got |
		awk '{ found = \$2 < \$1 && \$4 < \$3 } END { exit !found }' || { cat err; exit 1; }"
done
ok 'a time split: the fit of the past predicts the future better' '
	sh ./learner 6000 9 >l
	sort l | awk "NR > 6000" | cut -c 1-10 | sed q >day
	awk -v day="$(cat day)" "NR == 1 || substr(\$1, 1, 10) < day" l >past
	qb-fit -l past >p 2>err || exit 1
	for params in '$default' @p; do qb-fit --evaluate -l l --params $params | sed 1d | cut -f 1,2; done >got
	cat got; awk "NR == 1 { loss = \$1; rmse = \$2 } NR == 2 { exit !(\$1 < loss && \$2 < rmse) }" got'

# The defaults.
t 'fewer than 400 predictions' 1 'qb-fit -l small.tsv' <<END
$default
--- stderr
qb-fit: small.tsv:4: out-of-order timestamp; reviews were sorted by time
326 predictions of 60 questions; fewer than 400: the default parameters are written
END
ok '399 and 400 predictions' '
	sh ./learner 400 4 >l; qb-fit -l l >p 2>err; [ $? = 0 ] || { cat err; exit 1; }
	sh ./learner 399 4 >l; qb-fit -l l >p 2>err; [ $? = 1 ] && grep -qx '$default' p && grep -q "^399 predictions .*fewer than 400" err'
ok 'a learner who changed: worse on held-out reviews' '
	sh ./learner 4000 5 450 '$default' >l; qb-fit -l l >p 2>err; s=$?; cat err
	[ $s = 1 ] && grep -qx '$default' p &&
	grep -q "held out: 0.[0-9]* → 0.[0-9]*, worse by more than two standard errors (0.[0-9]*): the default parameters are written$" err'
t 'no reviews' 1 'printf "time\tid\tgrade\n" | qb-fit -l -' <<END
$default
--- stderr
0 predictions of 0 questions; fewer than 400: the default parameters are written
END
t 'no log' 1 'qb-fit' <<END
$default
--- stderr
0 predictions of 0 questions; fewer than 400: the default parameters are written
END
ok '--reference has no such checks' '
	qb-fit --reference -l small.tsv >p 2>err && ! grep -qx '$default' p && printf "time\tid\tgrade\n" | qb-fit --reference -l - >p 2>err && grep -q "^0.212000,1.2931" p'

# Evaluation.  The model in awk, and RMSE(bins) by the formulas of fsrs-rs, with their roundings.
cat >evaluate <<'AWK'
function pow(x, y) { return exp(y * log(x)) }
function clamp(x, lo, hi) { return x < lo ? lo : x > hi ? hi : x }
function first(g) { return p[5] - exp(p[6] * (g - 1)) + 1 }
function round(x) { return int(x + 0.5) }
function step(base, x) { return pow(base, int(log(x) / log(base) + 1e-9)) }
function days(time,    y, m) {
	y = substr(time, 1, 4) - (substr(time, 6, 2) + 0 <= 2)
	m = (substr(time, 6, 2) + 9) % 12
	return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * m + 2) / 5) + substr(time, 9, 2)
}
BEGIN { split(w, p, ","); factor = pow(0.9, -1 / p[21]) - 1 }
{
	id = $2; g = $3; day = days($1)
	if (!(id in s)) {
		s[id] = p[g]; d[id] = clamp(first(g), 1, 10); last[id] = day
		next
	}
	t = day - last[id]; last[id] = day; S = s[id]; D = d[id]
	if (t == 0) {
		k = exp(p[18] * (g - 3 + p[19])) * pow(S, -p[20])
		next_s = S * (g >= 2 && k < 1 ? 1 : k)
	} else {
		r = pow(1 + factor * t / S, -p[21])
		later[id]++
		bin = round(2.48 * step(3.62, t) * 100) " " round(1.99 * step(1.89, later[id] + 1)) " " (lapses[id] ? round(1.65 * step(1.73, lapses[id])) : 0)
		n += 0; key[n] = sprintf("%06d %s", day, id); at[key[n]] = r " " (g > 1) " " bin; n++
		lapses[id] += g == 1
		if (g == 1) {
			next_s = p[12] * pow(D, -p[13]) * (pow(S + 1, p[14]) - 1) * exp(p[15] * (1 - r))
			if (next_s > S / exp(p[18] * p[19]))
				next_s = S / exp(p[18] * p[19])
		} else
			next_s = S * (1 + exp(p[9]) * (11 - D) * pow(S, -p[10]) * (exp(p[11] * (1 - r)) - 1) * (g == 2 ? p[16] : g == 4 ? p[17] : 1))
	}
	d[id] = clamp(p[8] * first(4) + (1 - p[8]) * (D - p[7] * (g - 3) * (10 - D) / 9), 1, 10)
	s[id] = clamp(next_s, 0.001, 36500)
}
END { for (i = 0; i < n; i++) print key[i] "\t" at[key[i]] }
AWK
cat >summary <<'AWK'
{
	split($2, f, " ")
	place = (NR - 1) / (n - 1)
	weight = 0.25 + 0.75 * place ^ 3
	loss -= weight * log(f[2] ? f[1] : 1 - f[1]); weights += weight
	bin = f[3] " " f[4] " " f[5]
	count[bin]++; predicted[bin] += f[1]; recalled[bin] += f[2]; wide[bin] += weight
	pred[NR] = f[1]; hit[NR] = f[2]
	b = int(f[1] * 20) / 20
	bn[b]++; bp[b] += f[1]; bo[b] += f[2]
}
END {
	for (bin in count) sum += wide[bin] * ((predicted[bin] - recalled[bin]) / count[bin]) ^ 2
	for (i = 1; i <= NR; i++) if (hit[i]) for (j = 1; j <= NR; j++) if (!hit[j]) { pairs++; won += pred[i] > pred[j] ? 1 : pred[i] < pred[j] ? 0 : 0.5 }
	printf "%.4f\t%.4f\t%.4f\t%d\n", loss / weights, sqrt(sum / weights), won / pairs, NR > "metrics"
	for (i = 0; i < 20; i++) { b = i / 20; for (c in bn) if (c - b < 1e-9 && b - c < 1e-9) printf "%.2f\t%d\t%.4f\t%.4f\n", b, bn[c], bp[c] / bn[c], bo[c] / bn[c] > "bins" }
}
AWK
for params in $default 0.4,1.5,3.5,12,6.4,0.7,2.9,0.05,1.6,0.27,0.8,1.48,0.068,0.26,1.65,0.4,1.9,0.53,0.1,0.058,0.4; do
	ok "--evaluate and --bins agree with a slow computation: ${params%%,*}..." "
		sed 1d small.tsv | sort | awk -F '\t' -v w=$params -f evaluate | sort >each
		awk -F '\t' -v n=\$(wc -l <each) -f summary each
		qb-fit --evaluate -l small.tsv --params $params 2>err | sed 1d | diff metrics - &&
		qb-fit --evaluate --bins -l small.tsv --params $params 2>err | sed 1d | diff bins -"
done
ok 'a file of parameters and $QB_PARAMS are evaluated; a fit does not read $QB_PARAMS' '
	qb-fit -l mid.tsv >p 2>err
	qb-fit --evaluate -l mid.tsv --params "$(cat p)" >want 2>err; qb-fit --evaluate -l mid.tsv --params @p 2>err | cmp - want &&
	QB_PARAMS=p qb-fit --evaluate -l mid.tsv 2>err | cmp - want && ! qb-fit --evaluate -l mid.tsv 2>err | cmp -s - want &&
	QB_PARAMS=missing qb-fit -l mid.tsv 2>err | cmp - p'
t 'nothing to evaluate: the header' 1 'printf "time\tid\tgrade\n2026-01-01T12:00:00Z\ta\t3\n" >l; qb-fit --evaluate -l l; qb-fit --evaluate --bins -l l' <<'END'
log_loss	rmse	auc	reviews
bin	n	predicted	observed
END
t 'days begin at --rollover' 0 'printf "time\tid\tgrade\n2026-01-01T12:00:00Z\ta\t3\n2026-01-02T03:00:00Z\ta\t3\n" >l; qb-fit --evaluate -l l | wc -l; qb-fit --evaluate -l l --rollover 2 | cut -f 4' <<'END'
1
reviews
1
END
ok 'more reviews of a question than are fitted' '
	{ printf "time\tid\tgrade\n"; awk "BEGIN { for (i = 0; i < 900; i++) printf \"20%02d-%02d-%02dT12:00:00Z\ta\t%d\n\", 10 + i / 336, i / 28 % 12 + 1, i % 28 + 1, i % 9 ? 3 : 1 }"; } >l
	qb-fit -l l >p 2>err; [ $? -le 1 ] && grep -q "^899 predictions of 1 question" err'

# options | message
while IFS='|' read -r options why; do
	t "usage: $options" 2 "qb-fit $options >&2 2>err; s=\$?; head -n 1 err; exit \$s" <<END
qb-fit: $why
END
done <<'END'
--params @p -l mid.tsv|--params requires --evaluate
--bins -l mid.tsv|--bins requires --evaluate
--reference --evaluate -l mid.tsv|--reference cannot be combined with --evaluate
mid.tsv|unexpected operand 'mid.tsv'; name a log with -l
--rollover 24 -l mid.tsv|--rollover: 24 is out of range (0 to 23)
--evaluate --params 1 -l mid.tsv|--params: expected 21 numbers, found 1
-l missing|missing: No such file or directory
-l vectors.tsv|vectors.tsv:1: no column 'time'; columns: small, 0.034802,0.212277,0.378638,1.361815,6.392972,0.908351
END
t 'an invalid line: nothing is written' 2 '{ cat mid.tsv; printf "2026-01-01T12:00:00Z\ta\t5\n"; } >l; qb-fit -l l' <<'END'
--- stderr ^qb-fit: l:2963: invalid grade '5'; choose from again, hard, good, easy, undo, 1, 2, 3, 4$
END
finish
