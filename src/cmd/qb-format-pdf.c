/* qb-format-pdf: qb-format with the format pdf, linked with pango and cairo. */
#include "cmd/format-main.h"
#include "format/format.h"

int
main(int argc, char *argv[])
{
	return format_main(argc, argv, &format_booklet);
}
