/* The collection in a package of Anki. */
#ifndef QB_APKG_PACKAGE_H
#define QB_APKG_PACKAGE_H

struct buf;

/* A collection with more bytes is refused: it is a bomb, or too large for this program. */
enum { PACKAGE_MAX = 512 << 20 };

/*
 * package_read: sets *db, which the caller frees, to the database in the package: collection.anki21b, which is
 * compressed, or collection.anki21, or collection.anki2, the first of these that it has, since the others
 * may hold nothing but a request to update Anki.  Nothing is extracted to a file.  1 if the operand is a
 * pipe without any bytes, -1 after fail().
 */
int package_read(const char *operand, struct buf *db);

#endif
