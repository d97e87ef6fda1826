#!/bin/sh
# Builds and tests the committed tree on an empty Debian: sh tests/fresh.sh SUITE
#
# Installs SUITE (bookworm, trixie, forky, sid …) with debootstrap into a temporary
# directory, clones the tree into it, runs the two commands of the README there and
# prints a report.  Exits with status 1 if a step fails or a compiler warns.  Needs root,
# debootstrap and unshare(1).  Packages come from the mirror that the host's apt uses, or
# from $MIRROR.  KEEP=1 keeps the directory; ROOT=DIR uses DIR and the system that is in it.
set -eu
[ $# = 1 ] || {
	echo 'usage: sh tests/fresh.sh SUITE' >&2
	exit 2
}
suite=$1
. "$(dirname "$0")/root.sh"

step debootstrap root_make git,make,gcc,libc6-dev,ca-certificates
step clone root_clone
step 'deps today' in_root 'make deps today'
step check in_root 'make check'
step 'second make' in_root 'test "$(make)" = "make: Nothing to be done for '\''all'\''."'

echo
in_root '. /etc/os-release; echo "$PRETTY_NAME, $(gcc --version | head -n 1)"
	for lib in libpcre2-8 cairo pango md4c libutf8proc jansson libxml-2.0; do
		printf "%s %s, " $lib $(pkg-config --modversion $lib); done; echo'
grep -E '^Files=' "$log"
grep "^skipped" "$log" || :
warnings=$(grep -c 'warning:' "$log" || :)
echo "compiler warnings: $warnings"
if [ "$warnings" != 0 ]; then
	grep -A 3 'warning:' "$log" | head -n 40
	exit 1
fi
