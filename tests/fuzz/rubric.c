/* Rubrics and how they mark an answer.  Input: the rubric; a NUL; the answer. */
#include <math.h>

#include "fuzz.h"

enum { LONGEST = 2000 };

static void
check_marks(const struct rubric *r, const struct answer *a)
{
	const char *text = buf_slice(&a->text).p;
	double hit = 0;
	size_t i;

	for (i = 0; i < r->n; i++) {
		const struct point *p = &r->point[i];

		CHECK(p->label.n > 0 && p->weight > 0);
		CHECK(p->verdict != MISCONCEPTION || p->wrong);
		CHECK(p->verdict != HIT || !p->wrong);
		CHECK((p->verdict == MISSED) == (p->text.n == 0));
		CHECK(p->text.n == 0 || (p->text.p >= text && p->text.p + p->text.n <= text + a->text.n));
		hit += p->verdict == HIT ? p->weight : 0;
	}
	CHECK(isfinite(r->earned) && isfinite(r->possible) && hit <= r->possible * (1 + 1e-9) && r->earned <= hit);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct slice s = { (const char *)data, n }, text;
	struct rubric *jit, *plain;
	struct answer a = { 0 };
	size_t i;

	if (n > LONGEST)
		return 0;
	text = fuzz_text(&s);
	jit = rubric_parse(text, 0);
	plain = rubric_parse(text, RE_NOJIT);
	CHECK((jit == NULL) == (plain == NULL));
	answer_set(&a, s.p ? s : slice_of(""));
	CHECK(utf8_is_valid(buf_slice(&a.text)));
	if (jit != NULL && rubric_mark(jit, &a) == 0) {
		check_marks(jit, &a);
		if (rubric_mark(plain, &a) == 0)
			for (i = 0; i < jit->n; i++)
				CHECK(jit->point[i].verdict == plain->point[i].verdict &&
				    slice_eq(jit->point[i].text, plain->point[i].text));
	}
	answer_free(&a);
	rubric_free(jit);
	rubric_free(plain);
	return 0;
}
