/* qb-format-apkg: qb-format with the format apkg, linked with SQLite and libarchive. */
#include "cmd/format-main.h"
#include "format/format.h"

int
main(int argc, char *argv[])
{
	return format_main(argc, argv, &format_deck);
}
