/* PDF: the styles of text: fonts, sizes and colours.  All lengths are points. */
#ifndef QB_FORMAT_PDF_TYPE_H
#define QB_FORMAT_PDF_TYPE_H

#include <pango/pangocairo.h>

struct slice;

enum style {
	STYLE_BODY,
	STYLE_QUESTION,       /* its answer follows */
	STYLE_QUESTION_ALONE, /* its answer is elsewhere or missing */
	STYLE_NUMBER,         /* of a question */
	STYLE_TOPIC,
	STYLE_TITLE,
	STYLE_SUBTITLE,
	STYLE_SMALL,
	STYLE_RULED,    /* lines to write on */
	STYLE_CODE,     /* a code block */
	STYLE_CODE_SPAN /* code within a paragraph */
};

enum color { COLOR_TEXT, COLOR_GRAY, COLOR_ACCENT, COLOR_HAIRLINE, COLOR_BACKGROUND };

/* The space between the edge of the background of a code block and its text. */
#define CODE_PADDING 7

struct type {
	PangoContext *context;
	double size;    /* of body text */
	double leading; /* of body text: from one baseline to the next */
};

/* type_load: finds the fonts in advance, since that may write caches. */
void type_load(void);
/* type_init: loads the fonts and chooses a size for lines of that width; type_free() frees them. */
void type_init(struct type *t, double measure);
void type_free(struct type *t);
/* type_leading: the distance between the baselines of text in the style. */
double type_leading(const struct type *t, enum style s);
/* type_set_color: makes the colour that of what cairo draws next. */
void type_set_color(cairo_t *cr, enum color c);
/* layout_new: text in the style, wrapped at the width, or not if it is negative; g_object_unref() frees it. */
PangoLayout *layout_new(const struct type *t, enum style s, struct slice text, double width);
/*
 * layout_set_code: makes the text left to right, with a tab stop at every fourth character and
 * continuation lines indented by two.
 */
void layout_set_code(PangoLayout *l, const struct type *t);
/* layout_width: the width of the longest line. */
double layout_width(PangoLayout *l);
/* attr_color: text in the colour; attr_family, attr_size: in the font or the size of the style.  The caller frees. */
PangoAttribute *attr_color(enum color c);
PangoAttribute *attr_family(enum style s);
PangoAttribute *attr_size(const struct type *t, enum style s);

#endif
