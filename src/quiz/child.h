/* Programs that a quiz runs: the editor and the pager. */
#ifndef QB_QUIZ_CHILD_H
#define QB_QUIZ_CHILD_H

struct slice;
struct tty;

/*
 * child_run: runs the shell command with the terminal restored, signals as at the start, and the
 * argument, which may be NULL, as $1; the text, if it has a p, is its standard input.  Returns its
 * wait status, or -1 on failure.
 */
int child_run(struct tty *t, const char *command, const char *argument, struct slice text);

#endif
