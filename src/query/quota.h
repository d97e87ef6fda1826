/* How many records to pick of each value of a column: qb-pick -q. */
#ifndef QB_QUERY_QUOTA_H
#define QB_QUERY_QUOTA_H

#include <stddef.h>

#include "base/slice.h"

/* All zero has no values. */
struct quota {
	struct slice column;
	struct map *values; /* decoded, in the order in which they were named */
	size_t *number;     /* of records, by the number of the value */
	size_t cap;
};

/*
 * quota_parse: adds an argument COL=VALUE:N[,VALUE:N...], which must outlive the quota.  `\,` is a comma
 * in a value; the last `:` precedes N; the N of a repeated value are added up.  -1 if it is malformed,
 * or if it is for another column than before.
 */
int quota_parse(struct quota *q, const char *arg);
/* quota_count: how many values there are; quota_find: the number of a decoded value, or NO_ENTRY of base/map.h. */
size_t quota_count(const struct quota *q);
size_t quota_find(const struct quota *q, struct slice value);
void quota_free(struct quota *q);

#endif
