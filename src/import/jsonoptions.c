/* Choices in JSON objects of any program. */
#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/slice.h"
#include "import/jsonoptions.h"
#include "import/names.h"

/* The keys of a choice that is an object, the best first. */
static const char *const texts[] = { "text", "option", "answer", "answerText", "choice", "value", "content", "title",
	"label", "name", "body" };
static const char *const flags[] = { "correct", "isCorrect", "is_correct", "right", "isRight", "is_right", "isAnswer",
	"is_answer" };
static const char *const comments[] = { "feedback", "rationale", "explanation", "comment" };
static const char *const ids[] = { "id", "key", "letter", "label", "value" };

bool
json_add_scalar(const json_t *v, struct buf *b)
{
	char digits[64];
	int precision;

	if (json_is_string(v)) {
		buf_append(b, json_string_value(v), json_string_length(v));
	} else if (json_is_integer(v)) {
		buf_printf(b, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
	} else if (json_is_real(v)) {
		/* In as few digits as represent it. */
		for (precision = 15; precision <= 17; precision++) {
			snprintf(digits, sizeof(digits), "%.*g", precision, json_real_value(v));
			if (strtod(digits, NULL) == json_real_value(v))
				break;
		}
		buf_str(b, digits);
	} else if (json_is_boolean(v)) {
		buf_str(b, json_is_true(v) ? "true" : "false");
	} else {
		return json_is_null(v);
	}
	return true;
}

bool
json_add_list(const json_t *v, const char *bullet, struct buf *b)
{
	size_t i, n = b->n;

	for (i = 0; i < json_array_size(v); i++) {
		if (i > 0)
			buf_byte(b, '\n');
		buf_str(b, bullet);
		if (!json_add_scalar(json_array_get(v, i), b)) {
			b->n = n;
			return false;
		}
	}
	return json_is_array(v);
}

/* The first of the keys that the object has, or NULL. */
static const json_t *
jsonoptions_get(const json_t *object, const char *const *keys, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (json_object_get(object, keys[i]) != NULL)
			return json_object_get(object, keys[i]);
	return NULL;
}

/* Whether the correct answer, a value or several, is this id. */
static bool
jsonoptions_names(const json_t *answer, struct slice id)
{
	struct buf b = { 0 };
	bool is = false;
	size_t i;

	for (i = 0; i < json_array_size(answer) && !is; i++)
		is = jsonoptions_names(json_array_get(answer, i), id);
	if (answer != NULL && !json_is_array(answer) && json_add_scalar(answer, &b))
		is = id.n > 0 && b.n == id.n && strncasecmp(buf_slice(&b).p, id.p, id.n) == 0;
	buf_free(&b);
	return is;
}

/* Adds a choice: a text, or an object with one; the answer may have its id.  False if it is neither. */
static bool
jsonoptions_add(const json_t *v, struct slice id, const json_t *answer, struct choices *c)
{
	const json_t *text = json_is_object(v) ? jsonoptions_get(v, texts, sizeof(texts) / sizeof(*texts)) : v, *flag,
		     *comment;
	struct buf b = { 0 }, its_id = { 0 };
	bool is_correct, ok = text != NULL && json_add_scalar(text, &b);
	struct choice *choice;

	if (ok && b.n > 0) {
		flag = jsonoptions_get(v, flags, sizeof(flags) / sizeof(*flags));
		is_correct = json_is_true(flag) ||
		    (json_is_string(flag) && strcasecmp(json_string_value(flag), "true") == 0) ||
		    (json_is_integer(flag) && json_integer_value(flag) == 1);
		flag = jsonoptions_get(v, ids, sizeof(ids) / sizeof(*ids));
		if (flag != NULL && json_add_scalar(flag, &its_id))
			id = buf_slice(&its_id);
		choice = choices_add(c, is_correct || jsonoptions_names(answer, id), buf_slice(&b));
		comment = jsonoptions_get(v, comments, sizeof(comments) / sizeof(*comments));
		if (json_is_string(comment) && json_string_length(comment) > 0)
			choice_comment(
			    choice, (struct slice){ json_string_value(comment), json_string_length(comment) });
	}
	buf_free(&b);
	buf_free(&its_id);
	return ok;
}

/* Adds the choices of an array or an object; false if it has other values. */
static bool
jsonoptions_add_all(json_t *options, const json_t *answer, struct choices *c)
{
	struct slice none = { "", 0 };
	const char *key;
	json_t *v;
	size_t i;

	for (i = 0; i < json_array_size(options); i++)
		if (!jsonoptions_add(json_array_get(options, i), none, answer, c))
			return false;
	json_object_foreach(options, key, v)
	{
		if (!jsonoptions_add(v, slice_of(key), answer, c))
			return false;
	}
	return c->n > 0;
}

/* The key with the correct answer; NULL: none. */
static const char *
jsonoptions_answer(json_t *object)
{
	const char *key, *best = NULL;
	size_t rank, best_rank = SIZE_MAX;
	json_t *v;

	json_object_foreach(object, key, v)
	{
		rank = names_key(slice_of(key));
		if (rank < best_rank && !json_is_object(v)) {
			best = key;
			best_rank = rank;
		}
	}
	return best;
}

struct json_options
json_find_options(const json_t *object, struct buf *field)
{
	struct json_options found = { NULL, NULL };
	struct choices c = { 0 };
	struct buf b = { 0 };
	const char *key, *answer = jsonoptions_answer((json_t *)object);
	bool wrong;
	json_t *v;

	json_object_foreach((json_t *)object, key, v)
	{
		if (found.options != NULL || (!json_is_array(v) && !json_is_object(v)) ||
		    !names_options(slice_of(key), &wrong))
			continue;
		if (wrong && answer != NULL && json_add_scalar(json_object_get(object, answer), &b) && b.n > 0)
			choices_add(&c, true, buf_slice(&b));
		if (jsonoptions_add_all(v, wrong ? NULL : json_object_get(object, answer != NULL ? answer : ""), &c))
			found.options = key;
		else
			choices_free(&c);
	}
	choices_finish(&c);
	/* A list without any word on which is correct may be one of answers. */
	if (found.options != NULL && c.correct == 0 && answer == NULL && names_key(slice_of("answer")) != SIZE_MAX &&
	    strcasecmp(found.options, "answers") == 0)
		found.options = NULL;
	if (found.options != NULL) {
		choices_write(&c, field);
		found.key = c.correct > 0 ? answer : NULL;
	}
	choices_free(&c);
	buf_free(&b);
	return found;
}

/* ---- Choices as qb-format writes them ---- */

/* The text of a string of an object, empty if it is absent; false if it is something else. */
static bool
jsonoptions_text(const json_t *object, const char *key, struct slice *text)
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
jsonoptions_choice(const json_t *v, struct choices *c)
{
	const json_t *correct = json_object_get(v, "correct"), *weight = json_object_get(v, "weight");
	struct slice text, feedback;
	struct choice *choice;

	if (!json_is_object(v) || !json_is_string(json_object_get(v, "text")) || !jsonoptions_text(v, "text", &text) ||
	    !jsonoptions_text(v, "feedback", &feedback))
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

bool
json_add_choices(const json_t *v, struct buf *b)
{
	struct choices c = { 0 }, source = { 0 };
	struct slice text;
	size_t i;
	bool is_valid = !json_is_object(v); /* an object with a text per letter is none of ours */

	for (i = 0; is_valid && i < json_array_size(v); i++)
		is_valid = jsonoptions_choice(json_array_get(v, i), &c);
	choices_finish(&c);
	if (is_valid)
		choices_write(&c, b);
	if (is_valid && c.n > 0 && jsonoptions_text(json_array_get(v, 0), "source", &text) && text.n > 0 &&
	    choices_parse(&source, text) == 0 && choices_is_canonical(&source, buf_slice(b))) {
		b->n = 0;
		buf_append(b, text.p, text.n);
	}
	choices_free(&c);
	choices_free(&source);
	return is_valid;
}
