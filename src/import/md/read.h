/* Markdown that another format was converted to. */
#ifndef QB_IMPORT_MD_READ_H
#define QB_IMPORT_MD_READ_H

struct buf;
struct import;

/*
 * md_read_text: adds the questions of a file that is no native export, as -f md does; import_end() is
 * left to the caller.  May change *file.  Returns -1, having called fail(), if it cannot be read or
 * if what was found cannot be its questions.
 */
int md_read_text(struct import *im, const char *operand, struct buf *file);

#endif
