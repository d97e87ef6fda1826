# Makes a review log in order of time: awk -v rows=N -f make-log.awk bank.tsv
#
# N reviews of the bank's ids in pseudo-random order, some of them twice a day, over the
# ten years before 2026.
BEGIN { FS = OFS = "\t" }
NR == 1 {
	for (i = 1; i <= NF; i++)
		if ($i == "id")
			col = i
	next
}
{ id[n++] = $col }

# rfc3339: formats the time t, in seconds after 2016-01-01T00:00:00Z.
function rfc3339(t,  day, left, y, m, len) {
	day = int(t / 86400)
	left = t % 86400
	if (day != today) {
		today = day
		for (y = 2016; day >= (len = y % 4 ? 365 : 366); y++)
			day -= len
		for (m = 1; day >= (len = m == 2 ? 28 + (y % 4 == 0) : 30 + (m + (m > 7)) % 2); m++)
			day -= len
		date = sprintf("%04d-%02d-%02d", y, m, day + 1)
	}
	return sprintf("%sT%02d:%02d:%02dZ", date, int(left / 3600), int(left % 3600 / 60), left % 60)
}

END {
	split("again hard good good good easy", grade, " ")
	today = -1
	print "time", "id", "grade"
	for (r = 0; r < rows; r++) {
		x = (x * 69069 + 12345) % 4194304
		print rfc3339(int(r / rows * 3653 * 86400)), id[int(x / 4194304 * n)], grade[1 + int(x / 16) % 6]
	}
}
