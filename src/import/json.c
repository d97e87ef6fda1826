/*
 * JSON, by jansson: objects one after the other, or in arrays.  Each is parsed by
 * itself, so that its line is known and the memory is that of one.
 */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/import.h"
#include "tsv/file.h"

struct json {
	struct import *im;
	const char *operand;
	const char *p, *end;
	size_t lineno;
};

static void
skip_blanks(struct json *j)
{
	for (; j->p < j->end && strchr(" \t\r\n", *j->p) != NULL; j->p++)
		j->lineno += *j->p == '\n';
}

/* Whether c comes next; if so it is taken. */
static bool
take(struct json *j, char c)
{
	skip_blanks(j);
	if (j->p == j->end || *j->p != c)
		return false;
	j->p++;
	return true;
}

/* A number in as few digits as it needs. */
static void
add_number(const json_t *v, struct buf *b)
{
	char digits[64];
	int precision;

	if (json_is_integer(v)) {
		buf_printf(b, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
		return;
	}
	for (precision = 15; precision <= 17; precision++) {
		snprintf(digits, sizeof(digits), "%.*g", precision, json_real_value(v));
		if (strtod(digits, NULL) == json_real_value(v))
			break;
	}
	buf_str(b, digits);
}

static void
add_json(const json_t *v, struct buf *b)
{
	char *text = json_dumps(v, JSON_COMPACT | JSON_ENCODE_ANY);

	buf_str(b, text ? text : "");
	free(text);
}

/* An array of tags, whose commas separate them in the bank. */
static bool
add_tags(const json_t *v, struct buf *b)
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

/* The value as text; what has none becomes JSON, which is told. */
static void
add_value(const struct json *j, const char *key, const json_t *v, struct buf *b)
{
	switch (json_typeof(v)) {
	case JSON_STRING:
		buf_append(b, json_string_value(v), json_string_length(v));
		return;
	case JSON_INTEGER:
	case JSON_REAL:
		add_number(v, b);
		return;
	case JSON_TRUE:
	case JSON_FALSE:
		buf_str(b, json_is_true(v) ? "true" : "false");
		return;
	case JSON_NULL:
		return;
	case JSON_ARRAY:
		if (strcmp(key, "tags") == 0 && add_tags(v, b))
			return;
		b->n = 0;
		break;
	default:
		break;
	}
	add_json(v, b);
	import_report(j->operand, j->lineno, "%s: a nested value, kept as JSON", key);
}

static void
add_record(const struct json *j, json_t *object)
{
	static struct buf text;
	size_t row = import_row(j->im, j->operand, j->lineno, 0);
	const char *key;
	json_t *v;

	json_object_foreach(object, key, v)
	{
		text.n = 0;
		add_value(j, key, v, &text);
		import_set(j->im, row, import_column(j->im, slice_of(key)), buf_slice(&text));
	}
}

/* An object, which is a record. */
static int
read_object(struct json *j)
{
	json_error_t error;
	json_t *object;
	const char *to;

	skip_blanks(j);
	object = json_loadb(j->p, (size_t)(j->end - j->p), JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, &error);
	if (object == NULL)
		return fail("%s:%zu: %s", file_name(j->operand),
		    j->lineno + (size_t)(error.line > 0 ? error.line - 1 : 0), error.text);
	if (!json_is_object(object)) {
		json_decref(object);
		return fail("%s:%zu: not an object", file_name(j->operand), j->lineno);
	}
	add_record(j, object);
	json_decref(object);
	for (to = j->p + error.position; j->p < to; j->p++)
		j->lineno += *j->p == '\n';
	return 0;
}

/* The objects of an array, behind its bracket. */
static int
read_array(struct json *j)
{
	if (take(j, ']'))
		return 0;
	do
		if (read_object(j) == -1)
			return -1;
	while (take(j, ','));
	if (!take(j, ']'))
		return fail("%s:%zu: an array that does not end", file_name(j->operand), j->lineno);
	return 0;
}

/* Memory for jansson, which cuts a string where it gets none. */
static void *
allocate(size_t n)
{
	return xrealloc(NULL, n, 1);
}

static int
read_json(struct import *im, const char *operand)
{
	struct buf file = { 0 };
	struct json j = { .im = im, .operand = operand, .lineno = 1 };
	int status = import_file(operand, &file);

	json_set_alloc_funcs(allocate, free);
	j.p = buf_slice(&file).p;
	j.end = j.p + file.n;
	for (skip_blanks(&j); status == 0 && j.p < j.end; skip_blanks(&j))
		status = take(&j, '[') ? read_array(&j) : read_object(&j);
	buf_free(&file);
	return status;
}

const struct import_format import_jsonl = { "jsonl", read_json };
const struct import_format import_json = { "json", read_json };
