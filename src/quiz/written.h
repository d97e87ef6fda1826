/* An answer in writing, and its marks. */
#ifndef QB_QUIZ_WRITTEN_H
#define QB_QUIZ_WRITTEN_H

#include "base/buf.h"
#include "mark/answer.h"
#include "mark/marks.h"
#include <stdbool.h>

struct plaintext;
struct rubric;
struct slice;
struct tty;

/* All zero: no answer was written.  written_free() frees it. */
struct written {
	struct buf text; /* of the answer */
	bool given;
	struct rubric *rubric; /* NULL: none */
	struct answer answer;
	struct marks marks; /* if there is a rubric and an answer */
	bool marked;
};

/* written_rubric: parses the points of the question, a decoded field; -1 if they are malformed. */
int written_rubric(struct written *w, struct slice points);
/* written_clear: removes the text and its marks; the rubric stays. */
void written_clear(struct written *w);
/* written_editor: the editor of the user, or NULL. */
const char *written_editor(void);
/* written_edit: sets the text to what the user writes in the editor; -1 on failure. */
int written_edit(struct written *w, struct tty *t, const char *editor);
/*
 * written_lines: sets the text to lines up to one that is a full stop, or the end; returns as tty_line().
 * The caller calls tty_end_text() when the text is kept.
 */
int written_lines(struct written *w, struct tty *t);
/* written_mark: marks the text, if there is a rubric; -1 if a pattern reached a limit. */
int written_mark(struct written *w);
/* written_score: the share of the possible points, 0 to 1. */
double written_score(const struct written *w);
/* written_write: writes the marks, point by point; written_write_points: only the points. */
void written_write(const struct written *w, struct plaintext *p);
void written_write_points(const struct written *w, struct plaintext *p);
void written_free(struct written *w);

#endif
