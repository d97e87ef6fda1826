#!/bin/sh
# deps.sh [build|optional|bench]: installs missing programs and libraries with the package
# manager of the system: those for building, checking and linting; with "build", only those
# for building; with "optional", those without
# which tests are skipped, and include-what-you-use; with "bench", those that the benchmark
# compares with. Prints nothing if nothing is missing.
set -eu
what=${1:-required}
top=$(cd "$(dirname "$0")/../.." && pwd)

missing=
need() { # NAME TEST...: the test fails if NAME is missing
	name=$1
	shift
	"$@" >/dev/null 2>&1 || missing="$missing $name"
}
header() {
	# shellcheck disable=SC2086 # the flags are words
	printf '#include <%s>\n' "$1" | ${CC:-cc} -E ${CPPFLAGS:-} -
}
commands() { # NAME...: needs these commands
	for name; do
		need "$name" command -v "$name"
	done
}

case $what in
build | required)
	need pkg-config command -v "${PKG_CONFIG:-pkg-config}"
	for lib in libpcre2-8 libutf8proc libxxhash md4c-html jansson libxml-2.0 pangocairo sqlite3 libarchive; do
		need "$lib" "${PKG_CONFIG:-pkg-config}" --exists "$lib"
	done
	need csv.h header csv.h
	[ "$what" = build ] ||
		commands prove mandoc pcre2grep jq python3 shellcheck cppcheck clang clang-format clang-tidy strace pdftotext qpdf fc-list
	;;
optional)
	need compiler-rt sh -c 'echo "int main(void) { return 0; }" | clang -fsanitize=address,undefined -x c -o /dev/null -'
	commands node npm chromium parallel faketime xxh64sum cmark zsh fish valgrind tmux pngquant include-what-you-use s-nail xz zstd bzip2 xmllint mlr base64 ruby
	need icalendar sh -c 'python3 -c "import icalendar" || /usr/bin/python3 -c "import icalendar"'
	[ ! -e /etc/debian_version ] || need locales test -e /usr/share/i18n/charmaps/UTF-8.gz
	[ ! -e /etc/debian_version ] || commands debootstrap unshare
	need mail command -v mail
	need node_modules test -d "$top/tests/npm/node_modules"
	need 'the examples of the bank' test -d "$top/tests/answers/node_modules"
	;;
bench)
	commands hyperfine rg mlr mawk node npm time
	need node_modules test -d "$top/tests/npm/node_modules"
	;;
esac
[ -n "$missing" ] || exit 0
echo "qb: installing:$missing" | fold -s -w 78

as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
if command -v apt-get >/dev/null; then
	build='pkg-config libc6-dev libcsv-dev libpcre2-dev libutf8proc-dev libxxhash-dev libmd4c-dev libmd4c-html0-dev
 libjansson-dev libxml2-dev libpango1.0-dev libcairo2-dev libsqlite3-dev libarchive-dev fontconfig fonts-dejavu-core fonts-sil-charis'
	case $what in
	build) packages=$build ;;
	required) packages="$build perl mandoc bsdextrautils
		pcre2-utils jq python3 shellcheck cppcheck clang clang-format clang-tidy strace poppler-utils qpdf" ;;
	optional) packages='nodejs npm chromium parallel faketime xxhash cmark zsh fish valgrind tmux pngquant libclang-rt-dev iwyu
		debootstrap util-linux s-nail xz-utils zstd bzip2 locales libxml2-utils miller python3-icalendar ruby'
		# A mail program that is installed stays mail(1), and so does the sendmail that it uses.
		command -v mail >/dev/null || packages="$packages bsd-mailx mailutils"
		[ -x /usr/sbin/sendmail ] || packages="$packages dma" ;;
	bench) packages='hyperfine ripgrep miller mawk nodejs npm time' ;;
	esac
	export DEBIAN_FRONTEND=noninteractive
	install="$as_root apt-get install -qq --no-install-recommends"
	$as_root apt-get update -qq
