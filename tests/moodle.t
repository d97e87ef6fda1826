#!/bin/sh
# Moodle XML: qb-format -t moodle and qb-import -f moodle.
. "${0%/*}/lib.sh"

printf 'id\ttopic\tlevel\ttags\tquestion\tchoices\tanswer\tpoints\tcode\tnote: a "b"\n' >b.tsv
cat >>b.tsv <<'END'
a,b	a/b: {c} & <d>	mid	x,y z	Why `A<T>` ]]> & &amp; ?\n\n    code\n	=`yes` & <no>\n#Right ]]> \n~no\n~%25%part\n#second	So.\n\n- l		c()\n  d	%41%zz
q2				Which?	=a\n=b\n=c\n~d				x
q3	$course$		-	 bl  		\r 	2*one = a|b\n!two		
q4	top		,t,	**Bold** and\n*more*?		Because.	one		
END
printf 'q5\t\t\t\t%b\t\t%b\t\t\t%b\n' 'a \0001\0013 \0302\0205 &#13; b' '\0357\0277\0276' '\0177\0357\0267\0220' >>b.tsv

# ---- Writing ----

t 'multiple choice: weights, feedback, tags, the category and the record' 0 'sed 2q b.tsv | qb-format -a -t moodle | sed 43q' <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<qb columns="id%2Ctopic%2Clevel%2Ctags%2Cquestion%2Cchoices%2Canswer%2Cpoints%2Ccode%2Cnote%26%2358%3B%20a%20%22b%22"/>
<question type="category">
<category><text><![CDATA[$course$/a//b: {c} & <d>]]></text></category>
</question>
<question type="multichoice">
<name><text>a,b</text></name>
<questiontext format="html"><text><![CDATA[<p>Why <code>A&lt;T&gt;</code> ]]&gt; &amp; &amp; ?</p>
<pre tabindex="0"><code>code
</code></pre>
]]></text></questiontext>
<generalfeedback format="html"><text><![CDATA[<p>So.</p>
<ul>
<li>l</li>
</ul>
]]></text></generalfeedback>
<defaultgrade>1</defaultgrade>
<penalty>0</penalty>
<hidden>0</hidden>
<idnumber>a,b</idnumber>
<single>true</single>
<shuffleanswers>true</shuffleanswers>
<answernumbering>ABCD</answernumbering>
<answer fraction="100" format="html"><text><![CDATA[<code>yes</code> &amp; &lt;no&gt;]]></text>
<feedback format="html"><text><![CDATA[<p>Right ]]&gt;</p>
]]></text></feedback>
</answer>
<answer fraction="0" format="html"><text>no</text>
<feedback format="html"><text></text></feedback>
</answer>
<answer fraction="25" format="html"><text>part</text>
<feedback format="html"><text><![CDATA[<p>second</p>
]]></text></feedback>
</answer>
<tags>
<tag><text>x</text></tag>
<tag><text>y z</text></tag>
</tags>
<qb>
<field name="id" check="402eaeb63cb5fd32">a,b</field>
<field name="topic" check="8b3de3cbeb5ce97e">a/b: {c} &amp; &lt;d&gt;</field>
<field name="level">mid</field>
END
t 'essay: the points are for graders; the name is the id' 0 'qb-format -a -t moodle b.tsv | sed -n "/<name><text>q3/,/^<qb/p" | grep -v "qb>"' <<'END'
<name><text>q3</text></name>
<questiontext format="html"><text><![CDATA[<p>bl</p>
]]></text></questiontext>
<generalfeedback format="html"><text></text></generalfeedback>
<defaultgrade>1</defaultgrade>
<penalty>0</penalty>
<hidden>0</hidden>
<idnumber>q3</idnumber>
<responseformat>editor</responseformat>
<responserequired>1</responserequired>
<responsefieldlines>15</responsefieldlines>
<attachments>0</attachments>
<graderinfo format="plain_text"><text>2*one = a|b
!two</text></graderinfo>
<tags>
<tag><text>-</text></tag>
</tags>
END
ok 'without -a no key, weights, feedback, answers and points' '
	qb-format -t moodle b.tsv >x.xml && ! grep -e "fraction=\"[^0]" -e Right -e second -e Because -e "one = a" x.xml && grep -q "Bold" x.xml'
t 'a weight that Moodle does not have is written as the nearest, and reported' 0 "printf 'id\tquestion\tchoices\nq\tQ?\t=a\\\\n~%%33%%b\\\\n~%%-99%%c\\\\n~%%33.33%%d\n' | qb-format -a -t moodle | grep -o 'fraction=\"[^\"]*\"'" <<'END'
fraction="100"
fraction="33.33333"
fraction="-100"
fraction="33.33333"
--- stderr
qb-format: standard input:2: 'q': weights that Moodle does not have, written as the nearest: 33 as 33.33333, -99 as -100
END
if have xmllint; then
	ok 'well-formed' 'for o in -a --answers=none; do for b in b.tsv "$SRC/bank.tsv"; do qb-format $o -t moodle "$b" | xmllint --noout - || exit 1; done; done'
else
	skip 'well-formed' 'no xmllint'
fi

