/* Selecting records by topic, level, tag and id. */
#ifndef QB_QUERY_SELECT_H
#define QB_QUERY_SELECT_H

#include <stdbool.h>

struct bank;
struct buf;
struct record;

struct select;

/* select_new: selects every record; free with select_free(). */
struct select *select_new(void);
/*
 * select_topic: selects topics that contain the text, ignoring case; select_level, select_tag: a
 * value; select_ids: a comma-separated list of ids, blanks around which are ignored.  Calls of the
 * same function add alternatives; a record must satisfy every function called.  After a `!`, each
 * excludes what it would select: no record may satisfy any of them.
 */
void select_topic(struct select *s, const char *part);
void select_level(struct select *s, const char *level);
void select_tag(struct select *s, const char *tag);
void select_ids(struct select *s, const char *list);
/* select_prepare: finds the columns in the bank; -1 if it lacks one. */
int select_prepare(struct select *s, const struct bank *b);
/* select_test: 1 if the record is selected, 0 if not, -1 if matching its topic fails. */
int select_test(struct select *s, struct record *r);
/*
 * select_missing: after select_test() of all records: whether ids were in no record; appends them, as
 * list_names() does.
 */
bool select_missing(const struct select *s, struct buf *b);
void select_free(struct select *s);

#endif
