# shellcheck shell=sh
# SOURCE_DATE_EPOCH, if it isn't set: the time of the last commit, or, in an unpacked tarball,
# that of the Makefile. Read this file with `.` at the top of the tree.
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || date -r Makefile +%s)}"
export SOURCE_DATE_EPOCH

# pack DIR NAME: writes the files of NAME in DIR as a compressed tarball that depends on nothing but their
# names, contents and modes, and on SOURCE_DATE_EPOCH.
pack() {
	tar -C "$1" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=ustar -cf - "$2" |
		gzip -9n
}
