/* A TSV file to which rows are appended: the log, suspended.tsv, answers.tsv. */
#ifndef QB_QUIZ_APPEND_H
#define QB_QUIZ_APPEND_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { APPEND_COLUMNS = 5 };

/* Set path and the names of the columns; fd to -1.  The owner calls append_close(). */
struct append {
	const char *path;                    /* must outlive it */
	const char *columns[APPEND_COLUMNS]; /* of a new file, in order; NULL: no more */
	size_t required;                     /* the first of them, which an existing file must have */
	int fd;                              /* of the file once it was locked; -1 before */
};

/*
 * append_check: -1 unless rows can be appended to the file, as far as that is known before: it is a
 * regular file with the required columns, or can be created.  Creates its directory, not the file.
 */
int append_check(const struct append *a);
/*
 * append_lock: opens the file, which is created if it does not exist, and waits for other programs
 * that append to it.  Returns its size in bytes, or -1 on failure; it is then not locked.
 */
off_t append_lock(struct append *a);
void append_unlock(const struct append *a);
/* append_is_torn: whether the last line of the locked file, which has that size, is unterminated; -1 on failure. */
int append_is_torn(const struct append *a, off_t size);
/*
 * append_row: appends a row to the locked file, in the order of the columns of its header; other
 * columns are empty.  Writes a header first if the file is empty.  value has a decoded text for each
 * of a->columns.  Returns the new size, or -1 on failure: the file is then as before.
 */
off_t append_row(const struct append *a, const struct slice *value);
/* append_truncate: reduces the locked file to that size and then appends a newline if wanted; returns the new size or -1. */
off_t append_truncate(const struct append *a, off_t size, bool newline);
/* append_sync: writes the file to the disk, where the file system can; -1 on failure. */
int append_sync(const struct append *a);
void append_close(struct append *a);

#endif
