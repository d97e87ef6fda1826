#!/bin/sh
# Marking by rubrics: the grammar of points, negation, denials of misconceptions, sentences.
. "${0%/*}/lib.sh"

# verdict POINT ANSWER: prints the verdict on the answer and the text, for a rubric of one point.
cat >verdict <<'END'
printf 'id\tpoints\nq\t%s\n' "$1" >one.tsv
printf 'id\tanswer\nq\t%s\n' "$2" | qb-score -m - --points one.tsv | sed 1d | cut -f4,5 | tr '\t' '|'
END
# verdicts: each row is point # answer # verdict|text.
verdicts() {
	while IFS='#' read -r point answer want; do
		t "$answer [$point]" 0 "sh ./verdict '$point' '$answer'" <<END
$want
END
	done
}

# Negators inside a match, and patterns that ask for one.
verdicts <<'END'
npm = npm .* forward#npm does not forward signals#negated|npm does not forward
npm = npm.* forward#npm forwards signals#hit|npm forward
npm = npm .* forward#npm doesn’t ever forward signals#negated|npm doesn’t ever forward
npm = npm .* forward#npm cannot forward signals#negated|npm cannot forward
npm = npm .* (not|n.t) forward#npm does not forward signals#hit|npm does not forward
npm = npm .* (not |n.t )?forward#npm does not forward signals#negated|npm does not forward
npm = npm (does not |doesn.t )forward|node forwards#npm does not forward signals#hit|npm does not forward
vulnerable = not vulnerable#it is not vulnerable#hit|not vulnerable
vulnerable = vulnerable#it is not vulnerable#negated|vulnerable
vulnerable = (?<=not )vulnerable#it is not vulnerable#hit|vulnerable
after = CORS.*\Kprotects?#CORS does not protect it#negated|protect
after = CORS.*\Kprotects?#CORS does protect it#hit|protect
!CORS = CORS.*protect#CORS does not protect the server#negated|CORS does not protect
!CORS = CORS.*protect#CORS protects the server#misconception|CORS protect
!CORS = CORS.*protect#CORS is a header#absent|
!safe = not vulnerable|immune#Mongo is not vulnerable#misconception|not vulnerable
gap = (?(DEFINE)(?<z>(?!\bnever\b)[^.;]))CORS(?&z){0,40}protect#CORS does not protect it#negated|CORS does not protect
gap = (?(DEFINE)(?<z>(?!\bnot\b)[^.;]))CORS(?&z){0,40}protect#CORS does not protect it#missed|
look = CORS(?!.*\bnot\b).*protect#CORS never protects it#negated|CORS never protect
short = worker.*(parallel|loop)#a worker runs in parallel without blocking the loop#hit|worker runs in parallel
again = \bnpm\b.*?forward#npm does not forward; with tini npm does forward#hit|npm does forward
again = CORS.*?protect#CORS does not protect it, CORS does protect us#hit|CORS does protect
until = worker.*killed#a worker is not killed until it drained, then it is killed#hit|worker is not killed until it drained, then it is killed
clause = workers?.*share#workers are not threads, they share nothing#hit|workers are not threads, they share
aside = CORS.*protect#CORS does not, as many think, protect it#negated|CORS does not, as many think, protect
and = heap.*grow#the heap is not freed and keeps growing#hit|heap is not freed and keeps grow
no = workers?.*shared memory#workers have no shared memory#negated|workers have no shared memory
no = request.*shared memory#request without copying, so in shared memory#hit|request without copying, so in shared memory
only = npm .* forward#npm not only forwards signals#hit|npm not only forward
only = forward#it isn’t just able to forward#hit|forward
doubt = forward#no doubt it forwards#hit|forward
doubt = jitter#do not forget jitter#hit|jitter
END

