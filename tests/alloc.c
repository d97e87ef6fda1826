/*
 * A library to preload.  Makes allocation number $QB_FAIL fail, the first being 1, and writes the
 * number of allocations to the file $QB_COUNT.  If $QB_NOEXEC is set, mmap(2) of executable
 * memory fails.  If $QB_SHORT is set, read(2) and write(2) transfer at most that many bytes per
 * call, and every third call is interrupted.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static long fail_at, count;
static int ready;
static FILE *count_file; /* opened at the start, since the sandbox forbids it later */

__attribute__((constructor)) static void
begin(void)
{
	const char *n = getenv("QB_FAIL"), *name = getenv("QB_COUNT");

	fail_at = n ? atol(n) : 0;
	count_file = name ? fopen(name, "w") : NULL;
	ready = 1;
}

__attribute__((destructor)) static void
end(void)
{
	long n = count;

	ready = 0;
	if (count_file == NULL)
		return;
	fprintf(count_file, "%ld\n", n);
	fclose(count_file);
}

static int
fails(void)
{
	if (!ready || ++count != fail_at)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t n)
{
	return fails() ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return fails() ? NULL : __libc_realloc(p, n);
}

void *
mmap(void *at, size_t n, int protection, int flags, int fd, off_t offset)
{
	static void *(*next)(void *, size_t, int, int, int, off_t);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "mmap");
	if (protection & PROT_EXEC && getenv("QB_NOEXEC") != NULL) {
		errno = EACCES;
		return MAP_FAILED;
	}
	return next(at, n, protection, flags, fd, offset);
}

/* How many of n bytes this call transfers, or -1 if it is interrupted. */
static ssize_t
part(size_t n)
{
	const char *most = getenv("QB_SHORT");
	static unsigned calls;

	if (most == NULL)
		return (ssize_t)n;
	if (++calls % 3 == 0) {
		errno = EINTR;
		return -1;
	}
	return (ssize_t)n < atol(most) ? (ssize_t)n : atol(most);
}

ssize_t
read(int fd, void *p, size_t n)
{
	static ssize_t (*next)(int, void *, size_t);
	ssize_t some = part(n);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "read");
	return some == -1 ? -1 : next(fd, p, (size_t)some);
}

ssize_t
write(int fd, const void *p, size_t n)
{
	static ssize_t (*next)(int, const void *, size_t);
	ssize_t some = part(n);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "write");
	return some == -1 ? -1 : next(fd, p, (size_t)some);
}
