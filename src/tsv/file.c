/* Files, whole or by blocks. */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "tsv/file.h"

enum { BLOCK = 128 * 1024, MAX_BLOCK = 1 << 30 };

const char *
file_name(const char *operand)
{
	return strcmp(operand, "-") == 0 ? "standard input" : operand;
}

int
file_open(const char *operand)
{
	int fd = strcmp(operand, "-") == 0 ? STDIN_FILENO : open(operand, O_RDONLY | O_CLOEXEC);

	return fd != -1 ? fd : fail("%s: %s", operand, strerror(errno));
}

void
file_close(int fd)
{
	if (fd != STDIN_FILENO)
		close(fd);
}

ssize_t
file_read_block(int fd, const char *name, size_t size, struct buf *b)
{
	char *to = buf_reserve(b, size);
	ssize_t n;

	do
		n = read(fd, to, size);
	while (n == -1 && errno == EINTR);
	if (n == -1)
		return fail("%s: %s", name, strerror(errno));
	b->n += (size_t)n;
	return n;
}

size_t
file_block_size(void)
{
	const char *s = getenv("QB_BLOCK");
	long n = s ? strtol(s, NULL, 10) : 0;

	return n > 0 && n <= MAX_BLOCK ? (size_t)n : BLOCK;
}

size_t
file_bom(struct slice s)
{
	return slice_starts(s, "\xef\xbb\xbf") ? 3 : 0;
}

/* The number of the line that contains p. */
static size_t
file_lineno(const struct buf *b, const char *p)
{
	const char *nl = b->p;
	size_t n = 1;

	while ((nl = memchr(nl, '\n', (size_t)(p - nl))) != NULL) {
		nl++;
		n++;
	}
	return n;
}

int
file_read(const char *operand, struct buf *b)
{
	const char *name = file_name(operand), *nul = NULL;
	int fd = file_open(operand);
	ssize_t n;

	if (fd == -1)
		return -1;
	b->n = 0;
	do {
		n = file_read_block(fd, name, file_block_size(), b);
		if (n > 0)
			nul = memchr(b->p + b->n - (size_t)n, '\0', (size_t)n);
	} while (n > 0 && nul == NULL);
	file_close(fd);
	if (n == -1)
		return -1;
	if (nul != NULL)
		return fail("%s:%zu: NUL byte", name, file_lineno(b, nul));
	buf_consume(b, file_bom(buf_slice(b)));
	return 0;
}
