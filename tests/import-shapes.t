#!/bin/sh
# Markdown of the shapes that published question banks have: which questions are found, with
# what, and what stderr says.
. "${0%/*}/lib.sh"

# shape TITLE SHAPE COLUMNS: imports standard input up to ====, which must give the rows after that
# line, in these columns, by this shape.
shape() {
	cat >all
	sed '/^====$/,$d' all >shape.md
	sed '1,/^====$/d' all >want
	ok "$1" "qb-import -f md --prefix n shape.md >got.tsv 2>err; cat err; qb-list -c '$3' got.tsv | sed 1d | diff -u want - &&
		grep -qF 'shape.md: $(wc -l <want | tr -d ' ') question' err && grep -qF '($2)' err"
}

# ---- Headings ----

shape 'headings, numbered; topics above, deeper headings below' 'headings, level 3' id,topic,question,answer <<'END'
# Things of the sea

## Fish

### 1) Why do fish swim?

They have to.

#### In short

```sh
# no heading
```

### 2) Where do they sleep? [[src](https://example.org/a)]

Nowhere.
[to the top](#things-of-the-sea)

## Birds

### 3) Name a bird that dives under water

> The gannet.
====
n001	Fish	Why do fish swim?	They have to.\n\n#### In short\n\n```sh\n# no heading\n```
n002	Fish	Where do they sleep? [[src](https://example.org/a)]	Nowhere.
n003	Birds	Name a bird that dives under water	> The gannet.
END
shape 'headings with the prefix Q, and others of their level' 'headings, level 2' topic,question,answer <<'END'
## # 1. BASICS

<br/>

## Q. What is a fish?

An animal.

## Q. What is water?

Wet.

## Key facts

It is blue.

## # 2. MORE

### Q. Is a level missing?

No.

## Q. What is salt?

NaCl.
====
# 1. BASICS	What is a fish?	An animal.
# 1. BASICS	What is water?	Wet.\n\n## Key facts\n\nIt is blue.
# 2. MORE	Is a level missing?	No.
# 2. MORE	What is salt?	NaCl.
END
shape 'headings in list items, and indentation that CommonMark reads as code' 'headings, level 3' id,question,answer <<'END'
98. ### Why is the sky blue

    It is the air.

      ```
      code
99. ### Why is the night dark

    The sun is away.

100. ### Why are clouds white

    They are water.

     ```js
     let a
     ```

    1. one

       more
====
n098	Why is the sky blue	It is the air.\n\n  ```\n  code
n099	Why is the night dark	The sun is away.
n100	Why are clouds white	They are water.\n\n ```js\n let a\n ```\n\n1. one\n\n   more
END
shape 'headings with an answer in <details>' 'headings, level 3' question,answer <<'END'
### What is <b>tea</b>?

Think of a pot.

<details><summary>Show answer</summary>
<p>

Leaves in <i>hot</i> water.<br>
It has <code>caffeine</code>.

<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>

</p>
</details>

---

### What is coffee?

<details>
<summary>Answer</summary>

Beans.

</details>
====
What is **tea**?\n\nThink of a pot.	Leaves in *hot* water.\nIt has `caffeine`.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |
What is coffee?	Beans.
END
shape 'words of a level as headings' 'headings, level 3' topic,level,question <<'END'
# Go

## Junior level

### What is a map?

A table.

## Advanced questions

### What is a channel?

A queue.
====
Go	junior	What is a map?
Go	advanced	What is a channel?
END
shape 'headings that are terms' 'headings, level 2' question,answer <<'END'
# Words

## Idempotent

The same when repeated.

## Commutative

In any order.
====
Idempotent	The same when repeated.
Commutative	In any order.
END
shape 'a fence that is not closed' 'headings, level 2' question,answer <<'END'
## 1. What is a?

```js
a()

## 2. What is b?

```js
b()
```

## 3. What is c?

C.
====
What is a?	```js\na()
What is b?	```js\nb()\n```
What is c?	C.
END

# ---- Choices ----

shape 'choices as boxes' 'headings, level 4' question,choices,answer <<'END'
#### Q1. Which one flushes?

- [ ] `peek`
- [x] `flush`
- [ ] a
  b

[Reference](https://example.org)

#### Q1. Which is code?

- [ ] A

```js
let a = 1;
```

- [x] B

```js
let b = 2;
```

#### Q3. Which lines begin with a box?

[ ] these
[x] those
====
Which one flushes?	~`peek`\n=`flush`\n~a b	[Reference](https://example.org)
Which is code?	~A `let a = 1;`\n=B `let b = 2;`	
Which lines begin with a box?	~these\n=those	
END
shape 'lettered choices and a key' 'headings, level 6' question,choices,answer <<'END'
###### 1. What's the output?

```js
f()
```

- A: `1`
- B: `2`

<details><summary><b>Answer</b></summary>
<p>

#### Answer: B

Because.

</p>
</details>

###### 2. Which are metals? (Choose two)

- A) Iron
- B) Helium
- C) Zinc

**Answer: A, C**

> Helium is a gas.

###### 3. Which is round?

a) A box
b) A ball
c) A pin

