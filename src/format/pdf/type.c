#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <stddef.h>

#include "base/slice.h"
#include "format/pdf/type.h"

/* Each list ends with a family of DejaVu, which `make deps` installs. */
#define SERIF "Charis SIL, Charis, Source Serif 4, Noto Serif, DejaVu Serif"
#define SANS "Noto Sans, Open Sans, DejaVu Sans Condensed, DejaVu Sans"
#define MONO "DejaVu Sans Mono, Liberation Mono, monospace"

/* The size is relative to that of body text, the leading to the size of the style. */
static const struct {
	const char *family;
	PangoWeight weight;
	double size, leading;
	enum color color;
} styles[] = {
	[STYLE_BODY] = { SERIF, PANGO_WEIGHT_NORMAL, 1, 1.42, COLOR_TEXT },
	[STYLE_QUESTION] = { SERIF, PANGO_WEIGHT_BOLD, 1.06, 1.36, COLOR_TEXT },
	[STYLE_QUESTION_ALONE] = { SERIF, PANGO_WEIGHT_NORMAL, 1.06, 1.36, COLOR_TEXT },
	[STYLE_NUMBER] = { SERIF, PANGO_WEIGHT_NORMAL, 1.06, 1.36, COLOR_ACCENT },
	[STYLE_TOPIC] = { SERIF, PANGO_WEIGHT_BOLD, 1.7, 1.22, COLOR_ACCENT },
	[STYLE_TITLE] = { SERIF, PANGO_WEIGHT_BOLD, 2.9, 1.15, COLOR_TEXT },
	[STYLE_SUBTITLE] = { SERIF, PANGO_WEIGHT_NORMAL, 1.15, 1.42, COLOR_GRAY },
	[STYLE_SMALL] = { SANS, PANGO_WEIGHT_NORMAL, 0.74, 1.42, COLOR_GRAY },
	[STYLE_RULED] = { SERIF, PANGO_WEIGHT_NORMAL, 1, 2.3, COLOR_TEXT },
	[STYLE_CODE] = { MONO, PANGO_WEIGHT_NORMAL, 0.79, 1.45, COLOR_TEXT },
	[STYLE_CODE_SPAN] = { MONO, PANGO_WEIGHT_NORMAL, 0.86, 1, COLOR_TEXT },
};

static const double colors[][3] = {
	[COLOR_TEXT] = { 0.11, 0.11, 0.12 },
	[COLOR_GRAY] = { 0.40, 0.41, 0.43 },
	[COLOR_ACCENT] = { 0.08, 0.28, 0.45 },
	[COLOR_HAIRLINE] = { 0.78, 0.79, 0.81 },
	[COLOR_BACKGROUND] = { 0.955, 0.957, 0.962 },
};

/* The average number of characters in a line: 65 to 75 are easy to read. */
enum { LINE_CHARACTERS = 70 };

static double
type_size(const struct type *t, enum style s)
{
	return t->size * styles[s].size;
}

double
type_leading(const struct type *t, enum style s)
{
	return type_size(t, s) * styles[s].leading;
}

static guint
type_pango_units(double points)
{
	return (guint)(points * PANGO_SCALE + 0.5);
}

static PangoFontDescription *
type_font(const struct type *t, enum style s)
{
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family_static(font, styles[s].family);
	pango_font_description_set_weight(font, styles[s].weight);
	pango_font_description_set_absolute_size(font, type_pango_units(type_size(t, s)));
	return font;
}

PangoLayout *
layout_new(const struct type *t, enum style s, struct slice text, double width)
{
	PangoLayout *l = pango_layout_new(t->context);
	PangoAttrList *list = pango_attr_list_new();
	PangoFontDescription *font = type_font(t, s);

	pango_layout_set_font_description(l, font);
	pango_font_description_free(font);
	pango_layout_set_text(l, text.p, (int)text.n);
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	if (width >= 0)
		pango_layout_set_width(l, (int)type_pango_units(width));
	pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
	/* Viewers search and copy a ligature as one character, such as U+FB00 for "ff". */
	pango_attr_list_insert(list, pango_attr_font_features_new("liga=0, clig=0, dlig=0"));
	pango_attr_list_insert(list, attr_color(styles[s].color));
	pango_layout_set_attributes(l, list);
	pango_attr_list_unref(list);
	return l;
}

void
layout_set_code(PangoLayout *l, const struct type *t)
{
	PangoLayout *four = layout_new(t, STYLE_CODE, slice_of("    "), -1);
	int width = (int)(layout_width(four) * PANGO_SCALE);
	PangoTabArray *tabs = pango_tab_array_new(1, FALSE);

	pango_tab_array_set_tab(tabs, 0, PANGO_TAB_LEFT, width);
	pango_layout_set_tabs(l, tabs);
	pango_layout_set_indent(l, -width / 2);
	pango_layout_set_auto_dir(l, FALSE);
	pango_tab_array_free(tabs);
	g_object_unref(four);
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
attr_family(enum style s)
{
	return pango_attr_family_new(styles[s].family);
}

PangoAttribute *
attr_size(const struct type *t, enum style s)
{
	return pango_attr_size_new_absolute((int)type_pango_units(type_size(t, s)));
}

void
type_set_color(cairo_t *cr, enum color c)
{
	cairo_set_source_rgb(cr, colors[c][0], colors[c][1], colors[c][2]);
}

/* The size at which a line of the available font has LINE_CHARACTERS characters, within 9 to 11 points. */
static double
type_choose_size(struct type *t, double measure)
{
	static const char sample[] = "How would you find out why a request that took ten milliseconds now takes two?";
	PangoLayout *l;
	double size;

	t->size = 10;
	l = layout_new(t, STYLE_BODY, slice_of(sample), -1);
	size = t->size * measure / LINE_CHARACTERS * (sizeof(sample) - 1) / layout_width(l);
	g_object_unref(l);
	return size < 9 ? 9 : size > 11 ? 11 : size;
}

void
type_init(struct type *t, double measure)
{
	cairo_font_options_t *options = cairo_font_options_create();

	t->context = pango_font_map_create_context(pango_cairo_font_map_get_default());
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(t->context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(t->context, FALSE);
	pango_context_set_language(t->context, pango_language_from_string("en"));
	t->size = type_choose_size(t, measure);
	t->leading = type_leading(t, STYLE_BODY);
}

void
type_free(struct type *t)
{
	g_object_unref(t->context);
}

void
type_load(void)
{
	FcInit(); /* not pango, which would start a thread, and Landlock confines one thread */
}
