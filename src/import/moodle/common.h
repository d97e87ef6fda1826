/* What GIFT and Moodle XML have in common. */
#ifndef QB_IMPORT_MOODLE_COMMON_H
#define QB_IMPORT_MOODLE_COMMON_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct choices;
struct import;
struct map;
struct slice;

/*
 * name_is_id: whether the name of a question can be its id: it is the first of that name, and without commas,
 * which separate ids; reports why not.  Adds it to *names, a NULL at first, which the caller frees.
 */
bool name_is_id(struct import *im, struct map **names, size_t lineno, struct slice name);
/* category_skip_context: the path of a category without its context and the top, such as `$course$/top/`. */
struct slice category_skip_context(struct slice path);
/* category_unescape: appends the path, in which `//` is a literal slash. */
void category_unescape(struct slice path, struct buf *b);
/* answers_add_weight: appends what an answer is worth, in percent, unless it is everything. */
void answers_add_weight(double weight, struct buf *b);
/* answers_add: appends the correct answers of a question, each with its feedback, as a list if there are several. */
void answers_add(struct import *im, size_t lineno, const struct choices *c, struct buf *b);

#endif