**Explanation:**
The correct answer is b) A ball. It rolls.
====
What's the output?\n\n```js\nf()\n```	~`1`\n=`2`	Because.
Which are metals? (Choose two)	=Iron\n~Helium\n=Zinc	> Helium is a gas.
Which is round?	~A box\n=A ball\n~A pin	A ball. It rolls.
END
shape 'a key that is the text of a choice, choices in bold type, a key heading of the same level' 'headings, level 3' question,choices,answer <<'END'
### 1. Which reads?

**A**: `cat`

**B**: `rm`

### Answer: A

It prints.

### 2. Which writes?

- A. cat
- **B. tee**

### 3. Which removes?

- A. tee
- B. rm

Answer: rm
====
Which reads?	=`cat`\n~`rm`	It prints.
Which writes?	~cat\n=tee	
Which removes?	~tee\n=rm	
END
ok 'list items with lettered choices and a key in <details>' "
	printf '# T\n\n4. Which are metals?\n    - A. Iron.\n    - B. Helium.\n    - C. Zinc.\n    <details><summary>Answer</summary>\n      Correct answer: A, C\n    </details>\n5. Which is a gas?\n    - A. Iron.\n    - B. Helium.\n    <details><summary>Answer</summary>\n      Correct answer: B\n    </details>\n' >i.md
	qb-import -f md i.md | qb-list -c question,choices | sed 1d >got
	printf 'Which are metals?\t=Iron.\\\\n~Helium.\\\\n=Zinc.\nWhich is a gas?\t~Iron.\\\\n=Helium.\n' | diff -u - got"

# ---- Other shapes ----

shape '<details> are the questions' details topic,question,answer <<'END'
## Network

<details>
<summary>What is TCP?</summary><br><b>

A protocol.

```html
<details><summary>no question</summary></details>
```
</b></details>

<details>
<summary>Explain each:

  * touch
  * ls
</summary><br><b>

Files.
</b></details>

<details><summary>View all files</summary>

<details><summary>Hint</summary>ls</details>

`ls -a`
</details>

<details><summary>Is it closed?</summary>

No.
====
Network	What is TCP?	A protocol.\n\n```html\n<details><summary>no question</summary></details>\n```
Network	Explain each:\n\n* touch\n* ls	Files.
Network	View all files	ls\n\n`ls -a`
Network	Is it closed?	No.
END
shape 'bold paragraphs' 'bold paragraphs' question,answer <<'END'
**Why do cats purr? 🚀**

Nobody is sure.

**Why do they sleep?** They are tired.

**3. What is fur**

Hair.

**Not a question**

It is part of the answer.
====
Why do cats purr? 🚀	Nobody is sure.
Why do they sleep?	They are tired.
What is fur	Hair.\n\n**Not a question**\n\nIt is part of the answer.
END
shape 'paragraphs with Q: and A:' 'paragraphs with Q' question,answer <<'END'
Q: Why?

A: Because.
It is so.

**Q: How?**

**A:** Slowly.

Q3. When?
Ans: Now.
====
Why?	Because.\nIt is so.
How?	Slowly.
When?	Now.
END
shape 'numbered items with answers in the first column' 'numbered paragraphs' id,question,answer <<'END'
1. What is a fish?

A fish is an animal:

- it swims
- it sleeps

2. What is water?

Water is wet.

3. **What is salt?**

```
NaCl
```
====
n001	What is a fish?	A fish is an animal:\n\n- it swims\n- it sleeps
n002	What is water?	Water is wet.
n003	What is salt?	```\nNaCl\n```
END
shape 'tables' 'table rows' topic,level,question,answer <<'END'
## Pipes

