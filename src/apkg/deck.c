/* The collection of an Anki package. */
#include <inttypes.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "apkg/deck.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/encode.h"

/*
 * Ids are milliseconds since 1970 in Anki, of any time.  They are made from the name of the deck, so that
 * the same bank gives the same collection; those of notes and cards count on from there.  Anki gives a
 * note another id if it has that of a note with another GUID.
 */
#define DECK_SPAN INT64_C(100000000000)
#define DECK_DECKS INT64_C(1400000000000)
#define DECK_NOTES INT64_C(1500000000000)
#define DECK_TYPE_ID INT64_C(1600000000000)

struct deck {
	sqlite3 *db;
	sqlite3_stmt *note, *card;
	int64_t now, notes;
	struct buf title, name;
	struct map *decks; /* their names */
	struct buf json;   /* of the decks */
};

static const char deck_schema[] =
    "PRAGMA encoding = 'UTF-8';"
    "CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,"
    " ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,"
    " models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);"
    "CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,"
    " usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,"
    " flags integer NOT NULL, data text NOT NULL);"
    "CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,"
    " mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,"
    " ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,"
    " left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);"
    "CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,"
    " ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,"
    " type integer NOT NULL);"
    "CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);"
    "CREATE INDEX ix_notes_usn ON notes (usn);"
    "CREATE INDEX ix_notes_csum ON notes (csum);"
    "CREATE INDEX ix_cards_usn ON cards (usn);"
    "CREATE INDEX ix_cards_nid ON cards (nid);"
    "CREATE INDEX ix_cards_sched ON cards (did, queue, due);"
    "CREATE INDEX ix_revlog_usn ON revlog (usn);"
    "CREATE INDEX ix_revlog_cid ON revlog (cid);"
    "BEGIN";

static const char deck_css[] =
    ".card { font-family: sans-serif; font-size: 18px; line-height: 1.5; text-align: left; max-width: 40em;"
    " margin: 0 auto; }\\n"
    "pre { overflow-x: auto; padding: .6em; border: 1px solid #8886; border-radius: 4px; }\\n"
    "pre, code { font-family: monospace; font-size: .9em; }\\n"
    "table { border-collapse: collapse; } td, th { border: 1px solid #8886; padding: .2em .5em; }\\n"
    ".about { font-size: .75em; opacity: .7; }\\n";

/* ---- SQLite ---- */

static int
deck_fail(const struct deck *d)
{
	return fail("cannot build the collection: %s", sqlite3_errmsg(d->db));
}

static int
deck_prepare(struct deck *d, const char *sql, sqlite3_stmt **statement)
{
	return sqlite3_prepare_v2(d->db, sql, -1, statement, NULL) == SQLITE_OK ? 0 : deck_fail(d);
}

static void
deck_bind(sqlite3_stmt *s, int at, struct slice text)
{
	sqlite3_bind_text64(s, at, text.p, text.n, SQLITE_STATIC, SQLITE_UTF8);
}

/* Executes the statement once. */
static int
deck_step(struct deck *d, sqlite3_stmt *s)
{
	int status = sqlite3_step(s);

	sqlite3_reset(s);
	return status == SQLITE_DONE ? 0 : deck_fail(d);
}

struct deck *
deck_new(struct slice title, int64_t now)
{
	struct deck *d = xcalloc(1, sizeof(*d));

	d->now = now;
	buf_append(&d->title, title.p, title.n);
	d->decks = map_new();
	if (sqlite3_open(":memory:", &d->db) != SQLITE_OK ||
	    sqlite3_exec(d->db, deck_schema, NULL, NULL, NULL) != SQLITE_OK) {
		deck_fail(d);
		deck_free(d);
		return NULL;
	}
	if (deck_prepare(d, "INSERT INTO notes VALUES (?1, ?2, ?3, ?4, -1, ?5, ?6, ?7, 0, 0, '')", &d->note) == -1 ||
	    deck_prepare(d, "INSERT INTO cards VALUES (?1, ?1, ?2, 0, ?3, -1, 0, 0, ?4, 0, 0, 0, 0, 0, 0, 0, 0, '')",
		&d->card) == -1) {
		deck_free(d);
		return NULL;
	}
	return d;
}

/* ---- JSON ---- */

static void
deck_json_string(struct buf *b, struct slice s)
{
	encode_find(slice_of("json"))(b, s);
}

