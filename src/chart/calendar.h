/* A calendar of reviews: a square per day, a picture per half year. */
#ifndef QB_CHART_CALENDAR_H
#define QB_CHART_CALENDAR_H

#include <stddef.h>

struct days_row;
struct out;

/* calendar_write: writes the latest half years up to today in which there are any of the n days, and a legend. */
void calendar_write(struct out *o, const struct days_row *row, size_t n, long today);

#endif
