/* The options of qb-format for papers, which only some formats have. */
#ifndef QB_CMD_PAPER_OPTIONS_H
#define QB_CMD_PAPER_OPTIONS_H

#include <stdbool.h>

#include "cmd/opt.h"

struct format;
struct job;

enum { OPT_PLAIN = OPT_TOOL + 32, OPT_HEADER, OPT_SPACE, OPT_POINTS, OPT_COLUMNS };

/*
 * paper_option: if the key is one of these options, stores its argument, optarg, in the job, which borrows it, adds its
 * bit, such as FORMAT_PLAIN, to *given, and returns true.
 */
bool paper_option(const struct tool *t, int key, struct job *j, unsigned *given);
/* paper_options_finish: exits with a usage error if an option was given that the format lacks; sets defaults. */
void paper_options_finish(const struct tool *t, const struct format *f, struct job *j, unsigned given);

#endif
