/* Numbers in reports. */
#ifndef QB_STATS_CELL_H
#define QB_STATS_CELL_H

struct writer;

/* cell_number: writes the number with 4 decimals, never as -0.0000, as the next field; NAN as an empty one. */
void cell_number(struct writer *w, double value);

#endif
