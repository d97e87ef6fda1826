#!/bin/sh
# Builds the Debian packages of the committed tree on an empty Debian, and installs, uses and
# purges them on another: sh tests/deb.sh SUITE
#
# Exits with status 1 if a step fails, if lintian reports an error, or if a file is left.
# Needs and environment as in tests/fresh.sh; the packages stay if KEEP=1.
set -eu
[ $# = 1 ] || {
	echo 'usage: sh tests/deb.sh SUITE' >&2
	exit 2
}
suite=$1
. "$(dirname "$0")/root.sh"

empty=$root/empty

# copy: the system as it is before anything is installed for building.
copy() {
	mkdir "$empty"
	tar -C "$root" --one-file-system --exclude=./empty --exclude=./qb.log -cf - . | tar -C "$empty" -xpf -
	mkdir -p "$empty/proc" "$empty/dev" "$empty/packages"
	root_devices "$empty"
}

in_empty() {
	in_dir "$empty" "$1"
}

# files: those of the system, without what apt and dpkg note about every package.
files() {
	in_empty 'find / -xdev ! -path "/var/lib/apt/*" ! -path "/var/cache/*" ! -path "/var/log/*" ! -path "/tmp/*" ! -path "/packages/*" |
		grep -v "^/var/lib/dpkg/\(status\|available\|lock\|triggers\)" | LC_ALL=C sort'
}

install() { # PACKAGE
	in_empty "DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /packages/$1_*.deb"
}

# use: as a user without privileges, in an empty directory.
use() {
	in_empty 'mkdir -m 777 /tmp/use && cd /tmp/use && setpriv --reuid 65534 --regid 65534 --clear-groups sh -euc "
		qb-pick -d -n 5 | qb-format | tee five
		test \$(grep -c ^..[0-9] five) = 5
		qb-list --check
		qb-format --version | grep 0
		qb-list -n 1 | qb-format -t html -a | grep -q DOCTYPE
		status=0; qb-format -t pdf -o ten.pdf 2>message || status=\$?
		cat message; test \$status = 2; grep qb-pdf message"
		gzip -dc /usr/share/man/man1/qb-pick.1.gz | grep -q qb-pick
		test -s /usr/share/doc/qb/copyright
		for page in /usr/share/man/man1/qb-*.gz; do p=${page##*/}; test -x /usr/bin/${p%.1.gz} || exit 1; done'
}

use_pdf() {
	in_empty 'cd /tmp/use && setpriv --reuid 65534 --regid 65534 --clear-groups sh -euc "
		qb-pick -d -n 10 | qb-format -a -t pdf -o ten.pdf
		head -c 5 ten.pdf | grep %PDF-; ls -l ten.pdf"
		test -s /usr/share/man/man1/qb-format-pdf.1.gz'
}

purge() {
	in_empty 'DEBIAN_FRONTEND=noninteractive apt-get purge -y -qq --autoremove qb qb-pdf && rm -r /tmp/use'
}

nothing_left() {
	files >"$root/after"
	diff "$root/before" "$root/after" && ! in_empty 'dpkg -l | grep qb'
}

step debootstrap root_make ca-certificates
step copy copy
step clone root_clone
step 'build tools' in_root 'export DEBIAN_FRONTEND=noninteractive; apt-get update -qq &&
	apt-get install -qq --no-install-recommends make gcc libc6-dev dpkg-dev git lintian && make deps-build'
step 'make deb' in_root 'make -j2 deb'
step lintian in_root 'lintian --fail-on error build/*.deb'
cp "$root"/qb/build/*.deb "$empty/packages"
in_empty 'apt-get update -qq'
files >"$root/before"
step 'install qb' install qb
step 'use qb' use
step 'install pdf' install qb-pdf
step 'use pdf' use_pdf
step purge purge
step 'nothing left' nothing_left
du -k "$empty"/packages/* | sed 's,/.*/,,'
