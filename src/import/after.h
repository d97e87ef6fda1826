/* The bank that an import continues. */
#ifndef QB_IMPORT_AFTER_H
#define QB_IMPORT_AFTER_H

#include <stdbool.h>
#include <stddef.h>

struct after;
struct slice;

/* after_has_question: whether the bank has a question with this text, decoded, ignoring case and white space. */
bool after_has_question(const struct after *a, struct slice question);
/* after_has_id: whether the bank has this id, escaped. */
bool after_has_id(const struct after *a, struct slice id);
/* after_last_number: the highest number that follows the prefix in an id of the bank; 0: none. */
size_t after_last_number(const struct after *a);
/* after_free: frees it; accepts NULL. */
void after_free(struct after *a);

#endif