# ---- Back ----

ok 'bank.tsv comes back' 'qb-format -a -t moodle "$SRC/bank.tsv" | qb-import -f moodle | cmp - "$SRC/bank.tsv"'
ok 'every column comes back, odd characters and the choices included' 'qb-format -a -t moodle b.tsv | qb-import -f moodle | cmp - b.tsv'
ok 'without -a: what was written comes back' '
	qb-format -t moodle b.tsv | qb-import -f moodle | qb-list --tsv -c id,topic,level,tags,question,code >got
	qb-list --tsv -c id,topic,level,tags,question,code b.tsv | cmp - got'
t 'a bank without ids, topics and records' 0 "printf 'question\tx\n' | qb-format -t moodle | qb-import -f moodle; printf 'question\nA?\n' | qb-format -t moodle | qb-import -f moodle" <<'END'
id	question	x
id	question
q-500143d42ad6	A?
END
t 'a text that was changed is read instead of the field that it shows' 0 '
	qb-format -a -t moodle b.tsv | sed "s/<strong>Bold<.strong>/<em>Thin<\/em>/; s/fraction=\"25\"/fraction=\"50\"/; s/<idnumber>q4/<idnumber>q9/; s/<tag><text>y z/<tag><text>w/; s/course.\/top/&2/" |
	qb-import -f moodle | qb-list --tsv -c id,topic,tags,question,choices | sed -n "2p; 5p"' <<'END'
a,b	a/b: {c} & <d>	x,w	Why `A<T>` ]]> & &amp; ?\n\n    code\n	=`yes` & \<no>\n#Right ]]>\n~no\n~%50%part\n#second
q9	top2	,t,	_Thin_ and _more_?	
END

# ---- Files of Moodle and of other programs ----

cat >m.xml <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<!-- question: 0 -->
<question type="category"><category><text>$course$/top/Alpha/Beta//x</text></category></question>
<question type="multichoice"><name><text>Greet, ing</text></name>
<questiontext format="html"><text><![CDATA[<p>Which <b>one</b>? _____ <img src="@@PLUGINFILE@@/x.png" alt="x"></p>]]></text><file name="x.png" encoding="base64">AAAA</file></questiontext>
<generalfeedback format="html"><text>&lt;p&gt;General&lt;/p&gt;</text></generalfeedback><single>false</single>
<correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback>
<answer fraction="50" format="html"><text><![CDATA[<p>A</p>]]></text><feedback format="html"><text>ok</text></feedback></answer>
<answer fraction="50"><text>B</text></answer><answer fraction="-33.33333"><text>C</text></answer>
<hint format="html"><text>Look.</text></hint>
<tags><tag><text>t 1</text></tag><tag><text>t2</text></tag></tags></question>
<question type="multichoice"><name><text>part</text></name><questiontext format="plain_text"><text>a &lt; b?</text></questiontext><single>true</single>
<answer fraction="100"><text>yes</text></answer><answer fraction="25"><text>nearly</text></answer><answer fraction="x"><text>no</text></answer></question>
<question type="truefalse"><name><text>tf</text></name><questiontext format="markdown"><text>Is *it*?</text></questiontext>
<answer fraction="0" format="moodle_auto_format"><text>true</text><feedback><text>No.</text></feedback></answer>
<answer fraction="100"><text>false</text><feedback><text>Right</text></feedback></answer></question>
<question type="numerical"><name><text>num</text></name><questiontext format="moodle_auto_format"><text>How *many*?</text></questiontext>
<answer fraction="100"><text>3.14</text><tolerance>0.01</tolerance></answer></question>
<question type="shortanswer"><name><text>sa</text></name><questiontext format="html"><text>Name?</text></questiontext>
<answer fraction="100"><text>Bob</text></answer><answer fraction="50"><text>Rob</text><feedback><text>nearly</text></feedback></answer><answer fraction="0"><text>*</text></answer></question>
<question type="category"><category><text>top</text></category><info format="html"><text>All</text></info></question>
<question type="essay"><name><text>num</text></name><questiontext><text>Explain.</text></questiontext><idnumber>es-1</idnumber>
<graderinfo format="html"><text><![CDATA[<p>2*one = a</p><p>two</p>]]></text></graderinfo><responsetemplate><text>Dear</text></responsetemplate></question>
<question type="essay"><name><text>num</text></name><questiontext format="html"><text>Un <b>escaped</b></text></questiontext></question>
<question type="description"><name><text>d</text></name></question>
<question type="cloze"><name><text>c</text></name></question>
<question type="matching"><name><text>mm</text></name></question>
<question type="ddwtos"><name><text>dd</text></name></question>
<other/>
</quiz>
END
t 'each type of question; what a bank cannot hold is reported and counted' 0 'qb-import m.xml' <<'END'
id	topic	tags	question	choices	answer	points
q-5f3a578987c7	Alpha/Beta/x	t 1,t2	Which **one**? _____ ![x](@@PLUGINFILE@@/x.png)	=A\n#ok\n=B\n~%-33.33333%C	General	
part	Alpha/Beta/x		a < b?	=yes\n~%25%nearly\n~no		
tf	Alpha/Beta/x		Is *it*?		False.\n\nRight	
num	Alpha/Beta/x		How *many*?		3.14 ± 0.01	
sa	Alpha/Beta/x		Name?		- Bob\n- Rob (50 %): nearly	
es-1			Explain.			2*one = a\ntwo
q-ac2a1dbce578			Un escaped			
--- stderr
qb-import: m.xml: read as moodle
qb-import: m.xml:5: the name 'Greet, ing' has a comma and is not the id
qb-import: m.xml:6: skipped: embedded file: "x.png"
qb-import: m.xml:8: skipped: combined feedback: "Your answer is correct."
qb-import: m.xml:11: skipped: hint: "Look."
qb-import: m.xml:14: fraction 'x' is not a number from -100 to 100; taken as 0
qb-import: m.xml:16: skipped: feedback for the wrong answer: "No."
qb-import: m.xml:20: skipped: answer that is not worth anything: "*"
qb-import: m.xml:22: skipped: description of a category: "All"
qb-import: m.xml:24: skipped: response template: "Dear"
qb-import: m.xml:25: elements in <text>, which must be escaped; only their text is read
qb-import: m.xml:25: the name 'num' is used already and is not the id
qb-import: m.xml:26: skipped: description: "d"
qb-import: m.xml:27: skipped: embedded cloze question: "c"
qb-import: m.xml:28: skipped: matching question: "mm"
qb-import: m.xml:29: skipped: question of another type: "ddwtos: dd"
qb-import: m.xml:30: skipped: element that is not a question: "other"
qb-import: m.xml: 7 questions, 5 with answers; skipped: 1 embedded file, 1 combined feedback, 1 hint, 1 feedback for the wrong answer, 1 answer that is not worth anything, 1 description of a category, 1 response template, 1 description, 1 embedded cloze question, 1 matching question, 1 question of another type, 1 element that is not a question (-v lists them)
END
t 'ids from --prefix instead of names' 0 'qb-import -f moodle --prefix m m.xml 2>err | cut -f 1 | xargs' <<'END'
id m001 m002 m003 m004 m005 es-1 m007
END

