/* Parts of a question in HTML. */
#ifndef QB_FORMAT_HTMLPARTS_H
#define QB_FORMAT_HTMLPARTS_H

#include <stdbool.h>

struct buf;
struct choicelist;
struct job;
struct record;
struct slice;
struct title;

enum { QUESTION_LEVEL = 3 }; /* of the heading of a question */

/*
 * html_anchor: appends the anchor of the question with that id: "q-" and the id, in which "_" is
 * doubled and any byte except ASCII letters, digits and "-" becomes "_" and two hexadecimal digits.
 */
void html_anchor(struct buf *b, struct slice id);
/* html_set_title: replaces *b by the title as inline HTML, `-` if it is empty; -1 as markdown(). */
int html_set_title(struct buf *b, struct title title);
/* html_labels: appends the level and the tags of the record. */
void html_labels(struct buf *b, const struct job *j, const struct record *r);
/* html_question: appends the rest of a question, after its title; -1 as markdown(). */
int html_question(struct buf *b, struct slice rest);
/*
 * html_choices: appends the choices as a list; with_key also what the script of the page needs so that the
 * reader can choose: which choices are correct, and the feedback, hidden.  -1 as markdown().
 */
int html_choices(struct buf *b, const struct choicelist *l, bool with_key);

#endif
