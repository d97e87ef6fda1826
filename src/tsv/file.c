/* Files, whole or by blocks. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "tsv/escape.h"
#include "tsv/file.h"
#include "tsv/sniff.h"

enum { BLOCK = 128 * 1024, MAX_BLOCK = 1 << 30 };

static bool stdin_used; /* by this process */

const char *
file_name(const char *operand)
{
	static struct map *escaped; /* names that differ; kept, since records refer to them */
	struct buf b = { 0 }, encoded = { 0 };
	const char *name = operand;

	if (strcmp(operand, "-") == 0)
		return "standard input";
	if (escaped != NULL && map_find(escaped, slice_of(operand)) != NO_ENTRY)
		return operand;                    /* a name, not an operand */
	field_encode(slice_of(operand), &encoded); /* a newline as \n */
	escape_controls(buf_slice(&encoded), "", &b);
	if (!slice_eq(buf_slice(&b), slice_of(operand))) {
		if (escaped == NULL)
			escaped = map_new();
		name = map_key(escaped, map_add(escaped, buf_slice(&b))).p;
	}
	buf_free(&b);
	buf_free(&encoded);
	return name;
}

bool
file_stdin_used(void)
{
	return stdin_used;
}

void
file_stdin_renew(void)
{
	stdin_used = false;
}

int
file_open(const char *operand)
{
	int fd;

	if (strcmp(operand, "-") == 0) {
		if (stdin_used)
			return fail("standard input can only be read once");
		stdin_used = true;
		return STDIN_FILENO;
	}
	fd = open(operand, O_RDONLY | O_CLOEXEC);
	return fd != -1 ? fd : fail("%s: %s", file_name(operand), strerror(errno));
}

bool
file_is_output(const char *operand)
{
	struct stat st;
	int status = strcmp(operand, "-") == 0 ? fstat(STDIN_FILENO, &st) : stat(operand, &st);

	return status == 0 && out_is_stdout(&st);
}

bool
file_is_pipe(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode));
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
	size_t n = 0;

	while (slice_starts(slice_skip(s, n), "\xef\xbb\xbf"))
		n += 3;
	return n;
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
file_read_bytes(const char *operand, bool (*accept)(struct slice bytes), struct buf *b)
{
	const char *name = file_name(operand);
	int fd = file_open(operand);
	bool pipe = fd != -1 && file_is_pipe(fd), nul = false;
	ssize_t n;

	if (fd == -1)
		return -1;
	b->n = 0;
	do {
		n = file_read_block(fd, name, file_block_size(), b);
		nul = nul || (n > 0 && memchr(b->p + b->n - (size_t)n, '\0', (size_t)n) != NULL);
	} while (n > 0 && (!nul || b->n < SNIFF_BYTES || accept(buf_slice(b))));
	file_close(fd);
	if (n == -1)
		return -1;
	return pipe && b->n == 0;
}

int
file_text(const char *operand, struct buf *b)
{
	const char *name = file_name(operand), *nul = b->n > 0 ? memchr(b->p, '\0', b->n) : NULL;

	if (sniff_text(name, buf_slice(b)) == -1)
		return -1;
	if (nul != NULL)
		return fail("%s:%zu: NUL byte", name, file_lineno(b, nul));
	buf_consume(b, file_bom(buf_slice(b)));
	return 0;
}

static bool
file_never(struct slice bytes)
{
	(void)bytes;
	return false;
}

int
file_read(const char *operand, struct buf *b)
{
	int status = file_read_bytes(operand, file_never, b);

	return status != 0 ? status : file_text(operand, b);
}
