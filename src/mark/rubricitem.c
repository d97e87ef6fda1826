#include <stdint.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "mark/rubricitem.h"

enum { MAX_WEIGHT = 1000000, MAX_PARTS = 100000 };

/*
 * Removes a weight from the front of the item: a number followed by an asterisk.  Without one *weight
 * is 1.  -1 if it is out of range.
 */
static int
rubricitem_weight(struct slice *item, double *weight)
{
	const char *star = item->n ? memchr(item->p, '*', item->n) : NULL;
	struct slice number;

	*weight = 1;
	if (star == NULL || strchr("0123456789.+-", *item->p) == NULL)
		return 0;
	number = (struct slice){ item->p, (size_t)(star - item->p) };
	if (!parse_number(number, weight))
		return 0; /* an asterisk in a label */
	*item = slice_skip(*item, number.n + 1);
	if (*weight > 0 && *weight <= MAX_WEIGHT)
		return 0;
	return fail("weight %.*s is out of range (above 0, at most %d)", SHOWN(number), MAX_WEIGHT);
}

/* Splits the item at the first " = ".  Returns false, all of the item in *label, if there is none. */
static bool
rubricitem_split(struct slice item, struct slice *label, struct slice *pattern)
{
	size_t i;

	*label = item;
	for (i = 0; i + 3 <= item.n; i++)
		if (memcmp(item.p + i, " = ", 3) == 0) {
			*label = (struct slice){ item.p, i };
			*pattern = slice_skip(item, i + 3);
			return true;
		}
	return false;
}

/*
 * Removes "N of " from the front of the label and stores N, at least 1.  Returns false, *wanted being
 * 0, if there is none.
 */
static bool
rubricitem_wanted(struct slice *label, size_t *wanted)
{
	struct slice rest = *label;

	for (*wanted = 0; rest.n > 0 && *rest.p >= '0' && *rest.p <= '9'; rest = slice_skip(rest, 1))
		if (*wanted <= MAX_PARTS)
			*wanted = *wanted * 10 + (size_t)(*rest.p - '0');
	if (rest.n == label->n || !slice_starts(rest, " of ")) {
		*wanted = 0;
		return false;
	}
	*label = slice_skip(rest, strlen(" of "));
	return true;
}

bool
rubric_next_part(struct slice *pattern, struct slice *part)
{
	size_t i;

	if (pattern->p == NULL)
		return false;
	*part = *pattern;
	for (i = 0; i + 4 <= pattern->n; i++)
		if (memcmp(pattern->p + i, " ;; ", 4) == 0) {
			part->n = i;
			*pattern = slice_skip(*pattern, i + 4);
			return true;
		}
	pattern->p = NULL;
	return true;
}

/* Counts the parts of the pattern; if there are several, removes "N of " from the label. */
static int
rubricitem_parts(struct rubric_item *it)
{
	struct slice rest = it->pattern, part;

	while (rubric_next_part(&rest, &part))
		it->parts++;
	if (it->parts == 1)
		return 0;
	if (!rubricitem_wanted(&it->label, &it->wanted))
		return fail("' ;; ' requires a label that begins with 'N of '");
	if (it->wanted == 0 || it->wanted > it->parts)
		return fail("'N of ' is out of range (1 to %zu)", it->parts);
	return 0;
}

/* Removes a "~" before a letter from the label. */
static void
rubricitem_near(struct rubric_item *it)
{
	struct slice named = slice_skip(it->label, 1), rest = named;
	int32_t c;

	if (*it->label.p != '~' || named.n == 0)
		return;
	c = utf8_next(&rest);
	if (!utf8_is_word(c) || (c >= '0' && c <= '9'))
		return;
	it->label = named;
	it->near = true;
}

static int
rubricitem_parse(struct rubric_item *it, struct slice line)
{
	it->misconception = *line.p == '!';
	if (it->misconception)
		line = slice_skip(line, 1);
	if (rubricitem_weight(&line, &it->weight) == -1)
		return -1;
	it->has_pattern = rubricitem_split(line, &it->label, &it->pattern);
	it->label = slice_trim(it->label);
	if (it->label.n == 0)
		return fail("missing label");
	if (memchr(it->label.p, ';', it->label.n) != NULL)
		return fail("semicolon in the label");
	if (!utf8_is_valid(line))
		return fail("invalid UTF-8");
	if (!it->has_pattern)
		rubricitem_near(it);
	else if (rubricitem_parts(it) == -1)
		return -1;
	it->label = slice_trim(it->label);
	return it->label.n == 0 ? fail("missing label") : 0;
}

int
rubric_item_fail(struct slice line)
{
	struct slice label, pattern;

	rubricitem_split(line, &label, &pattern);
	return fail("'%.*s': %s", SHOWN(label), failure());
}

int
rubric_next(struct slice *text, struct rubric_item *item)
{
	struct slice line;

	while (slice_next(text, '\n', &line)) {
		if (slice_trim(line).n == 0)
			continue;
		*item = (struct rubric_item){ .line = line, .weight = 1 };
		return rubricitem_parse(item, line) == 0 ? 1 : rubric_item_fail(line);
	}
	return 0;
}
