/* Mistakes that authors make, and that are valid all the same. */
#ifndef QB_QUERY_HINTS_H
#define QB_QUERY_HINTS_H

#include <stdbool.h>

struct slice;

/*
 * hint_code: whether a code span of the CommonMark text, decoded, has a newline or a TAB; stores the
 * span, which is part of the text.  Code blocks may have both.
 */
bool hint_code(struct slice text, struct slice *span);
/* hint_point: why a valid item of a rubric looks misspelt; NULL if it does not. */
const char *hint_point(struct slice item);
/* hint_fields: why a line may have the wrong number of fields; NULL if unknown. */
const char *hint_fields(struct slice line);
/* hint_quoted: whether the field is quoted as CSV is: "a ""word"" or two". */
bool hint_quoted(struct slice field);

#endif
