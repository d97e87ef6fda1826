#!/bin/sh
# Banks under git, with the installed examples, in real repositories: UNDER GIT in qb-bank(5).
. "${0%/*}/lib.sh"

if ! have git; then
	skip 'banks under git' 'no git'
	finish
	exit
fi
HOME=$PWD
GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
GIT_PAGER=cat GIT_EDITOR=true
export HOME GIT_CONFIG_NOSYSTEM GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL GIT_PAGER GIT_EDITOR
examples=$SRC/src/share/examples
export examples

# new NAME: a repository with the shipped bank and a log, and a branch `colleague`.
cat >new <<'END'
rm -rf "$1"
git -c init.defaultBranch=mine init -q "$1" && cd "$1" || exit
git config include.path "$examples/gitconfig"
cp "$examples/gitattributes" .gitattributes
cat "$SRC/bank.tsv" >bank.tsv
printf 'time\tid\tgrade\n2026-01-01T08:00:00Z\tnode-001\tgood\n' >log.tsv
printf 'name\tmark\nann\t1\nbob\t2\n' >marks.tsv
git add . && git commit -qm start && git branch colleague
END
# both MINE COLLEAGUE: commits an edit of bank.tsv by sed on each branch, and merges.
cat >both <<'END'
sed -i "$1" bank.tsv && git commit -qam mine
git checkout -q colleague && sed -i "$2" bank.tsv && git commit -qam colleague && git checkout -q mine
git merge -q -m merged colleague
END

ok 'neighbouring edits merge' '
	sh ./new r && cd r && sh ../both "8s/What/Which/" "9s/How/Why/" && cp bank.tsv got &&
	sed "8s/What/Which/; 9s/How/Why/" "$SRC/bank.tsv" | cmp - got && git diff --quiet'
ok 'without the driver they conflict' 'sh ./new r && cd r && rm .gitattributes && git commit -qam "no attributes" && git branch -f colleague && ! sh ../both "8s/What/Which/" "9s/How/Why/"'
t 'a true conflict: reported, and resolved' 0 '
	sh ./new r && cd r && sh ../both "8s/senior/mid/; 3s/Node.js Arch/NodeJS Arch/" "8s/senior/staff/; 4s/Node.js Arch/NODE Arch/" 2>&1 | sed "s/^qb-merge: [^:]*:/qb-merge: FILE:/"
	grep -c "^[<=>]\{7\}" bank.tsv; qb-list bank.tsv 2>&1 >/dev/null
	sed -i "/^<<<<<<< ours/d; /^=======/,/^>>>>>>>/d" bank.tsv && qb-list --check bank.tsv && git commit -qam resolved && git status --short
	qb-diff "$SRC/bank.tsv" bank.tsv | cut -f 1,3-5' <<'END'
qb-merge: FILE:8: node-007: level: changed on both sides
Auto-merging bank.tsv
CONFLICT (content): Merge conflict in bank.tsv
Automatic merge failed; fix conflicts and then commit the result.
3
qb-list: bank.tsv:8: unresolved merge conflict
id	column	old	new
node-002	topic	Node.js Architecture & Internals	NodeJS Architecture & Internals
node-003	topic	Node.js Architecture & Internals	NODE Architecture & Internals
node-007	level	senior	mid
END
ok 'rebase and cherry-pick' '
	sh ./new r && cd r && sed -i 8s/What/Which/ bank.tsv && git commit -qam mine && git checkout -q colleague && sed -i 9s/How/Why/ bank.tsv && git commit -qam theirs &&
	git rebase -q mine && sed "8s/What/Which/; 9s/How/Why/" "$SRC/bank.tsv" | cmp - bank.tsv &&
	git checkout -q mine && git cherry-pick colleague >/dev/null && sed "8s/What/Which/; 9s/How/Why/" "$SRC/bank.tsv" | cmp - bank.tsv'
ok 'a bank added on both sides' '
	sh ./new r && cd r && printf "id\tquestion\na\tA?\n" >new.tsv && git add . && git commit -qm mine && git checkout -q colleague &&
	printf "id\tquestion\nb\tB?\n" >new.tsv && git add . && git commit -qm theirs && git checkout -q mine && git merge -q -m m colleague && [ "$(cut -f 1 new.tsv | tr "\n" " ")" = "id a b " ]'
ok 'a file that is not a bank: the reason is printed, and git merges the lines' '
	sh ./new r && cd r && sed -i s/ann/Ann/ marks.tsv && git commit -qam mine && git checkout -q colleague && echo "cat	3" >>marks.tsv && git commit -qam theirs && git checkout -q mine || exit 1
	git merge -q -m m colleague 2>err; grep "^qb-merge: .*: no column .id." err || exit 1
	[ -s marks.tsv ] && grep -q cat marks.tsv && grep -q Ann marks.tsv'
