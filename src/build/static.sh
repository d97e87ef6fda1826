#!/bin/sh
# Links the tools statically, into build/static/bin: make static
#
# A tool whose static libraries are missing is skipped, and they are named.  STATIC_LIBS=DIR
# names a directory with further static libraries: Debian, for one, has none of md4c, whose
# source package builds libmd4c.a and libmd4c-html.a with cmake -DBUILD_SHARED_LIBS=OFF.
set -eu
: "${CC:=cc}" "${STATIC_LIBS:=}" "${PKG_CONFIG:=pkg-config}"
missing=

# have LIB...: whether the compiler finds all of them; notes those that it doesn't.
have() {
	absent=
	for lib; do
		[ -e "$STATIC_LIBS/lib$lib.a" ] || [ "$($CC -print-file-name="lib$lib.a")" != "lib$lib.a" ] || absent="$absent lib$lib.a"
	done
	missing="$missing$absent"
	[ -z "$absent" ]
}

tools=
all='csv pcre2-8 utf8proc xxhash m c'
# shellcheck disable=SC2086 # the libraries are words
{
	for tool in qb-list qb-grep qb-pick qb-score qb-stats qb-fit qb-merge qb-diff; do
		! have $all || tools="$tools $tool"
	done
	! have $all md4c md4c-html || tools="$tools qb-format qb-quiz qb-progress"
	xml=$($PKG_CONFIG --static --libs-only-l libxml-2.0 | sed 's/-l//g')
	case $xml in
	*icu*) xml="$xml stdc++" ;; # its libraries are C++
	esac
	! have $all md4c md4c-html jansson $xml || tools="$tools qb-import"
}
for tool in $tools; do
	echo "build/$(basename "$CC")-static/bin/$tool"
done | xargs make UNDER=static CC="$CC" PKG_CONFIG="$PKG_CONFIG --static" LDFLAGS="${LDFLAGS:-} -static ${STATIC_LIBS:+-L$STATIC_LIBS}" \
	HTML_LIBS="$(printf %s "$xml" | sed 's/[^ ][^ ]*/-l&/g')"
mkdir -p build/static/bin
for tool in $tools; do
	cp "build/$(basename "$CC")-static/bin/$tool" build/static/bin
done
echo "static:$tools, in build/static/bin"
[ -z "$missing" ] || printf 'static: missing libraries:%s\n' "$(printf '%s\n' "$missing" | tr ' ' '\n' | sort -u | tr '\n' ' ')"
