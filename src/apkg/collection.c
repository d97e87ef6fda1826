/* The database of a collection of Anki. */
#include "apkg/collection.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "apkg/package.h"
#include "base/error.h"
#include "base/mem.h"
#include "tsv/file.h"

/* Bounds of a collection: thousands of steps of SQLite's machine, bytes of a value. */
enum { COLLECTION_STEPS = 500000, COLLECTION_VALUE = 64 << 20 };

static int
collection_fail(const struct collection *c)
{
	return fail("%s: the collection cannot be read: %s", file_name(c->operand),
	    c->steps > COLLECTION_STEPS ? "it takes too long" : sqlite3_errmsg(c->db));
}

/* Called after each thousand steps; ends the query if there were too many. */
static int
collection_progress(void *arg)
{
	struct collection *c = arg;

	return ++c->steps > COLLECTION_STEPS;
}

/* Anki's order of names, which some of its tables are declared with. */
static int
collection_compare(void *arg, int n, const void *a, int m, const void *b)
{
	int order = strncasecmp(a, b, (size_t)(n < m ? n : m));

	(void)arg;
	return order != 0 ? order : n - m;
}

sqlite3_stmt *
collection_prepare(struct collection *c, const char *sql)
{
	sqlite3_stmt *s = NULL;

	if (sqlite3_prepare_v2(c->db, sql, -1, &s, NULL) == SQLITE_OK)
		return s;
	collection_fail(c);
	return NULL;
}

int
collection_step(struct collection *c, sqlite3_stmt *s)
{
	int status = sqlite3_step(s);

	return status == SQLITE_ROW ? 1 : status == SQLITE_DONE ? 0 : collection_fail(c);
}

struct slice
collection_text(sqlite3_stmt *s, int column)
{
	const unsigned char *text = sqlite3_column_text(s, column);

	return (struct slice){ text != NULL ? (const char *)text : "",
		text != NULL ? (size_t)sqlite3_column_bytes(s, column) : 0 };
}

/* ---- Note types and decks ---- */

static struct note_type *
collection_add_type(struct collection *c, int64_t id, struct slice name)
{
	struct note_type *t;

	c->type = array_grow(c->type, c->ntype, &c->cap, sizeof(*c->type));
	t = &c->type[c->ntype++];
	*t = (struct note_type){ .id = id };
	buf_append(&t->name, name.p, name.n);
	return t;
}

static void
collection_add_field(struct note_type *t, struct slice name)
{
	t->field = array_grow(t->field, t->n, &t->cap, sizeof(*t->field));
	t->field[t->n] = (struct buf){ 0 };
	buf_append(&t->field[t->n++], name.p, name.n);
}

/* Adds a deck; in the newer schema \x1f separates the parts of its name. */
static void
collection_add_deck(struct collection *c, int64_t id, struct slice name)
{
	struct buf *b;
	size_t i;

	c->deck = array_grow(c->deck, c->ndeck, &c->deck_cap, sizeof(*c->deck));
	c->deck[c->ndeck] = (struct deck_name){ .id = id };
	b = &c->deck[c->ndeck++].name;
	for (i = 0; i < name.n; i++)
		if (name.p[i] == '\x1f')
			buf_str(b, "::");
		else
			buf_byte(b, name.p[i]);
}

struct slice
collection_string(const json_t *v)
{
	return json_is_string(v) ? (struct slice){ json_string_value(v), json_string_length(v) }
				 : (struct slice){ "", 0 };
}

/* Schema 11: objects of JSON in the only row of col. */
static void
collection_read_objects(struct collection *c, json_t *models, json_t *decks)
{
	void *it;
	size_t i;

	for (it = json_object_iter(models); it != NULL; it = json_object_iter_next(models, it)) {
		const json_t *v = json_object_iter_value(it), *fields = json_object_get(v, "flds");
		struct note_type *t = collection_add_type(
		    c, strtoll(json_object_iter_key(it), NULL, 10), collection_string(json_object_get(v, "name")));

		for (i = 0; i < json_array_size(fields); i++)
			collection_add_field(t, collection_string(json_object_get(json_array_get(fields, i), "name")));
	}
	for (it = json_object_iter(decks); it != NULL; it = json_object_iter_next(decks, it))
		collection_add_deck(c, strtoll(json_object_iter_key(it), NULL, 10),
		    collection_string(json_object_get(json_object_iter_value(it), "name")));
}

