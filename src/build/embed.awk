# Makes a C header of a file to embed in a page: its lines, and its hash for a
# Content-Security-Policy.  The first input is the output of sha256sum(1) for the file, the
# second is the file.
#
#	sha256sum page.css | awk -f embed.awk name=page_css - page.css

# Base64 of 64 hexadecimal digits, three of which make two characters.
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
		print "embed.awk: " name ": no SHA-256, or an empty file" | "cat >&2"
		exit 1
	}
	print "\tNULL\n};"
}
