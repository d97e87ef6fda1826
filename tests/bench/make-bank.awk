# Makes a long bank from a short one: awk -v rows=N -f make-bank.awk bank.tsv
#
# Keeps all columns.  Appends words of other questions to each question, so that lines
# differ; truncates answers and points, so that a record has about 250 bytes.
BEGIN { FS = OFS = "\t" }
NR == 1 {
	print
	for (i = 1; i <= NF; i++)
		col[$i] = i
	next
}
{
	n++
	record[n] = $0
	words = split($col["question"], w, " ")
	for (i = 1; i <= words; i++)
		word[++total] = w[i]
}
END {
	for (r = 0; r < rows; r++) {
		$0 = record[r % n + 1]
		$col["id"] = sprintf("gen-%08d", r)
		extra = ""
		for (i = 0; i < 4; i++)
			extra = extra " " word[(r * 7919 + i * 104729 + int(r / 133) * 31) % total + 1]
		$col["question"] = $col["question"] extra
		$col["answer"] = substr($col["answer"], 1, 60)
		$col["points"] = substr($col["points"], 1, 30)
		sub(/\\+$/, "", $col["answer"])
		sub(/\\+$/, "", $col["points"])
		print
	}
}
