# Functions for the tests. A test file is POSIX sh that writes TAP:
#
#	. "${0%/*}/lib.sh"
#	t TITLE STATUS COMMAND <<'END'
#	expected standard output
#	--- stderr
#	expected standard error
#	END
#	finish
#
# The command runs in an empty directory, with the tools first in PATH. An argument of
# "--- stderr" is an extended regular expression that standard error must match instead.
# $SRC is the top of the source tree.

set -u
SRC=$(cd "${0%/*}/.." && pwd) || exit 2
: "${QB_BIN:=$SRC/bin}"
PATH=$QB_BIN:$PATH
# The caller's environment must not affect the tests.
unset QB_BANK QB_LOG QB_PARAMS QB_BLOCK NO_COLOR COLUMNS TZ SOURCE_DATE_EPOCH XDG_STATE_HOME
LC_ALL=C.UTF-8
TERM=dumb
export SRC PATH LC_ALL TERM
umask 022

DIR=$(mktemp -d "${TMPDIR:-/tmp}/qb-test.XXXXXX") || exit 2
trap 'rm -rf "$DIR"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
mkdir "$DIR/.t" "$DIR/work" && cd "$DIR/work" || exit 2
count=0

# status_name STATUS: prints the status, with the name of a signal.
status_name() {
	if [ "$1" -gt 128 ] && [ "$1" -lt 192 ]; then
		printf '%s (SIG%s)\n' "$1" "$(kill -l $(($1 - 128)))"
	else
		printf '%s\n' "$1"
	fi
}

# $QB_UNDER: what `make check` runs the tools under: nothing, sanitize or valgrind. A
# diagnostic of these fails the test, even if the command does what is expected.
: "${QB_UNDER:=}"
DIAGNOSTICS=$DIR/.t/diagnostics
case $QB_UNDER in
sanitize)
	# fontconfig and cairo do not free their caches.
	printf 'leak:%s\n' libfontconfig libcairo >"$DIR/.t/known"
	LSAN_OPTIONS=suppressions=$DIR/.t/known:print_suppressions=0
	UBSAN_OPTIONS=abort_on_error=1:print_stacktrace=1:log_path=$DIAGNOSTICS
	ASAN_OPTIONS=abort_on_error=1:detect_stack_use_after_return=1:log_path=$DIAGNOSTICS
	export LSAN_OPTIONS UBSAN_OPTIONS ASAN_OPTIONS
	;;
