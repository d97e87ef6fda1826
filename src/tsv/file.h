/* Files, whole or by blocks. */
#ifndef QB_TSV_FILE_H
#define QB_TSV_FILE_H

#include <stdbool.h>
#include <sys/types.h>

struct buf;
struct slice;

/* file_name: the operand in messages: "-" is "standard input", control characters are escaped.  Valid forever. */
const char *file_name(const char *operand);
/*
 * file_open: opens the operand for reading; "-" is standard input, which can be opened once.  -1 on
 * failure; close with file_close().
 */
int file_open(const char *operand);
/* file_close: closes the descriptor, except standard input, which stays open. */
void file_close(int fd);
/* file_stdin_used: whether standard input was opened; file_stdin_renew: it was replaced and can be opened again. */
bool file_stdin_used(void);
void file_stdin_renew(void);
/* file_is_output: whether the operand is a regular file to which standard output writes. */
bool file_is_output(const char *operand);
/* file_is_pipe: whether the descriptor is a pipe or a socket, so that no bytes mean that nothing was selected. */
bool file_is_pipe(int fd);
/*
 * file_read_block: appends at most size bytes to *b.  Returns how many, 0 at the end, or -1; name
 * is for the message.
 */
ssize_t file_read_block(int fd, const char *name, size_t size, struct buf *b);
/* file_block_size: the bytes to read at once: $QB_BLOCK; default: 128 KiB. */
size_t file_block_size(void);
/* file_bom: the length of the UTF-8 byte-order marks at the start of s; joining files may leave several. */
size_t file_bom(struct slice s);
/*
 * file_read_bytes: sets *b, which the caller frees, to the bytes of the file.  Where a NUL byte shows that
 * they are no text, it reads on only if accept, which gets what was read, returns true.  Returns 0, 1 if
 * it is a pipe without any bytes, or -1 if it cannot be read.
 * file_text: turns them into the text of the file, without a byte-order mark; -1 if it is not text.
 */
int file_read_bytes(const char *operand, bool (*accept)(struct slice bytes), struct buf *b);
int file_text(const char *operand, struct buf *b);
/*
 * file_read: sets *b, which the caller frees, to the content of the file ("-" is standard
 * input) without a byte-order mark.  Returns 0, 1 if it is a pipe without any bytes, or -1 if it
 * cannot be read or is not text.
 */
int file_read(const char *operand, struct buf *b);

#endif
