/* A TSV file to which rows are appended. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "quiz/append.h"
#include "tsv/escape.h"
#include "tsv/file.h"

enum { APPEND_BLOCK = 4096 /* bytes to read at once */ };

static int
append_fail(const struct append *a, const char *what)
{
	return fail("%s: cannot %s: %s", a->path, what, strerror(errno));
}

/* Reads the first line, without its end and without NULs.  Returns 1 if it is terminated, else 0, or -1. */
static int
append_header(const struct append *a, int fd, struct buf *b)
{
	const char *end = NULL;
	ssize_t n = 1;
	struct slice line;
	size_t i, kept = 0;

	b->n = 0;
	while (end == NULL && n > 0) {
		char *p = buf_reserve(b, APPEND_BLOCK);

		n = pread(fd, p, APPEND_BLOCK, (off_t)b->n);
		if (n == -1 && errno == EINTR)
			n = 1;
		else if (n == -1)
			return append_fail(a, "read");
		else
			end = memchr(p, '\n', (size_t)n), b->n += (size_t)n;
	}
	if (end != NULL)
		b->n = (size_t)(end - b->p);
	for (i = 0; i < b->n; i++)
		if (b->p[i] != '\0')
			b->p[kept++] = b->p[i];
	b->n = kept;
	line = slice_trim_cr(slice_skip(buf_slice(b), file_bom(buf_slice(b))));
	if (line.n > 0)
		memmove(b->p, line.p, line.n);
	b->n = line.n;
	return end != NULL;
}

/* The number of the field among the columns of the file, or APPEND_COLUMNS. */
static size_t
append_column(const struct append *a, struct slice field)
{
	struct buf b = { 0 };
	struct slice name = field_decode(field, &b);
	size_t i;

	for (i = 0; i < APPEND_COLUMNS; i++)
		if (a->columns[i] == NULL || slice_eq(name, slice_of(a->columns[i])))
			break;
	buf_free(&b);
	return i < APPEND_COLUMNS && a->columns[i] == NULL ? APPEND_COLUMNS : i;
}

/* -1 unless the header has the required columns. */
static int
append_check_header(const struct append *a, struct slice header)
{
	bool found[APPEND_COLUMNS + 1] = { false };
	struct slice rest = header, field;
	size_t i;

	while (slice_next(&rest, '\t', &field))
		found[append_column(a, field)] = true;
	for (i = 0; i < a->required; i++)
		if (!found[i] && memchr(header.p, '\t', header.n) == NULL)
			return fail("%s: cannot append: not TSV", a->path);
		else if (!found[i])
			return fail("%s: cannot append: no column '%s'", a->path, a->columns[i]);
	return 0;
}

static int
append_check_existing(const struct append *a)
{
	struct stat st;
	struct buf header = { 0 };
	struct slice line;
	int fd, status;

	if (stat(a->path, &st) == 0 && !S_ISREG(st.st_mode))
		return fail("%s: cannot append: not a regular file", a->path);
	fd = open(a->path, O_RDWR | O_APPEND | O_CLOEXEC);
	if (fd == -1)
		return append_fail(a, "write");
	status = append_header(a, fd, &header);
	close(fd);
	line = buf_slice(&header);
	if (status == 1)
		status = append_check_header(a, line);
	else if (status == 0 && line.n > 0 && memchr(line.p, '\t', line.n) == NULL &&
	    (memchr(line.p, ',', line.n) != NULL || memchr(line.p, ';', line.n) != NULL))
		status = fail("%s: cannot append: not TSV", a->path);
	buf_free(&header);
	return status;
}

int
append_check(const struct append *a)
{
	char *dir, *p;
	int status;

	if (access(a->path, F_OK) == 0)
		return append_check_existing(a);
	dir = slice_dup(slice_of(a->path));
	for (p = strchr(dir + 1, '/'); p != NULL; p = strchr(p + 1, '/')) {
		*p = '\0';
		if (mkdir(dir, 0777) == -1)
			errno = 0; /* it exists, or access() fails */
		*p = '/';
	}
	p = strrchr(dir, '/');
	if (p != NULL)
		p[1] = '\0';
	status = access(p != NULL ? dir : ".", W_OK | X_OK);
	free(dir);
	return status == 0 ? 0 : fail("%s: cannot create", a->path);
}

