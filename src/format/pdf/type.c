/* PDF: the page, the faces and the colours. */
#include <pango/pangocairo.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "cairo.h"
#include "format/job.h"
#include "format/pdf/pdf.h"
#include "pango/pango-attributes.h"
#include "pango/pango-context.h"
#include "pango/pango-font.h"
#include "pango/pango-fontmap.h"
#include "pango/pango-language.h"
#include "pango/pango-layout.h"
#include "pango/pango-types.h"
#include "pango/pangocairo.h"

/* What each family name falls back to is DejaVu, which `make deps` brings. */
#define SERIF "Charis SIL, Charis, Source Serif 4, Noto Serif, DejaVu Serif"
#define SANS "Noto Sans, Open Sans, DejaVu Sans Condensed, DejaVu Sans"
#define MONO "DejaVu Sans Mono, Liberation Mono, monospace"

/* The size is in that of the text, the leading in the face's own. */
static const struct {
	const char *family;
	PangoWeight weight;
	double size, leading;
	enum color color;
} faces[] = {
	[FACE_BODY] = { SERIF, PANGO_WEIGHT_NORMAL, 1, 1.42, COLOR_TEXT },
	[FACE_QUESTION] = { SERIF, PANGO_WEIGHT_BOLD, 1.06, 1.36, COLOR_TEXT },
	[FACE_LISTED] = { SERIF, PANGO_WEIGHT_NORMAL, 1.06, 1.36, COLOR_TEXT },
	[FACE_NUMBER] = { SERIF, PANGO_WEIGHT_NORMAL, 1.06, 1.36, COLOR_ACCENT },
	[FACE_TOPIC] = { SERIF, PANGO_WEIGHT_BOLD, 1.7, 1.22, COLOR_ACCENT },
	[FACE_TITLE] = { SERIF, PANGO_WEIGHT_BOLD, 2.9, 1.15, COLOR_TEXT },
	[FACE_LEAD] = { SERIF, PANGO_WEIGHT_NORMAL, 1.15, 1.42, COLOR_GRAY },
	[FACE_SMALL] = { SANS, PANGO_WEIGHT_NORMAL, 0.74, 1.42, COLOR_GRAY },
	[FACE_CODE] = { MONO, PANGO_WEIGHT_NORMAL, 0.79, 1.45, COLOR_TEXT },
	[FACE_CODE_SPAN] = { MONO, PANGO_WEIGHT_NORMAL, 0.86, 1, COLOR_TEXT },
};

static const double colors[][3] = {
	[COLOR_TEXT] = { 0.11, 0.11, 0.12 },
	[COLOR_GRAY] = { 0.40, 0.41, 0.43 },
	[COLOR_ACCENT] = { 0.08, 0.28, 0.45 },
	[COLOR_HAIR] = { 0.78, 0.79, 0.81 },
	[COLOR_SHADE] = { 0.955, 0.957, 0.962 },
};

/* A line has 65 to 75 characters, whatever font there is. */
enum { MEASURE = 376, CHARACTERS = 70 };

double
font_size(const struct doc *d, enum face f)
{
	return d->size * faces[f].size;
}

double
font_leading(const struct doc *d, enum face f)
{
	return font_size(d, f) * faces[f].leading;
}

static guint
pango_units(double points)
{
	return (guint)(points * PANGO_SCALE + 0.5);
}

static PangoFontDescription *
font(const struct doc *d, enum face f)
{
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family_static(font, faces[f].family);
	pango_font_description_set_weight(font, faces[f].weight);
	pango_font_description_set_absolute_size(font, pango_units(font_size(d, f)));
	return font;
}

PangoLayout *
layout_new(const struct doc *d, enum face f, struct slice text, double width)
{
	PangoLayout *l = pango_layout_new(d->context);
	PangoAttrList *list = pango_attr_list_new();
	PangoFontDescription *desc = font(d, f);

	pango_layout_set_font_description(l, desc);
	pango_font_description_free(desc);
	pango_layout_set_text(l, text.p, (int)text.n);
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	if (width >= 0)
		pango_layout_set_width(l, (int)pango_units(width));
	pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
	pango_attr_list_insert(list, attr_color(faces[f].color));
	pango_layout_set_attributes(l, list);
	pango_attr_list_unref(list);
	return l;
}

double
layout_width(PangoLayout *l)
{
	int w;

	pango_layout_get_size(l, &w, NULL);
	return (double)w / PANGO_SCALE;
}

PangoAttribute *
attr_color(enum color c)
{
	const double *rgb = colors[c];

	return pango_attr_foreground_new(
	    (guint16)(rgb[0] * 65535), (guint16)(rgb[1] * 65535), (guint16)(rgb[2] * 65535));
}

PangoAttribute *
attr_family(enum face f)
{
	return pango_attr_family_new(faces[f].family);
}

PangoAttribute *
attr_size(const struct doc *d, enum face f)
{
	return pango_attr_size_new_absolute((int)pango_units(font_size(d, f)));
}

void
set_color(cairo_t *cr, enum color c)
{
	cairo_set_source_rgb(cr, colors[c][0], colors[c][1], colors[c][2]);
}

char *
plain(struct slice text)
{
	struct buf valid = { 0 }, clean = { 0 };

	escape_controls(utf8_replace_invalid(text, &valid), "", &clean);
	buf_cstr(&clean);
	buf_free(&valid);
	return clean.p;
}

/* Chooses the size of the type by what the font at hand needs for a line. */
static double
choose_size(struct doc *d)
{
	static const char sample[] = "How would you find out why a request that took ten milliseconds now takes two?";
	PangoLayout *l;
	double size;

	d->size = 10;
	l = layout_new(d, FACE_BODY, slice_of(sample), -1);
	size = d->size * MEASURE / CHARACTERS * (sizeof(sample) - 1) / layout_width(l);
	g_object_unref(l);
	return size < 9 ? 9 : size > 11 ? 11 : size;
}

void
doc_init(struct doc *d, struct job *j)
{
	cairo_font_options_t *options = cairo_font_options_create();

	*d = (struct doc){ .job = j };
	d->context = pango_font_map_create_context(pango_cairo_font_map_get_default());
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(d->context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(d->context, FALSE);
	pango_context_set_language(d->context, pango_language_from_string("en"));
	d->width = j->paper ? 612 : 595.276;
	d->height = j->paper ? 792 : 841.89;
	d->measure = MEASURE;
	d->left = (d->width - d->measure) / 2 + 8; /* numbers hang on the left */
	d->top = 92;
	d->bottom = d->height - 88;
	d->size = choose_size(d);
	d->leading = font_leading(d, FACE_BODY);
	d->title = plain(slice_of(j->title ? j->title : DEFAULT_TITLE));
}

static void
box_free(struct box *b)
{
	size_t i;

	for (i = 0; i < b->nlink; i++)
		free(b->link[i].uri);
	g_object_unref(b->layout);
	if (b->mark != NULL)
		g_object_unref(b->mark);
	free((char *)b->name);
	free(b->link);
	free(b->bar);
	free(b->line);
	free(b);
}

static void
column_free(struct column *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		box_free(c->box[i]);
	free(c->box);
}

void
doc_free(struct doc *d)
{
	size_t i;

	column_free(&d->front);
	column_free(&d->body);
	column_free(&d->appendix);
	for (i = 0; i < d->ntopic; i++) {
		free(d->topic[i]->name);
		free(d->topic[i]);
	}
	free(d->topic);
	free(d->piece);
	free(d->title);
	g_object_unref(d->context);
}
