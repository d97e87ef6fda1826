/* Text in XML, and a record's own fields beside what a program shows of them. */
#ifndef QB_MARKUP_XMLTEXT_H
#define QB_MARKUP_XMLTEXT_H

#include <stdbool.h>
#include <stdint.h>

struct buf;
struct slice;

/* xmltext_has: whether XML and HTML permit the character, and leave it as it is, unlike a CR. */
bool xmltext_has(int32_t c);
/* xmltext_is_plain: whether XML and HTML can have the text as it is: valid UTF-8 whose only controls are TAB and newline. */
bool xmltext_is_plain(struct slice s);
/* xmltext_clean: appends the text to *b with U+FFFD for everything that is not plain. */
void xmltext_clean(struct slice s, struct buf *b);

enum { OWN_CHECK = 17 };

/*
 * own_check: stores a hash (XXH64, seed 0, of the field, a NUL and what is shown of it), as 16 hexadecimal
 * digits.  A reader that finds another hash knows that one of the two was changed.
 */
void own_check(struct slice field, struct slice shown, char check[OWN_CHECK]);

#endif
