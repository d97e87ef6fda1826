#!/bin/sh
# make static-dist: the tools of `make static` with pages, bank and completions, as
# build/qb-VERSION-static-MACHINE.tar.gz, which is unpacked into /usr/local by
# tar -C /usr/local --strip-components 1 -xzf FILE
#
# The tools whose static libraries are missing are not in it; `make static` names them.
# qb-format writes no PDF, since pango and cairo need shared libraries.  Needs GNU tar.
set -eu
. src/packaging/date.sh
name=qb-$VERSION-static-$(uname -m)
stage=build/static/stage
rm -rf build/static
sh src/build/static.sh
tools=$(cd build/static/bin && echo *)
[ -x build/static/bin/qb-list ] || exit 1
# qb-edit is a script, which runs qb-format and qb-import.
case " $tools " in
*' qb-format '*' qb-import '*)
	make -s bin/qb-edit
	cp bin/qb-edit build/static/bin
	tools="$tools qb-edit"
	;;
esac
find build/static/bin -type f ! -name qb-edit -exec strip {} +
make -s install-files PREFIX=/usr/local DESTDIR="$PWD/build/static/root" FROM=build/static/bin TOOLS="$tools" PROGRAMS="$tools"
mkdir "$stage"
mv build/static/root/usr/local "$stage/$name"
pack "$stage" "$name" >"build/$name.tar.gz"
echo "build/$name.tar.gz:" "$tools"
