/* The sandbox of a tool. */
#include <stddef.h>

#include "bank/bank.h"
#include "base/sandbox.h"
#include "cmd/confine.h"

void
confine(char *const *operands, char *const *others)
{
	char *const fallback[] = { bank_default(), NULL };

	sandbox(&(struct sandbox){ .read = { *operands != NULL ? operands : fallback, others } });
}