| # | Question | Level | Answer |
|---|----------|-------|--------|
| 1 | What does `a \| b` do? | easy | Joins<br>two. |
| 2 | [Contents](#pipes) | | |
| 3 | What is a fifo? | hard | A **named** pipe. |
====
Pipes	easy	What does `a \| b` do?	Joins\\\ntwo.
Pipes	hard	What is a fifo?	A **named** pipe.
END
shape 'cards' cards topic,question,answer <<'END'
# C

Which call frees it?::`free`
<!--SR:!2030-01-01,3,250-->

The size of a char:::1

Two ends of a pipe
?
one to read, one to write

This is not `a::b`.
====
C	Which call frees it?	`free`
C	The size of a char	1
C	Two ends of a pipe	one to read, one to write
END
ok 'further questions below an item belong to it, other items are its answer' "
	printf '* How do you test?\n  * What do you use?\n  * Why?\n* What is it made of?\n  * iron\n' >s.md; qb-import -f md s.md | qb-list -c question,answer | sed 1d >got
	printf 'How do you test?\\\\n\\\\n* What do you use?\\\\n* Why?\t\nWhat is it made of?\t* iron\n' | diff -u - got"
ok 'the title in the front matter is the topic' "
	printf -- '---\ntitle: \"CSS questions\"\nlayout: x.njk\n---\n\n* Why?\n* How?\n' >f.md
	qb-import -f md f.md 2>err | cut -f2,3 >got; printf 'topic\tquestion\nCSS questions\tWhy?\nCSS questions\tHow?\n' | diff -u - got &&
		grep -q '1 front matter' err"
ok 'a table of contents is no question' "
	printf '# T\n\n- [Why?](#why)\n- [How?](#how)\n\n1. Why?\n2. How?\n' >c.md; qb-import -f md c.md 2>err | wc -l | grep -qx ' *3' && grep -q '2 links of a table of contents' err"

# ---- Which shape, and how sure ----

cat >both.md <<'END'
### What is a?

- one
- two

### What is b?

- three
END
t 'the summary names the shape' 0 'qb-import -f md --prefix n both.md' <<'END'
id	question	answer
n001	What is a?	- one\n- two
n002	What is b?	- three
--- stderr
qb-import: both.md: 2 questions (headings, level 3), 2 with answers
END
t '--questions forces another one' 0 'qb-import -f md --prefix n --questions items both.md' <<'END'
id	topic	question
n001	What is a?	one
n002	What is a?	two
n003	What is b?	three
END
t '--questions auto is the default' 0 'qb-import -f md --questions auto --prefix n both.md 2>/dev/null | wc -l | tr -d " "' <<'END'
3
END
t 'another value of --questions' 2 'qb-import -f md --questions all both.md' <<'END'
--- stderr invalid value 'all' of --questions; choose from auto, items, headings, details
END
cat >wrong.md <<'END'
Text about it.

- one
- two

More of it.

    code

And more.

Last words.
END
t 'a result that is probably wrong is an error' 2 'qb-import -f md wrong.md' <<'END'
--- stderr
qb-import: wrong.md: 2 questions (list items), only 0 with answers, and 5 paragraphs and code blocks unused; choose what the questions are: --questions items, headings or details
END
t 'unless it is asked for' 0 'qb-import -f md --questions items --prefix n wrong.md 2>/dev/null' <<'END'
id	question
n001	one
n002	two
END
t 'tasks are no questions' 2 "printf '%s\n' '- [ ] one' '- [x] two' '- [ ] three' | qb-import -f md" <<'END'
--- stderr begin with a box '\[ \]', so they are choices or tasks; choose what the questions are: --questions
END
t 'nor are links' 2 "printf '%s\n' '- [Some page](https://a.example)' '- [Other page](https://b.example)' | qb-import -f md" <<'END'
--- stderr 2 of 2 questions \(list items\) are only links; choose what the questions are: --questions
END
t 'but links that ask are' 0 "printf '%s\n' '- [Why?](https://a.example)' '- [How?](https://b.example)' | qb-import -f md --prefix n" <<'END'
id	question
n001	Why?
n002	How?
END
t 'a single heading is the question if it is asked for' 0 "printf '# Parts\n\nThere are\n\n- one\n- two\n' | qb-import -f md --questions headings --prefix n 2>/dev/null" <<'END'
id	question	answer
n001	Parts	There are\n\n- one\n- two
END
ok 'relative links and images are kept and counted' "
	printf '### What is a?\n\n![x](img/a.png) [b](b.md) [c](https://c.example)\n\n### What is b?\n\n<img src=\"b.png\" alt=\"B\">\n' >l.md; qb-import -f md l.md 2>err >got
	cat err; grep -qF '3 links or images relative to the file, kept' err && grep -qF '![B](b.png)' got"

# ---- Nothing is lost ----

cat >words.awk <<'END'
# Prints the words of a text.
{ gsub(/\\n/, " "); gsub(/[^A-Za-z0-9]+/, " "); for (i = 1; i <= split($0, w, " "); i++) print w[i] }
END
ok 'every word of a mixture of shapes is in a field or in a message' '
	awk "BEGIN {
		srand(5)
		n = split(\"# T%d|## Q%d?|### What is w%d?|- item w%d|1. number w%d|**Why w%d?**|text w%d|| |> quote w%d|    indented w%d|<div>w%d</div>|- [ ] box w%d|- A) w%d|Answer: w%d|\" \
			\"| a w%d | b |\||---|---||w%d::back|<!-- note w%d -->|![w%d](x)|---|Q: ask w%d|A: say w%d\", line, \"|\")
		for (file = 1; file <= '"$(tries 150 5)"'; file++) {
			for (i = 0; i < 14; i++)
				printf line[1 + int(rand() * n)] (rand() < .5 ? \"\\n\" : \"\\n\\n\"), ++word >(\"mix\" file \".md\")
			close(\"mix\" file \".md\")
		}
	}"
	for f in mix*.md; do
		for q in items headings details; do
			qb-import -v -f md --questions $q $f >out 2>err || [ $? = 1 ] || exit 1
			grep -o "w[0-9][0-9]*" $f | sort -u >want
			cat out err | grep -o "w[0-9][0-9]*" | sort -u >got
			comm -23 want got >lost
			[ ! -s lost ] || { echo "$f $q"; cat $f lost; exit 1; }
		done
	done'

# ---- Formats by name and content ----

printf '1. Why?\n' >a.md
printf 'question\tanswer\nWhy?\tSo.\n' >a.tsv
printf 'question,answer\nWhy?,So.\n' >a.csv
printf '[{"question":"Why?"}]\n' >a.json
printf '{"question":"Why?"}\n{"question":"How?"}\n' >a.jsonl
printf '::a::Why?{So.}\n' >a.gift
printf '#separator:Tab\nWhy?\tSo.\n' >a.anki
printf '<!doctype html><html><body><h2>Why?</h2><p>So.</p></body></html>\n' >a.html
for f in md tsv csv json jsonl gift anki html; do
	[ $f = anki ] || ok "the format is that of the name: .$f" "qb-import a.$f 2>err >out; grep -qx 'qb-import: a.$f: read as $f' err && grep -q 'Why?' out"
	cp a.$f "unnamed-$f"
	ok "the format is that of the content: $f" "qb-import unnamed-$f 2>err >out; grep -qx 'qb-import: unnamed-$f: read as $f' err && grep -q 'Why?' out"
	ok "the same from a pipe: $f" "cat a.$f | qb-import 2>err >piped; grep -qx 'qb-import: standard input: read as $f' err && cmp out piped || { qb-import unnamed-$f >out; cmp out piped; }"
done
t 'no format, and a pipe without any bytes' 1 ': | qb-import' <<'END'
END
t 'no format, and a file that is empty' 2 ': >empty; qb-import empty' <<'END'
--- stderr
qb-import: empty: empty: nothing to import
END
t 'no format, and a file that is missing' 2 'qb-import none' <<'END'
--- stderr
qb-import: none: No such file or directory
END
t 'a page of HTML' 0 "printf '<h1>Cats</h1><nav>x</nav><h2>1. Why do they purr?</h2><p class=answer>Nobody <b>knows</b>.</p><h2>2. How long?</h2><ul><li>long</li></ul>' | qb-import -f html --prefix n 2>/dev/null" <<'END'
id	topic	question	answer
n001	Cats	Why do they purr?	Nobody **knows**.
n002	Cats	How long?	- long
END

# ---- Levels, second groups, names ----

shape 'marks of levels in the questions' 'headings, level 2' topic,level,question,answer <<'END'
# Fish

## 🟢 What is a fin?

A limb.

## 🟡 2. What is a gill?

A lung.

## What is a scale? 🔴

A plate.

## [Junior] What is a cod?

A fish.

## What is a ray? (senior)

Flat.

## What is roe? ★★☆

Eggs.

## [Easy](https://example.org) or hard to catch?

Hard.
====
Fish	easy	What is a fin?	A limb.
Fish	medium	What is a gill?	A lung.
Fish	hard	What is a scale?	A plate.
Fish	junior	What is a cod?	A fish.
Fish	senior	What is a ray?	Flat.
Fish	medium	What is roe?	Eggs.
Fish		[Easy](https://example.org) or hard to catch?	Hard.
END
t 'levels of list items, by marks and by headings; the topic stays' 0 "printf '# Fish\n\n## 🟢 Easy\n\n- What is a fin?\n- What is a gill? (Hard)\n\n# Birds\n\n- What is a wing?\n' | qb-import -f md --prefix n" <<'END'
id	topic	level	question
n001	Fish	easy	What is a fin?
n002	Fish	hard	What is a gill?
n003	Birds		What is a wing?
--- stderr
qb-import: standard input:6: level 'hard' taken from a mark in the question
END
shape 'a second group of questions without the prefix, below another heading' 'headings, level 2' id,topic,question,answer <<'END'
# Fish

## Question 1. What is a fin?

A limb.

### 1. Of bone?

Some are.

## Question 2. What is a gill?

A lung.

## Question 3. What is a scale?

A plate.

# Tasks

### 1. What does this cod eat?

Crabs.

### 2. What does this ray eat?

Worms.
====
n001	Fish	What is a fin?	A limb.\n\n### 1. Of bone?\n\nSome are.
n002	Fish	What is a gill?	A lung.
n003	Fish	What is a scale?	A plate.
n004	Tasks	What does this cod eat?	Crabs.
n005	Tasks	What does this ray eat?	Worms.
END
t 'JSON: an object named choices with a text for each letter' 0 "printf '[{\"question\":\"Which?\",\"choices\":{\"A\":\"one\",\"B\":\"two\"},\"correctChoice\":\"B\"}]' | qb-import -f json --prefix n" <<'END'
id	question	choices
n001	Which?	~one\n=two
END
t 'JSON: names in other languages' 0 "printf '[{\"domanda\":\"Quale?\",\"opzioni\":[\"uno\",\"due\"],\"corretta\":\"due\"}]' | qb-import -f json --prefix n 2>/dev/null" <<'END'
id	question	choices
n001	Quale?	~uno\n=due
END
t 'cards with Markdown in a text file with TABs' 0 "printf '**Fin**\tA limb.\n**Gill**\tA lung.\n' >cards.txt; qb-import --prefix n cards.txt" <<'END'
id	question	answer
n001	**Fin**	A limb.
n002	**Gill**	A lung.
--- stderr
qb-import: cards.txt: read as anki
END
shape 'questions and answers with Q: and A: in bold, below topics' 'paragraphs with Q' topic,question,answer <<'END'
# Cards

## Fish

**Q:** What is a fin?

**A:** A limb.

---

**Q:** What is a gill?

**A:** A lung.

## Birds

**Q1:** What is a wing?

**A1:** An arm.
====
Fish	What is a fin?	A limb.
Fish	What is a gill?	A lung.
Birds	What is a wing?	An arm.
END
t 'GIFT: a name begins a question, even after a text without braces' 0 "printf '::a::What is a fin?{=A limb}\n::b::Fish swim.\n::c::What is a gill?{=A lung}\n' | qb-import -f gift --prefix n" <<'END'
id	question	answer
n001	What is a fin?	A limb
n002	What is a gill?	A lung
--- stderr
qb-import: standard input:2: no blank line after the question at line 1
qb-import: standard input:2: skipped: description: "Fish swim."
qb-import: standard input:3: no blank line after the question at line 2
qb-import: standard input: 2 questions, 2 with answers; skipped: 1 description (-v lists them)
END
shape 'a table whose header explains its names' 'table rows' topic,question,answer <<'END'
# Cards

| No. | Frente (English) | Verso (short) |
|---|---|---|
| 1 | What is a fin? | A limb. |
| 2 | What is a gill? | A lung. |
====
Cards	What is a fin?	A limb.
Cards	What is a gill?	A lung.
END

finish
