/* The sections of the page of qb-progress, each with its heading. */
#ifndef QB_CHART_PARTS_H
#define QB_CHART_PARTS_H

#include <stddef.h>

struct figures;
struct out;

/* parts_open: begins a section; parts_close: ends it.  id is unique in the page. */
void parts_open(struct out *o, const char *id, const char *heading);
void parts_close(struct out *o);
/* parts_table: begins a table that is closed until the reader opens it; columns are separated by TABs. */
void parts_table(struct out *o, const char *summary, const char *columns);
void parts_end_table(struct out *o);
/* parts_percent: writes part / whole as a percentage in a cell, or a dash if whole is 0. */
void parts_percent(struct out *o, double part, size_t whole);

/* The sections.  parts_weakest: -1 as page_write(). */
void parts_days(struct out *o, const struct figures *f);
void parts_forecast(struct out *o, const struct figures *f);
void parts_stability(struct out *o, const struct figures *f);
void parts_topics(struct out *o, const struct figures *f);
int parts_weakest(struct out *o, const struct figures *f);

#endif
