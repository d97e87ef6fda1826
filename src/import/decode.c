/* Reading a file as UTF-8: --encoding, by iconv(3), and UTF-16, which its first bytes show. */
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/rows.h"
#include "import/tool.h"
#include "tsv/file.h"

#define DECODE_NONE ((iconv_t)-1)

/* ---- --encoding ---- */

int
import_set_encoding(struct import *im, const char *name)
{
	iconv_t cd = iconv_open("UTF-8", name);

	if (cd == DECODE_NONE)
		return fail("--encoding: unknown encoding '%s'; iconv -l lists those of this system", name);
	im->decode = cd;
	im->encoding = name;
	return 0;
}

void
import_end_encoding(struct import *im)
{
	if (im->encoding != NULL)
		iconv_close(im->decode);
}

static size_t
decode_lineno(const struct buf *b)
{
	size_t i, n = 1;

	for (i = 0; i < b->n; i++)
		n += b->p[i] == '\n';
	return n;
}

/* Replaces the bytes by their text. */
static int
decode_by_iconv(const struct import *im, const char *operand, struct buf *b)
{
	struct buf text = { 0 };
	char *from = b->p, *to;
	size_t left = b->n, space, status = 0;

	iconv(im->decode, NULL, NULL, NULL, NULL);
	do {
		to = buf_reserve(&text, left + 64);
		space = text.cap - text.n;
		status = iconv(im->decode, &from, &left, &to, &space);
		text.n = text.cap - space;
	} while (status == (size_t)-1 && errno == E2BIG);
	if (status == (size_t)-1)
		fail("%s:%zu: not %s", file_name(operand), decode_lineno(&text), im->encoding);
	buf_free(b);
	*b = text;
	return status == (size_t)-1 ? -1 : 0;
}

/* ---- UTF-16 ---- */

/* Whether the bytes are UTF-16: they begin with its mark, or with ASCII in two bytes per character. */
static bool
decode_is_utf16(struct slice s, bool *big)
{
	size_t i;

	if (s.n < 4 || (memcmp(s.p, "\xff\xfe\0\0", 4) == 0))
		return false; /* the latter: UTF-32 */
	*big = (unsigned char)s.p[0] == 0xfe || s.p[0] == '\0';
	if (memcmp(s.p, "\xfe\xff", 2) == 0 || memcmp(s.p, "\xff\xfe", 2) == 0)
		return true;
	for (i = 0; i < 16 && i + 1 < s.n; i++)
		if ((s.p[i] == '\0') != (i % 2 != *big))
			return false;
	return true;
}

static void
decode_add(int32_t c, struct buf *b)
{
	if (c < 0x80) {
		buf_byte(b, (char)c);
	} else if (c < 0x800) {
		buf_byte(b, (char)(0xc0 | c >> 6));
		buf_byte(b, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		buf_byte(b, (char)(0xe0 | c >> 12));
		buf_byte(b, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_byte(b, (char)(0x80 | (c & 0x3f)));
	} else {
		buf_byte(b, (char)(0xf0 | c >> 18));
		buf_byte(b, (char)(0x80 | (c >> 12 & 0x3f)));
		buf_byte(b, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_byte(b, (char)(0x80 | (c & 0x3f)));
	}
}

/* The code unit at the front, or -1 at the end. */
static int32_t
decode_unit(struct slice s, bool big)
{
	unsigned char a, b;

	if (s.n < 2)
		return -1;
	a = (unsigned char)s.p[0];
	b = (unsigned char)s.p[1];
	return big ? a << 8 | b : b << 8 | a;
}

static int
decode_utf16(const char *operand, bool big, struct buf *b)
{
	struct buf text = { 0 };
	struct slice s = buf_slice(b);
	int status = 0;

	for (; s.n > 0 && status == 0; s = slice_skip(s, s.n > 1 ? 2 : 1)) {
		int32_t c = decode_unit(s, big), low = s.n > 3 ? decode_unit(slice_skip(s, 2), big) : -1;

		if (c >= 0xd800 && c < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
			c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
			s = slice_skip(s, 2);
		} else if (c == -1 || (c >= 0xd800 && c < 0xe000)) {
			status = fail("%s:%zu: not UTF-16", file_name(operand), decode_lineno(&text));
			break;
		}
		decode_add(c, &text);
	}
	buf_free(b);
	*b = text;
	return status;
}

static bool
decode_accepts_utf16(struct slice bytes)
{
	bool big;

	return decode_is_utf16(bytes, &big);
}

static bool
decode_accepts_any(struct slice bytes)
{
	(void)bytes;
	return true;
}

int
import_file(const struct import *im, const char *operand, struct buf *file)
{
	bool encoded = im != NULL && im->encoding != NULL;
	int status = file_read_bytes(operand, encoded ? decode_accepts_any : decode_accepts_utf16, file);
	bool big;

	if (status != 0)
		return status;
	if (file->n == 0)
		return fail("%s: empty: nothing to import", file_name(operand));
	if (encoded) {
		status = decode_by_iconv(im, operand, file);
	} else if (decode_is_utf16(buf_slice(file), &big)) {
		status = decode_utf16(operand, big, file);
		if (status == 0)
			import_report(operand, 1, "converted from UTF-16");
	}
	return status == 0 ? file_text(operand, file) : -1;
}