/* Whether the open file is still the one at the path: another may have replaced it. */
static bool
append_is_current(const struct append *a)
{
	struct stat file, path;

	return a->fd != -1 && fstat(a->fd, &file) == 0 && stat(a->path, &path) == 0 && file.st_dev == path.st_dev &&
	    file.st_ino == path.st_ino;
}

off_t
append_lock(struct append *a)
{
	struct stat st;
	int status;

	do {
		if (!append_is_current(a)) {
			append_close(a);
			a->fd = open(a->path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
		}
		if (a->fd == -1)
			return append_fail(a, "append");
		do
			status = flock(a->fd, LOCK_EX);
		while (status == -1 && errno == EINTR);
		if (status == -1 || fstat(a->fd, &st) == -1)
			return append_fail(a, "lock");
	} while (!append_is_current(a));
	return st.st_size;
}

void
append_unlock(const struct append *a)
{
	flock(a->fd, LOCK_UN);
}

int
append_is_torn(const struct append *a, off_t size)
{
	char last;

	if (size == 0)
		return 0;
	if (pread(a->fd, &last, 1, size - 1) != 1)
		return append_fail(a, "read");
	return last != '\n';
}

/* Writes all of the text at the end of the file, which has that size; takes back what was written if that fails. */
static off_t
append_write(const struct append *a, struct slice s, off_t size)
{
	ssize_t n;
	int error;

	do
		n = write(a->fd, s.p, s.n);
	while (n == -1 && errno == EINTR);
	if (n == (ssize_t)s.n)
		return size + (off_t)s.n;
	error = n == -1 ? errno : ENOSPC;
	if (n > 0 && ftruncate(a->fd, size) == -1)
		return append_fail(a, "append");
	errno = error;
	return append_fail(a, "append");
}

/* Appends the row in the columns of the header. */
static void
append_format(const struct append *a, struct slice header, const struct slice *value, struct buf *row)
{
	struct slice field;
	bool first = true;

	while (slice_next(&header, '\t', &field)) {
		size_t i = append_column(a, field);

		if (!first)
			buf_byte(row, '\t');
		first = false;
		if (i < APPEND_COLUMNS)
			field_encode(value[i], row);
	}
	buf_byte(row, '\n');
}

off_t
append_row(const struct append *a, const struct slice *value)
{
	struct buf header = { 0 }, row = { 0 };
	struct stat st;
	off_t size = -1;
	size_t i;

	if (fstat(a->fd, &st) == -1 || append_header(a, a->fd, &header) == -1) {
		buf_free(&header);
		return append_fail(a, "append");
	}
	if (header.n == 0) {
		for (i = 0; i < APPEND_COLUMNS && a->columns[i] != NULL; i++)
			buf_printf(&header, "%s%s", i > 0 ? "\t" : "", a->columns[i]);
		buf_append(&row, header.p, header.n);
		buf_byte(&row, '\n');
	}
	if (append_check_header(a, buf_slice(&header)) == 0) {
		append_format(a, buf_slice(&header), value, &row);
		size = append_write(a, buf_slice(&row), st.st_size);
	}
	buf_free(&header);
	buf_free(&row);
	return size;
}

off_t
append_truncate(const struct append *a, off_t size, bool newline)
{
	if (ftruncate(a->fd, size) == -1)
		return append_fail(a, "remove the incomplete last line");
	return newline ? append_write(a, slice_of("\n"), size) : size;
}

int
append_sync(const struct append *a)
{
	int status;

	do
		status = fsync(a->fd);
	while (status == -1 && errno == EINTR);
	if (status == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS)
		return 0;
	return append_fail(a, "flush to disk");
}

void
append_close(struct append *a)
{
	if (a->fd != -1)
		close(a->fd);
	a->fd = -1;
}
