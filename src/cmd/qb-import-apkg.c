/* qb-import-apkg: qb-import with the format apkg, linked with SQLite and libarchive. */
#include "cmd/import-main.h"
#include "import/registry.h"

int
main(int argc, char *argv[])
{
	return import_main(argc, argv, &import_collection);
}