ok 'logs: the lines of both sides' '
	sh ./new r && cd r && echo "2026-01-02T08:00:00Z	node-002	good" >>log.tsv && git commit -qam mine && git checkout -q colleague &&
	echo "2026-01-02T09:00:00Z	node-003	good" >>log.tsv && git commit -qam theirs && git checkout -q mine && git merge -q -m m colleague && [ "$(wc -l <log.tsv)" = 4 ] && qb-score -l log.tsv bank.tsv >/dev/null'
ok 'a diff of one word is readable' '
	sh ./new r && cd r && sed -i "s/the same line in the log/the same log line/" bank.tsv; sed -i "8s/percentiles/quantiles/" bank.tsv
	git diff >diff && git diff --no-textconv >raw && grep "^-.*percentiles" diff && grep "^+.*quantiles" diff && wc -c diff raw && [ "$(wc -c <diff)" -lt 2500 ] && [ "$(wc -c <raw)" -gt 10000 ]'
ok 'diffs of other files, and of a bank with a conflict, show the files' '
	sh ./new r && cd r && sed -i s/bob/Bob/ marks.tsv && git diff >diff && grep -q "^+Bob	2" diff &&
	{ sh ../both "8s/senior/mid/" "8s/senior/staff/" >out 2>&1 || git diff HEAD >diff; } && grep -q "^+<<<<<<< ours" diff'
ok 'a log is shown as it is' 'sh ./new r && cd r && echo "2026-01-02T08:00:00Z	node-002	good" >>log.tsv && git diff | grep -q "^+2026-01-02T08:00:00Z	node-002"'
t 'the hook refuses what is staged, if it has problems' 1 '
	sh ./new r && cd r && cp "$examples/pre-commit" .git/hooks/ && chmod +x .git/hooks/pre-commit
	sed -i 8s/What/Which/ bank.tsv && sed -i s/bob/Bob/ marks.tsv && git commit -qam good && git log --oneline | wc -l
	sed -i "9s/^node-008/node-007/" bank.tsv; git add bank.tsv; git checkout -q HEAD~1 -- marks.tsv; git commit -qm bad' <<'END'
2
--- stderr
bank.tsv:
standard input:9: node-007: duplicate id 'node-007', first at standard input:8
END
ok 'the hook: a conflict' '
	sh ./new r && cd r && cp "$examples/pre-commit" .git/hooks/ && chmod +x .git/hooks/pre-commit && ! sh ../both "8s/senior/mid/" "8s/senior/staff/" >out 2>&1 && ! git commit -qam bad 2>err && grep "unresolved merge conflict" err'

# The commands of the README, with an editor that writes twenty questions, and then corrects one.
awk '/^## / { on = /A bank of your own/ } on && /^```/ { n++; next } on && n == 1' "$SRC/README.md" | sed "s,/usr/local/share/doc/qb/examples,$examples," >ten
cat >write20 <<'END'
#!/bin/sh
if grep -q 'New question?' "$1"; then
	sed -i 's/New question?/What is 1 + 1?/; s/Answer\./Too./' "$1"
	for i in $(seq 2 20); do printf '\n%d. What is %d + 1?\n\n%*s%d.\n' $i $i $((${#i} + 2)) '' $((i + 1)); done >>"$1"
else
	sed -i 's/Too\./2./' "$1"
fi
END
chmod +x write20
t "README: ten lines to a bank of one's own" 0 '[ "$(wc -l <ten)" -le 10 ] && EDITOR=$PWD/write20 XDG_STATE_HOME=$PWD/state sh ./ten </dev/null 2>/dev/null | sed -n "/^id/,/^no/p; /^total/p"
	cd questions && qb-list -c id,answer bank.tsv | sed "1d; 5,19d" && git log --oneline | wc -l && git status --short' <<'END'
id	change	columns
q-001	added	
q-002	added	
q-003	added	
q-004	added	
q-005	added	
q-006	added	
q-007	added	
q-008	added	
q-009	added	
q-010	added	
q-011	added	
q-012	added	
q-013	added	
q-014	added	
q-015	added	
q-016	added	
q-017	added	
q-018	added	
q-019	added	
q-020	added	
id	change	columns
q-001	changed	answer
no problems
total	20	0	0	0	0	
q-001	2.
q-002	3.
q-003	4.
q-019	20.
q-020	21.
1
END

finish
