/* Numbers in reports. */
#include <math.h>

#include "bank/writer.h"
#include "base/slice.h"
#include "stats/cell.h"

void
cell_number(struct writer *w, double value)
{
	if (isnan(value))
		writer_field(w, slice_of(""));
	else
		writer_printf(w, "%.4f", fabs(value) < 0.00005 ? 0 : value);
}
