/* The state of reading a text file of Anki. */
#ifndef QB_IMPORT_ANKI_ANKI_H
#define QB_IMPORT_ANKI_ANKI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct buf;
struct csv;
struct import;

/* The header lines.  Columns count from 1; 0: no such column. */
struct anki {
	struct import *im;
	const char *operand;
	char delim;
	struct slice columns, tags, deck_name;
	int guid, notetype, deck, tagged; /* columns */
	bool html, html_given;            /* fields are HTML; a header line says whether they are */
	bool native;                      /* written by qb-format: text is restored byte for byte */
	bool of_bank;     /* notes that were made from a bank: their text is that of the bank, as HTML */
	struct buf *name; /* of each column */
	size_t n;
	size_t fields; /* of most records, or 0 if they have several types: others are reported */
};

/* ---- header.c ---- */

/*
 * anki_parse_headers: parses the header lines, and appends the file to *data with empty lines in place of them and
 * of comments, so that libcsv counts lines as in the file.
 */
void anki_parse_headers(struct anki *a, const struct buf *file, struct buf *data);
/* anki_guess_separator: as Anki, the first of TAB | ; : and comma that the start of the data has. */
char anki_guess_separator(struct slice data);

/* ---- columns.c ---- */

/* anki_name_columns: takes the names in #columns or in the list of --columns, if there are any; -1 after fail(). */
int anki_name_columns(struct anki *a);
/* anki_guess_names: names the columns up to the n-th that have no name yet; notetype is that of the first note. */
void anki_guess_names(struct anki *a, size_t n, struct slice notetype);
/* anki_is_duplicate: whether the column has Anki's tags, and another one the tags of the bank, which are the same. */
bool anki_is_duplicate(const struct anki *a, size_t col);
/* anki_convert: appends the data to *lines as TSV.  Returns the converter, which knows the line numbers, or NULL. */
struct csv *anki_convert(const struct anki *a, struct slice data, struct buf *lines);

/* ---- cloze.c ---- */

/*
 * anki_cloze: if the text has deletions, such as `{{c1::text::hint}}`, appends it to *question with
 * blanks and the hints in their place, and the deleted texts to *answer, as a list if there are
 * several.  Otherwise returns false.
 */
bool anki_cloze(struct slice text, struct buf *question, struct buf *answer);
/*
 * anki_read_cloze: replaces the question of the row, if it has deletions, by one with blanks, and puts what they
 * hide before the answer.
 */
void anki_read_cloze(struct import *im, size_t row, struct slice question, struct slice answer);
/* anki_add_tags: appends Anki's tags, which spaces separate, as a bank has them. */
void anki_add_tags(struct slice tags, struct buf *b);

#endif
