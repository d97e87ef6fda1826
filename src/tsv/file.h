/* Files, whole or by blocks. */
#ifndef QB_TSV_FILE_H
#define QB_TSV_FILE_H

#include <sys/types.h>

struct buf;
struct slice;

/* file_name: the name of the operand in messages; "-" is "standard input". */
const char *file_name(const char *operand);
/* file_open: opens the operand for reading; "-" is standard input.  -1 on failure; close with file_close(). */
int file_open(const char *operand);
/* file_close: closes the descriptor, except standard input, which stays open. */
void file_close(int fd);
/*
 * file_read_block: appends at most size bytes to *b.  Returns how many, 0 at the end, or -1; name
 * is for the message.
 */
ssize_t file_read_block(int fd, const char *name, size_t size, struct buf *b);
/* file_block_size: the bytes to read at once: $QB_BLOCK; default: 128 KiB. */
size_t file_block_size(void);
/* file_bom: the length of a UTF-8 byte-order mark at the start of s: 3 or 0. */
size_t file_bom(struct slice s);
/*
 * file_read: sets *b, which the caller frees, to the content of the file ("-" is standard
 * input) without a byte-order mark.  -1 if it cannot be read or has a NUL byte.
 */
int file_read(const char *name, struct buf *b);

#endif
