/* Running the helper program of a format. */
#ifndef QB_CMD_EXEC_H
#define QB_CMD_EXEC_H

/*
 * exec_helper: replaces the process by the helper with the arguments argv.  It is looked for in the
 * directory of the program (the path by which it was called), in the directory of the file that
 * this path links to, and in PATH.  Returns only if all of that fails: -1, having called fail().
 * The message about a missing helper names its package: see make deb.
 */
int exec_helper(const char *helper, const char *program, char *argv[]);

#endif
