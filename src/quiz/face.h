/* What a card shows: the question, and its answer. */
#ifndef QB_QUIZ_FACE_H
#define QB_QUIZ_FACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "quiz/choose.h"
#include "quiz/written.h"

struct buf;
struct card;
struct deck;
struct slice;

struct face {
	const struct deck *deck;
	const struct card *card;
	size_t position;
	bool answered, parsed; /* the answer is shown; its points were parsed */
	struct choose choose;
	struct written written;
	struct buf problem; /* why choices or points cannot be used */
};

/* How text is shown. */
struct look {
	size_t width; /* in columns */
	bool color;
	bool escape; /* control characters, since the output is a terminal */
};

/* face_open: the face of the card, question up; seed is that of choose_open().  The deck must outlive it. */
void face_open(struct face *f, const struct deck *d, const struct card *c, struct slice seed);
/* face_answer: the answer is shown from now on. */
void face_answer(struct face *f);
/* face_title: appends topic, level and id, each after a separator. */
void face_title(const struct face *f, struct buf *b);
/* face_write_heading: appends the text as lines of a heading. */
void face_write_heading(struct slice text, const struct look *look, struct buf *b);
/* face_write: appends the text as lines. */
void face_write(const struct face *f, const struct look *look, struct buf *b);
void face_free(struct face *f);

#endif
