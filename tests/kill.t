#!/bin/sh
# A bank is the old or the new one, whenever the program that replaces it is killed by SIGKILL.
# QB_KILLS=1000 runs more rounds.
. "${0%/*}/lib.sh"

if ! have python3; then
	skip 'killed at random moments' 'no python3'
	finish
	exit
fi
: "${QB_KILLS:=$(tries 30 3)}"
cat "$SRC/bank.tsv" >old.tsv
qb-list -i node-007 old.tsv | sed 's/lag/latency/g' >edits.tsv
qb-merge old.tsv edits.tsv >new.tsv 2>err
TMPDIR=$PWD/tmp
EDITOR='sed -i s/lag/latency/g'
export TMPDIR EDITOR
mkdir tmp
ok 'qb-merge -o' "python3 '$SRC/tests/fixtures/kill.py' $QB_KILLS old.tsv new.tsv qb-merge -o bank.tsv bank.tsv edits.tsv"
ok 'qb-merge --base -o' "python3 '$SRC/tests/fixtures/kill.py' $QB_KILLS old.tsv new.tsv qb-merge --base old.tsv -o bank.tsv bank.tsv new.tsv"
ok 'qb-edit' "python3 '$SRC/tests/fixtures/kill.py' $QB_KILLS old.tsv new.tsv qb-edit -i node-007 bank.tsv"
[ -z "${QB_VERBOSE:-}" ] || sed 's/^/# /' "$DIR/.t/got"

finish
