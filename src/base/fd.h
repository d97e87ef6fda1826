/* File descriptors. */
#ifndef QB_BASE_FD_H
#define QB_BASE_FD_H

/*
 * fd_occupy_standard: opens /dev/null for each standard descriptor that is closed, in a mode in which
 * using it fails, so that no file opened later gets its number.  -1 on failure.
 */
int fd_occupy_standard(void);

#endif
