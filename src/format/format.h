/*
 * format.h - what a format of qb-format is.
 *
 * A format is one file with a begin, a record and an end, and one line in the
 * list of format.c.  CommonMark comes to it through markdown().
 */
#ifndef QB_FORMAT_H
#define QB_FORMAT_H

#include "../qb.h"

enum answers { ANSWERS_NONE, ANSWERS_INLINE, ANSWERS_END };

/* One run of qb-format.  Belongs to main. */
struct job {
	struct out *out;
	const struct bank *bank;
	const char *title;    /* NULL: none was given */
	const char *template; /* NULL: none was given */
	enum answers answers;
	bool letter;   /* the paper, which is A4 otherwise */
	bool formulas; /* CSV: leave a cell that a spreadsheet would take for one as it is */
	size_t width;  /* columns of text */
	bool color;
	bool escape;  /* the output is a terminal: control characters are shown, not sent */
	size_t first; /* the number of the first record */
	size_t n;     /* that of this record */
	size_t count; /* records so far, with this one */
	/* Columns, or NO_COLUMN. */
	size_t id, topic, level, tags, question, answer, points;
};

/*
 * A format.  Its state during a run is its own: begin() finds none of the run before,
 * since end() frees all of it.
 */
struct format {
	const char *name;
	bool needs_question;  /* the bank must have the column question */
	bool opens;           /* begin() opens files: fonts, and a list of them */
	enum answers usually; /* where -a puts the answers */
	/* NULL, or what is called before anything is opened, with the command line. */
	void (*start)(char *argv[]);
	/* Each returns 0, or -1 having called fail(). */
	int (*begin)(struct job *j);
	int (*record)(struct job *j, struct record *r);
	int (*end)(struct job *j);
};

#define DEFAULT_TITLE "Question bank"

/* In the order in which they are named; what -f asks for is not in that list. */
extern const struct format format_text, format_md, format_html, format_pdf, format_jsonl, format_json, format_csv,
    format_gift, format_anki, format_template;

/* ---- format.c: what the formats share ---- */

/* format_find: the format of that name, or NULL; format_names: their names, as "a, b or c". */
const struct format *format_find(const char *name);
const char *format_names(struct buf *b);
/*
 * job_text: the decoded text of the record's column; empty where col is NO_COLUMN.
 * Borrows it, or uses *b.
 */
struct slice job_text(const struct record *r, size_t col, struct buf *b);
/*
 * job_new_topic: whether the record's topic differs from that of the one before
 * it, or it is the first; then *topic, which keeps it, has been set.
 */
bool job_new_topic(const struct job *j, const struct record *r, struct buf *topic);
/* job_heading: the heading for the topic; records without one have none, or "Questions" behind others. */
struct slice job_heading(const struct job *j, const struct buf *topic);
/*
 * kept_add: appends the answer to question n, unless it is empty, to those that are kept
 * for the end.  kept_next: takes the next of them off the front; *answer is in what was
 * kept or in *b, whose content is lost.  False where there is none.
 */
void kept_add(struct buf *kept, size_t n, struct slice answer);
bool kept_next(struct slice *kept, size_t *n, struct slice *answer, struct buf *b);
/*
 * job_shows: whether the column is written: answer and points are where answers are
 * asked for.  job_columns: appends the names of those that are, separated by
 * commas, as notes have them.
 */
bool job_shows(const struct job *j, size_t col);
void job_columns(const struct job *j, struct buf *b);

/* ---- markdown.c: CommonMark as events, by md4c ---- */

enum md_kind {
	MD_PARAGRAPH,
	MD_HEADING,
	MD_QUOTE,
	MD_LIST,
	MD_ITEM,
	MD_CODE_BLOCK,
	MD_RULE,
	MD_EMPHASIS,
	MD_STRONG,
	MD_CODE,
	MD_LINK,
	MD_IMAGE /* its text is the alternative text */
};

struct md_node {
	enum md_kind kind;
	int number;         /* of a heading: its level; of a list or an item: its (first) number, or -1: bullets */
	bool tight;         /* of a list: no blank lines between the items */
	struct slice where; /* of a link or image: the address; of a code block: the language; decoded */
};

/* What a format does with the events; arg is what markdown() was given. */
struct md_handler {
	void (*enter)(void *arg, const struct md_node *node);
	void (*leave)(void *arg, const struct md_node *node);
	/* Plain text, entities decoded, valid UTF-8; HTML in the source comes as the text that it is. */
	void (*text)(void *arg, struct slice text);
	/* A line ends in the source: hard, or soft, where a blank does as well. */
	void (*newline)(void *arg, bool hard);
};

/*
 * markdown: calls the handler for what the CommonMark text consists of.  A single
 * paragraph, as a question is, comes without its MD_PARAGRAPH where is_inline.
 * Bytes that are not UTF-8 come as U+FFFD.  -1 where md4c failed.
 */
int markdown(struct slice text, bool is_inline, const struct md_handler *h, void *arg);

/*
 * link_leads_out: whether the address is on the web or for mail.  Anything else could run
 * a script, or means nothing without the bank's own site.  link_encode: appends the
 * address, with %XX for what no URL has in it and for the unsafe bytes.
 */
bool link_leads_out(struct slice address);
void link_encode(struct slice address, const char *unsafe, struct buf *b);

/* ---- htmltext.c: the same as HTML ---- */

/* html_text: appends text, as the content of an element or of a quoted attribute. */
void html_text(struct buf *b, struct slice s);
/*
 * html_markdown: appends what the CommonMark text is in HTML.  Its headings are below
 * a heading of that level; 0: it is inline.  Links lead to the web, by mail or into the
 * page only; an image is a link to it.  -1 as markdown().
 */
int html_markdown(struct buf *b, struct slice s, int level);

#endif
