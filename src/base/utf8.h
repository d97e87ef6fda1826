/* Characters: UTF-8, their classes and their width on a terminal. */
#ifndef QB_BASE_UTF8_H
#define QB_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct buf;

/* ascii_lower: the lower-case letter for an upper-case letter of ASCII; any other byte unchanged. */
static inline char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* ascii_starts: whether s begins with the text, which is in lower case, in any case of ASCII. */
bool ascii_starts(struct slice s, const char *lower);

/* ascii_is_space: white space of ASCII: space, \t, \n, \v, \f, \r. */
static inline bool
ascii_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/*
 * utf8_next: removes one character from the front of *s, which is not empty, and returns its
 * code point; U+FFFD for a byte that is not part of valid UTF-8.
 */
int32_t utf8_next(struct slice *s);
/* utf8_is_upper: an upper-case letter. */
bool utf8_is_upper(int32_t c);
/* utf8_is_space: white space; utf8_is_word: a letter, a digit or a combining mark. */
bool utf8_is_space(int32_t c);
bool utf8_is_word(int32_t c);
/* utf8_is_symbol: a symbol, such as an emoji, or a character that joins or varies symbols. */
bool utf8_is_symbol(int32_t c);
/* utf8_width: the width of the text on a terminal, in columns. */
size_t utf8_width(struct slice s);
bool utf8_is_ascii(struct slice s);
bool utf8_is_valid(struct slice s);
/*
 * utf8_replace_invalid: the text with U+FFFD for each byte that is not part of valid UTF-8.
 * Borrows s if it is valid; otherwise uses *b, whose old content is lost.
 */
struct slice utf8_replace_invalid(struct slice s, struct buf *b);
/*
 * utf8_fold: sets *b to the text with its case folded, in Unicode's normalization form NFC; invalid
 * bytes become U+FFFD.  Texts that differ only in case or in composed characters become equal.
 */
void utf8_fold(struct slice s, struct buf *b);
/*
 * escape_controls: appends the text to *b in a form that is safe on a terminal: control
 * characters, except those in keep, and invalid bytes as \x1b; bidirectional embeddings,
 * overrides and isolates, which can reorder what follows, as \u202e; white space as spaces.
 * escape_message: the same, but white space as \n, so that a message remains one line.
 * escape_nonprinting: the same as escape_controls, but keeps bidirectional controls, for text
 * that does not go to a terminal.
 */
void escape_controls(struct slice s, const char *keep, struct buf *b);
void escape_message(struct slice s, struct buf *b);
void escape_nonprinting(struct slice s, const char *keep, struct buf *b);

#endif
