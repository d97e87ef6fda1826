/* Unit tests of src/markup: encodings that restore a text byte for byte. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "markup/charref.h"
#include "markup/mdtext.h"
#include "markup/meta.h"
#include "markup/title.h"
#include "tap.h"

static const struct {
	const char *name;
	const struct charref_set *set;
} sets[] = {
	{ "question", &charref_question },
	{ "answer", &charref_answer },
	{ "meta", &charref_meta },
	{ "gift", &charref_gift },
	{ "category", &charref_category },
	{ "gift_meta", &charref_gift_meta },
};

static void
test_charref_examples(void)
{
	static const struct {
		const struct charref_set *set;
		const char *text, *encoded;
	} rows[] = {
		{ &charref_question, "", "" },
		{ &charref_question, "plain", "plain" },
		{ &charref_question, "two\nlines", "two&#10;lines" },
		{ &charref_question, "a\r\nb", "a&#13;&#10;b" },
		{ &charref_question, " a b\t", "&#32;a b&#9;" },
		{ &charref_question, "  ", "&#32;&#32;" },
		{ &charref_question, "&#10;", "&#010;" }, /* a reference in the text gets a zero */
		{ &charref_question, "&#010;", "&#0010;" },
		{ &charref_question, "&#35;", "&#035;" },
		{ &charref_question, "&#65;", "&#65;" }, /* but not one to a byte outside the set */
		{ &charref_question, "&#10", "&#10" },   /* nor one that is incomplete */
		{ &charref_question, "&#x0a;", "&#x0a;" },
		{ &charref_question, "&amp;", "&amp;" },
		{ &charref_question, "&&#10;", "&&#010;" },
		{ &charref_answer, " a\nb ", " a\nb " },
		{ &charref_answer, "&#13;", "&#013;" },
		{ &charref_meta, "a--b", "a-&#45;b" }, /* "--" would end a comment */
		{ &charref_meta, "---", "-&#45;&#45;" },
		{ &charref_meta, "-", "-" },
		{ &charref_gift, "a\rb", "a&#13;b" },
		{ &charref_category, "a\nb", "a&#10;b" },
		{ &charref_gift_meta, "[x]", "&#91;x]" },
	};
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		b.n = 0;
		charref_encode(rows[i].set, slice_of(rows[i].text), NULL, &b);
		tap_text(buf_slice(&b), slice_of(rows[i].encoded), "charref_encode: %s", rows[i].text);
		b.n = 0;
		charref_decode(rows[i].set, slice_of(rows[i].encoded), &b);
		tap_text(buf_slice(&b), slice_of(rows[i].text), "charref_decode: %s", rows[i].encoded);
	}
	buf_free(&b);
}

/* The bytes that the mask names are references, too. */
static void
test_charref_mask(void)
{
	static const bool mask[] = { true, false, true };
	struct buf b = { 0 };

	charref_encode(&charref_question, slice_of("#-_"), mask, &b);
	tap_text(buf_slice(&b), slice_of("&#35;-&#95;"), "charref_encode: a mask");
	buf_free(&b);
}

/* Text n of those of up to 5 pieces, which together form every part of a reference. */
static void
make_text(size_t n, struct buf *b)
{
	static const char *const piece[] = { "&", "#", "0", "10", "45;", ";", "\n", " ", "-", ":", "[", "a\\" };

	for (b->n = 0; n > 0; n /= LENGTH(piece) + 1)
		if (n % (LENGTH(piece) + 1) > 0)
			buf_str(b, piece[n % (LENGTH(piece) + 1) - 1]);
}

static void
test_round_trips(void)
{
	enum { TEXTS = 371293 }; /* 13 to the 5th */
	struct buf text = { 0 }, encoded = { 0 }, decoded = { 0 };
	size_t i, k, step = 7;

	for (k = 0; k < LENGTH(sets); k++) {
		long wrong = 0;

		for (i = 0; i < TEXTS; i += step) {
			make_text(i, &text);
			encoded.n = decoded.n = 0;
			charref_encode(sets[k].set, buf_slice(&text), NULL, &encoded);
			charref_decode(sets[k].set, buf_slice(&encoded), &decoded);
			wrong += !slice_eq(buf_slice(&decoded), buf_slice(&text));
		}
		tap_integer(wrong, 0, "charref_decode reverses charref_encode: %s", sets[k].name);
	}
	for (k = 0, i = 0; i < TEXTS; i += step) {
		make_text(i, &text);
		encoded.n = decoded.n = 0;
		md_escape(buf_slice(&text), &encoded);
		md_unescape(buf_slice(&encoded), &decoded);
		k += !slice_eq(buf_slice(&decoded), buf_slice(&text)) || memchr(buf_slice(&encoded).p, '\n', encoded.n);
	}
	tap_integer((long long)k, 0, "md_unescape reverses md_escape, which has one line");
	buf_free(&text);
	buf_free(&encoded);
	buf_free(&decoded);
}

static void
test_md_escape(void)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "plain", "plain" },
		{ "*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`" },
		{ "[a](b) <c> ~d~", "\\[a\\](b) \\<c\\> \\~d\\~" },
		{ "a & b", "a & b" },
		{ "&lt; &#10;", "\\&lt; \\&#10;" },
		{ "# a #", "\\# a \\#" },
		{ "C#", "C#" },
		{ "a\nb", "a&#10;b" },
		{ " a ", "&#32;a&#32;" },
	};
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		b.n = 0;
		md_escape(slice_of(rows[i].text), &b);
		tap_text(buf_slice(&b), slice_of(rows[i].want), "md_escape: %s", rows[i].text);
	}
	buf_free(&b);
}

