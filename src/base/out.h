/* Checked output: buffered; the first error is remembered and reported by out_close(). */
#ifndef QB_BASE_OUT_H
#define QB_BASE_OUT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct slice;
struct stat;

struct out;

/* out_open: standard output.  On a terminal, control characters are escaped: see escape_controls(). */
struct out *out_open(void);
/*
 * out_file: atomic replace: writes a temporary file in the same directory, which out_close()
 * syncs and renames, so that path is always the complete old file or the complete new one.  A file
 * that is not regular is written directly.  NULL on failure, including a file without write
 * permission.  See replace_open() for the temporary file.
 */
struct out *out_file(const char *path);
/* out_memory: appends what is written to *b, which must outlive it; all of it at the latest when it is closed. */
struct out *out_memory(struct buf *b);
/* out_is_stdout: whether standard output writes to this regular file. */
bool out_is_stdout(const struct stat *file);
/* These remember the first error and discard everything after it. */
void out_write(struct out *o, const void *p, size_t n);
void out_byte(struct out *o, char c);
void out_str(struct out *o, const char *s);
void out_slice(struct out *o, struct slice s);
void out_printf(struct out *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* out_raw: while raw, control characters reach the terminal unchanged: the caller has escaped its data. */
void out_raw(struct out *o, bool raw);
/* out_flush: writes what is buffered now. */
void out_flush(struct out *o);
/* out_failed: whether an error occurred, so that writing more is pointless. */
bool out_failed(const struct out *o);
/* out_abandon: makes out_close() discard what was written to a file and keep the old file. */
void out_abandon(struct out *o);
/* out_path: the path of the file that out_close() will replace, or NULL; it belongs to o. */
const char *out_path(const struct out *o);
/* out_close: writes what is buffered and frees; -1 if anything was not written. */
int out_close(struct out *o);

#endif
