/* The main program of qb-import and qb-import-apkg. */
#ifndef QB_CMD_IMPORT_MAIN_H
#define QB_CMD_IMPORT_MAIN_H

struct import_format;

/*
 * import_main: main() of both programs.  A format with a helper is read by helper; if that is NULL, the
 * program of the helper is executed instead.
 */
int import_main(int argc, char *argv[], const struct import_format *helper);

#endif
