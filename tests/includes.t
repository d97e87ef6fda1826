#!/bin/sh
# The structure of the source: the order of the folders, as src/README lists it, and the
# sizes of files and functions.
. "${0%/*}/lib.sh"

cd "$SRC/src" || exit 2
layers=$(awk '/^  base /, /^  cmd /' README | sed -n 's/^  \([a-z, ]*[a-z]\)  .*/\1/p' | sed 's/, /,/g')

# layer FOLDER: sets $layer to its place in the order, from 1, or to nothing.
layer() {
	layer=0
	for folders in $layers; do
		layer=$((layer + 1))
		case ,$folders, in
		*,"$1",*) return ;;
		esac
	done
	layer=
}

# violations: prints every include that breaks the order or is not written from src.
violations() {
	grep -n '^ *# *include *"' ./*/*.[ch] ./*/*/*.[ch] |
		sed 's/^\.\/\([^:]*\):\([0-9]*\): *# *include *"\([^"]*\)".*/\1 \2 \3/' |
		while read -r file line included; do
			case $included in
			*.css.h | *.js.h) continue ;; # generated
			esac
			[ -f "$included" ] || {
				echo "$file:$line: no file src/$included"
				continue
			}
			from=${file%%/*} to=${included%%/*}
			[ "$from" != "$to" ] || continue
			layer "$from"
			above=$layer
			layer "$to"
			[ -n "$above" ] && [ -n "$layer" ] && [ "$layer" -lt "$above" ] ||
				echo "$file:$line: src/$from must not include $included"
		done
}

# unordered: prints the C files in folders that have no place in the order.
unordered() {
	for file in ./*/*.[ch]; do
		file=${file#./}
		layer "${file%/*}"
		[ -n "$layer" ] || echo "$file: src/README does not list ${file%/*}"
	done
}

# longer MAX FILE...: prints the files that have more lines.
longer() {
	max=$1
	shift
	for file; do
		lines=$(wc -l <"$file")
		[ "$lines" -le "$max" ] || echo "$file: $lines lines, at most $max"
	done
}

# long_functions MAX FILE...: prints the functions that have more lines, from the name,
# which begins a line, to the closing brace.
long_functions() {
	max=$1
	shift
	awk -v max="$max" '
		FNR == 1 { name = "" }
		/^[a-z_][a-z0-9_]*\(/ { name = $0; sub(/\(.*/, "", name); first = FNR }
		/^}/ && name != "" {
			if (FNR - first + 1 > max)
				printf "%s:%d: %s: %d lines, at most %d\n", FILENAME, first, name, FNR - first + 1, max
			name = ""
		}' "$@"
}

# long_parameters MAX FILE...: prints the functions that have more parameters.
long_parameters() {
	max=$1
	shift
	awk -v max="$max" '
		/^[a-z_][a-z0-9_]*\(.*\)$/ {
			name = $0
			sub(/\(.*/, "", name)
			if (gsub(/,/, ",") + 1 > max)
				printf "%s:%d: %s: more than %d parameters\n", FILENAME, FNR, name, max
		}' "$@"
}

# sources SUFFIX: prints the C files with that suffix, except the generated ones.
sources() {
	find . -name "*.$1" ! -name '*.css.h' ! -name '*.js.h' | sed 's,^\./,,' | LC_ALL=C sort
}

# none TITLE COMMAND...: the command must print nothing.
none() {
	title=$1
	shift
	"$@" >"$DIR/.t/got" 2>&1
	if [ -s "$DIR/.t/got" ]; then
		report 1 "$title"
		sed 's/^/# /' "$DIR/.t/got"
	else
		report 0 "$title"
	fi
}

ok 'src/README lists at least eight layers' "[ $(printf '%s\n' "$layers" | wc -l) -ge 8 ]"
none 'every folder with C files has a place in the order' unordered
none 'includes follow the order and are written from src' violations
# shellcheck disable=SC2046 # names without spaces
{
	none 'no header has more than 100 lines' longer 100 $(sources h)
	none 'no source file has more than 350 lines' longer 350 $(sources c)
	none 'no function has more than 60 lines' long_functions 60 $(sources '[ch]')
none 'no function has more than 5 parameters' long_parameters 5 $(sources '[ch]')
}

finish
