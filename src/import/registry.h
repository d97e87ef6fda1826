/* The import formats. */
#ifndef QB_IMPORT_REGISTRY_H
#define QB_IMPORT_REGISTRY_H

struct buf;
struct import;
struct reviews;

struct import_format {
	const char *name;
	/*
	 * Adds all records of the operand, which outlives the import.  Returns 0, 1 if it is a pipe
	 * without any bytes, or -1 after fail().
	 */
	int (*read)(struct import *im, const char *operand);
	/* The same for the reviews of the operand; NULL if the format has none.  A format without read has only reviews. */
	int (*reviews)(struct reviews *v, const char *operand);
	const char *helper; /* the program that reads the format, or NULL: see cmd/exec.h */
};

/* apkg, in qb-import-apkg only. */
extern const struct import_format import_collection;

/* import_format_find: the format of that name, or NULL; import_format_names: appends the names as "a, b, c". */
const struct import_format *import_format_find(const char *name);
const char *import_format_names(struct buf *b);

#endif
