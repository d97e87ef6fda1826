/* The page of qb-progress. */
#ifndef QB_CHART_PAGE_H
#define QB_CHART_PAGE_H

struct figures;
struct out;

/* page_write: writes the page, HTML that needs nothing else; -1 as markdown(), with the place of the question. */
int page_write(struct out *o, const struct figures *f);

#endif