elif command -v dnf >/dev/null; then
	build='pkgconf-pkg-config libcsv-devel pcre2-devel utf8proc-devel xxhash-devel md4c-devel jansson-devel libxml2-devel
		pango-devel cairo-devel sqlite-devel libarchive-devel fontconfig dejavu-sans-fonts dejavu-serif-fonts dejavu-sans-mono-fonts'
	case $what in
	build) packages=$build ;;
	required) packages="$build perl-Test-Harness mandoc pcre2-tools jq python3 ShellCheck cppcheck clang clang-tools-extra strace poppler-utils qpdf" ;;
	optional) packages='nodejs npm chromium parallel libfaketime xxhash cmark zsh fish valgrind tmux pngquant libasan libubsan
		compiler-rt iwyu s-nail libxml2 miller python3-icalendar ruby' ;;
	bench) packages='hyperfine ripgrep miller mawk nodejs npm time' ;;
	esac
	install="$as_root dnf install -y"
elif command -v pacman >/dev/null; then
	build='pkgconf libcsv pcre2 libutf8proc xxhash md4c jansson libxml2 pango cairo sqlite libarchive fontconfig ttf-dejavu ttf-charis'
	case $what in
	build) packages=$build ;;
	required) packages="$build perl mandoc jq python shellcheck cppcheck clang strace poppler qpdf" ;;
	optional) packages='nodejs npm chromium parallel libfaketime xxhash cmark zsh fish valgrind tmux pngquant compiler-rt
		include-what-you-use s-nail libxml2 miller python-icalendar ruby' ;;
	bench) packages='hyperfine ripgrep miller mawk nodejs npm time' ;;
	esac
	install="$as_root pacman -S --needed --noconfirm"
elif command -v apk >/dev/null; then
	build='pkgconf libcsv-dev pcre2-dev utf8proc-dev xxhash-dev md4c-dev jansson-dev libxml2-dev pango-dev cairo-dev sqlite-dev libarchive-dev
		fontconfig font-dejavu'
	case $what in
	build) packages=$build ;;
	required) packages="$build perl-utils mandoc pcre2-tools jq python3 shellcheck cppcheck clang clang-extra-tools
		strace poppler-utils qpdf" ;;
	optional) packages='nodejs npm chromium parallel libfaketime xxhash cmark zsh fish valgrind tmux pngquant compiler-rt
		include-what-you-use s-nail libxml2-utils miller py3-icalendar ruby' ;;
	bench) packages='hyperfine ripgrep miller mawk nodejs npm time' ;;
	esac
	install="$as_root apk add"
elif command -v brew >/dev/null; then
	build='pkgconf libcsv pcre2 utf8proc xxhash md4c jansson libxml2 pango cairo sqlite libarchive fontconfig'
	case $what in
	build) packages=$build ;;
	required) packages="$build mandoc jq python shellcheck cppcheck llvm clang-format poppler qpdf" ;;
	optional) packages='node parallel libfaketime xxhash cmark zsh fish tmux pngquant include-what-you-use s-nail libxml2 miller' ;;
	bench) packages='hyperfine ripgrep miller mawk node gnu-time' ;;
	esac
	install='brew install'
else
	echo "qb: unknown package manager; install by hand:$missing" >&2
	exit 1
fi
# An npm that is installed, perhaps not as a package, is kept, together with its node.
if command -v npm >/dev/null; then
	packages=$(printf ' %s ' "$packages" | sed 's/ nodejs / /; s/ node / /; s/ npm / /')
fi
# Hide the progress of the package manager; errors go to standard error.
# shellcheck disable=SC2086 # the packages are words
$install $packages >/dev/null
# FOLDER: installs the packages of npm that a folder of the tests names, at the versions of its
# lock. Not with npm ci, which refuses a lock that lacks what the registry has for other machines.
node_modules() {
	[ -d "$top/tests/$1/node_modules" ] ||
		npm install --no-save --prefix "$top/tests/$1" --no-fund --no-audit --loglevel=error
}
case $what in
optional)
	node_modules npm
	node_modules answers
	;;
bench) node_modules npm ;;
esac
