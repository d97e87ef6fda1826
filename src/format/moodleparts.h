/* Parts of Moodle XML. */
#ifndef QB_FORMAT_MOODLEPARTS_H
#define QB_FORMAT_MOODLEPARTS_H

struct buf;
struct slice;

/* Headings in a question are below those of Moodle's page. */
enum { MOODLE_LEVEL = 3 };

/* moodle_add_text: appends the text, which is plain (see xmltext.h), as CDATA if it has markup. */
void moodle_add_text(struct buf *xml, struct slice s);
/* moodle_add_element: the same in <text> in an element, which open, a name with attributes, begins and close, its name, ends. */
void moodle_add_element(struct buf *xml, const char *open, const char *close, struct slice s);
/* moodle_add_html: appends CommonMark as HTML; level and failure as html_markdown().  A CR, which XML changes, is a reference. */
int moodle_add_html(struct buf *b, struct slice s, int level);
/* moodle_grade: the weight in percent that is nearest to this one among those that Moodle accepts. */
double moodle_grade(double weight);

#endif
