/* Choices in JSON objects of any program. */
#ifndef QB_IMPORT_JSONOPTIONS_H
#define QB_IMPORT_JSONOPTIONS_H

#include <jansson.h>
#include <stdbool.h>

struct buf;

/* What an object says about the choices of its question. */
struct json_options {
	const char *options; /* the key with the choices, or NULL */
	const char *key;     /* the key with the correct answer, if it is used up, or NULL */
};

/*
 * json_find_options: appends the choices of the object to *field, which stays empty if it has none: an array of
 * texts or of objects, or an object with a text per letter.  A choice is correct if its object or a key such
 * as `correct_answer` says so; if the latter has a letter or a number, options_take() finds it later.
 */
struct json_options json_find_options(const json_t *object, struct buf *field);
/*
 * json_add_choices: appends an array of objects {text, correct, weight, feedback} as the field; false if it has
 * other values.  The source is kept if it agrees.
 */
bool json_add_choices(const json_t *v, struct buf *b);
/* json_add_scalar: appends a string, a number or a truth value as text; false for other values. */
bool json_add_scalar(const json_t *v, struct buf *b);
/* json_add_list: appends an array of such values, one per line after the bullet; false if it has others. */
bool json_add_list(const json_t *v, const char *bullet, struct buf *b);

#endif
