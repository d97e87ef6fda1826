/* A limit on what link references expand to. */
#include "markup/linklimit.h"
#include "base/error.h"

/* No text that a person writes comes close; cmark has the same limit. */
enum { LINKLIMIT_MIN = 100000 };

struct link_limit
link_limit(size_t n)
{
	return (struct link_limit){ .left = n + (n > LINKLIMIT_MIN ? n : LINKLIMIT_MIN) };
}

int
link_limit_enter(struct link_limit *l, MD_SPANTYPE type, const void *detail)
{
	size_t n = 0;

	if (type == MD_SPAN_A) {
		const MD_SPAN_A_DETAIL *a = detail;

		n = (size_t)a->href.size + a->title.size;
	} else if (type == MD_SPAN_IMG) {
		const MD_SPAN_IMG_DETAIL *img = detail;

		n = (size_t)img->src.size + img->title.size;
	}
	l->exceeded = n > l->left;
	if (l->exceeded)
		return -1;
	l->left -= n;
	return 0;
}

int
link_limit_fail(const struct link_limit *l)
{
	return fail(l->exceeded ? "link references expand to too much text" : "CommonMark too large or out of memory");
}
