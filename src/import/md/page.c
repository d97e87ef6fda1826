/* HTML pages: as the Markdown that they become. */
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "import/html/html.h"
#include "import/import.h"
#include "import/md/read.h"
#include "import/registry.h"
#include "tsv/file.h"

static int
page_read(struct import *im, const char *operand)
{
	struct buf file = { 0 }, text = { 0 };
	struct html_counts dropped = { 0 };
	int status = import_file(im, operand, &file);

	if (status == 0 && html_page_to_markdown(buf_slice(&file), &text, &dropped) == -1)
		status = fail("%s: %s", file_name(operand), failure());
	if (status == 0) {
		buf_byte(&text, '\n');
		html_report(im, 1, &dropped);
		status = md_read_text(im, operand, &text);
	}
	if (status == 0)
		status = import_end(im, operand);
	buf_free(&file);
	buf_free(&text);
	return status;
}

const struct import_format import_html = { "html", page_read, NULL, NULL };
