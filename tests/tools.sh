# All tools with all their formats, for the tests that expose each of them to the same
# faults. A row of $rows: the tool, the arguments before its input, those after it, and
# the kind of the input: x.KIND in the working directory, or the longer long.KIND.
# A new tool or format needs a row here.
# shellcheck disable=SC2034 # used by the files that source this one
rows='qb-list|||tsv
qb-list|||csv
qb-grep|Wh||tsv
qb-pick|-n 10000 -s x||tsv
qb-pick|-n 10000 -s x -x|long.tsv|seen
qb-pick|-n 10000 -s x --unlike=0.9 --apart question||tsv
qb-score|-l log.tsv --now 2026-02-01T00:00:00Z||tsv
qb-score|--now 2026-02-01T00:00:00Z -l|long.tsv|log
qb-progress|-o - -l log.tsv --now 2026-02-01||tsv
qb-progress|-o - --now 2026-02-01 -l|long.tsv|log
qb-score|-m x.answers||tsv
qb-score|-m|long.tsv|answers
qb-stats|--items||marks
qb-stats|--trial||marks
qb-merge||long.tsv|tsv
qb-merge|--base x.tsv|long.tsv|tsv
qb-fit|--evaluate -l|--rollover 4|log
qb-format|||tsv
qb-format|-f {id}:{question}\n||tsv
qb-format|-a -t md||tsv
qb-format|-a -t html||tsv
qb-format|-a -t pdf||tsv
qb-format|-a -t jsonl||tsv
qb-format|-a -t json||tsv
qb-format|-a -t csv||tsv
qb-format|-a -t gift||tsv
qb-format|-a -t anki||tsv
qb-format|-a -t moodle||tsv
qb-import|-f tsv||tsv
qb-import|-f csv||csv
qb-import|-f md||md
qb-import|-f html --questions headings||html
qb-import|-f jsonl||jsonl
qb-import|-f json||json
qb-import|-f gift||gift
qb-import|-f anki||anki
qb-import|-f moodle||moodle
qb-import|-f revlog||revlog'
tools=$(printf '%s\n' "$rows" | cut -d '|' -f 1 | uniq)

SOURCE_DATE_EPOCH=1700000000
export SOURCE_DATE_EPOCH

# row ROW: sets $tool and $kind; $run and $after, the command before and after its input;
# $in and $long, the inputs; and $name, the title.
row() {
	IFS='|' read -r tool before after kind <<-ROW
		$1
	ROW
	run="$tool $(printf %s "$before" | sed "s/{.*/'&'/")" in=x.$kind long=long.$kind
	name="$run $kind"
	case $name in
	*pdf*) long=$in ;; # its fonts make the output long enough
	esac
}

# make_inputs NAME: converts the bank NAME.tsv to the other kinds.
make_inputs() {
	for to in csv md jsonl json gift anki moodle; do
		qb-format -a -t $to -o "$1.$to" "$1.tsv"
	done
	awk -F '\t' 'NR == 1 { print "card_id,review_time,review_rating,review_duration" } NR > 1 { print $1 ",17670000" 10000 + NR ",3,4200" }' "$1.tsv" >"$1.revlog"
	# Without anything to report, as the other files.
	LC_ALL=C awk -F '\t' 'NR > 1 { gsub(/[&<]/, "+"); printf "<h2>%s</h2>\n<p>%s</p>\n", $5, $6 }' "$1.tsv" >"$1.html"
	cut -f 1,6 "$1.tsv" >"$1.answers"
	awk -F '\t' -v OFS='\t' '{ print "ann", $1, NR == 1 ? "score" : 0.5, NR == 1 ? "mark" : 1 }' "$1.tsv" | sed '1s/ann/who/' >"$1.marks"
	cut -f 1 "$1.tsv" | sed 2q >"$1.seen"
	awk -F '\t' -v OFS='\t' 'NR == 1 { print "time", "id", "grade" } 
		NR > 1 { print "2026-01-01T00:00:00Z", $1, "good"; later = later "2026-01-04T00:00:00Z" OFS $1 OFS "again\n" }
		END { printf "%s", later }' "$1.tsv" >"$1.log"
}

printf 'id\ttopic\tlevel\ttags\tquestion\tanswer\tpoints\tdue\n' >header.tsv
{
	cat header.tsv
	printf '%s\tTopic\tmid\ta,b\tWhy %s?\tBecause of a word.\tword\t\n' q1 one q2 two
} >x.tsv
awk 'BEGIN { for (i = 0; i < 2000; i++)
	printf "l%d\tTopic\tmid\ta\tWhat is the meaning of number %d?\tIt is the word that follows the number %d.\tword\t\n", i, i, i - 1 }' |
	cat x.tsv - >long.tsv
printf 'time\tid\tgrade\n' >log.tsv
make_inputs x
make_inputs long
