/* Rows of a table that has a column for questions. */
#include <stdbool.h>
#include <string.h>

#include "base/slice.h"
#include "base/utf8.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"
#include "import/md/shape.h"
#include "import/md/tags.h"
#include "import/md/unit.h"

enum { TABLE_COLUMNS = 16 };

/* The columns of a table, by what they hold; -1: none. */
struct table {
	int question, answer, level;
	size_t topic; /* the line of the heading above */
};

static bool
table_name_is(struct slice cell, const char *const *names)
{
	const char *note;
	size_t i, k;

	cell = prompt_unwrap(cell);
	if (cell.n > 0 && (note = memchr(cell.p, '(', cell.n)) != NULL) /* `Front (English)` */
		cell = slice_trim((struct slice){ cell.p, (size_t)(note - cell.p) });
	for (i = 0; names[i] != NULL; i++) {
		for (k = 0; k < cell.n && ascii_lower(cell.p[k]) == names[i][k]; k++)
			;
		if (k == cell.n && names[i][k] == '\0')
			return true;
	}
	return false;
}

/* Splits a row into at most TABLE_COLUMNS cells, and returns how many. */
static int
table_cells(struct slice row, struct slice *cell)
{
	int n = 0;
	size_t i, from = 0;
	bool code = false;

	row = slice_trim_ws(row);
	if (row.n > 0 && *row.p == '|')
		row = slice_skip(row, 1);
	for (i = 0; i <= row.n && n < TABLE_COLUMNS; i++) {
		if (i < row.n && row.p[i] == '`')
			code = !code;
		if (i < row.n && (row.p[i] != '|' || (i > 0 && row.p[i - 1] == '\\')))
			continue;
		if (i == row.n && from == i)
			break;
		cell[n++] = slice_trim((struct slice){ row.p + from, i - from });
		from = i + 1;
	}
	return n;
}

/* Reads the header; false if no column holds questions. */
static bool
table_header(struct slice row, struct table *t)
{
	static const char *const questions[] = { "question", "questions", "front", "term", "prompt", "q", "вопрос",
		"frage", "pregunta", "pergunta", "domanda", "frente", "问题", "题目", NULL };
	static const char *const answers[] = { "answer", "answers", "back", "definition", "a", "solution",
		"explanation", "ответ", "antwort", "respuesta", "resposta", "risposta", "verso", "答案", NULL };
	static const char *const levels[] = { "level", "difficulty", NULL };
	struct slice cell[TABLE_COLUMNS];
	int i, n = table_cells(row, cell);

	t->question = t->answer = t->level = -1;
	for (i = n; i-- > 0;) {
		if (table_name_is(cell[i], questions))
			t->question = i;
		else if (table_name_is(cell[i], answers))
			t->answer = i;
		else if (table_name_is(cell[i], levels))
			t->level = i;
	}
	return t->question >= 0;
}

static void
table_row(const struct scan *s, size_t line, const struct table *t, struct units *u)
{
	struct slice cell[TABLE_COLUMNS];
	int n = table_cells(s->line[line].text, cell);
	struct unit unit = { .first = line, .last = line, .topic = t->topic, .level = NO_UNIT_LINE };
	struct prompt p;

	if (t->question >= n || cell[t->question].n == 0 || tags_is_navigation(cell[t->question]))
		return;
	prompt_parse(cell[t->question], &p);
	unit.title = p.text;
	unit.number = p.number;
	if (t->answer >= 0 && t->answer < n)
		unit.body = cell[t->answer];
	if (t->level >= 0 && t->level < n)
		unit.extra = cell[t->level];
	unit.strength = PROMPT_SURE;
	units_add(s, u, &unit);
}

static void
table_find(const struct scan *s, struct units *u)
{
	struct table t = { .topic = NO_UNIT_LINE };
	bool found = false;
	size_t i;

	for (i = 0; i < s->n; i++) {
		if (shape_topic(s, i) == UNIT_TOPIC)
			t.topic = i;
		if (s->line[i].kind != SCAN_TABLE) {
			found = false;
			continue;
		}
		if (i == 0 || s->line[i - 1].kind != SCAN_TABLE) {
			found = table_header(s->line[i].text, &t);
			i++; /* the line of dashes */
		} else if (found) {
			table_row(s, i, &t, u);
		}
	}
}

const struct shape shape_table = { "table rows", NULL, table_find };
