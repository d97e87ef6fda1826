/*
 * JSON objects, one after the other or in arrays.  jansson parses each by itself, so that
 * memory holds one object at a time and its line is known.
 */
#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/import.h"
#include "tsv/file.h"

/* Of a bank made from JSON: each record has a field in every column, so that distinct keys multiply. */
enum { MAX_COLUMNS = 10000 };

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

/* Appends a number in as few digits as represent it. */
static void
json_add_number(const json_t *v, struct buf *b)
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

/* The text of a string of an object, empty if it is absent; false if it is something else. */
static bool
json_get_text(const json_t *object, const char *key, struct slice *text)
{
	const json_t *v = json_object_get(object, key);

	*text = (struct slice){ "", 0 };
	if (v == NULL || json_is_null(v))
		return true;
	if (!json_is_string(v))
		return false;
	*text = (struct slice){ json_string_value(v), json_string_length(v) };
	return true;
}

/* Adds an object {text, correct, weight, feedback}; false if it is another value. */
static bool
json_add_choice(const json_t *v, struct choices *c)
{
	const json_t *correct = json_object_get(v, "correct"), *weight = json_object_get(v, "weight");
	struct slice text, feedback;
	struct choice *choice;

	if (!json_is_object(v) || !json_is_string(json_object_get(v, "text")) || !json_get_text(v, "text", &text) ||
	    !json_get_text(v, "feedback", &feedback))
		return false;
	if ((correct != NULL && !json_is_boolean(correct)) || (weight != NULL && !json_is_number(weight)) ||
	    (weight != NULL && fabs(json_number_value(weight)) > 100))
		return false;
	choice = choices_add(c, json_is_true(correct), text);
	if (weight != NULL)
		choice_weigh(choice, json_number_value(weight));
	if (feedback.n > 0)
		choice_comment(choice, feedback);
	return true;
}

/* Appends an array of choices as the field; false if it has other values.  The source is kept if it agrees. */
static bool
json_add_choices(const json_t *v, struct buf *b)
{
	struct choices c = { 0 }, source = { 0 };
	struct slice text;
	size_t i;
	bool is_valid = true;

	for (i = 0; is_valid && i < json_array_size(v); i++)
		is_valid = json_add_choice(json_array_get(v, i), &c);
	choices_finish(&c);
	if (is_valid)
		choices_write(&c, b);
	if (is_valid && c.n > 0 && json_get_text(json_array_get(v, 0), "source", &text) && text.n > 0 &&
	    choices_parse(&source, text) == 0 && choices_is_canonical(&source, buf_slice(b))) {
		b->n = 0;
		buf_append(b, text.p, text.n);
	}
	choices_free(&c);
	choices_free(&source);
	return is_valid;
}

/* Stores a nested value as JSON. */
static void
json_set_nested(struct json_input *j, const char *key, const json_t *v)
{
	char *text = json_dumps(v, JSON_COMPACT | JSON_ENCODE_ANY);

	j->text.n = 0;
	buf_str(&j->text, text ? text : "");
	free(text);
	import_report(j->operand, j->lineno, "%s: nested value kept as JSON", key);
}

/* Stores the value as text in j->text. */
static void
json_set_text(struct json_input *j, const char *key, const json_t *v)
{
	struct buf *b = &j->text;

	b->n = 0;
	switch (json_typeof(v)) {
	case JSON_STRING:
		buf_append(b, json_string_value(v), json_string_length(v));
		break;
	case JSON_INTEGER:
	case JSON_REAL:
		json_add_number(v, b);
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		buf_str(b, json_is_true(v) ? "true" : "false");
		break;
	case JSON_NULL:
		break;
	case JSON_ARRAY:
		if (!(strcmp(key, "tags") == 0 && json_add_tags(v, b)) &&
		    !(strcmp(key, "choices") == 0 && json_add_choices(v, b)))
			json_set_nested(j, key, v);
		break;
	default:
		json_set_nested(j, key, v);
	}
}

static int
json_add_record(struct json_input *j, json_t *object)
{
	size_t row = import_add_row(j->im, j->operand, j->lineno, 0);
	const char *key;
	json_t *v;

	json_object_foreach(object, key, v)
	{
		size_t col = import_add_column(j->im, slice_of(key));
		if (col >= MAX_COLUMNS)
			return fail("%s:%zu: more than %d different keys; every key becomes a column",
			    file_name(j->operand), j->lineno, MAX_COLUMNS);
		json_set_text(j, key, v);
		import_set_column(j->im, row, col, buf_slice(&j->text));
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
	status = json_add_record(j, object);
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

	json_set_alloc_funcs(json_allocate, free);
	j.p = buf_slice(&file).p;
	j.end = j.p + file.n;
	for (json_skip_ws(&j); status == 0 && j.p < j.end; json_skip_ws(&j))
		status = json_accept(&j, '[') ? json_read_array(&j) : json_read_object(&j);
	buf_free(&j.text);
	buf_free(&file);
	return status;
}

const struct import_format import_jsonl = { "jsonl", json_read };
const struct import_format import_json = { "json", json_read };
