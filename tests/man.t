#!/bin/sh
# Runs the examples of the man pages and compares what they print.
#
# In EXAMPLES and in the section on papers of qb(7), a line "$ command" in a literal block is run on the installed bank. The
# lines below it, up to the next command, are the expected output; a line "..." matches
# any further output.  Messages are shown after the output, as a terminal shows them.
. "${0%/*}/lib.sh"

cp "$SRC/bank.tsv" .
for page in "$SRC"/man/*.[157]; do
	name=${page##*/}
	rm -rf "$DIR/.t/ex" && mkdir "$DIR/.t/ex"
	awk -v dir="$DIR/.t/ex" '
		/^\.Sh/ { on = $2 == "EXAMPLES" || $2 == "PAPERS"; next }
		!on { next }
		/^\.Bd -literal/ { block = 1; next }
		/^\.Ed/ { block = 0; next }
		!block { next }
		{ gsub(/\\e/, "\\"); gsub(/\\&/, ""); gsub(/\\-/, "-"); gsub(/\\\(aq/, "\047") }
		/^\$ / { n++; c = sprintf("%s/%03d", dir, n); print substr($0, 3) > c; open = 1; want = c ".want"; next }
		open && $0 == "..." { print "" > (c ".prefix"); next }
		open && /\\$/ { }
		open { print > want }' "$page"
	for c in "$DIR"/.t/ex/[0-9][0-9][0-9]; do
		[ -e "$c" ] || continue
		command=$(cat "$c")
		sh -c "$command" >"$DIR/.t/got" 2>"$DIR/.t/goterr" </dev/null
		got=$?
		good=0
		[ $got -le 1 ] || good=1
		[ ! -e "$c.want" ] || cat "$DIR/.t/goterr" >>"$DIR/.t/got"
		[ -e "$c.want" ] || [ ! -s "$DIR/.t/goterr" ] || good=1
		if [ -e "$c.prefix" ] && [ -e "$c.want" ]; then
			head -n "$(wc -l <"$c.want")" "$DIR/.t/got" | cmp -s "$c.want" - || good=1
		elif [ -e "$c.want" ]; then
			cmp -s "$c.want" "$DIR/.t/got" || good=1
		fi
		report $good "$name: $command"
		[ $good = 0 ] && continue
		printf '# status %s\n' "$(status_name $got)"
		sed 's/^/# stderr /' "$DIR/.t/goterr"
		[ ! -e "$c.want" ] || diff -u "$c.want" "$DIR/.t/got" | sed '1,2d; s/^/# stdout /' | head -n 40
	done
done

# The options that a rendered page or a --help lists, one a line.
cat >"$DIR/.t/options.awk" <<'END'
{
	sub(/^ +/, "")
	while (match($0, /^--?[A-Za-z][A-Za-z-]*/)) {
		print substr($0, 1, RLENGTH)
		$0 = substr($0, RLENGTH + 1)
		if (!match($0, /^([ =[][^,]*)?, -/))
			next
		$0 = substr($0, RLENGTH)
	}
}
END

for page in "$SRC"/man/qb-*.1; do
	tool=${page##*/}
	tool=${tool%.1}
	[ -x "$QB_BIN/$tool" ] || continue
	have mandoc || {
		skip "$tool: synopsis and options" "no mandoc"
		continue
	}
	mandoc -Tutf8 -Owidth=1000 "$page" | col -b | tr '‐−' '--' >"$DIR/.t/page"
	$tool --help >"$DIR/.t/help"
	ok "$tool: the synopsis is the usage" "
		awk '/^[A-Z]/ { on = \$0 == \"SYNOPSIS\"; next } on && NF { \$1 = \$1; print }' '$DIR/.t/page' >'$DIR/.t/a'
		sed 's/^usage:/      /' '$DIR/.t/help' | awk '
			/^[^ ]/ { exit }
			{ form = \$1 == \"$tool\"; \$1 = \$1; printf \"%s%s\", form ? end : \" \", \$0; end = \"\n\" }
			END { printf \"\n\" }' >'$DIR/.t/b'
		diff '$DIR/.t/a' '$DIR/.t/b'"
	ok "$tool: the page and --help have the same options" "
		grep -a '^     -' '$DIR/.t/page' | awk -f '$DIR/.t/options.awk' | sort >'$DIR/.t/a'
		grep '^  *-' '$DIR/.t/help' | awk -f '$DIR/.t/options.awk' | sort >'$DIR/.t/b'
		[ -s '$DIR/.t/b' ] && diff '$DIR/.t/a' '$DIR/.t/b'"
done

finish
