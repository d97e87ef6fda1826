/* The start and the end of a tool. */
#include <stdbool.h>
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/error.h"
#include "base/out.h"
#include "cmd/tool.h"

void
fatal(void)
{
	warn_failure();
	exit(QB_ERROR);
}

struct bank *
tool_bank(char *const *operands, unsigned flags)
{
	struct bank *b = bank_open(operands, 0, flags);

	if (b == NULL)
		fatal();
	if (bank_header(b)->n > 0)
		return b;
	bank_close(b);
	exit(QB_NONE);
}

enum status
tool_exit(struct bank *b, struct out *o, bool selected)
{
	enum status status = selected ? QB_SELECTED : QB_NONE;

	if (b != NULL && bank_close(b) == -1) {
		warn_failure();
		status = QB_ERROR;
	}
	if (o != NULL && out_close(o) == -1) {
		warn_failure();
		status = QB_ERROR;
	}
	return status;
}
