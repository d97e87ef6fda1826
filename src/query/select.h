/* Selecting records by topic, level, tag and id. */
#ifndef QB_QUERY_SELECT_H
#define QB_QUERY_SELECT_H

#include <stdbool.h>

struct bank;
struct record;

struct select;

/* select_new: selects every record. */
struct select *select_new(void);
/*
 * select_topic: a text that the topic contains, ignoring case; select_level, select_tag: a value;
 * select_ids: a comma-separated list.  Repeats of one are alternatives; different ones must all
 * match.  The strings must outlive s.
 */
void select_topic(struct select *s, const char *part);
void select_level(struct select *s, const char *level);
void select_tag(struct select *s, const char *tag);
void select_ids(struct select *s, const char *list);
/* select_any: whether every record is selected. */
bool select_any(const struct select *s);
/* select_prepare: finds the columns needed; -1 if the bank lacks one. */
int select_prepare(struct select *s, const struct bank *b);
/* select_test: 1 if the record is selected, 0 if not, -1 on failure. */
int select_test(struct select *s, struct record *r);
void select_free(struct select *s);

#endif
