/*
 * JSON objects, one after the other or in arrays.  jansson parses each by itself, so that
 * memory holds one object at a time and its line is known.
 */
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/jsonoptions.h"
#include "import/names.h"
#include "import/registry.h"
#include "import/rows.h"
#include "tsv/file.h"

/* Of a bank made from JSON: each record has a field in every column, so that distinct keys multiply. */
enum { MAX_COLUMNS = 10000 };

/* How deep questions may be in objects. */
enum { JSON_DEPTH = 4 };

struct json_input {
	struct import *im;
	const char *operand;
	const char *p, *end; /* the unread text */
	size_t lineno;       /* of p */
	struct buf text;     /* of the current value */
};

/* Moves to the given place in the text and counts the lines. */
static void
json_advance(struct json_input *j, const char *to)
{
	for (; j->p < to; j->p++)
		j->lineno += *j->p == '\n';
}

static void
json_skip_ws(struct json_input *j)
{
	const char *p = j->p;

	while (p < j->end && strchr(" \t\r\n", *p) != NULL)
		p++;
	json_advance(j, p);
}

/* Reads c, after white space, if it is next; returns whether it was. */
static bool
json_accept(struct json_input *j, char c)
{
	json_skip_ws(j);
	if (j->p == j->end || *j->p != c)
		return false;
	j->p++;
	return true;
}

/* Appends an array of tags, separated by commas.  False if an element is not a tag. */
static bool
json_add_tags(const json_t *v, struct buf *b)
{
	size_t i;

	for (i = 0; i < json_array_size(v); i++) {
		const json_t *tag = json_array_get(v, i);

		if (!json_is_string(tag) || memchr(json_string_value(tag), ',', json_string_length(tag)) != NULL)
			return false;
		if (i > 0)
			buf_byte(b, ',');
		buf_append(b, json_string_value(tag), json_string_length(tag));
	}
	return true;
}

/* Stores a nested value as JSON. */
static void
json_set_nested(struct json_input *j, const char *key, const json_t *v)
{
	char *text = json_dumps(v, JSON_COMPACT | JSON_ENCODE_ANY);

	j->text.n = 0;
	buf_str(&j->text, text ? text : "");
	free(text);
	import_note(j->im, j->lineno, "%s: nested value kept as JSON", key);
}

/* Stores the value as text in j->text. */
static void
json_set_text(struct json_input *j, const char *key, const json_t *v)
{
	struct buf *b = &j->text;

	b->n = 0;
	if (json_add_scalar(v, b)) {
		j->im->foreign |= !json_is_string(v) && !json_is_null(v);
		return;
	}
	if ((strcmp(key, "tags") == 0 && json_add_tags(v, b)) ||
	    (strcmp(key, "choices") == 0 && json_add_choices(v, b)))
		return;
	j->im->foreign = true;
	if (names_key(slice_of(key)) != SIZE_MAX && json_add_list(v, "", b))
		return;
	if (strcmp(key, "answers") == 0 && json_add_list(v, json_array_size(v) > 1 ? "- " : "", b))
		return;
	json_set_nested(j, key, v);
}

/* Sets the choices of an object that a bank does not have in that form; returns the keys that are used up. */
static struct json_options
json_set_options(struct json_input *j, size_t row, const json_t *object)
{
	struct json_options found = { NULL, NULL };
	struct buf own = { 0 };

	j->text.n = 0;
	if (json_object_get(object, "choices") == NULL || !json_add_choices(json_object_get(object, "choices"), &own))
		found = json_find_options(object, &j->text);
	if (found.options != NULL) {
		j->im->foreign = true;
		import_set(j->im, row, slice_of("choices"), buf_slice(&j->text));
	}
	buf_free(&own);
	return found;
}

static int
json_add_record(struct json_input *j, json_t *object)
{
	size_t row = import_add_row(j->im, j->operand, j->lineno, 0);
	struct json_options used = json_set_options(j, row, object);
	const char *key;
	json_t *v;

	json_object_foreach(object, key, v)
	{
		size_t col;

		if ((used.options != NULL && strcmp(key, used.options) == 0) ||
		    (used.key != NULL && strcmp(key, used.key) == 0))
			continue;
		col = import_add_column(j->im, slice_of(key));
		if (col >= MAX_COLUMNS)
			return fail("%s:%zu: more than %d different keys; every key becomes a column",
			    file_name(j->operand), j->lineno, MAX_COLUMNS);
		json_set_text(j, key, v);
		import_set_column(j->im, row, col, buf_slice(&j->text));
	}
	return 0;
}