# Sentences: a match ends with its sentence unless the pattern says otherwise.
verdicts <<'END'
far = npm.*forward#npm starts it. Signals are forwarded#missed|
far = npm[^;]*forward#npm starts it. Signals are forwarded#missed|
far = npm[^;]*forward#npm starts it! Signals are forwarded#missed|
far = npm[^;]*forward#npm starts it?\n\nSignals are forwarded#missed|
far = npm[^;]*forward#npm starts it\n- signals are forwarded#missed|
far = npm.*forward#npm (e.g. npm start) and node.js v1.2 forward#hit|npm (e.g. npm start) and node.js v1.2 forward
far = npm.*forward#npm\nforwards#hit|npm forward
far = npm(?s:.*)forward#npm starts it. Signals are forwarded#hit|npm starts it. Signals are forward
far = (?s)npm.*forward#npm starts it.\n\nSignals are forwarded#hit|npm starts it. Signals are forward
far = npm[\s\S]*forward#npm starts it. Signals are forwarded#hit|npm starts it. Signals are forward
far = npm[\s\S]{0,9}\..*forward#npm starts. It is. It forwards#missed|
later = forward.*signal#It forwards. It forwards a signal#hit|forwards a signal
start = ^it forwards#Well. It forwards#missed|
start = ^it forwards#It forwards#hit|It forwards
No. poll#No. poll#hit|No. poll
negated = poll#There is no limit. Poll it#hit|Poll
END

# Denials of a misconception.
while IFS= read -r answer; do
	t "denied: $answer" 0 "sh ./verdict '!trap = (CORS|it) (\\w+ )*protects? the server' '$answer' | sed 's/|.*//; s/absent/negated/'" <<'END'
negated
END
done <<'END'
CORS does not protect the server.
It is a myth that CORS protects the server.
The common misconception is that CORS protects the server.
A common mistake is to say that CORS protects the server.
You might think CORS protects the server, but curl ignores it.
Many people believe that CORS protects the server.
It is often said that CORS protects the server.
It isn’t true that CORS protects the server.
It is wrong to claim that CORS protects the server.
Contrary to the idea that CORS protects the server, only browsers look at it.
The idea that CORS protects the server is wrong.
That CORS protects the server is a misconception.
Thinking that CORS protects the server leads to holes.
Wrong: CORS protects the server.
Myth: CORS protects the server; CORS stops CSRF.
CORS protects the server? No, curl ignores it.
Does CORS protect the server? Hardly.
Some say CORS protects the server. That is false.
CORS never really, in any sense that matters, protects the server.
CORS hardly protects the server.
Nobody serious says CORS protects the server.
CORS protects the server, but that is a myth.
Unlike a firewall that CORS protects the server with, it is advice.
Rather than CORS protects the server, say that it relaxes a rule.
- It is false that CORS protects the server
Common mistakes: CORS is set to *, CORS protects the server, no preflight.
END
while IFS= read -r answer; do
	t "affirmed: $answer" 0 "sh ./verdict '!trap = CORS (\\w+ )*protects? the server' '$answer' | sed 's/|.*//'" <<'END'
misconception
END
done <<'END'
CORS protects the server.
There is no doubt that CORS protects the server.
I think CORS protects the server.
We use it because CORS protects the server.
It is not a header for fun: CORS protects the server.
Not only browsers gain, since CORS protects the server.
Without question CORS protects the server.
Nginx does not know it. CORS protects the server.
Contrary to popular belief, CORS protects the server.
It is not true that CORS does not protect the server.
Do not forget that CORS protects the server.
You do not need tokens because CORS protects the server.
CORS protects the server. It is not slow.
CORS protects the server, which is not what HTTPS does.
You might think of curl, but CORS protects the server.
END

