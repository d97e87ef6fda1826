#!/bin/sh
# Builds the tools against musl, statically: sh tests/musl.sh
#
# Builds PCRE2, libcsv, utf8proc, xxHash, md4c and Jansson from Debian's source packages
# with musl-gcc, then qb-list, qb-grep, qb-pick, qb-score, qb-merge, qb-diff, qb-format (without PDF), qb-progress and
# qb-import, runs them on the bank that ships, and compares what they write with the
# host's build.  Needs musl-tools, cmake and apt-get.  DIR=DIR keeps the libraries there.
set -eu
self=$(cd "$(dirname "$0")" && pwd)/musl.sh
src=$(cd "$(dirname "$0")/.." && pwd)
command -v musl-gcc >/dev/null || {
	echo 'musl: musl-gcc is missing: apt-get install musl-tools' >&2
	exit 2
}
dir=${DIR:-}
if [ -z "$dir" ]; then
	dir=$(mktemp -d "${TMPDIR:-/var/tmp}/qb-musl.XXXXXX")
	trap 'rm -rf "$dir"' EXIT
	trap 'exit 130' INT TERM
fi
mkdir -p "$dir/lists/partial" "$dir/lib/pkgconfig" "$dir/include"
cd "$dir"
prefix=$PWD
cc='musl-gcc -O2'

# fetch: the upstream tarballs of the host's release, unpacked.
fetch() {
	suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
	mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' | grep '/debian/\?$' | head -n 1)}
	echo "deb-src $mirror $suite main" >src.list
	options="-o Dir::Etc::SourceList=$PWD/src.list -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists=$PWD/lists -o APT::Sandbox::User=root"
	# shellcheck disable=SC2086 # the options are words
	apt-get $options update -qq
	# Only the upstream part is needed; a mirror that lacks a package's Debian part does no harm.
	# shellcheck disable=SC2086
	apt-get $options source -qq --download-only pcre2 libcsv utf8proc xxhash md4c jansson libxml2 || :
	for tar in *.orig.tar.*; do
		tar -xf "$tar"
	done
}

configured() { # DIR OPTION...
	(cd "$1" && shift && ./configure -q CC="$cc" --prefix="$prefix" --host=x86_64-linux-musl --disable-shared "$@" &&
		make -j2 -s install)
}

libraries() {
	ls -d pcre2-*/ >/dev/null 2>&1 || fetch
	configured pcre2-*/ --enable-jit --enable-unicode
	cmake -S jansson-*/ -B jansson -DCMAKE_C_COMPILER=musl-gcc -DCMAKE_INSTALL_PREFIX="$prefix" -DJANSSON_BUILD_DOCS=OFF \
		-DJANSSON_EXAMPLES=OFF -DJANSSON_WITHOUT_TESTS=ON
	make -s -C jansson install
	# Only its HTML parser is used; the names of the options begin with LIBXML2_WITH_.
	# shellcheck disable=SC2046 # the options are words
	cmake -S libxml2-*/ -B xml -DCMAKE_C_COMPILER=musl-gcc -DCMAKE_INSTALL_PREFIX="$prefix" -DBUILD_SHARED_LIBS=OFF \
		$(printf -- '-DLIBXML2_WITH_%s=OFF ' ICONV ICU LZMA ZLIB PYTHON PROGRAMS TESTS THREADS HTTP FTP)
	make -s -C xml install
	# libcsv's release is one file; its configure script needs autotools.
	(cd libcsv-*/ && $cc -c libcsv.c && ar rcs "$prefix/lib/libcsv.a" libcsv.o && cp csv.h "$prefix/include")
	(cd utf8proc-*/ && make -s CC="$cc" libutf8proc.a && cp libutf8proc.a "$prefix/lib" && cp utf8proc.h "$prefix/include")
	(cd xxHash-*/ && $cc -c xxhash.c && ar rcs "$prefix/lib/libxxhash.a" xxhash.o && cp xxhash.h xxh3.h "$prefix/include")
	(cd md4c-*/src && $cc -c md4c.c md4c-html.c entity.c && ar rcs "$prefix/lib/libmd4c.a" md4c.o &&
		ar rcs "$prefix/lib/libmd4c-html.a" md4c-html.o entity.o && cp md4c.h md4c-html.h "$prefix/include")
	for lib in utf8proc xxhash; do
		printf 'Name: %s\nDescription: %s\nVersion: 1\nLibs: -L%s/lib -l%s\nCflags: -I%s/include\n' $lib $lib "$prefix" $lib \
			"$prefix" >"lib/pkgconfig/lib$lib.pc"
	done
	printf 'Name: md4c-html\nDescription: md4c\nVersion: 1\nLibs: -L%s/lib -lmd4c-html -lmd4c\nCflags: -I%s/include\n' "$prefix" \
		"$prefix" >lib/pkgconfig/md4c-html.pc
}

tools='qb-list qb-grep qb-pick qb-score qb-stats qb-fit qb-merge qb-diff qb-format qb-progress qb-import'
# A process of its own, in which set -e works whoever asks for its status.
if [ "${1:-}" = libraries ]; then
	libraries
	exit
fi
[ -e lib/pkgconfig/md4c-html.pc ] || DIR=$dir sh "$self" libraries >libraries.log 2>&1 || {
	tail -n 30 libraries.log
	exit 1
}
git -c safe.directory='*' clone -q "$src" qb
PKG_CONFIG_LIBDIR=$PWD/lib/pkgconfig
export PKG_CONFIG_LIBDIR
for tool in $tools; do
	echo "bin/$tool"
done | xargs make -s -C qb -j2 CC=musl-gcc CPPFLAGS="-I$PWD/include" LDFLAGS="-static -L$PWD/lib"
unset PKG_CONFIG_LIBDIR

make -s -C "$src"
for tool in $tools; do
	file "qb/bin/$tool" | grep -q 'statically linked' || {
		echo "musl: $tool is not statically linked"
		exit 1
	}
done
OUTPUTS_PDF=no QB_BIN=$PWD/qb/bin sh qb/tests/outputs.sh "$PWD/outputs"
OUTPUTS_PDF=no sh "$src/tests/outputs.sh" "$PWD/expected"
diff -rq expected outputs
echo "musl: $tools: the same output as the host's build"
