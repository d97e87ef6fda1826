/*
 * apkg: a package for Anki, an archive with a collection.  Front and back of a note are HTML; its field
 * Source has the columns of the record, as JSON, for qb-import.
 */
#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include "apkg/deck.h"
#include "apkg/sides.h"
#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/map.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/choicelist.h"
#include "format/encode.h"
#include "format/format.h"
#include "format/htmltext.h"
#include "format/job.h"

struct apkg_state {
	struct deck *deck;
	struct map *guids;
	time_t now;
	struct choicelist choices;
	struct buf text, field[DECK_FIELDS], guid, topic, tags;
};

/* ---- Fields ---- */

/* The columns of the record, as an object of JSON. */
static int
apkg_source(struct apkg_state *st, const struct job *j, const struct record *r)
{
	const struct header *h = bank_header(j->bank);
	encoding *json = encode_find(slice_of("json"));
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < h->n; i++) {
		struct slice s = record_text(r, i, &st->text);

		if (!utf8_is_valid(s)) {
			buf_free(&b);
			return fail("%s: invalid UTF-8, which Anki cannot have", h->name[i].p);
		}
		buf_byte(&b, i == 0 ? '{' : ',');
		json(&b, h->name[i]);
		buf_byte(&b, ':');
		json(&b, s);
	}
	buf_byte(&b, '}');
	html_text(&st->field[DECK_SOURCE], buf_slice(&b));
	buf_free(&b);
	return 0;
}

static void
apkg_set(struct buf *b, struct slice s)
{
	b->n = 0;
	buf_append(b, s.p, s.n);
}

/* ---- The archive ---- */

static la_ssize_t
apkg_write(struct archive *a, void *out, const void *p, size_t n)
{
	(void)a;
	out_write(out, p, n);
	return (la_ssize_t)n;
}

/* Why writing the archive failed, or, if it is NULL, making it. */
static const char *
apkg_error(struct archive *a)
{
	return a != NULL && archive_error_string(a) != NULL ? archive_error_string(a) : "out of memory";
}

/* Adds a file to the archive. */
static int
apkg_add_file(const struct apkg_state *st, struct archive *a, const char *name, struct slice content)
{
	struct archive_entry *entry = archive_entry_new();
	bool ok;

	if (entry == NULL)
		return fail("cannot write %s: out of memory", name);
	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, (la_int64_t)content.n);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_mtime(entry, st->now, 0);
	ok = archive_write_header(a, entry) == ARCHIVE_OK &&
	    archive_write_data(a, content.p, content.n) == (la_ssize_t)content.n;
	archive_entry_free(entry);
	return ok ? 0 : fail("cannot write %s: %s", name, apkg_error(a));
}

static int
apkg_pack(const struct apkg_state *st, struct out *out, struct slice collection)
{
	struct archive *a = archive_write_new();
	int status = 0;

	if (a == NULL || archive_write_set_format_zip(a) != ARCHIVE_OK ||
	    archive_write_set_bytes_in_last_block(a, 1) != ARCHIVE_OK ||
	    archive_write_open2(a, out, NULL, apkg_write, NULL, NULL) != ARCHIVE_OK)
		status = fail("cannot write an archive: %s", apkg_error(a));
	if (status == 0)
		status = apkg_add_file(st, a, "collection.anki2", collection);
	if (status == 0)
		status = apkg_add_file(st, a, "media", slice_of("{}"));
	if (status == 0 && archive_write_close(a) != ARCHIVE_OK)
		status = fail("cannot write an archive: %s", apkg_error(a));
	archive_write_free(a);
	return status;
}

/* ---- The format ---- */

static int
apkg_begin(void *state, struct job *j)
{
	struct apkg_state *st = state;

	if (j->escape)
		return fail("cannot write a deck to a terminal; use -o FILE or a pipe");
	if (time_of_output(&st->now) == -1)
		return -1;
	st->guids = map_new();
	st->deck = deck_new(slice_of(j->title != NULL ? j->title : DEFAULT_TITLE), (int64_t)st->now);
	return st->deck != NULL ? 0 : -1;
}

static int
apkg_record(void *state, struct job *j, struct record *r)
{
	struct apkg_state *st = state;
	struct deck_note note;
	size_t i;

	if (choicelist_set(&st->choices, j, r) == -1)
		return -1;
	for (i = 0; i < DECK_FIELDS; i++)
		st->field[i].n = 0;
	apkg_set(&st->guid, job_text(r, j->id, &st->text));
	if (st->guid.n == 0)
		return fail("the question has no id, by which Anki recognizes it");
	if (!map_insert(st->guids, buf_slice(&st->guid), &i))
		return fail("a question before has the same id, '%.*s'", SHOWN(buf_slice(&st->guid)));
	apkg_set(&st->topic, job_text(r, j->topic, &st->text));
	apkg_set(&st->tags, job_text(r, j->tags, &st->text));
	if (sides_front(&st->field[DECK_FRONT], job_text(r, j->question, &st->text), &st->choices) == -1 ||
	    sides_back(&st->field[DECK_BACK], job_text(r, j->answer, &st->text), &st->choices) == -1 ||
	    sides_points(&st->field[DECK_POINTS], job_text(r, j->points, &st->text)) == -1 ||
	    apkg_source(st, j, r) == -1)
		return -1;
	html_text(&st->field[DECK_TOPIC], buf_slice(&st->topic));
	html_text(&st->field[DECK_LEVEL], job_text(r, j->level, &st->text));
	note.guid = buf_slice(&st->guid);
	note.topic = buf_slice(&st->topic);
	note.tags = buf_slice(&st->tags);
	for (i = 0; i < DECK_FIELDS; i++)
		note.field[i] = buf_slice(&st->field[i]);
	return deck_add(st->deck, &note);
}

static int
apkg_end(void *state, struct job *j)
{
	struct apkg_state *st = state;
	struct buf collection = { 0 };
	size_t i;
	int status = deck_finish(st->deck, &collection);

	if (status == 0)
		status = apkg_pack(st, j->out, buf_slice(&collection));
	buf_free(&collection);
	deck_free(st->deck);
	map_free(st->guids);
	for (i = 0; i < DECK_FIELDS; i++)
		buf_free(&st->field[i]);
	buf_free(&st->text);
	buf_free(&st->guid);
	buf_free(&st->topic);
	buf_free(&st->tags);
	choicelist_free(&st->choices);
	return status;
}

const struct format format_deck = {
	.name = "apkg",
	.needs_question = true,
	.default_answers = ANSWERS_INLINE,
	.state_size = sizeof(struct apkg_state),
	.begin = apkg_begin,
	.record = apkg_record,
	.end = apkg_end,
};
