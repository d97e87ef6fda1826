#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

#include "base/mem.h"
#include "cmd/opt.h"
#include "cmd/paper-options.h"
#include "format/format.h"
#include "format/job.h"

/* The header of a marking sheet without --header: a line for a name. */
#define CANDIDATE "Candidate: ______________________________"

static const struct {
	int key;
	unsigned option;
	const char *name;
} paper_options[] = {
	{ OPT_PLAIN, FORMAT_PLAIN, "--plain" },
	{ OPT_HEADER, FORMAT_HEADER, "--header" },
	{ OPT_SPACE, FORMAT_SPACE, "--space" },
	{ OPT_POINTS, FORMAT_POINTS, "--points" },
	{ OPT_COLUMNS, FORMAT_COLUMNS, "--columns" },
};

enum { PAPER_OPTIONS = sizeof(paper_options) / sizeof(*paper_options) };

static void
paper_add_header(struct job *j, const char *text)
{
	j->header = xrealloc(j->header, j->nheader + 1, sizeof(*j->header));
	j->header[j->nheader++] = text;
}

bool
paper_option(const struct tool *t, int key, struct job *j, unsigned *given)
{
	size_t i;

	for (i = 0; i < PAPER_OPTIONS && paper_options[i].key != key; i++)
		;
	if (i == PAPER_OPTIONS)
		return false;
	*given |= paper_options[i].option;
	if (key == OPT_PLAIN)
		j->plain = true;
	else if (key == OPT_HEADER)
		paper_add_header(j, optarg);
	else if (key == OPT_SPACE)
		j->space = (size_t)opt_number(t, "--space", optarg, 0, 1000);
	else if (key == OPT_POINTS)
		j->sheet = true;
	else
		j->text_columns = (size_t)opt_number(t, "--columns", optarg, 1, 3);
	return true;
}

void
paper_options_finish(const struct tool *t, const struct format *f, struct job *j, unsigned given)
{
	unsigned missing = given & ~f->options;
	size_t i;

	for (i = 0; i < PAPER_OPTIONS; i++) {
		if (!(missing & paper_options[i].option))
			continue;
		if (j->template != NULL)
			usage(t, "%s cannot be combined with -f", paper_options[i].name);
		usage(t, "%s cannot be combined with -t %s", paper_options[i].name, f->name);
	}
	if (j->sheet && j->nheader == 0)
		paper_add_header(j, CANDIDATE);
}
