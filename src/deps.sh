#!/bin/sh
# Installs what building, checking and linting need and the system lacks, with
# the system's own package manager. Says nothing when nothing is missing.
set -eu

missing=
need() { # NAME TEST...
	name=$1
	shift
	"$@" >/dev/null 2>&1 || missing="$missing $name"
}
header() {
	printf '#include <%s>\n' "$1" | ${CC:-cc} -E ${CPPFLAGS:-} - # shellcheck disable=SC2086
}

need pkg-config command -v "${PKG_CONFIG:-pkg-config}"
for lib in libpcre2-8 libutf8proc libxxhash md4c jansson pangocairo; do
	need "$lib" "${PKG_CONFIG:-pkg-config}" --exists "$lib"
done
need libcsv header csv.h
for tool in prove mandoc pcre2grep jq python3 shellcheck cppcheck clang clang-format clang-tidy strace pdftotext qpdf fc-list; do
	need "$tool" command -v "$tool"
done
[ -n "$missing" ] || exit 0
echo "qb: missing:$missing"

as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
if command -v apt-get >/dev/null; then
	$as_root apt-get update -q
	DEBIAN_FRONTEND=noninteractive $as_root apt-get install -qy --no-install-recommends pkg-config libc6-dev libcsv-dev libpcre2-dev \
		libutf8proc-dev libxxhash-dev libmd4c-dev libjansson-dev libpango1.0-dev libcairo2-dev fontconfig \
		fonts-dejavu-core perl mandoc bsdextrautils pcre2-utils jq python3 shellcheck cppcheck clang clang-format clang-tidy \
		strace poppler-utils qpdf
elif command -v dnf >/dev/null; then
	$as_root dnf install -y pkgconf-pkg-config libcsv-devel pcre2-devel utf8proc-devel xxhash-devel md4c-devel \
		jansson-devel pango-devel cairo-devel fontconfig dejavu-sans-fonts dejavu-serif-fonts dejavu-sans-mono-fonts \
		perl-Test-Harness mandoc pcre2-tools jq python3 ShellCheck cppcheck clang clang-tools-extra strace poppler-utils qpdf
elif command -v pacman >/dev/null; then
	$as_root pacman -S --needed --noconfirm pkgconf libcsv pcre2 libutf8proc xxhash md4c jansson pango cairo fontconfig \
		ttf-dejavu perl mandoc jq python shellcheck cppcheck clang strace poppler qpdf
elif command -v apk >/dev/null; then
	$as_root apk add pkgconf libcsv-dev pcre2-dev utf8proc-dev xxhash-dev md4c-dev jansson-dev pango-dev cairo-dev \
		fontconfig font-dejavu perl-utils mandoc pcre2-tools jq python3 shellcheck cppcheck clang clang-extra-tools strace \
		poppler-utils qpdf
elif command -v brew >/dev/null; then
	brew install pkgconf libcsv pcre2 utf8proc xxhash md4c jansson pango cairo fontconfig mandoc jq python shellcheck \
		cppcheck llvm clang-format poppler qpdf
else
	echo "qb: no package manager that this script knows; install by hand:$missing" >&2
	exit 1
fi