/* Appends a member of the object of decks. */
static void
deck_json_deck(struct buf *b, int64_t id, int64_t mod, struct slice name, int usn)
{
	buf_printf(b, "\"%" PRId64 "\":{\"id\":%" PRId64 ",\"mod\":%" PRId64 ",\"name\":", id, id, mod);
	deck_json_string(b, name);
	buf_printf(b,
	    ",\"usn\":%d,\"lrnToday\":[0,0],\"revToday\":[0,0],\"newToday\":[0,0],\"timeToday\":[0,0],"
	    "\"collapsed\":false,\"browserCollapsed\":false,\"desc\":\"\",\"dyn\":0,\"conf\":1,"
	    "\"extendNew\":0,\"extendRev\":0}",
	    usn);
}

/* Adds a deck to those of the collection; returns its id. */
static int64_t
deck_find(struct deck *d, struct slice topic)
{
	struct buf *name = &d->name;
	int64_t id;
	size_t i;

	name->n = 0;
	buf_append(name, d->title.p, d->title.n);
	if (topic.n > 0) {
		buf_str(name, "::");
		buf_append(name, topic.p, topic.n);
	}
	id = DECK_DECKS + (int64_t)(XXH64(name->p, name->n, 0) % (uint64_t)DECK_SPAN);
	if (map_insert(d->decks, buf_slice(name), &i)) {
		buf_byte(&d->json, ',');
		deck_json_deck(&d->json, id, d->now, buf_slice(name), -1);
	}
	return id;
}

static void
deck_json_decks(const struct deck *d, struct buf *b)
{
	buf_byte(b, '{');
	deck_json_deck(b, 1, 0, slice_of("Default"), 0);
	buf_append(b, d->json.p, d->json.n);
	buf_byte(b, '}');
}

/* The note type "qb". */
static void
deck_json_models(const struct deck *d, struct buf *b)
{
	static const char *const names[DECK_FIELDS] = { "Front", "Back", "Topic", "Level", "Points", "Source" };
	size_t i;

	buf_printf(b, "{\"%" PRId64 "\":{\"id\":%" PRId64 ",\"name\":\"qb\",\"type\":0,\"mod\":%" PRId64, DECK_TYPE_ID,
	    DECK_TYPE_ID, d->now);
	buf_str(b,
	    ",\"usn\":-1,\"sortf\":0,\"did\":1,\"tmpls\":[{\"name\":\"Card 1\",\"ord\":0,\"qfmt\":"
	    "\"{{Front}}\\n<div class=about>{{Topic}} {{Level}}</div>\",\"afmt\":"
	    "\"{{FrontSide}}\\n<hr id=answer>\\n{{Back}}\\n{{#Points}}<hr>\\n{{Points}}{{/Points}}\","
	    "\"bqfmt\":\"\",\"bafmt\":\"\",\"did\":null,\"bfont\":\"\",\"bsize\":0}],\"flds\":[");
	for (i = 0; i < DECK_FIELDS; i++)
		buf_printf(b,
		    "%s{\"name\":\"%s\",\"ord\":%zu,\"sticky\":false,\"rtl\":false,\"font\":\"Arial\",\"size\":20,"
		    "\"media\":[]}",
		    i > 0 ? "," : "", names[i], i);
	buf_printf(b, "],\"css\":\"%s\",\"latexPre\":\"\",\"latexPost\":\"\",\"latexsvg\":false,", deck_css);
	buf_str(b, "\"req\":[[0,\"any\",[0]]],\"tags\":[],\"vers\":[]}}");
}

static const char deck_dconf[] =
    "{\"1\":{\"id\":1,\"mod\":0,\"name\":\"Default\",\"usn\":0,\"maxTaken\":60,\"autoplay\":true,\"timer\":0,"
    "\"replayq\":true,\"new\":{\"bury\":false,\"delays\":[1.0,10.0],\"initialFactor\":2500,\"ints\":[1,4,0],"
    "\"order\":1,\"perDay\":20},\"rev\":{\"bury\":false,\"ease4\":1.3,\"ivlFct\":1.0,\"maxIvl\":36500,\"perDay\":200,"
    "\"hardFactor\":1.2},\"lapse\":{\"delays\":[10.0],\"leechAction\":1,\"leechFails\":8,\"minInt\":1,\"mult\":0.0},"
    "\"dyn\":false}}";

