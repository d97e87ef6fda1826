# Makes a long bank from a short one: awk -v rows=N [-v bytes=N] -f make-bank.awk bank.tsv
#
# Keeps all columns.  Appends words of other questions to each question, so that lines
# differ; cuts answers and points, or repeats answers, so that a record has about 250 bytes,
# or as many as told.  A record of less than about 200 bytes loses its tags and points, and
# words of its question.
# s without an escape or a character of UTF-8 that was cut; in the locale C.
function whole(s) {
	sub(/\\+$/, "", s)
	sub(/[\300-\377][\200-\277]*$/, "", s)
	return s
}
BEGIN {
	FS = OFS = "\t"
	if (!bytes)
		bytes = 250
}
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
		$col["points"] = bytes < 200 ? "" : substr($col["points"], 1, 30)
		if (bytes < 200)
			$col["topic"] = $col["tags"] = ""
		text = $col["answer"]
		$col["answer"] = ""
		rest = bytes - length($0) - 1
		if (rest < 0)
			$col["question"] = substr($col["question"], 1, length($col["question"]) + rest)
		while (length($col["answer"]) < rest)
			$col["answer"] = $col["answer"] substr(text, 1, rest - length($col["answer"]))
		$col["question"] = whole($col["question"])
		$col["answer"] = whole($col["answer"])
		$col["points"] = whole($col["points"])
		print
	}
}
