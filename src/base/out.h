/* Checked output: buffered; a failed write is never lost. */
#ifndef QB_BASE_OUT_H
#define QB_BASE_OUT_H

#include <stdbool.h>
#include <stddef.h>

struct slice;

struct out;

/* out_open: standard output.  On a terminal, control characters are escaped: see escape_controls(). */
struct out *out_open(void);
/*
 * out_file: replaces a file atomically: writes a temporary file beside it, which out_close()
 * syncs and renames, so that path is the old file or the new one, whole.  A file that is not
 * regular is written directly.  NULL on failure, including a file without write permission.
 * The temporary file is removed when the program exits or is ended by a signal, except by
 * SIGKILL, realtime signals and those for its own faults, such as SIGSEGV.
 */
struct out *out_file(const char *path);
/* These remember the first error and drop everything after it. */
void out_write(struct out *o, const void *p, size_t n);
void out_byte(struct out *o, char c);
void out_str(struct out *o, const char *s);
void out_slice(struct out *o, struct slice s);
void out_printf(struct out *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* out_raw: while raw, control characters reach the terminal unchanged: the caller has escaped its data. */
void out_raw(struct out *o, bool raw);
/* out_failed: whether an error occurred, so that writing more is pointless. */
bool out_failed(const struct out *o);
/* out_abandon: makes out_close() discard what was written to a file and keep the old file. */
void out_abandon(struct out *o);
/* out_close: writes what is buffered and frees; -1 if anything was not written. */
int out_close(struct out *o);

#endif
