/* The lines of a Markdown file that belong to no question: each is reported, as part of a block. */
#include <stdbool.h>
#include <string.h>

#include "base/slice.h"
#include "import/import.h"
#include "import/md/prompt.h"
#include "import/md/rest.h"
#include "import/md/scan.h"
#include "import/md/tags.h"

/* Whether the line holds links into the page, as in a table of contents. */
static bool
rest_is_contents(const struct scan_line *l)
{
	return (l->kind == SCAN_ITEM || l->kind == SCAN_TABLE) && scan_find(l->raw, "](#") != NULL;
}

/* Whether the line is only an image, or a link around one. */
static bool
rest_is_image(const struct scan_line *l)
{
	return slice_starts(l->text, "![") || slice_starts(l->text, "[![") || slice_starts(l->text, "<img");
}

/* What the block that begins with this line is. */
static const char *
rest_name(const struct scan_line *l)
{
	struct prompt p;

	switch (l->kind) {
	case SCAN_HEADING:
		if (l->text.n > 0)
			prompt_parse(l->text, &p);
		if (l->text.n > 0 && prompt_strength(&p) == PROMPT_SURE)
			return "heading like a question";
		return "heading without questions";
	case SCAN_ITEM:
		return rest_is_contents(l) ? "table of contents" : "list";
	case SCAN_TABLE:
		return rest_is_contents(l) ? "table of contents" : "table";
	case SCAN_RULE:
		return "rule";
	case SCAN_HTML:
		if (tags_is_navigation(l->text))
			return "link into the page";
		return rest_is_image(l) ? "image" : "HTML";
	case SCAN_COMMENT:
		return "comment";
	case SCAN_CODE:
	case SCAN_FENCE:
		return "code block";
	case SCAN_FRONT:
		return "front matter";
	case SCAN_BLANK:
	case SCAN_TEXT:
	case SCAN_UNDERLINE:
		break;
	}
	if (tags_is_navigation(l->text))
		return "link into the page";
	return rest_is_image(l) ? "image" : l->quoted ? "block quote" : "paragraph";
}

/* The line after the block that begins here. */
static size_t
rest_end(const struct scan *s, const bool *used, size_t first)
{
	const struct scan_line *l = &s->line[first];
	size_t i;

	for (i = first + 1; i < s->n && !used[i]; i++) {
		const struct scan_line *next = &s->line[i];

		if (l->kind == SCAN_FENCE || l->kind == SCAN_CODE) {
			if (!scan_is_code(next) && next->kind != SCAN_BLANK)
				break;
			if (next->kind == SCAN_FENCE)
				return i + 1;
		} else if (l->kind == SCAN_ITEM) {
			if (next->kind != SCAN_ITEM && next->kind != SCAN_BLANK && next->indent < 2 &&
			    !(next->kind == SCAN_TEXT && s->line[i - 1].kind != SCAN_BLANK))
				break;
		} else if (l->kind == SCAN_HEADING) {
			if (next->kind != SCAN_UNDERLINE)
				break;
		} else if (l->kind == SCAN_HTML && next->kind == SCAN_TEXT && s->line[i - 1].kind != SCAN_BLANK) {
			continue;
		} else if (next->kind != l->kind || next->quoted != l->quoted) {
			break;
		}
	}
	return i;
}

void
rest_report(struct import *im, const struct scan *s, const bool *used)
{
	size_t i, end;

	for (i = 0; i < s->n; i = end) {
		const char *what;

		end = i + 1;
		if (used[i] || s->line[i].kind == SCAN_BLANK)
			continue;
		what = rest_name(&s->line[i]);
		import_skipped(im, i + 1, what, slice_trim_ws(s->line[i].raw));
		for (end = rest_end(s, used, i); ++i < end;)
			if (s->line[i].kind != SCAN_BLANK)
				import_skipped_line(im, i + 1, what, slice_trim_ws(s->line[i].raw));
	}
}