# ---- What is not Moodle XML ----

t 'other XML, and other files, are refused by name' 2 'echo "<feed><a/></feed>" >a.xml; printf "::q::x{}" >g.xml; qb-import -f moodle a.xml; qb-import -f moodle g.xml' <<'END'
--- stderr
qb-import: a.xml: is XML, but not Moodle XML: its first element is <feed>, not <quiz>
qb-import: g.xml: is not XML
END
# The words after "invalid XML" are those of libxml2, which differ between its versions.
t 'errors have a line' 2 'printf "<quiz>\n<question>\n</quiz>\n" | qb-import -f moodle' <<'END'
--- stderr ^qb-import: standard input:[34]: invalid XML: [A-Z].*$
END
t 'an entity that is not defined' 2 'printf "<quiz>\n&x;</quiz>" | qb-import -f moodle' <<'END'
--- stderr ^qb-import: standard input:2: invalid XML: Entity 'x' not defined$
END
t 'an unknown column' 2 'printf "<quiz><question type=\"essay\">\n<qb><field name=\"who\">x</field></qb></question></quiz>" | qb-import -f moodle' <<'END'
--- stderr
qb-import: standard input:2: unknown column 'who' in <qb>
qb-import: standard input: 1 error; nothing imported
END
cat >laughs.xml <<'END'
<?xml version="1.0"?>
<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
<quiz><question type="essay"><name><text>&b;&c;</text></name></question></quiz>
END
t 'entities are not expanded, and no file is read' 2 'qb-import -f moodle laughs.xml' <<'END'
--- stderr
qb-import: laughs.xml:2: a document type declaration, which Moodle XML does not have, is refused
END
ok 'deep nesting and long tags: an error within bounds' '
	{ printf "<quiz>"; head -c 3000000 /dev/zero | tr "\0" x | sed "s|x|<a>|g"; } >deep.xml
	{ printf "<quiz"; seq -f " a%.0f=\"\"" 300000 | tr -d "\n"; echo "/>"; } >tag.xml
	for file in deep.xml tag.xml; do
		($CPU 10; $LIMIT 400000; qb-import -f moodle $file) 2>err; [ $? = 2 ] && grep "^qb-import: $file:1: " err || exit 1
	done'
ok 'more than 10 MB, in one text' '
	{ printf "<quiz><question type=\"essay\"><questiontext format=\"plain_text\"><text>"; head -c 12000000 /dev/zero | tr "\0" x; echo "</text></questiontext></question></quiz>"; } >long.xml
	[ "$(qb-import -f moodle long.xml | wc -c)" -gt 12000000 ]'
ok 'an encoding that is declared, and UTF-16' '
	printf "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><quiz><question type=\"essay\"><questiontext format=\"plain_text\"><text>caf\351</text></questiontext></question></quiz>" >l1.xml
	qb-import -f moodle l1.xml | grep -q "café" && iconv -f ISO-8859-1 -t UTF-16 l1.xml >u16.xml && qb-import -f moodle u16.xml 2>err | grep -q "café"'

finish
