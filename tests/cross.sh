#!/bin/sh
# Builds the committed tree for another architecture and compares what the tools write:
# sh tests/cross.sh ARCH [SUITE]
#
# ARCH is Debian's name: i386, arm64, s390x …  SUITE defaults to the host's, since other
# versions of the libraries may lay out a PDF differently.  Installs ARCH with debootstrap
# into a temporary directory and builds there; qemu-user-static runs what the processor
# cannot.  Exits with status 1 if a compiler warns or a file of tests/outputs.sh differs
# from what the host's build writes.  KEEP, ROOT and MIRROR as in tests/fresh.sh.
set -eu
[ $# -ge 1 ] || {
	echo 'usage: sh tests/cross.sh ARCH [SUITE]' >&2
	exit 2
}
arch=$1
suite=${2:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
. "$(dirname "$0")/root.sh"

# emulate CPU: makes the kernel run programs for the processor with qemu.
emulate() {
	misc=/proc/sys/fs/binfmt_misc
	[ -e "$misc/register" ] || mount -t binfmt_misc binfmt_misc "$misc"
	[ -e "$misc/qemu-$1" ] || {
		conf=/usr/lib/binfmt.d/qemu-$1.conf
		[ -e "$conf" ] || die "qemu-user-static is missing: apt-get install qemu-user-static"
		cat "$conf" >"$misc/register"
	}
}

case $(dpkg --print-architecture):$arch in
amd64:i386 | "$arch:$arch") ;;
*:arm64) emulate aarch64 ;;
*:armhf) emulate arm ;;
*:ppc64el) emulate ppc64le ;;
*) emulate "$arch" ;;
esac

libraries=pkg-config,libcsv-dev,libpcre2-dev,libutf8proc-dev,libxxhash-dev,libmd4c-dev,libmd4c-html0-dev,libjansson-dev,libxml2-dev
pdf=libpango1.0-dev,libcairo2-dev,libsqlite3-dev,libarchive-dev,fontconfig,fonts-dejavu-core,fonts-sil-charis
step debootstrap root_make "git,make,gcc,libc6-dev,$libraries,$pdf"
step clone root_clone
step build in_root "make -j$(getconf _NPROCESSORS_ONLN)"
step outputs in_root 'sh tests/outputs.sh /outputs'
step host sh -c "make -C '$src' && sh '$src/tests/outputs.sh' '$root/expected'"
# cairo rounds coordinates as the processor does, so of a PDF the text and its layout are compared.
for dir in expected outputs; do
	pdftotext -layout "$root/$dir/bank.pdf" "$root/$dir/bank.pdf.txt"
	rm "$root/$dir/bank.pdf"
done
step compare diff -rq "$root/expected" "$root/outputs"
! grep -A 3 'warning:' "$log"
