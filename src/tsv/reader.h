/* A file as lines of TSV: TSV as it is, CSV converted. */
#ifndef QB_TSV_READER_H
#define QB_TSV_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

/* A line of TSV.  The text lies in a buffer, before at least SLACK bytes that may be loaded: see buf.h. */
struct line {
	struct slice text; /* without its newline */
	size_t lineno;     /* in the file; the first is 1 */
	const struct tabs *tabs;
	bool unterminated; /* the last line, without a newline */
	bool torn;         /* the same, and NULs follow: see reader_allow_torn_end() */
};

struct reader;

/* For delim: CSV; the delimiter is whichever of , and ; occurs first in the first line, or that of a line `sep=X`. */
#define ANY_CSV '\1'

/*
 * reader_open: opens the file; "-" is standard input.  With delim 0 the first line decides
 * between TSV and CSV; otherwise the file is CSV with that delimiter.  Skips byte-order marks, blank
 * lines and a line `sep=X` at the start.  Reads blocks of $QB_BLOCK bytes (default: 128 KiB).  name
 * must outlive the reader.  NULL on failure, which includes a file that is not text.
 */
struct reader *reader_open(const char *name, char delim);
/*
 * reader_line: the next line, valid until the next call.  Returns 1, 0 at the end, or -1: a read
 * error, a NUL byte, or malformed CSV.
 */
int reader_line(struct reader *s, struct line *line);
/* reader_is_empty_pipe: whether the file is a pipe or a socket from which no byte came. */
bool reader_is_empty_pipe(const struct reader *s);
/*
 * reader_allow_torn_end: a NUL byte in the last line of TSV, if that line is unterminated, ends the
 * file instead of being an error, as file systems leave NULs at the end after a loss of power.  The
 * text of that line ends before the first NUL, and torn is set.
 */
void reader_allow_torn_end(struct reader *s);
/*
 * reader_peek: the bytes after the last line that are already in memory; empty for CSV.
 * reader_consume: skips `bytes` bytes, which must be exactly `lines` complete lines.
 */
struct slice reader_peek(const struct reader *s);
void reader_consume(struct reader *s, size_t bytes, size_t lines);
void reader_close(struct reader *s);

#endif