valgrind)
	# The same; and code compiled by PCRE2 reads whole words, beyond the end of a subject.
	{
		printf '{\n%s\nMemcheck:Leak\nmatch-leak-kinds: definite\n...\nobj:*/%s.so*\n}\n' \
			fontconfig libfontconfig cairo libcairo
		printf '{\npcre2\nMemcheck:Cond\nobj:???\n...\n}\n'
	} >"$DIR/.t/known"
	mkdir "$DIR/.t/bin"
	for tool in "$QB_BIN"/qb-*; do
		cat >"$DIR/.t/bin/${tool##*/}" <<-END
			#!/bin/sh
			exec $(command -v valgrind) -q --vgdb=no --trace-children=yes --leak-check=full --show-leak-kinds=definite \\
				--errors-for-leak-kinds=definite --suppressions=$DIR/.t/known --error-exitcode=99 \\
				--log-file=$DIAGNOSTICS.%p $tool "\$@"
		END
	done
	chmod +x "$DIR"/.t/bin/*
	cp "$QB_BIN/qb-edit" "$DIR/.t/bin"
	QB_BIN=$DIR/.t/bin
	PATH=$QB_BIN:$PATH
	;;
esac

# $LIMIT KIB, $CPU SECONDS: limit the memory and the processor time of the commands that follow;
# nothing under sanitize and valgrind.
LIMIT='ulimit -v' CPU='ulimit -t'
[ -z "$QB_UNDER" ] || LIMIT=: CPU=:
export LIMIT CPU

# tries MANY FEW: prints MANY, or FEW under valgrind, which takes a second per command.
tries() {
	case $QB_UNDER in
	valgrind) printf '%s\n' "$2" ;;
	*) printf '%s\n' "$1" ;;
	esac
}

# quiet: whether the last test led to no diagnostic; collects them in $DIAGNOSTICS.
quiet() {
	[ -n "$QB_UNDER" ] || return 0
	cat "$DIAGNOSTICS".* >"$DIAGNOSTICS" 2>/dev/null
	rm -f "$DIAGNOSTICS".*
	# gcc's UBSan prints to standard error only.
	grep -hs 'runtime error: ' "$DIR/.t/got" "$DIR/.t/goterr" >>"$DIAGNOSTICS"
	[ ! -s "$DIAGNOSTICS" ]
}

# report STATUS TITLE: prints a line of TAP; status 0 is success.
report() {
	count=$((count + 1))
	if [ "$1" = 0 ]; then
		printf 'ok %d - %s\n' $count "$2"
		return
	fi
	printf 'not ok %d - %s\n' $count "$2"
	[ ! -s "$DIAGNOSTICS" ] || sed 's/^/# /' "$DIAGNOSTICS" | head -n 60
}

# explain COMMAND: prints how to repeat the failure.
explain() {
	printf '# to replay: cd "$(mktemp -d)" && PATH=%s:$PATH SRC=%s sh -c '"'%s'"'\n' "$QB_BIN" "$SRC" \
		"$(printf '%s' "$1" | sed "s/'/'\\\\''/g; 2,\$s/^/# /")"
}

# t TITLE STATUS COMMAND: see above.
t() {
	awk -v out="$DIR/.t/want" -v err="$DIR/.t/wanterr" -v how="$DIR/.t/how" '
		BEGIN { printf "" > out; printf "" > err; printf "" > how; to = out }
		/^--- stderr/ { to = err; if (NF > 2) print substr($0, 12) > how; next }
		{ print > to }'
	sh -c "$3" >"$DIR/.t/got" 2>"$DIR/.t/goterr" </dev/null
	got=$?
	good=0
	quiet || good=1
	# Under valgrind an executed program has its own name, not that of argv[0].
	if [ "$QB_UNDER" = valgrind ]; then
		sed 's/^qb-format-pdf: /qb-format: /' "$DIR/.t/goterr" >"$DIR/.t/named" && mv "$DIR/.t/named" "$DIR/.t/goterr"
	fi
	[ $got = "$2" ] || good=1
	cmp -s "$DIR/.t/want" "$DIR/.t/got" || good=1
	if [ -s "$DIR/.t/how" ]; then
		grep -qE -f "$DIR/.t/how" "$DIR/.t/goterr" || good=1
	else
		cmp -s "$DIR/.t/wanterr" "$DIR/.t/goterr" || good=1
	fi
	report $good "$1"
	[ $good = 0 ] && return
	explain "$3"
	[ $got = "$2" ] || printf '# status: want %s, got %s\n' "$2" "$(status_name $got)"
	diff -u "$DIR/.t/want" "$DIR/.t/got" | sed '1,2d; s/^/# stdout /' | head -n 60
	if [ -s "$DIR/.t/how" ]; then
		sed 's/^/# stderr must match: /' "$DIR/.t/how"
		sed 's/^/# stderr: /' "$DIR/.t/goterr"
	else
		diff -u "$DIR/.t/wanterr" "$DIR/.t/goterr" | sed '1,2d; s/^/# stderr /' | head -n 60
	fi
}

# ok TITLE COMMAND: the command must succeed; a failure shows its output.
ok() {
	sh -c "$2" >"$DIR/.t/got" 2>&1 </dev/null
	got=$?
	good=$got
	quiet || good=1
	report $good "$1"
	[ $good = 0 ] && return
	explain "$2"
	printf '# status: %s\n' "$(status_name $got)"
	sed 's/^/# /' "$DIR/.t/got" | head -n 60
}

# have COMMAND...: whether all of them are installed and work under $QB_UNDER.
have() {
	for have_command; do
		case $QB_UNDER:$have_command in
		?*:strace | ?*:faketime) return 1 ;;
		esac
		command -v "$have_command" >/dev/null 2>&1 || return 1
	done
}

# have_terminal: whether script(1) can open a pseudo-terminal.
have_terminal() {
	have script && script -qec true /dev/null </dev/null >/dev/null 2>&1
}

# comma_locale: makes a locale with a decimal comma, in which $COMMA COMMAND runs; false
# where none can be made.
COMMA="env LOCPATH=$DIR/.t LC_ALL=comma.UTF-8"
export COMMA
comma_locale() {
	[ ! -e "$DIR/.t/comma.UTF-8/LC_NUMERIC" ] || return 0
	for category in CTYPE COLLATE TIME MONETARY MESSAGES; do
		printf 'LC_%s\ncopy "POSIX"\nEND LC_%s\n' $category $category
	done >"$DIR/.t/comma"
	printf 'LC_NUMERIC\ndecimal_point ","\nthousands_sep "."\ngrouping 3;3\nEND LC_NUMERIC\n' >>"$DIR/.t/comma"
	localedef -c -f UTF-8 -i "$DIR/.t/comma" "$DIR/.t/comma.UTF-8" >/dev/null 2>&1
	[ -e "$DIR/.t/comma.UTF-8/LC_NUMERIC" ]
}

# skip TITLE REASON; the reason is also appended to the file $QB_SKIPS, for `make check`.
: "${QB_SKIPS:=/dev/null}"
skip() {
	count=$((count + 1))
	printf '%s%s\n' "$2" "${QB_UNDER:+ under $QB_UNDER}" >>"$QB_SKIPS"
	printf 'ok %d - %s # SKIP %s%s\n' $count "$1" "$2" "${QB_UNDER:+ under $QB_UNDER}"
}

# finish: prints the plan.
finish() {
	quiet || report 1 'a diagnostic of a command outside the tests'
	printf '1..%d\n' $count
}
