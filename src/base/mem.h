/* Memory allocation that does not return NULL: exits with QB_ERROR and a message when memory runs out. */
#ifndef QB_BASE_MEM_H
#define QB_BASE_MEM_H

#include <stddef.h>

/* xcalloc: n zeroed elements of size bytes each; the caller frees. */
void *xcalloc(size_t n, size_t size) __attribute__((returns_nonnull));
/* xvectors: n elements of size bytes each, aligned to 64 bytes, uninitialized; the caller frees. */
void *xvectors(size_t n, size_t size) __attribute__((returns_nonnull));
/* xrealloc: p resized to n elements of size bytes; the caller frees. */
void *xrealloc(void *p, size_t n, size_t size) __attribute__((returns_nonnull));
/*
 * array_grow: returns the array p, which holds n elements and has capacity for *cap,
 * with capacity for at least one more.  Updates *cap.  The caller frees.
 */
void *array_grow(void *p, size_t n, size_t *cap, size_t size) __attribute__((returns_nonnull));

#endif
