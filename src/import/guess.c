/* The import format of a file, by its name and its content. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/guess.h"
#include "import/registry.h"
#include "tsv/file.h"

enum { GUESS_BYTES = 1 << 16 };

/* ---- Names ---- */

static const struct {
	const char *end, *format;
} guess_names[] = { { "md", "md" }, { "markdown", "md" }, { "mkd", "md" }, { "mdx", "md" }, { "rmd", "md" },
	{ "qmd", "md" }, { "html", "html" }, { "htm", "html" }, { "xhtml", "html" }, { "csv", "csv" }, { "tsv", "tsv" },
	{ "tab", "tsv" }, { "jsonl", "jsonl" }, { "ndjson", "jsonl" }, { "json", "json" }, { "gift", "gift" },
	{ "aiken", "aiken" }, { "apkg", "apkg" }, { "colpkg", "apkg" } };

static const char *
guess_by_name(const char *operand)
{
	const char *base = strrchr(operand, '/'), *dot = strrchr(base != NULL ? base : operand, '.');
	size_t i;

	for (i = 0; dot != NULL && i < sizeof(guess_names) / sizeof(*guess_names); i++)
		if (strcasecmp(dot + 1, guess_names[i].end) == 0)
			return guess_names[i].format;
	return NULL;
}

/* ---- Content ---- */

/* What the lines of a text begin with. */
struct guess_lines {
	size_t n, gift, weights, aiken, markdown, objects, tabs;
};

static void
guess_line(struct slice line, struct guess_lines *l)
{
	static const char *const markdown[] = { "# ", "## ", "### ", "- ", "* ", "1. ", "**", "```", "<details", "<!--",
		"> " };
	size_t i;

	line = slice_trim_ws(line);
	if (line.n == 0)
		return;
	l->n++;
	l->gift += ascii_starts(line, "::") || ascii_starts(line, "$category:");
	l->weights += (*line.p == '=' || *line.p == '~') && line.n > 1 && line.p[1] != line.p[0];
	l->gift += memchr(line.p, '{', line.n) != NULL && line.p[line.n - 1] == '}' && strchr("{<", *line.p) == NULL &&
	    (memchr(line.p, '~', line.n) != NULL || memchr(line.p, '=', line.n) != NULL);
	l->aiken += line.n == 9 && ascii_starts(line, "answer: ");
	l->tabs += memchr(line.p, '\t', line.n) != NULL;
	l->objects += *line.p == '{' && line.p[line.n - 1] == '}';
	for (i = 0; i < sizeof(markdown) / sizeof(*markdown); i++)
		l->markdown += ascii_starts(line, markdown[i]);
}

/* Whether the line is a header with a column for questions; stores its delimiter. */
static bool
guess_header(struct slice line, char *delim)
{
	static const char *const names[] = { "question", "questions", "front", "term", "prompt", "id" };
	static const char delims[] = "\t,;";
	struct slice rest, cell;
	size_t i, k;

	for (i = 0; i < sizeof(delims) - 1; i++) {
		if (line.n == 0 || memchr(line.p, delims[i], line.n) == NULL)
			continue;
		*delim = delims[i];
		for (rest = line; slice_next(&rest, delims[i], &cell);) {
			cell = slice_trim_ws(cell);
			if (cell.n > 2 && *cell.p == '"' && cell.p[cell.n - 1] == '"')
				cell = (struct slice){ cell.p + 1, cell.n - 2 };
			for (k = 0; k < sizeof(names) / sizeof(*names); k++)
				if (cell.n == strlen(names[k]) && ascii_starts(cell, names[k]))
					return true;
		}
	}
	return false;
}

/* The format of a text that begins with `<`. */
static const char *
guess_markup(struct slice text)
{
	struct slice s = text;

	for (; s.n > 0; s = slice_skip(s, 1))
		if (ascii_starts(s, "<quiz"))
			return "moodle";
	if (ascii_starts(text, "<!doctype html") || ascii_starts(text, "<html") || ascii_starts(text, "<head"))
		return "html";
	return ascii_starts(text, "<?xml") ? "xml" : "md";
}

