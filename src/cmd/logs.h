/* The options of the tools that read review logs. */
#ifndef QB_CMD_LOGS_H
#define QB_CMD_LOGS_H

#include <stddef.h>

struct buf;
struct calendar;
struct map;
struct model;
struct tool;

/* The logs named by -l: an array that ends with NULL. */
struct logs {
	char **name;
	size_t n, cap;
};

/* logs_add: adds a log; name must stay valid. */
void logs_add(struct logs *l, char *name);
/*
 * logs_add_default: without -l, adds $QB_LOG or the log of qb-quiz if it exists; otherwise there is no
 * log: no reviews.
 */
void logs_add_default(struct logs *l);
/* logs_warn: prints the warnings that reading the logs has appended. */
void logs_warn(struct buf *warnings);
/* logs_set_now: sets the calendar to the time of --now; to the clock for NULL; see usage() for an invalid time. */
void logs_set_now(const struct tool *t, struct calendar *c, const char *now);
/* logs_retention: the argument of -r, a number above 0 and below 1; otherwise usage(). */
double logs_retention(const struct tool *t, const char *arg);
/* logs_beside: sets *path to that of the file with this name in the directory of the log; returns it as a string. */
char *logs_beside(struct buf *path, const char *log, const char *name);
/* logs_add_ids: adds the ids of a file, which may be empty, to the map; exits on failure. */
void logs_add_ids(struct map *ids, char *file);

/* params_name: the file that params_read() reads, or NULL. */
const char *params_name(const char *arg);
/*
 * params_read: the parameters of --params: a list, or @FILE, a file with a list on its only line.  NULL
 * is the file $QB_PARAMS, or the default parameters if that is unset or empty.  Call it before confine().
 * The caller frees them with free().  Exits if they are invalid.
 */
void *params_read(const struct tool *t, const struct model *m, const char *arg);

#endif
