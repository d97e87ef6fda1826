/* The collection in a package of Anki. */
#include "apkg/package.h"
#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "tsv/file.h"

enum { PACKAGE_BLOCK = 1 << 16 };

/* Better ones come first. */
static const char *const package_names[] = { "collection.anki21b", "collection.anki21", "collection.anki2" };
enum { PACKAGE_NAMES = sizeof(package_names) / sizeof(*package_names) };

/* Why reading the archive failed, or, if it is NULL, making it. */
static const char *
package_error(struct archive *a)
{
	if (a == NULL)
		return "out of memory";
	return archive_error_string(a) != NULL ? archive_error_string(a) : "it is damaged";
}

/* Appends the data of the entry. */
static int
package_read_data(struct archive *a, const char *operand, const char *name, struct buf *b)
{
	la_ssize_t n;

	do {
		n = archive_read_data(a, buf_reserve(b, PACKAGE_BLOCK), PACKAGE_BLOCK);
		if (n < 0)
			return fail("%s: %s: %s", file_name(operand), name, package_error(a));
		b->n += (size_t)n;
		if (b->n > PACKAGE_MAX)
			return fail("%s: %s has more than %d MiB", file_name(operand), name, PACKAGE_MAX >> 20);
	} while (n > 0);
	return 0;
}

/* Replaces the content, which zstd has compressed. */
static int
package_decompress(const char *operand, struct buf *b)
{
	struct archive *a = archive_read_new();
	struct archive_entry *entry;
	struct buf plain = { 0 };
	int status = -1;

	if (a == NULL || archive_read_support_filter_zstd(a) != ARCHIVE_OK ||
	    archive_read_support_format_raw(a) != ARCHIVE_OK || archive_read_open_memory(a, b->p, b->n) != ARCHIVE_OK ||
	    archive_read_next_header(a, &entry) != ARCHIVE_OK)
		fail("%s: %s: cannot decompress it: %s", file_name(operand), package_names[0], package_error(a));
	else
		status = package_read_data(a, operand, package_names[0], &plain);
	archive_read_free(a);
	buf_free(b);
	*b = plain;
	return status;
}

/* Reads the best collection of the archive; *best is its number, PACKAGE_NAMES if there is none. */
static int
package_find(struct archive *a, const char *operand, struct buf *db, size_t *best)
{
	struct archive_entry *entry;
	int status;
	size_t i;

	while ((status = archive_read_next_header(a, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN) {
		const char *name = archive_entry_pathname(entry);

		for (i = 0; name != NULL && i < *best; i++)
			if (strcmp(name, package_names[i]) == 0)
				break;
		if (name == NULL || i >= *best)
			continue;
		*best = i;
		db->n = 0;
		if (package_read_data(a, operand, name, db) == -1)
			return -1;
	}
	return status == ARCHIVE_EOF ? 0 : fail("%s: %s", file_name(operand), package_error(a));
}

static bool
package_is_zip(struct slice bytes)
{
	return slice_starts(bytes, "PK");
}

int
package_read(const char *operand, struct buf *db)
{
	struct buf file = { 0 };
	struct archive *a;
	size_t best = PACKAGE_NAMES;
	int status = file_read_bytes(operand, package_is_zip, &file);

	if (status == 0 && !package_is_zip(buf_slice(&file)))
		status = fail("%s: is not a package of Anki, which is a ZIP archive", file_name(operand));
	if (status != 0) {
		buf_free(&file);
		return status;
	}
	a = archive_read_new();
	if (a == NULL || archive_read_support_format_zip(a) != ARCHIVE_OK ||
	    archive_read_open_memory(a, file.p, file.n) != ARCHIVE_OK)
		status = fail("%s: %s", file_name(operand), package_error(a));
	if (status == 0)
		status = package_find(a, operand, db, &best);
	archive_read_free(a);
	buf_free(&file);
	if (status == 0 && best == PACKAGE_NAMES)
		status = fail("%s: is an archive without a collection of Anki", file_name(operand));
	if (status == 0 && best == 0)
		status = package_decompress(operand, db);
	if (status == -1)
		buf_free(db);
	return status;
}
