/* Confinement by the system. */
#ifndef QB_BASE_SANDBOX_H
#define QB_BASE_SANDBOX_H

/*
 * sandbox: from now on the process cannot write, create, remove or execute files, nor open TCP
 * connections, where the system supports that (Landlock, pledge); elsewhere it does nothing.
 * Open descriptors stay usable and reading stays allowed.  path is a file opened with
 * out_file(), which may still be renamed, or NULL.
 */
void sandbox(const char *path);

#endif
