/* Arguments of options that several tools have. */
#ifndef QB_CMD_ARGS_H
#define QB_CMD_ARGS_H

struct threshold;
struct tool;

/* Each is usage() if the argument is invalid; option is how the option is written. */

/* arg_threshold: a similarity from 0.3 to 1; stores nothing if arg is NULL, so that the default remains. */
void arg_threshold(const struct tool *t, const char *option, const char *arg, struct threshold *threshold);
/* arg_date: a date YYYY-MM-DD, as days since 1970-01-01. */
long arg_date(const struct tool *t, const char *option, const char *arg);

#endif
