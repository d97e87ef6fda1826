#!/bin/sh
# make deb: the packages qb and qb-pdf for this Debian, in build/.
#
# qb-pdf is the program that qb-format runs for -t pdf: it alone needs pango and cairo.  The
# dependencies on libraries are computed by dpkg-shlibdeps.  The maintainer is
# $DEBFULLNAME <$DEBEMAIL>, by default a placeholder.  Needs dpkg-dev.
set -eu
command -v dpkg-shlibdeps >/dev/null || {
	echo 'deb: dpkg-shlibdeps is missing: apt-get install dpkg-dev' >&2
	exit 2
}
. src/packaging/date.sh
here=src/packaging/deb
top=build/deb
maintainer="${DEBFULLNAME:-qb maintainers} <${DEBEMAIL:-qb@example.org}>"
arch=$(dpkg --print-architecture)
rm -rf "$top" build/cc-deb build/qb_*.deb build/qb-pdf_*.deb
mkdir -p "$top/debian"

flags() { # NAME: the flags of Debian for it, with all of its hardening
	DEB_BUILD_MAINT_OPTIONS=hardening=+all dpkg-buildflags --get "$1"
}
make install UNDER=deb CC=cc CFLAGS="$(flags CFLAGS)" CPPFLAGS="$(flags CPPFLAGS)" LDFLAGS="$(flags LDFLAGS)" \
	PREFIX=/usr ZSHDIR=/usr/share/zsh/vendor-completions DESTDIR="$PWD/$top/qb"

# The directories of the packages as Debian has them.
cd "$top"
mkdir -p qb-pdf/usr/bin qb-pdf/usr/share/man/man1
mv qb/usr/bin/qb-format-pdf qb-pdf/usr/bin
for tool in qb/usr/bin/* qb-pdf/usr/bin/*; do
	[ "$tool" = qb/usr/bin/qb-edit ] || strip --remove-section=.comment --remove-section=.note "$tool"
done
chmod 644 qb/usr/share/qb/bank.tsv
chmod 755 qb/usr/share/doc/qb/examples/pre-commit
rm qb/usr/share/doc/qb/LICENSE
gzip -9n qb/usr/share/man/man?/*
ln -s qb-format.1.gz qb/usr/share/man/man1/qb-format-apkg.1.gz
ln -s qb-import.1.gz qb/usr/share/man/man1/qb-import-apkg.1.gz
ln -s qb-format.1.gz qb-pdf/usr/share/man/man1/qb-format-pdf.1.gz

# control PACKAGE: writes its control file and what all packages have.
control() {
	mkdir -p "$1/usr/share/doc/$1" "$1/DEBIAN"
	{
		printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: qb\n\n'
		sed -n 's/^Copyright (c) /Files: *\nCopyright: /p' ../../LICENSE
		echo 'License: ISC'
		awk '/^Permission/ { on = 1 } on { print NF ? " " $0 : " ." }' ../../LICENSE
	} >"$1/usr/share/doc/$1/copyright"
	{
		printf 'qb (%s) stable; urgency=medium\n\n  * A release of qb; see NEWS.md in the package qb.\n\n -- %s  %s\n' \
			"$VERSION" "$maintainer" "$(LC_ALL=C date -uR -d "@$SOURCE_DATE_EPOCH")"
	} | gzip -9n >"$1/usr/share/doc/$1/changelog.gz"
	# dpkg-shlibdeps reads debian/control and nothing else of a source package.
	printf 'Source: qb\n\nPackage: %s\nArchitecture: any\n' "$1" >debian/control
	libraries=$(find "$1/usr/bin" -type f ! -name qb-edit -exec dpkg-shlibdeps -O {} + | sed -n 's/^shlibs:Depends=//p')
	(cd "$1" && find usr -type f | LC_ALL=C sort | xargs md5sum) >"$1/DEBIAN/md5sums"
	sed "s/@VERSION@/$VERSION/; s/@ARCH@/$arch/; s/@MAINTAINER@/$maintainer/; s/@LIBRARIES@/$libraries/
		s/@SIZE@/$(du -k -s --apparent-size "$1/usr" | cut -f 1)/" "../../$here/$1.control" >"$1/DEBIAN/control"
	find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
	chmod -R u+w,go-w "$1"
	dpkg-deb --root-owner-group -Zxz --build "$1" "../${1}_${VERSION}_$arch.deb" >/dev/null
	echo "build/${1}_${VERSION}_$arch.deb"
}
control qb
control qb-pdf
