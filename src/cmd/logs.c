/* The options of the tools that read review logs. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/slice.h"
#include "cmd/logs.h"
#include "cmd/opt.h"
#include "cmd/tool.h"
#include "review/model.h"
#include "tsv/file.h"

void
logs_add(struct logs *l, char *name)
{
	l->name = array_grow(l->name, l->n + 1, &l->cap, sizeof(*l->name));
	l->name[l->n++] = name;
	l->name[l->n] = NULL;
}

void
logs_add_default(struct logs *l)
{
	static struct buf b;
	char *log = getenv("QB_LOG"), *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (l->n > 0)
		return;
	if (log != NULL && *log != '\0')
		buf_str(&b, log);
	else if (state != NULL && *state != '\0')
		buf_printf(&b, "%s/qb/log.tsv", state);
	else if (home != NULL && *home != '\0')
		buf_printf(&b, "%s/.local/state/qb/log.tsv", home);
	buf_cstr(&b);
	if (b.n > 0 && (strcmp(b.p, "-") == 0 || access(b.p, F_OK) == 0 || errno != ENOENT))
		logs_add(l, b.p);
}

void
logs_warn(struct buf *warnings)
{
	if (warnings->n == 0)
		return;
	warnings->n--; /* the last newline */
	fail_lines(buf_cstr(warnings));
	warn_failure();
}

void
logs_set_now(const struct tool *t, struct calendar *c, const char *now)
{
	c->now = time(NULL);
	if (now != NULL && date_parse(slice_of(now), &c->today)) {
		c->now = (time_t)LLONG_MAX; /* the end of that day */
		return;
	}
	if (now != NULL && !time_parse(slice_of(now), &c->now))
		usage(t, "--now: invalid time '%s'; use 2026-01-31T08:15:00Z or 2026-01-31", now);
	c->today = calendar_day(c, c->now);
}

double
logs_retention(const struct tool *t, const char *arg)
{
	double r;

	if (!parse_number(slice_of(arg), &r))
		usage(t, "-r: invalid number '%s'", arg);
	if (r <= 0 || r >= 1)
		usage(t, "-r: %s is out of range (above 0, below 1)", arg);
	return r;
}

char *
logs_beside(struct buf *path, const char *log, const char *name)
{
	const char *slash = strrchr(log, '/');

	path->n = 0;
	buf_printf(path, "%.*s%s", slash != NULL ? (int)(slash + 1 - log) : 0, log, name);
	buf_cstr(path);
	return path->p;
}

void
logs_add_ids(struct map *ids, char *file)
{
	char *operands[] = { file, NULL };
	struct bank *b = bank_open(operands, 0, BANK_OPTIONAL | BANK_NO_OUTPUT);
	struct buf text = { 0 };
	struct record *r;
	size_t col = 0;

	if (b == NULL || (bank_header(b)->n > 0 && bank_column(b, "id", &col) == -1))
		fatal();
	while ((r = bank_next(b)) != NULL)
		map_add(ids, record_text(r, col, &text));
	if (bank_close(b) == -1)
		fatal();
	buf_free(&text);
}

/* The parameters on the only line of the file, apart from blank lines; NULL on failure. */
static void *
logs_params_file(const struct model *m, const char *name)
{
	struct buf file = { 0 };
	struct slice line, rest;
	void *params = NULL;
	char *list;

	if (file_read(name, &file) == -1)
		return NULL;
	rest = slice_trim_ws(buf_slice(&file));
	slice_next(&rest, '\n', &line);
	if (line.n == 0) {
		fail("%s: empty; expected a line as qb-fit writes it", file_name(name));
	} else if (rest.p != NULL) {
		fail("%s: more than one line; expected one as qb-fit writes it", file_name(name));
	} else {
		list = slice_dup(slice_trim_ws(line));
		params = m->parse(list);
		if (params == NULL)
			fail("%s: %s", file_name(name), failure());
		free(list);
	}
	buf_free(&file);
	return params;
}

const char *
params_name(const char *arg)
{
	const char *file = getenv("QB_PARAMS");

	if (arg != NULL)
		return *arg == '@' ? arg + 1 : NULL;
	return file != NULL && *file != '\0' ? file : NULL;
}

void *
params_read(const struct tool *t, const struct model *m, const char *arg)
{
	const char *file = params_name(arg);
	void *params;

	if (file != NULL)
		params = logs_params_file(m, file);
	else if ((params = m->parse(arg)) == NULL)
		usage(t, "--params: %s", failure());
	if (params == NULL)
		fatal();
	return params;
}
