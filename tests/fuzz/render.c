/*
 * A bank as text for a terminal and as an HTML page: no field produces a control character in text,
 * or markup in a page that the page of an empty bank does not have.  Input: a byte that chooses the
 * place of the answers, then the fields, a NUL after each.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "fields.h"
#include "format/job.h"
#include "fuzz.h"

static const char *const markup[] = { "<script", "<style", "<title", "<!--", "<meta", "<iframe", "<img", "<svg" };

static size_t
count(const char *s, const char *what)
{
	size_t n = 0;

	for (; (s = strstr(s, what)) != NULL; s++)
		n++;
	return n;
}

static void
check_text(struct slice s)
{
	CHECK(utf8_is_valid(s));
	while (s.n > 0) {
		int32_t rune = utf8_next(&s);

		CHECK(rune == '\n' || (rune >= ' ' && (rune < 0x7f || rune >= 0xa0)));
	}
}

/* Each element occurs as often as in the page of an empty bank. */
static void
check_page(struct buf *page)
{
	static struct buf none;
	size_t i;

	if (none.n == 0) {
		struct buf bank = { 0 };

		buf_str(&bank, "id\ttopic\tlevel\ttags\tquestion\tchoices\tanswer\tpoints\n");
		fields_format(&bank, ANSWERS_INLINE, false);
		fuzz_written(&none);
		buf_free(&bank);
	}
	CHECK(utf8_is_valid(buf_slice(page)));
	for (i = 0; i < sizeof(markup) / sizeof(*markup); i++)
		CHECK(count(buf_cstr(page), markup[i]) == count(buf_cstr(&none), markup[i]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct buf bank, written;
	struct slice s = { (const char *)data + 1, n - 1 };

	if (n == 0 || n > FIELDS_LONGEST)
		return 0;
	fields_bank(s, &bank);
	fields_format(&bank, *data & 1 ? ANSWERS_INLINE : ANSWERS_END, true);
	fuzz_written(&written);
	if (strcmp(FORMAT, "html") == 0)
		check_page(&written);
	else
		check_text(buf_slice(&written));
	return 0;
}
