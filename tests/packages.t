#!/bin/sh
# make dist, and what the packages of the systems depend on. tests/deb.sh builds and installs
# those of Debian.
. "${0%/*}/lib.sh"

MAKEFLAGS=
export MAKEFLAGS
version=$(sed -n 's/^VERSION = //p' "$SRC/Makefile")
for tool in list grep pick format score stats fit merge diff import edit quiz progress; do
	ok "qb-$tool has the version of the Makefile" "[ \"\$(qb-$tool --version)\" = 'qb-$tool (qb) $version' ]"
done
ok 'the news begin with that version' "[ \"\$(grep -m 1 '^## ' \"\$SRC/NEWS.md\" | cut -d ' ' -f 2)\" = $version ]"

if [ -e "$SRC/.git" ] && have git; then
	ok 'dist from two clones at two times, under two umasks: the same bytes' '
		git clone -q "$SRC" one && git clone -q "$SRC" two || exit 1
		(cd one && make -s dist >/dev/null) && sleep 1 && (cd two && umask 077 && touch README.md && make -s dist >/dev/null) &&
		cmp one/build/qb-*.tar.gz two/build/qb-*.tar.gz'
	ok 'the tarball has the files of the commit below one directory, dated by it' '
		tar -xzf one/build/qb-*.tar.gz && git -C one ls-files | LC_ALL=C sort >want &&
		(cd qb-* && find . ! -type d | cut -c 3- | LC_ALL=C sort) | diff want - &&
		[ "$(date -r qb-*/Makefile +%s)" = "$(git -C one log -1 --format=%ct)" ]'
	ok 'uncommitted changes are reported' '
		(cd two && echo >>README.md && make -s dist 2>&1) | grep "uncommitted changes are not included" &&
		cmp one/build/qb-*.tar.gz two/build/qb-*.tar.gz'
	ok 'PKGBUILD and formula name the version and the checksum' '
		sum=$(cat one/build/qb-*.tar.gz | sha256sum | cut -d " " -f 1) && cd one/build && ! grep -n "@[A-Z]" PKGBUILD qb.rb &&
		grep -qx "sha256sums=($sum)" PKGBUILD && grep -q "sha256 \"$sum\"" qb.rb &&
		grep -qx "pkgver=[0-9.]*" PKGBUILD && [ -s "$(sed -n "s,.*url \"file://\(.*\)\",\1,p" qb.rb)" ]'
else
	skip 'dist' 'no git, or not a git tree'
fi

# list MANAGER: the packages for building that deps.sh installs with it.
cat >list.sh <<'END'
awk -v manager="command -v $1 " -v quote="'" '
	index($0, manager) { on = 1 }
	on && sub(/^\tbuild=./, "") { list = 1 }
	list { end = sub(quote ".*", ""); print; if (end) exit }' "$SRC/src/build/deps.sh" | xargs -n 1 | sort
END
ok 'the PKGBUILD depends on what deps.sh installs' '
	sed -n "s/^\(make\)*depends=(\(.*\))/\2/p" "$SRC/src/packaging/arch/PKGBUILD" | xargs -n 1 | sort >got
	sh list.sh pacman >want; [ "$(wc -l <want)" -gt 9 ] && diff want got'
ok 'the formula depends on what deps.sh installs' '
	sed -n "s/^  depends_on \"\([^\"]*\)\".*/\1/p" "$SRC/src/packaging/homebrew/qb.rb" | sort >got
	sh list.sh brew >want; [ "$(wc -l <want)" -gt 9 ] && diff want got'
if have bash; then
	ok 'the PKGBUILD is valid bash' 'bash -n "$SRC/src/packaging/arch/PKGBUILD"'
else
	skip 'the PKGBUILD is valid bash' 'no bash'
fi
if have ruby; then
	ok 'the formula is valid Ruby' 'ruby -c "$SRC/src/packaging/homebrew/qb.rb"'
else
	skip 'the formula is valid Ruby' 'no ruby'
fi
finish
