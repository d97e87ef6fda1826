/* Unit tests of src/quiz: the course of a session, and text as rows of a terminal. */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "quiz/page.h"
#include "quiz/session.h"
#include "review/history.h"
#include "tap.h"

/* Sessions of n cards: the grades or other commands in order (s: skip, u: undo), and the cards that are shown. */
static void
test_session(void)
{
	static const struct {
		size_t n;
		const char *commands, *cards;
	} rows[] = {
		{ 3, "333", "abc" },
		{ 0, "", "" },
		{ 1, "1113", "aaaa" },
		{ 2, "1133", "abab" },
		{ 6, "13333333", "abcdaef" },
		{ 6, "11333333", "abcdabef" },
		{ 6, "1sssss", "abcdaef" },
		{ 6, "133313333", "abcdaefa" },
		{ 3, "3u333", "ababc" },
		{ 3, "33uu333", "abcbabc" },
		{ 6, "1u33333333", "ababcdef" },
		{ 6, "1333u333333", "abcdadaef" },
		{ 2, "u33", "ab" },
		{ 3, "31u133", "abcbcb" },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		struct review_state none = { .reps = 0 };
		struct session s;
		struct buf cards = { 0 };
		const char *c = rows[i].commands;
		size_t card = 0;
		bool next = true;

		session_open(&s, rows[i].n);
		while (*c != '\0' || next) {
			if (next && !session_next(&s, &card))
				break;
			if (next) {
				session_show(&s, card);
				buf_byte(&cards, (char)('a' + card));
			}
			next = *c != 'u';
			if (*c == '\0')
				break;
			if (*c == 'u' && session_last(&s) != NULL) {
				size_t current = card;

				card = session_last(&s)->card;
				session_undo(&s);
				session_put_back(&s, current);
				buf_byte(&cards, (char)('a' + card));
			} else if (*c >= '1' && *c <= '4') {
				session_grade(&s, card, *c - '0', &none);
			}
			c++;
		}
		tap_text(buf_slice(&cards), slice_of(rows[i].cards), "session of %zu: %s", rows[i].n, rows[i].commands);
		session_close(&s);
		buf_free(&cards);
	}
}

/* Rows are not wider than the terminal, if a character is not; joined without styles they are the line. */
static void
test_page(void)
{
	static const struct {
		const char *text;
		size_t columns;
		const char *rows; /* joined by | */
	} rows[] = {
		{ "", 5, "" },
		{ "abc\n", 5, "abc" },
		{ "abcdefgh", 5, "abcde|fgh" },
		{ "a\n\nb\n", 5, "a||b" },
		{ "\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5", 5, "\xe6\x97\xa5\xe6\x97\xa5|\xe6\x97\xa5" },
		{ "\xe6\x97\xa5", 1, "\xe6\x97\xa5" },
		{ "abe\xcc\x81"
		  "d",
		    3, "abe\xcc\x81|d" },
		{ "\33[1mabcd\33[m", 3, "\33[1mabc\33[m|\33[1md\33[m" },
		{ "\33[1mab\33[mcd", 3, "\33[1mab\33[mc\33[m|\33[md" },
	};
	size_t i, r;

	for (i = 0; i < LENGTH(rows); i++) {
		struct page p = { 0 };
		struct buf b = { 0 };

		page_set(&p, slice_of(rows[i].text), rows[i].columns);
		for (r = 0; r < p.n; r++) {
			struct slice row = page_row(&p, r);

			buf_str(&b, r > 0 ? "|" : "");
			buf_append(&b, row.p, row.n);
		}
		tap_text(
		    buf_slice(&b), slice_of(rows[i].rows), "page_set: %zu columns: %s", rows[i].columns, rows[i].text);
		page_free(&p);
		buf_free(&b);
	}
}

static void
test_scroll(void)
{
	static const struct {
		size_t n, rows, top;
		long by;
		size_t want;
	} rows[] = {
		{ 10, 4, 0, 4, 4 },
		{ 10, 4, 4, 4, 6 },
		{ 10, 4, 6, 1, 6 },
		{ 10, 4, 6, -4, 2 },
		{ 10, 4, 2, -4, 0 },
		{ 3, 4, 0, 4, 0 },
		{ 10, 4, 9, 0, 6 },
		{ 0, 4, 0, 4, 0 },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		struct page p = { .n = rows[i].n, .top = rows[i].top };

		page_scroll(&p, rows[i].by, rows[i].rows);
		tap_integer((long long)p.top, (long long)rows[i].want,
		    "page_scroll: %zu rows, %zu shown, from %zu by %ld", rows[i].n, rows[i].rows, rows[i].top,
		    rows[i].by);
	}
}

static void
test_groups(void)
{
	static const struct {
		const char *groups;
		size_t columns;
		const char *lines;
	} rows[] = {
		{ "", 10, "" },
		{ "a b", 1, "a b\n" },
		{ "aa  bb  cc", 6, "aa  bb\ncc\n" },
		{ "aa  bb  cc", 5, "aa\nbb\ncc\n" },
		{ "aa  bb  cc", 10, "aa  bb  cc\n" },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		struct buf b = { 0 };

		page_add_groups(&b, slice_of(rows[i].groups), rows[i].columns);
		tap_text(buf_slice(&b), slice_of(rows[i].lines), "page_add_groups: %zu columns: %s", rows[i].columns,
		    rows[i].groups);
		buf_free(&b);
	}
}

int
main(void)
{
	test_session();
	test_page();
	test_scroll();
	test_groups();
	return tap_end();
}
