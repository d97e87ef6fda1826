/* Text in XML, and a record's own fields beside what a program shows of them. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <xxhash.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "markup/xmltext.h"

bool
xmltext_has(int32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n';
	return !(c >= 0x7f && c < 0xa0) && !(c >= 0xfdd0 && c <= 0xfdef) && (c & 0xfffe) != 0xfffe;
}

bool
xmltext_is_plain(struct slice s)
{
	if (!utf8_is_valid(s))
		return false;
	while (s.n > 0)
		if (!xmltext_has(utf8_next(&s)))
			return false;
	return true;
}

void
xmltext_clean(struct slice s, struct buf *b)
{
	struct buf valid = { 0 };

	s = utf8_replace_invalid(s, &valid);
	while (s.n > 0) {
		const char *from = s.p;

		if (xmltext_has(utf8_next(&s)))
			buf_append(b, from, (size_t)(s.p - from));
		else
			buf_str(b, "\xef\xbf\xbd");
	}
	buf_free(&valid);
}

void
own_check(struct slice field, struct slice shown, char check[OWN_CHECK])
{
	struct buf all = { 0 };

	buf_append(&all, field.p, field.n);
	buf_byte(&all, '\0');
	buf_append(&all, shown.p, shown.n);
	snprintf(check, OWN_CHECK, "%016llx", (unsigned long long)XXH64(all.p, all.n, 0));
	buf_free(&all);
}
