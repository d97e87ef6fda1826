#!/bin/sh
# The crontabs and the systemd units of the documentation: each job runs as cron runs it,
# with each mail program that is installed, on a day with text that is not ASCII and on a
# day with nothing to mail. A sendmail of our own stores the message.
. "${0%/*}/lib.sh"

TOP=$PWD
HOME=$PWD/home
export TOP HOME
bin=usr/local/bin
mkdir -p $bin home/.local/state/qb jobs
for tool in "$QB_BIN"/qb-*; do
	ln -s "$tool" $bin
done
printf '#!/bin/sh\ncat >>"%s/sent"\n' "$PWD" >sendmail
chmod +x sendmail

# A bank without a question in ASCII, whatever the day; its lines are longer than a line of
# a mail in quoted-printable.
awk 'BEGIN {
	print "id\ttopic\tquestion"
	for (i = 1; i <= 12; i++)
		printf "ü%d\t“Практика” und Ähnliches\t%d: naïve café — 日本語 🎉 = %s?\n", i, i, "ein schöner, sehr langer Satz über Wörter, die kein Ende nehmen wollen"
}' >full.tsv
head -n 1 full.tsv >none.tsv
printf 'time\tid\tgrade\n' >new.tsv

# jobs NAME FILE: makes jobs/NAME-N/job and, with the settings above the job, jobs/NAME-N/env.
jobs() {
	sed "s,/usr/local/,$PWD/usr/local/,g" "$2" | awk -v name="jobs/$1" '
		{ sub(/^#/, "") }
		/^[A-Z_]+=/ { env = env $0 "\n" }
		/^[0-9*]+ +[0-9*]+ +[0-9*]+ +[0-9*]+ +[0-9*]+ / {
			dir = name "-" ++n
			system("mkdir " dir)
			printf "%s", env >(dir "/env")
			sub(/^[0-9*]+ +[0-9*]+ +[0-9*]+ +[0-9*]+ +[0-9*]+ +/, "")
			print >(dir "/job")
		}'
}
sed -n '/^```crontab/,/^```/p' "$SRC/README.md" >readme
sed -n '/^\.Sh DAILY/,/^\.Sh PARALLEL/p' "$SRC/man/qb.7" >page
sed 's,@BINDIR@,/usr/local/bin,; s,@DATADIR@/bank.tsv,~/bank.tsv,' "$SRC/src/share/examples/crontab" >example
jobs README.md readme
jobs qb.7 page
jobs crontab example
ok 'README, qb(7) and the installed crontab have jobs' '
	for job in README.md-1 qb.7-1 qb.7-2 crontab-1 crontab-2 crontab-3 crontab-4; do [ -s jobs/$job/job ] || { echo $job; exit 1; }; done'
ok 'the installed crontab has the jobs of qb(7)' 'for n in 1 2; do cmp jobs/qb.7-$n/job jobs/crontab-$n/job && cmp jobs/qb.7-$n/env jobs/crontab-$n/env || exit 1; done'

# in_cron JOB COMMAND: runs COMMAND in the environment that cron and the settings of JOB make.
cat >in_cron <<'END'
dir=$TOP/jobs/$1 command=$2
set -- HOME="$HOME" LOGNAME="$(id -un)" SHELL=/bin/sh PATH=/usr/bin:/bin MAILRC="$HOME/.mailrc" DEAD="$TOP/dead"
while IFS= read -r line; do
	set -- "$@" "$line"
done <"$dir/env"
cd "$HOME" && exec env -i "$@" /bin/sh -c "$command" </dev/null
END

# cron JOB: runs JOB; cron mails what it prints. Standard error is in the file err as well.
cat >cron <<'END'
rm -f sent dead
sh in_cron "$1" "$(cat jobs/$1/job)" >out 2>err
cat err >>out
[ -s out ] || exit 0
type=$(sed -n 's/^CONTENT_TYPE=//p' jobs/$1/env)
cp out want
{ printf 'To: me\nMIME-Version: 1.0\nContent-Type: %s\nContent-Transfer-Encoding: 8bit\n\n' "${type:-text/plain; charset=ANSI_X3.4-1968}"; cat out; } | ./sendmail me
END

# message: the message that was sent declares its encoding and decodes to the file want,
# which is what the mail program read.
cat >message <<'END'
import email, sys
message = email.message_from_bytes(open('sent', 'rb').read())
print(message)
assert message.get_content_charset() == 'utf-8', message.get_content_charset()
got = message.get_payload(decode=True).decode('utf-8').replace('\r\n', '\n')
want = open('want', encoding='utf-8').read()
assert 'café — 日本語 🎉' in want and '“Практика”' in want and got.strip('\n') == want.strip('\n'), want
assert message['To'] == 'me'
END

# try JOB HOW: runs JOB on the three kinds of days.
try() {
	ok "$1, $2: the mail is the text, in UTF-8" "
		cp full.tsv home/bank.tsv; cp new.tsv home/.local/state/qb/log.tsv
		sh cron $1; cat err; [ ! -s err ] && python3 message"
	ok "$1, $2: no mail and no message if the bank has no questions" "
		cp none.tsv home/bank.tsv; cp new.tsv home/.local/state/qb/log.tsv
		sh cron $1; cat out; [ ! -e sent ] && [ ! -s out ] && [ ! -e dead ]"
	grep -q -e --due "jobs/$1/job" || return
	ok "$1, $2: no mail and no message if nothing is due" "
		cp full.tsv home/bank.tsv
		{ cat new.tsv; cut -f1 full.tsv | sed 1d | awk -v t=\$(date -u +%FT%TZ) '{ print t \"\t\" \$0 \"\teasy\" }'; } >home/.local/state/qb/log.tsv
		sh in_cron $1 'qb-score ~/bank.tsv | qb-pick --due' >want; [ ! -s want ] || { echo 'something is due'; exit 1; }
		sh cron $1; cat out; [ ! -e sent ] && [ ! -s out ] && [ ! -e dead ]"
}

if have python3; then
	for job in jobs/*; do
		job=${job#jobs/}
		case $(cat "jobs/$job/job") in
		*nonullbody*) mailers=mail.mailutils ;;
		*mail*) mailers='bsd-mailx s-nail' ;;
		*)
			try "$job" cron
			continue
			;;
		esac
		for mailer in $mailers; do
			have "$mailer" || {
				skip "$job, $mailer" "no $mailer"
				continue
			}
			case $mailer in
			bsd-mailx) echo "set sendmail=$TOP/sendmail" ;;
			s-nail) echo "set mta=$TOP/sendmail" ;;
			mail.mailutils) echo "set sendmail=\"sendmail://$TOP/sendmail\"" ;;
			esac >home/.mailrc
			printf '#!/bin/sh\ntee "%s/want" | %s "$@"\n' "$TOP" "$(command -v "$mailer")" >$bin/mail
			chmod +x $bin/mail
			try "$job" "$mailer"
		done
	done
else
	skip 'jobs of cron' 'no python3'
fi

# The units. As systemd does, the line of ExecStart= runs with only the settings of the unit.
examples=$SRC/src/share/examples
for unit in service timer; do
	ok "qb-daily.$unit is the same in qb(7)" "
		sed -n '/^# .*qb-daily.$unit\$/,/^\(\.Ed\|# .*timer\)\$/p' page | sed '1d; /^# /d; /^\.Ed/d; \${/^\$/d}' | sed -e :a -e '/^\n*\$/{\$d;N;ba' -e '}' >want
		diff want '$examples/qb-daily.$unit'"
done
sed "s,/usr/local/,$PWD/usr/local/,g" "$examples/qb-daily.service" >service
cat >unit <<'END'
grep -qx 'WorkingDirectory=%h' service && cd "$HOME" || exit 3
command=$(sed -n "s,^ExecStart=/bin/sh -c '\(.*\)'$,\1,p" "$TOP/service")
exec env -i HOME="$HOME" "$(sed -n 's/^Environment=//p' "$TOP/service")" /bin/sh -c "$command"
END
ok 'the service writes the text of the day' '
	cp full.tsv home/bank.tsv; sh unit 2>&1 && qb-pick -d -n 5 full.tsv | qb-format | cmp - home/today.txt'
ok 'the service fails and keeps the text if the bank cannot be read' '
	printf "kept\n" >home/today.txt; printf "id\tquestion\nx\n" >home/bank.tsv
	sh unit >out 2>err; [ $? = 1 ] && [ "$(cat home/today.txt)" = kept ] && [ "$(grep -c . err)" = 1 ] && grep "bank.tsv:2:" err'

finish
