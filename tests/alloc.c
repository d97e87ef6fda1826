/*
 * Preloaded, it makes the allocation number $QB_FAIL fail, the first being 1, and
 * writes how many there were into the file $QB_COUNT.  Where $QB_NOEXEC is set, the
 * system gives no memory that can be executed.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static long fail_at, count;
static int ready;

__attribute__((constructor)) static void
begin(void)
{
	const char *n = getenv("QB_FAIL");

	fail_at = n ? atol(n) : 0;
	ready = 1;
}

__attribute__((destructor)) static void
end(void)
{
	const char *name = getenv("QB_COUNT");
	long n = count;
	FILE *f;

	ready = 0;
	if (name == NULL || (f = fopen(name, "w")) == NULL)
		return;
	fprintf(f, "%ld\n", n);
	fclose(f);
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