static void
test_metadata(void)
{
	static const struct {
		const char *name, *value, *want;
		size_t lines;
	} encode[] = {
		{ "level", "senior", "level: senior\n", 1 },
		{ "level", "", "", 0 },
		{ "points", "a\nb", "points: a\npoints: b\n", 2 },
		{ "points", "a\n\nb", "points: a\npoints:\npoints: b\n", 3 },
		{ "points", " a ", "points: &#32;a&#32;\n", 1 },
		{ "a:b", "x: y", "a&#58;b: x: y\n", 1 },
		{ "a--b", "--", "a-&#45;b: -&#45;\n", 1 },
	};
	static const struct {
		const char *line;
		bool valid;
		const char *name, *value;
	} decode[] = {
		{ "level: senior", true, "level", "senior" },
		{ "level:senior", true, "level", "senior" },
		{ " level : senior ", true, "level", "senior" },
		{ "level:", true, "level", "" },
		{ "a&#58;b: x: y", true, "a:b", "x: y" },
		{ "points: &#32;a&#32;", true, "points", " a " },
		{ "no colon", false, "", "" },
		{ ": no name", false, "", "" },
		{ "", false, "", "" },
	};
	struct buf b = { 0 }, name = { 0 }, value = { 0 };
	size_t i;

	for (i = 0; i < LENGTH(encode); i++) {
		size_t lines;

		b.n = 0;
		lines = meta_encode(&charref_meta, slice_of(encode[i].name), slice_of(encode[i].value), &b);
		tap_text(buf_slice(&b), slice_of(encode[i].want), "meta_encode: '%s', '%s'", encode[i].name,
		    encode[i].value);
		tap_integer((long long)lines, (long long)encode[i].lines, "meta_encode: the lines of '%s', '%s'",
		    encode[i].name, encode[i].value);
	}
	for (i = 0; i < LENGTH(decode); i++) {
		bool valid = meta_decode(&charref_meta, slice_of(decode[i].line), &name, &value);

		tap_ok(valid == decode[i].valid, "meta_decode: '%s' is %s", decode[i].line,
		    decode[i].valid ? "valid" : "invalid");
		if (!decode[i].valid)
			continue;
		tap_text(buf_slice(&name), slice_of(decode[i].name), "meta_decode: the name of '%s'", decode[i].line);
		tap_text(
		    buf_slice(&value), slice_of(decode[i].value), "meta_decode: the value of '%s'", decode[i].line);
	}
	buf_free(&b);
	buf_free(&name);
	buf_free(&value);
}

static void
test_title(void)
{
	static const struct {
		const char *question, *text, *rest;
		bool is_code;
	} rows[] = {
		{ "", "", "", false },
		{ "What?", "What?", "", false },
		{ " What?\n", " What?\n", "", false },
		{ "1. What?", "1. What?", "", false },
		{ "two\nlines", "two\nlines", "", false },
		{ "```x", "```x", "", false },
		{ "What?\n\nMore.\n", "What?", "More.\n", false },
		{ "What?\n\n\n    code\n", "What?", "    code\n", false },
		{ "two\nlines\n\nMore.", "two\nlines", "More.", false },
		{ "\n\nWhat?\n\nMore.", "What?", "More.", false },
		{ "What?\n\n", "What?", "", false },
		{ "What?\n```c\nx;\n```", "What?", "```c\nx;\n```", false },
		{ "What?\n   ~~~\nx;\n~~~", "What?", "   ~~~\nx;\n~~~", false },
		{ "What?\n- a\n- b", "What?", "- a\n- b", false },
		{ "What?\n-a", "What?\n-a", "", false },
		{ "What?\n1. a", "What?", "1. a", false },
		{ "What is\n2. a", "What is\n2. a", "", false },
		{ "What?\n> q", "What?", "> q", false },
		{ "What?\n# h", "What?", "# h", false },
		{ "What?\n#h", "What?\n#h", "", false },
		{ "What?\n***\nx", "What?", "***\nx", false },
		{ "What?\n=====\nMore.", "What?", "More.", false },
		{ "What?\n-----\n\nMore.", "What?", "More.", false },
		{ "```js\n\n  a;\nb;\n```", "a;", "```js\n\n  a;\nb;\n```", true },
		{ "```js\n```\n\nWhat?", "```js", "```js\n```\n\nWhat?", true },
		{ "~~~\nx\n~~~\n\nWhat?", "x", "~~~\nx\n~~~\n\nWhat?", true },
		{ "```a``` is\n\ncode", "```a``` is", "code", false },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		struct title t = title_split(slice_of(rows[i].question));

		tap_text(t.text, slice_of(rows[i].text), "title_split: the title of '%s'", rows[i].question);
		tap_text(t.rest, slice_of(rows[i].rest), "title_split: the rest of '%s'", rows[i].question);
		tap_ok(t.is_code == rows[i].is_code, "title_split: whether '%s' begins with code", rows[i].question);
	}
}

int
main(void)
{
	test_title();
	test_charref_examples();
	test_charref_mask();
	test_round_trips();
	test_md_escape();
	test_metadata();
	return tap_end();
}
