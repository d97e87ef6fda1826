/* Memory allocation that does not return NULL. */
#include <err.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"

void *
xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);

	if (p == NULL)
		err(QB_ERROR, NULL);
	return p;
}

void *
xvectors(size_t n, size_t size)
{
	const size_t align = 64;
	void *p;

	if (n > (SIZE_MAX - align) / size)
		errx(QB_ERROR, "out of memory");
	p = aligned_alloc(align, (n * size + align) / align * align);
	if (p == NULL)
		err(QB_ERROR, NULL);
	return p;
}

void *
xrealloc(void *p, size_t n, size_t size)
{
	if (n > SIZE_MAX / size)
		errx(QB_ERROR, "out of memory");
	p = realloc(p, n ? n * size : 1);
	if (p == NULL)
		err(QB_ERROR, NULL);
	return p;
}

void *
array_grow(void *p, size_t n, size_t *cap, size_t size)
{
	if (p != NULL && n < *cap)
		return p;
	*cap = 2 * n + 8;
	return xrealloc(p, *cap, size);
}
