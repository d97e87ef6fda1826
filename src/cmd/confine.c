/* The sandbox of a tool. */
#include <stddef.h>

#include "bank/operands.h"
#include "base/sandbox.h"
#include "cmd/confine.h"

void
confine(char *const *operands, char *const *others)
{
	char *const fallback[] = { operands_default(), NULL };

	sandbox(&(struct sandbox){ .read = { *operands != NULL ? operands : fallback, others } });
}
