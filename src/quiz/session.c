/* The course of a quiz: which card comes next, what can be undone, and the counts. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "quiz/session.h"
#include "review/history.h"

void
session_open(struct session *s, size_t n)
{
	*s = (struct session){ .n = n, .total = n };
	s->card = xcalloc(n, sizeof(*s->card));
}

/* The card that may return first, or s->n. */
static size_t
session_first_returning(const struct session *s)
{
	size_t first = s->n, i;

	for (i = 0; i < s->n; i++)
		if (s->card[i].returns > 0 && (first == s->n || s->card[i].returns < s->card[first].returns))
			first = i;
	return first;
}

bool
session_next(struct session *s, size_t *card)
{
	size_t returning = session_first_returning(s);

	if (s->fresh == s->n && returning == s->n)
		return false;
	if (returning < s->n && (s->card[returning].returns <= s->shown || s->fresh == s->n)) {
		*card = returning;
		s->card[returning].returns = 0;
	} else {
		*card = s->fresh++;
	}
	return true;
}

bool
session_returns(const struct session *s, size_t card)
{
	return s->card[card].position > 0;
}

void
session_show(struct session *s, size_t card)
{
	if (s->card[card].position == 0)
		s->card[card].position = ++s->positions;
	s->shown++;
}

void
session_put_back(struct session *s, size_t card)
{
	s->card[card].returns = 1; /* before all others */
	s->shown--;
}

void
session_drop(struct session *s, size_t card)
{
	s->card[card].dropped = true;
	s->total--;
}

void
session_grade(struct session *s, size_t card, int grade, const struct review_state *before)
{
	struct session_card *c = &s->card[card];

	s->graded = array_grow(s->graded, s->ngraded, &s->cap, sizeof(*s->graded));
	s->graded[s->ngraded++] = (struct graded){ card, grade, *before, before->reps + 1, c->returns };
	c->count[grade]++;
	c->returns = grade == 1 ? s->shown + SESSION_APART : 0;
}

const struct graded *
session_last(const struct session *s)
{
	return s->ngraded > 0 ? &s->graded[s->ngraded - 1] : NULL;
}

void
session_undo(struct session *s)
{
	const struct graded *g = &s->graded[--s->ngraded];

	s->card[g->card].count[g->grade]--;
	s->card[g->card].returns = g->returns;
}

size_t
session_count(const struct session *s, size_t count[SESSION_GRADES], size_t *skipped)
{
	size_t n = 0, i;
	int grade;

	memset(count, 0, SESSION_GRADES * sizeof(*count));
	for (*skipped = i = 0; i < s->n; i++) {
		size_t graded = 0;

		for (grade = 1; grade < SESSION_GRADES; grade++) {
			count[grade] += s->card[i].count[grade];
			graded += s->card[i].count[grade];
		}
		n += graded > 0;
		*skipped += s->card[i].skipped;
	}
	return n;
}

void
session_close(struct session *s)
{
	free(s->card);
	free(s->graded);
	*s = (struct session){ 0 };
}
