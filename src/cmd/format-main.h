/* The main program of qb-format and qb-format-pdf. */
#ifndef QB_CMD_FORMAT_MAIN_H
#define QB_CMD_FORMAT_MAIN_H

struct format;

/*
 * format_main: main() of both programs.  Formats with a helper are formatted by helper; if it is
 * NULL, the program of the helper is executed instead.
 */
int format_main(int argc, char *argv[], const struct format *helper);

#endif
