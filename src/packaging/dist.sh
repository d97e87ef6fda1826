#!/bin/sh
# make dist: the tree of the last commit as build/qb-VERSION.tar.gz.  The same commit makes
# the same bytes: git dates the files by the commit, and gzip writes no date.
set -eu
[ -e .git ] || {
	echo 'dist: this is not a git tree' >&2
	exit 2
}
git diff --quiet HEAD || echo 'dist: uncommitted changes are not included' >&2
mkdir -p build
tarball=build/qb-$VERSION.tar.gz
git -c tar.umask=022 archive --format=tar --prefix="qb-$VERSION/" HEAD >"$tarball.tar"
gzip -9n <"$tarball.tar" >"$tarball"
rm "$tarball.tar"
echo "$tarball"
