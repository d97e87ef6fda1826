/* The operands of a tool. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bank/operands.h"
#include "base/error.h"
#include "tsv/file.h"

char *
operands_default(void)
{
	char *bank = getenv("QB_BANK");

	if (!isatty(STDIN_FILENO))
		return "-";
	return bank && *bank ? bank : QB_DATADIR "/bank.tsv";
}

int
operands_check(char *const *operands, bool output)
{
	bool used = file_stdin_used();

	for (; *operands != NULL; operands++) {
		bool std = strcmp(*operands, "-") == 0;

		if (std && used)
			return fail("standard input can only be read once");
		used |= std;
		if (output && file_is_output(*operands))
			return fail("%s: input file is also the output", file_name(*operands));
	}
	return 0;
}

bool
operands_include(char *const *operands, const char *path)
{
	struct stat file, input;

	if (stat(path, &file) == -1 || !S_ISREG(file.st_mode))
		return false;
	for (; *operands != NULL; operands++) {
		bool std = strcmp(*operands, "-") == 0;

		if ((std ? fstat(STDIN_FILENO, &input) : stat(*operands, &input)) == 0 && file.st_dev == input.st_dev &&
		    file.st_ino == input.st_ino)
			return true;
	}
	return false;
}
