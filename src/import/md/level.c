/* Marks that give the level of difficulty of a question. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/slice.h"
#include "base/utf8.h"
#include "import/md/level.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"

enum { LEVEL_STAR = 0x2b50, LEVEL_BLACK_STAR = 0x2605, LEVEL_WHITE_STAR = 0x2606, LEVEL_VARIATION = 0xfe0f };

/* Removes the last character, which *s has. */
static int32_t
level_last(struct slice *s)
{
	size_t n = s->n - 1;
	struct slice c;

	while (n > 0 && s->n - n < 4 && (s->p[n] & 0xc0) == 0x80)
		n--;
	c = slice_skip(*s, n);
	s->n = n;
	return utf8_next(&c);
}

static const char *
level_of_circle(int32_t c)
{
	static const struct {
		int32_t point;
		const char *level;
	} circles[] = { { 0x1f7e2, "easy" }, { 0x1f7e1, "medium" }, { 0x1f7e0, "medium" }, { 0x1f534, "hard" } };
	size_t i;

	for (i = 0; i < sizeof(circles) / sizeof(*circles); i++)
		if (c == circles[i].point)
			return circles[i].level;
	return NULL;
}

/* Removes the stars at one end, and the level that their number means; NULL: none. */
static const char *
level_take_stars(struct slice *s, bool last)
{
	static const char *const levels[] = { NULL, "easy", "medium", "hard" };
	struct slice rest = *s;
	size_t n = 0;

	while (rest.n > 0) {
		struct slice before = rest;
		int32_t c = last ? level_last(&rest) : utf8_next(&rest);

		n += c == LEVEL_STAR || c == LEVEL_BLACK_STAR;
		if (c != LEVEL_STAR && c != LEVEL_BLACK_STAR && c != LEVEL_WHITE_STAR && c != LEVEL_VARIATION) {
			rest = before;
			break;
		}
	}
	if (n > 0)
		*s = rest;
	return levels[n < 3 ? n : 3];
}

/* Removes a circle or, if they are levels, the stars at one end. */
static const char *
level_take_symbol(struct slice *s, bool last, bool stars)
{
	struct slice rest = *s;
	int32_t c = last ? level_last(&rest) : utf8_next(&rest);
	const char *level = level_of_circle(c);

	if (level == NULL)
		return stars ? level_take_stars(s, last) : NULL;
	*s = rest;
	return level;
}

/* The character that closes a bracket, or opens one; NUL: it is none. */
static char
level_pair(char c, const char *from, const char *to)
{
	const char *p = strchr(from, c);

	return c != '\0' && p != NULL ? to[p - from] : '\0';
}

/* Removes a level in brackets or a code span from the start. */
static const char *
level_take_first(struct slice *s)
{
	char close = level_pair(*s->p, "([`", ")]`");
	const char *end = close != '\0' ? memchr(s->p + 1, close, s->n - 1) : NULL, *level;

	if (end == NULL || (end + 1 < s->p + s->n && end[1] == '('))
		return NULL; /* `[Easy](link)` */
	level = prompt_level((struct slice){ s->p + 1, (size_t)(end - s->p) - 1 });
	if (level != NULL)
		*s = slice_skip(*s, (size_t)(end + 1 - s->p));
	return level;
}

/* The same for the end. */
static const char *
level_take_last(struct slice *s)
{
	char open = level_pair(s->p[s->n - 1], ")]`", "([`");
	size_t i = s->n - 1;
	const char *level;

	if (open == '\0')
		return NULL;
	while (i > 0 && s->p[i - 1] != open)
		i--;
	if (i == 0)
		return NULL;
	level = prompt_level((struct slice){ s->p + i, s->n - i - 1 });
	if (level != NULL)
		s->n = i - 1;
	return level;
}

const char *
level_take(struct slice *s, bool stars)
{
	const char *end = memchr(s->p, '\n', s->n), *level = NULL;
	size_t first = end != NULL ? (size_t)(end - s->p) : s->n;
	struct slice line = slice_trim_ws((struct slice){ s->p, first });

	if (line.n == 0)
		return NULL;
	if ((level = level_take_symbol(&line, false, stars)) != NULL || (level = level_take_first(&line)) != NULL)
		line.n = s->n - (size_t)(line.p - s->p); /* with the further lines */
	else if (end != NULL ||
	    ((level = level_take_symbol(&line, true, stars)) == NULL && (level = level_take_last(&line)) == NULL))
		return NULL;
	line = slice_trim_ws(line);
	if (line.n == 0)
		return NULL;
	*s = line;
	return level;
}

bool
level_has_stars(struct slice file)
{
	static const char *const several[] = { "⭐⭐", "⭐️⭐️", "★★", "★☆" };
	size_t i;

	for (i = 0; i < sizeof(several) / sizeof(*several); i++)
		if (scan_find(file, several[i]) != NULL)
			return true;
	return false;
}
