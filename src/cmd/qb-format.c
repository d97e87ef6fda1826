/* qb-format: a bank as text, Markdown, HTML, PDF or data.  For PDF it executes qb-format-pdf. */
#include <stddef.h>

#include "cmd/format-main.h"

int
main(int argc, char *argv[])
{
	return format_main(argc, argv, NULL);
}
