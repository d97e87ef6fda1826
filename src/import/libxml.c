/* libxml2, prepared: its allocators and its messages. */
#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/slice.h"
#include "import/libxml.h"

/* The allocators for libxml2, which prints a message of its own if malloc() fails. */
static void *
libxml_allocate(size_t n)
{
	return xrealloc(NULL, n > 0 ? n : 1, 1);
}

static void *
libxml_reallocate(void *p, size_t n)
{
	return xrealloc(p, n > 0 ? n : 1, 1);
}

static char *
libxml_duplicate(const char *s)
{
	return slice_dup(slice_of(s));
}

/* Ignores a message of libxml2, which would print it. */
static void
libxml_ignore(void *arg, const char *message, ...)
{
	(void)arg;
	(void)message;
}

void
libxml_prepare(void)
{
	xmlMemSetup(free, libxml_allocate, libxml_reallocate, libxml_duplicate);
	xmlSetGenericErrorFunc(NULL, libxml_ignore);
}
