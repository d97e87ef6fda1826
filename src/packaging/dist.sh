#!/bin/sh
# make dist: the tree of the last commit as build/qb-VERSION.tar.gz, and beside it a PKGBUILD and
# a formula for Homebrew of it.  The same commit makes the same bytes: git dates the files by the
# commit, and gzip writes no date.
set -eu
[ -e .git ] || {
	echo 'dist: this is not a git tree' >&2
	exit 2
}
[ -z "$(git status --porcelain)" ] || echo 'dist: uncommitted changes are not included' >&2
mkdir -p build
tarball=build/qb-$VERSION.tar.gz
git -c tar.umask=022 archive --format=tar --prefix="qb-$VERSION/" HEAD >build/dist.tar
gzip -9n <build/dist.tar >"$tarball"
rm build/dist.tar
sum=$({ sha256sum "$tarball" || shasum -a 256 "$tarball"; } 2>/dev/null | cut -d ' ' -f 1)
for recipe in arch/PKGBUILD homebrew/qb.rb; do
	sed "s,@VERSION@,$VERSION,; s,@SHA256@,$sum,; s,@URL@,file://$PWD/$tarball," "src/packaging/$recipe" >"build/${recipe#*/}"
done
echo "$tarball"
