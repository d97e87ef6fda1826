/* qb-import: a bank from other formats. */
#include <stddef.h>

#include "cmd/import-main.h"

int
main(int argc, char *argv[])
{
	return import_main(argc, argv, NULL);
}
