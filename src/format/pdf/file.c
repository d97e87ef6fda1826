#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "format/pdf/block.h"
#include "format/pdf/catalog.h"
#include "format/pdf/doc.h"
#include "format/pdf/file.h"
#include "format/pdf/paint.h"

/* Adds an entry for the block and returns its number. */
static int
file_add_outline(cairo_surface_t *surface, int parent, const char *text, const struct block *b)
{
	char attributes[64];

	snprintf(attributes, sizeof(attributes), "dest='%s'", b->anchor);
	return cairo_pdf_surface_add_outline(surface, parent, text, attributes, CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

static void
file_write_outline(const struct doc *d, cairo_surface_t *surface)
{
	int root = CAIRO_PDF_OUTLINE_ROOT, answers = root;
	size_t i;

	file_add_outline(surface, root, d->title, d->front.block[0]);
	for (i = 0; i < d->ntopic; i++)
		if (*d->topic[i]->name != '\0')
			file_add_outline(surface, root, d->topic[i]->name, d->topic[i]->questions);
	if (d->appendix.n > 0)
		answers = file_add_outline(surface, root, "Answers", d->appendix.block[0]);
	for (i = 0; i < d->ntopic; i++)
		if (*d->topic[i]->name != '\0' && d->topic[i]->answers != NULL)
			file_add_outline(surface, answers, d->topic[i]->name, d->topic[i]->answers);
	if (d->key != NULL)
		file_add_outline(surface, root, "Key", d->key);
}

static int
file_set_metadata(const struct doc *d, cairo_surface_t *surface)
{
	char date[64];
	time_t t;
	struct tm tm;

	if (time_of_output(&t) == -1)
		return -1;
	gmtime_r(&t, &tm);
	strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%SZ", &tm);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, d->title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "qb " QB_VERSION);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date);
	return 0;
}

static cairo_status_t
file_append(void *pdf, const unsigned char *p, unsigned int n)
{
	buf_append(pdf, p, n);
	return CAIRO_STATUS_SUCCESS;
}

int
pdf_write(struct doc *d, struct buf *pdf)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(file_append, pdf, d->width, d->height);
	cairo_t *cr = cairo_create(surface);
	cairo_status_t status;
	int result;

	cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4); /* catalog_extend() needs it */
	result = file_set_metadata(d, surface);
	if (result == 0) {
		paint_pages(d, cr);
		file_write_outline(d, surface);
	}
	status = cairo_status(cr);
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	if (result == 0 && status != CAIRO_STATUS_SUCCESS)
		result = fail("cairo: %s", cairo_status_to_string(status));
	if (result == 0 && catalog_extend(pdf) == -1)
		warn_failure();
	return result;
}
