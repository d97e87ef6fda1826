# Converts a file that is embedded in a page to a C header: an array of its lines, and
# its hash in the form of a Content-Security-Policy.  The first input is the SHA-256 of
# the file, as printed by sha256sum(1); the second is the file.
#
#	sha256sum page.css | awk -f embed.awk name=page_css - page.css

# Base64 of 64 hexadecimal digits; three digits make two characters.
function base64(hex,	i, n, out) {
	for (i = 1; i <= 61; i += 3) {
		n = value(hex, i) * 256 + value(hex, i + 1) * 16 + value(hex, i + 2)
		out = out character(int(n / 64)) character(n % 64)
	}
	return out character(value(hex, 64) * 4) "="
}

function value(hex, i) {
	return index("0123456789abcdef", substr(hex, i, 1)) - 1
}

function character(n) {
	return substr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", n + 1, 1)
}

NR == 1 {
	if (length($1) != 64 || $1 ~ /[^0-9a-f]/)
		exit
	printf "static const char %s_hash[] = \"sha256-%s\";\n", name, base64($1)
	printf "static const char *const %s[] = {\n", name
	next
}

{
	gsub(/[\\"?]/, "\\\\&")
	printf "\t\"%s\\n\",\n", $0
}

END {
	if (NR < 2) {
		print "embed.awk: " name ": missing SHA-256 or empty file" | "cat >&2"
		exit 1
	}
	print "\tNULL\n};"
}