# Parts, and near spelling.
verdicts <<'END'
2 of shed = timeout ;; 429|503 ;; drop#We drop, answer 503 and set a timeout#hit|3 of 2: timeout; 503; drop
2 of shed = timeout ;; 429|503 ;; drop#We answer 503#hit|1 of 2: 503
2 of shed = timeout ;; 429|503 ;; drop#We never drop it#negated|drop
2 of shed = timeout ;; 429|503 ;; drop#We never drop it and answer 503#hit|1 of 2: 503
2 of shed = timeout ;; 429|503 ;; drop##missed|
!2*1 of shed = timeout ;; drop#We drop#misconception|1 of 1: drop
2 of 3 replicas#with 2 of 3 replicas#hit|2 of 3 replicas
2 of 3 replicas = replica#one replica#hit|replica
~backpressure#it has backpresure#hit|near backpresure
~backpressure#it has backpressure#hit|backpressure
~backpressure#it has BackPressure#hit|BackPressure
~backpressure#it has bakcpresure#hit|near bakcpresure
~backpressure#it has bckprssure#hit|near bckprssure
~backpressure#it has bckprssur#missed|
~backpressure#it has packpressure#missed|
~queue#a qeue#hit|near qeue
~queue#a qeu#missed|
~poll#a pol#missed|
~event loop#the evnet lop#missed|
~event loop#the evnet loop#hit|near evnet loop
~event loop#the event.\n\nloop#missed|
~event loop#the event, loop#hit|event, loop
~sha256#sha255#missed|
~größe#die grösse#missed|
~größen#die größem#hit|near größem
~backpressure#no backpresure#negated|near backpresure
!~backpressure#backpresure#misconception|near backpresure
~4 threads#has ~4 threads#hit|~4 threads
~a = b#xb#hit|b
END
t 'N of: the score is in proportion' 0 '
	printf "id\tpoints\nq\t4*2 of shed = timeout ;; 429|503 ;; drop\\\\npoll\\\\n!2*2 of trap = x1 ;; x2\n" >r.tsv
	printf "id\tanswer\nq\t503\nq\tdrop 503\nq\tdrop 503 timeout x1\n" | qb-score -m - r.tsv | cut -f3-' <<'END'
earned	possible	score	hit	missed
2	5	0.4000	shed (1 of 2)	poll
4	5	0.8000	shed	poll
3	5	0.6000	shed; !trap (1 of 2)	poll
END

# --points keeps the columns of FILE except the answer.
t '--points: other columns are kept, the answer is not' 0 '
	printf "who\tid\tanswer\tweight\tnote\nann\tq\tdrop it\told\tn1\n" | qb-score -m - --points r.tsv' <<'END'
who	id	note	point	weight	verdict	text
ann	q	n1	shed	4	hit	1 of 2: drop
ann	q	n1	poll	1	missed	
ann	q	n1	trap	2	absent	
END

# Malformed points: point | message
while IFS='|' read -r points why; do
	t "rubric: $points" 2 "printf 'id\tquestion\tanswer\tpoints\nq\tW?\t\tok\\\\n%s\n' '$points' >x.tsv; qb-list --check x.tsv; qb-score -m x.tsv x.tsv >out" <<END
x.tsv:2: q: points: $why
--- stderr
qb-score: x.tsv:2: points: $why
END
done <<'END'
a = b ;; c|'a': ' ;; ' requires a label that begins with 'N of '
0 of a = b ;; c|'0 of a': 'N of ' is out of range (1 to 2)
3 of a = b ;; c|'3 of a': 'N of ' is out of range (1 to 2)
99999999999999999999 of a = b ;; c|'99999999999999999999 of a': 'N of ' is out of range (1 to 2)
2 of a = b ;; |'2 of a': empty pattern
2 of a = b ;; c(|'2 of a': pattern 'c(', at 2: missing closing parenthesis
2 of = b ;; c|'2 of': ' ;; ' requires a label that begins with 'N of '
END
t 'long sentences of negated matches end' 0 '
	awk "BEGIN { printf \"id\tanswer\tpoints\nr\t\"; for (i = 0; i < 20000; i++) printf \"not a b \"; print \"\t!x = a.{0,9}b\" }" >x.tsv
	qb-score -m x.tsv --points x.tsv | cut -f5' <<'END'
verdict
negated
END

finish