/* ---- Notes ---- */

/* The tags as Anki has them: between spaces. */
static void
deck_tags(struct slice tags, struct buf *b)
{
	struct slice tag;
	size_t i;

	while (tags.n > 0 && slice_next(&tags, ',', &tag)) {
		tag = slice_trim_ws(tag);
		if (tag.n > 0)
			buf_byte(b, ' ');
		for (i = 0; i < tag.n; i++)
			buf_byte(b, ascii_is_space(tag.p[i]) ? '_' : tag.p[i]);
	}
	if (b->n > 0)
		buf_byte(b, ' ');
}

int
deck_add(struct deck *d, const struct deck_note *note)
{
	int64_t id = DECK_NOTES + (int64_t)(XXH64(d->title.p, d->title.n, 0) % (uint64_t)DECK_SPAN) + ++d->notes;
	struct buf fields = { 0 }, tags = { 0 };
	size_t i;
	int status;

	for (i = 0; i < DECK_FIELDS; i++) {
		if (i > 0)
			buf_byte(&fields, '\x1f');
		buf_append(&fields, note->field[i].p, note->field[i].n);
	}
	deck_tags(note->tags, &tags);
	sqlite3_bind_int64(d->note, 1, id);
	deck_bind(d->note, 2, note->guid);
	sqlite3_bind_int64(d->note, 3, DECK_TYPE_ID);
	sqlite3_bind_int64(d->note, 4, d->now);
	deck_bind(d->note, 5, buf_slice(&tags));
	deck_bind(d->note, 6, buf_slice(&fields));
	deck_bind(d->note, 7, note->field[DECK_FRONT]);
	status = deck_step(d, d->note);
	buf_free(&fields);
	buf_free(&tags);
	if (status == -1)
		return -1;
	sqlite3_bind_int64(d->card, 1, id);
	sqlite3_bind_int64(d->card, 2, deck_find(d, note->topic));
	sqlite3_bind_int64(d->card, 3, d->now);
	sqlite3_bind_int64(d->card, 4, d->notes);
	return deck_step(d, d->card);
}

/* Inserts the only row of col. */
static int
deck_insert_col(struct deck *d)
{
	struct buf conf = { 0 }, models = { 0 }, decks = { 0 };
	sqlite3_stmt *col;
	int status = deck_prepare(d, "INSERT INTO col VALUES (1, ?1, ?2, ?2, 11, 0, 0, 0, ?3, ?4, ?5, ?6, '{}')", &col);

	if (status == -1)
		return -1;
	buf_printf(&conf,
	    "{\"nextPos\":%" PRId64 ",\"estTimes\":true,\"activeDecks\":[1],\"sortType\":\"noteFld\",\"timeLim\":0,"
	    "\"sortBackwards\":false,\"addToCur\":true,\"curDeck\":1,\"newSpread\":0,\"dueCounts\":true,"
	    "\"curModel\":%" PRId64 ",\"collapseTime\":1200}",
	    d->notes + 1, DECK_TYPE_ID);
	deck_json_models(d, &models);
	deck_json_decks(d, &decks);
	sqlite3_bind_int64(col, 1, d->now);
	sqlite3_bind_int64(col, 2, d->now * 1000);
	deck_bind(col, 3, buf_slice(&conf));
	deck_bind(col, 4, buf_slice(&models));
	deck_bind(col, 5, buf_slice(&decks));
	deck_bind(col, 6, slice_of(deck_dconf));
	status = deck_step(d, col);
	sqlite3_finalize(col);
	buf_free(&conf);
	buf_free(&models);
	buf_free(&decks);
	return status;
}

int
deck_finish(struct deck *d, struct buf *db)
{
	sqlite3_int64 n;
	unsigned char *p;

	if (deck_insert_col(d) == -1)
		return -1;
	if (sqlite3_exec(d->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
		return deck_fail(d);
	p = sqlite3_serialize(d->db, "main", &n, 0);
	if (p == NULL)
		return deck_fail(d);
	buf_append(db, (const char *)p, (size_t)n);
	sqlite3_free(p);
	return 0;
}

void
deck_free(struct deck *d)
{
	sqlite3_finalize(d->note);
	sqlite3_finalize(d->card);
	sqlite3_close(d->db);
	map_free(d->decks);
	buf_free(&d->title);
	buf_free(&d->name);
	buf_free(&d->json);
	free(d);
}
