/* Replacing a file by a complete new one, or not at all. */
#ifndef QB_BASE_REPLACE_H
#define QB_BASE_REPLACE_H

/*
 * replace_target: the file that writing to path creates or replaces: the target of a symbolic link,
 * even if it does not exist yet.  The caller frees it.
 */
char *replace_target(const char *path);
/*
 * replace_open: creates a temporary file in the directory of path, with the mode of the file there
 * and, if possible, its owner.  Returns its descriptor and stores its name, which must remain valid
 * until replace_rename() or replace_discard() is called, and which the caller then frees.  -1 on
 * failure.  The temporary file is removed when the process exits or is killed by a signal such as
 * HUP, INT, QUIT, PIPE, TERM or XCPU; not by SIGKILL, a realtime signal or SIGSEGV.
 */
int replace_open(const char *path, char **temp);
/* replace_rename: renames the temporary file to path; -1 on failure. */
int replace_rename(const char *temp, const char *path);
/* replace_discard: removes the temporary file, if there is one. */
void replace_discard(void);

#endif