/* Whether the object is a question, by its keys. */
static bool
json_is_question(json_t *object)
{
	const char *key;
	json_t *v;

	json_object_foreach(object, key, v)
	{
		if (names_is_question(slice_of(key)))
			return true;
	}
	return false;
}

/* The topic that an object gives the questions in it. */
static const char *
json_topic(json_t *object, const char *topic)
{
	static const char *const keys[] = { "topic", "category", "section", "title", "name" };
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (json_is_string(json_object_get(object, keys[i])))
			return json_string_value(json_object_get(object, keys[i]));
	return topic;
}

static int json_add_objects(struct json_input *j, json_t *object, const char *topic, int depth);

/* Adds the objects of an array that a key of another object has; topic: the key, if there are several. */
static int
json_add_array(struct json_input *j, json_t *array, const char *topic, int depth)
{
	size_t i;

	for (i = 0; i < json_array_size(array); i++)
		if (json_add_objects(j, json_array_get(array, i), topic, depth) == -1)
			return -1;
	return 0;
}

/* How many keys of the object have arrays of objects; reports the others. */
static size_t
json_count_arrays(struct json_input *j, json_t *object)
{
	const char *key;
	size_t n = 0;
	json_t *v;

	json_object_foreach(object, key, v)
	{
		n += json_is_object(json_array_get(v, 0));
	}
	json_object_foreach(object, key, v)
	{
		if (n > 0 && !json_is_object(json_array_get(v, 0)))
			import_skipped(j->im, j->lineno, "key outside the questions", slice_of(key));
	}
	return n;
}

/* Adds an object: a question, or one whose arrays have the questions. */
static int
json_add_objects(struct json_input *j, json_t *object, const char *topic, int depth)
{
	size_t arrays, row = j->im->n;
	const char *key;
	json_t *v;

	if (!json_is_object(object))
		return fail("%s:%zu: expected a JSON object", file_name(j->operand), j->lineno);
	arrays = depth < JSON_DEPTH && !json_is_question(object) ? json_count_arrays(j, object) : 0;
	if (arrays == 0) {
		if (json_add_record(j, object) == -1)
			return -1;
		if (topic != NULL && json_object_get(object, "topic") == NULL &&
		    json_object_get(object, "category") == NULL)
			import_set(j->im, row, slice_of("topic"), slice_of(topic));
		return 0;
	}
	json_object_foreach(object, key, v)
	{
		if (json_is_object(json_array_get(v, 0)) &&
		    json_add_array(j, v, arrays > 1 ? key : json_topic(object, topic), depth + 1) == -1)
			return -1;
	}
	return 0;
}

/* Reads an object, which is a record. */
static int
json_read_object(struct json_input *j)
{
	json_error_t error;
	json_t *object;
	int status;

	json_skip_ws(j);
	object = json_loadb(j->p, (size_t)(j->end - j->p), JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, &error);
	if (object == NULL)
		return fail("%s:%zu: %s", file_name(j->operand),
		    j->lineno + (size_t)(error.line > 0 ? error.line - 1 : 0), error.text);
	if (!json_is_object(object)) {
		json_decref(object);
		return fail("%s:%zu: expected a JSON object", file_name(j->operand), j->lineno);
	}
	status = json_add_objects(j, object, NULL, 0);
	json_decref(object);
	if (status == -1)
		return -1;
	json_advance(j, j->p + error.position);
	return 0;
}

/* Reads the objects of an array, after its opening bracket. */
static int
json_read_array(struct json_input *j)
{
	if (json_accept(j, ']'))
		return 0;
	do
		if (json_read_object(j) == -1)
			return -1;
	while (json_accept(j, ','));
	if (!json_accept(j, ']'))
		return fail("%s:%zu: expected ',' or ']' in the array", file_name(j->operand), j->lineno);
	return 0;
}

/* The allocator for jansson, which truncates strings if malloc() fails. */
static void *
json_allocate(size_t n)
{
	return xrealloc(NULL, n, 1);
}

static int
json_read(struct import *im, const char *operand)
{
	struct buf file = { 0 };
	struct json_input j = { .im = im, .operand = operand, .lineno = 1 };
	int status = import_file(im, operand, &file);

	import_recognize(im);
	json_set_alloc_funcs(json_allocate, free);
	j.p = buf_slice(&file).p;
	j.end = j.p + file.n;
	for (json_skip_ws(&j); status == 0 && j.p < j.end; json_skip_ws(&j))
		status = json_accept(&j, '[') ? json_read_array(&j) : json_read_object(&j);
	if (status == 0)
		status = import_end(im, operand);
	buf_free(&j.text);
	buf_free(&file);
	return status;
}

const struct import_format import_jsonl = { "jsonl", json_read, NULL, NULL };
const struct import_format import_json = { "json", json_read, NULL, NULL };
