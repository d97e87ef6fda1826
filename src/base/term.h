/* The terminal on standard output. */
#ifndef QB_BASE_TERM_H
#define QB_BASE_TERM_H

#include <stdbool.h>
#include <stddef.h>

/* The argument of --color. */
enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* term_width: the width in columns: $COLUMNS, or the size that the terminal reports, or 80. */
size_t term_width(void);
/* use_color: whether to colour standard output, from the option, NO_COLOR, TERM and isatty(3). */
bool use_color(enum when when);

#endif
