/* Rubrics, and the marks of an answer.  Input: the rubric; a NUL; the answer. */
#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "mark/answer.h"
#include "mark/marks.h"
#include "mark/rubric.h"
#include "search/regex.h"

enum { LONGEST = 2000 };

static void
check_marks(const struct rubric *r, const struct marks *marks)
{
	double hit = 0;
	size_t i;

	for (i = 0; i < r->n; i++) {
		const struct point *p = &r->point[i];
		const struct point_mark *m = &marks->point[i];

		CHECK(p->label.n > 0 && p->weight > 0 && p->n > 0 && p->wanted <= p->n);
		CHECK((m->verdict != MISCONCEPTION && m->verdict != ABSENT) || p->misconception);
		CHECK((m->verdict != HIT && m->verdict != MISSED) || !p->misconception);
		CHECK((m->verdict == MISSED || m->verdict == ABSENT) == (m->text.n == 0));
		CHECK((m->verdict == HIT || m->verdict == MISCONCEPTION) == (m->share > 0) && m->share <= 1);
		CHECK(m->found <= p->n && utf8_is_valid(buf_slice(&m->text)));
		hit += m->verdict == HIT ? m->share * p->weight : 0;
	}
	CHECK(isfinite(marks->earned) && isfinite(r->possible));
	CHECK(hit <= r->possible * (1 + 1e-9) && marks->earned <= hit);
}

/* Checks that both have the same verdicts for the same text. */
static void
check_equal(const struct marks *x, const struct marks *y, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		CHECK(x->point[i].verdict == y->point[i].verdict &&
		    slice_eq(buf_slice(&x->point[i].text), buf_slice(&y->point[i].text)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct slice s = { (const char *)data, n }, text;
	struct rubric *jit, *interpreted;
	struct marks m = { 0 }, other = { 0 };
	struct answer a = { 0 };

	if (n > LONGEST)
		return 0;
	text = fuzz_text(&s);
	jit = rubric_parse(text, 0);
	interpreted = rubric_parse(text, RE_NOJIT);
	CHECK((jit == NULL) == (interpreted == NULL));
	answer_set(&a, s.p ? s : slice_of(""));
	CHECK(utf8_is_valid(buf_slice(&a.text)));
	if (jit != NULL && rubric_mark(jit, &a, &m) == 0) {
		check_marks(jit, &m);
		if (rubric_mark(interpreted, &a, &other) == 0)
			check_equal(&m, &other, jit->n);
	}
	marks_free(&m);
	marks_free(&other);
	answer_free(&a);
	rubric_free(jit);
	rubric_free(interpreted);
	return 0;
}