static const char *
guess_by_content(struct slice text)
{
	static const char *const anki[] = { "#separator:", "#html:", "#columns:", "#deck", "#notetype", "#tags",
		"#guid" };
	struct guess_lines l = { 0 };
	struct slice s, first, line;
	char delim;
	size_t i;

	text = slice_trim_ws(slice_skip(text, file_bom(text)));
	if (ascii_starts(text, "pk\3\4"))
		return "apkg";
	for (i = 0; i < sizeof(anki) / sizeof(*anki); i++)
		if (ascii_starts(text, anki[i]))
			return "anki";
	if (text.n > 0 && *text.p == '<')
		return guess_markup(text);
	s = text;
	first = (struct slice){ text.p, 0 };
	if (text.n > 0)
		slice_next(&s, '\n', &first);
	for (s = text; s.n > 0 && slice_next(&s, '\n', &line);)
		guess_line(line, &l);
	s = text.n > 0 ? slice_trim_ws(slice_skip(text, 1)) : text;
	if (text.n > 0 && strchr("{[", *text.p) != NULL && (s.n == 0 || strchr("\"{[]}", *s.p) != NULL))
		return l.objects > 1 && l.objects + 1 >= l.n ? "jsonl" : "json";
	if (ascii_starts(first, "sep="))
		return "csv";
	if (guess_header(first, &delim))
		return delim == '\t' ? "tsv" : "csv";
	if (l.aiken > 0 && l.markdown == 0)
		return "aiken";
	if (l.gift > 0 && l.gift + l.weights > l.markdown)
		return "gift";
	if (first.n > 0 && memchr(first.p, '\t', first.n) != NULL && (l.markdown == 0 || 10 * l.tabs >= 9 * l.n))
		return "anki";
	return "md";
}

/* ---- Files ---- */

int
guess_prepare(const char *operand)
{
	struct buf all = { 0 };
	FILE *copy;
	ssize_t n = 1;

	if (strcmp(operand, "-") != 0 || lseek(STDIN_FILENO, 0, SEEK_CUR) != -1)
		return 0;
	while (n > 0)
		n = file_read_block(STDIN_FILENO, file_name(operand), file_block_size(), &all);
	if (n == -1 || all.n == 0) {
		buf_free(&all);
		return (int)n; /* an empty pipe can be read again */
	}
	copy = tmpfile();
	if (copy == NULL || fwrite(all.p, 1, all.n, copy) != all.n || fflush(copy) != 0 ||
	    lseek(fileno(copy), 0, SEEK_SET) == -1 || dup2(fileno(copy), STDIN_FILENO) == -1)
		n = fail("%s: cannot keep it to recognize its format: %s; give option -f", file_name(operand),
		    strerror(errno));
	if (copy != NULL)
		fclose(copy);
	buf_free(&all);
	return (int)n;
}

/* Reads the start of the operand. */
static int
guess_read(const char *operand, struct buf *start)
{
	bool std = strcmp(operand, "-") == 0;
	int fd = std ? STDIN_FILENO : open(operand, O_RDONLY | O_CLOEXEC | O_NONBLOCK), status = 0;
	ssize_t n = 1;

	if (fd == -1)
		return fail("%s: %s", file_name(operand), strerror(errno));
	if (!std && lseek(fd, 0, SEEK_CUR) == -1)
		status = fail("%s: give option -f: the format of a pipe cannot be recognized", file_name(operand));
	while (status == 0 && n > 0 && start->n < GUESS_BYTES) {
		n = pread(fd, buf_reserve(start, GUESS_BYTES), GUESS_BYTES, (off_t)start->n);
		if (n > 0)
			start->n += (size_t)n;
		else if (n == -1 && errno == EINTR)
			n = 1;
		else if (n == -1 && !(std && errno == ESPIPE)) /* an empty pipe has no format */
			status = fail("%s: %s", file_name(operand), strerror(errno));
	}
	if (!std)
		close(fd);
	return status;
}

const struct import_format *
guess_format(const char *operand, bool *empty)
{
	const char *name = guess_by_name(operand);
	const struct import_format *format = NULL;
	struct buf start = { 0 }, names = { 0 };

	if (name == NULL && guess_read(operand, &start) == 0)
		name = guess_by_content(buf_slice(&start));
	if (name != NULL && (format = import_format_find(name)) == NULL)
		fail("%s: %s is no import format; choose from %s with -f", file_name(operand), name,
		    import_format_names(&names));
	*empty = guess_by_name(operand) == NULL && start.n == 0;
	buf_free(&start);
	buf_free(&names);
	return format;
}
