/* Arguments of options that several tools have. */
#include <stddef.h>

#include "base/date.h"
#include "base/slice.h"
#include "cmd/args.h"
#include "cmd/opt.h"
#include "query/threshold.h"

void
arg_threshold(const struct tool *t, const char *option, const char *arg, struct threshold *threshold)
{
	if (arg != NULL && threshold_parse(arg, threshold) == -1)
		usage(t, "%s: invalid similarity '%s'; use a number from 0.3 to 1", option, arg);
}

long
arg_date(const struct tool *t, const char *option, const char *arg)
{
	long day;

	if (!date_parse(slice_of(arg), &day))
		usage(t, "%s: invalid date '%s'; use YYYY-MM-DD", option, arg);
	return day;
}
