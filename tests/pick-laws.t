#!/bin/sh
# The laws of qb-pick(1), section Seeds, on random banks: the same seed gives the same pick in
# every order of the records; a pick begins every larger one; picks of the parts of a bank,
# picked from again, are the pick of the whole.
. "${0%/*}/lib.sh"

if ! have python3; then
	skip 'laws of picks' 'no python3'
	finish
	exit
fi

cat >randombank.py <<'END'
import random, sys
r = random.Random(int(sys.argv[1]))
words = "what why how is the lock log page index cache queue retry shard stream".split()
rows = []
for i in range(80):
    rows.append("\t".join([
        f"q{i:03}", r.choice("ABCD"), r.choice(["mid", "senior", "staff"]),
        ",".join(r.sample("abcdefghij", r.randrange(3))), r.choice(["1", "2", "0.5"]),
        r.choice(["", "2025-05-05", "2026-01-01", "2026-02-01"]),
        " ".join(r.choice(words) for _ in range(4))]))
def bank(name, rows):
    with open(name, "w") as f:
        print("id\ttopic\tlevel\ttags\tw\tdue\tquestion", *rows, sep="\n", file=f)
bank("whole", rows)
cut = [r.random() < .5 for _ in rows]
bank("part1", [row for row, c in zip(rows, cut) if c])
bank("part2", [row for row, c in zip(rows, cut) if not c])
r.shuffle(rows)
bank("shuffled", rows)
END

# pick SEED OPTIONS FILE...: a pick; the header if there is none; short groups are expected.
cat >pick <<'END'
#!/bin/sh
seed=$1 options=$2
shift 2
qb-pick -s "$seed" $options "$@" 2>err
case $? in 0) ;; 1) head -n 1 whole ;; *) cat err && exit 2 ;; esac
END
chmod +x pick

due='--due --date 2026-01-15'
cat >merging <<END
-n 6
-w w -n 6
-e topic -n 2
-e topic,level -n 1 -w w
-q level=senior:3,staff:2
-w w -q level=senior:3,staff:2
-e topic -q level=senior:2,staff:1
$due -n 9
$due -e topic -n 3
$due -q level=senior:4,staff:4
$due --new 2 -n 9
$due --new 0 -n 9
END
# Records that exclude each other: no merging.
cat >excluding <<END
$due --new 2 -e topic -n 3
$due --new 3 -q level=senior:4,staff:4
--apart tags -n 6
--apart tags -e topic -n 2
--apart tags -q level=senior:3,staff:2
--apart tags -w w -e topic -q level=senior:1,mid:1
--unlike=0.5 -n 20
--unlike=0.5 -e topic -q level=senior:2,staff:1
--apart tags --unlike=0.5 $due --new 2 -n 9
END
# Without -e and -q, so that a pick of all records begins with every other one.
cat >nesting <<END

-w w
$due
$due --new 2
$due --new 2 -w w
--apart tags
--apart tags -w w
--unlike=0.5
--apart tags --unlike=0.5 $due --new 2
END
# Groups: each is a pick of its own.
cat >groups <<END

-w w
$due
END

for bank in 1 2 3; do
	python3 randombank.py $bank || exit
	ok "bank $bank: the same seed, the same pick, in every order of the records" '
		cat merging excluding | while IFS= read -r o; do
			./pick a "$o" whole >want && ./pick a "$o" whole | cmp - want && ./pick a "$o" shuffled | cmp - want &&
				./pick a "$o" part2 part1 | cmp - want || { echo "$o"; exit 1; }
		done'
	ok "bank $bank: another seed, another pick" '
		while IFS= read -r o; do
			for s in a b c d; do ./pick $s "$o" whole | cksum; done | sort -u | sed -n 2p | grep -q . || { echo "$o"; exit 1; }
		done <excluding'
	ok "bank $bank: a pick begins every larger one" '
		while IFS= read -r o; do
			./pick a "$o -n 80" whole >all || exit
			[ "$(wc -l <all)" -gt 3 ] || exit
			for n in 1 2 3 7 15 40; do
				./pick a "$o -n $n" whole >got && head -n $((n + 1)) all | cmp - got || { echo "$o -n $n"; exit 1; }
			done
		done <nesting'
	ok "bank $bank: with groups, value by value" '
		while IFS= read -r o; do
			./pick a "$o -e topic -n 80" whole >all || exit
			for n in 1 2 5; do
				./pick a "$o -e topic -n $n" whole >got || exit
				awk -F "\t" "NR == 1 || ++n[\$2] <= $n" all | cmp - got || { echo "$o -e -n $n"; exit 1; }
			done
			./pick a "$o -q level=senior:80,mid:80" whole >all || exit
			for n in 1 2 5; do
				./pick a "$o -q level=senior:$n,mid:2" whole >got || exit
				awk -F "\t" "NR == 1 || ++n[\$3] <= (\$3 == \"mid\" ? 2 : $n)" all | cmp - got || { echo "$o -q $n"; exit 1; }
			done
		done <groups'
	ok "bank $bank: picks of the parts, picked from again, are the pick of the whole" '
		while IFS= read -r o; do
			for s in a b c; do
				./pick $s "$o" part1 >one && ./pick $s "$o" part2 >two && ./pick $s "$o" whole >want &&
					./pick $s "$o" one two | cmp - want || { echo "$o"; exit 1; }
			done
		done <merging'
	ok "bank $bank: what excludes each other is never picked together" '
		while IFS= read -r o; do
			./pick a "$o" whole >got || exit
			case $o in *apart*) cut -f 4 got | tr , "\n" | grep . | sort | uniq -d | grep . && { echo "$o"; exit 1; } ;; esac
			case $o in *unlike*) qb-list --alike=0.5 got >pairs; [ "$(wc -l <pairs)" -le 1 ] || { echo "$o"; cat pairs; exit 1; } ;; esac
			case $o in *"--new 2"*) [ "$(cut -f 6 got | grep -c "^$")" -le 2 ] || { echo "$o"; exit 1; } ;; esac
		done <excluding'
done

finish
