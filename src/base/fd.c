/* File descriptors. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/fd.h"

int
fd_occupy_standard(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd == -1 && errno == EINTR);
	while (fd >= 0 && fd <= STDERR_FILENO) {
		int mode = fd == STDIN_FILENO ? O_WRONLY : fd == STDOUT_FILENO ? O_RDONLY : O_RDWR;

		close(fd);
		if (open("/dev/null", mode) != fd)
			return fail("/dev/null: %s", strerror(errno));
		fd = open("/dev/null", O_RDWR);
	}
	if (fd > STDERR_FILENO)
		close(fd);
	return 0;
}