/* Schema 15 and later: tables. */
static int
collection_read_tables(struct collection *c)
{
	sqlite3_stmt *s = collection_prepare(
	    c, "SELECT n.id, n.name, f.name FROM notetypes n JOIN fields f ON f.ntid = n.id ORDER BY n.id, f.ord");
	struct note_type *t = NULL;
	int status = -1;

	while (s != NULL && (status = collection_step(c, s)) == 1) {
		if (t == NULL || t->id != sqlite3_column_int64(s, 0))
			t = collection_add_type(c, sqlite3_column_int64(s, 0), collection_text(s, 1));
		collection_add_field(t, collection_text(s, 2));
	}
	sqlite3_finalize(s);
	if (status == -1)
		return -1;
	s = collection_prepare(c, "SELECT id, name FROM decks");
	for (status = -1; s != NULL && (status = collection_step(c, s)) == 1;)
		collection_add_deck(c, sqlite3_column_int64(s, 0), collection_text(s, 1));
	sqlite3_finalize(s);
	return status;
}

static int
collection_compare_decks(const void *a, const void *b)
{
	int64_t x = ((const struct deck_name *)a)->id, y = ((const struct deck_name *)b)->id;

	return (x > y) - (x < y);
}

static int
collection_read_schema(struct collection *c)
{
	sqlite3_stmt *s = collection_prepare(c, "SELECT models, decks FROM col");
	json_t *models = NULL, *decks = NULL;
	int status = s != NULL ? collection_step(c, s) : -1;

	if (status == 1 && collection_text(s, 0).n > 0) {
		struct slice text = collection_text(s, 0);

		models = json_loadb(text.p, text.n, 0, NULL);
		text = collection_text(s, 1);
		decks = json_loadb(text.p, text.n, 0, NULL);
		if (models == NULL || decks == NULL)
			status = fail("%s: the collection has damaged note types or decks", file_name(c->operand));
		else
			collection_read_objects(c, models, decks);
	} else if (status == 1) {
		status = collection_read_tables(c);
	} else if (status == 0) {
		status = fail("%s: the collection is empty", file_name(c->operand));
	}
	if (c->ndeck > 0)
		qsort(c->deck, c->ndeck, sizeof(*c->deck), collection_compare_decks);
	json_decref(models);
	json_decref(decks);
	sqlite3_finalize(s);
	return status == -1 ? -1 : 0;
}

/* ---- The collection ---- */

int
collection_open(struct collection *c, const char *operand)
{
	int status = package_read(operand, &c->file);

	c->operand = operand;
	if (status != 0)
		return status;
	/* A file in WAL mode is read as one without: there is no other file. */
	if (c->file.n > 20 && c->file.p[18] == 2)
		c->file.p[18] = c->file.p[19] = 1;
	if (sqlite3_open(":memory:", &c->db) != SQLITE_OK)
		return collection_fail(c);
	sqlite3_limit(c->db, SQLITE_LIMIT_LENGTH, COLLECTION_VALUE);
	sqlite3_db_config(c->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(c->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(c->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_db_config(c->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_exec(c->db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
	sqlite3_progress_handler(c->db, 1000, collection_progress, c);
	sqlite3_create_collation(c->db, "unicase", SQLITE_UTF8, NULL, collection_compare);
	if (sqlite3_deserialize(c->db, "main", (unsigned char *)c->file.p, (sqlite3_int64)c->file.n,
		(sqlite3_int64)c->file.n, SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
		return collection_fail(c);
	return collection_read_schema(c);
}

const struct note_type *
collection_type(const struct collection *c, int64_t id)
{
	size_t i;

	for (i = 0; i < c->ntype; i++)
		if (c->type[i].id == id)
			return &c->type[i];
	return NULL;
}

struct slice
collection_deck(const struct collection *c, int64_t id)
{
	const struct deck_name key = { .id = id },
			       *found = c->ndeck > 0
	    ? bsearch(&key, c->deck, c->ndeck, sizeof(key), collection_compare_decks)
	    : NULL;

	return found != NULL ? buf_slice(&found->name) : (struct slice){ "", 0 };
}

void
collection_close(struct collection *c)
{
	size_t i, k;

	sqlite3_close(c->db);
	buf_free(&c->file);
	for (i = 0; i < c->ntype; i++) {
		for (k = 0; k < c->type[i].n; k++)
			buf_free(&c->type[i].field[k]);
		free(c->type[i].field);
		buf_free(&c->type[i].name);
	}
	for (i = 0; i < c->ndeck; i++)
		buf_free(&c->deck[i].name);
	free(c->type);
	free(c->deck);
}
