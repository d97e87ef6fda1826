/* try-sandbox [PATH]: enters the sandbox, with PATH as the output file, and prints what is still allowed. */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/out.h"
#include "base/sandbox.h"
#include "base/utf8.h"

static void
print_result(const char *what, int result)
{
	printf("%s: %s\n", what, result == -1 ? strerror(errno) : "allowed");
	fflush(stdout);
}

/* Runs true(1). */
static int
execute(void)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", ":", (char *)NULL);
		_exit(errno);
	}
	if (pid == -1 || waitpid(pid, &status, 0) == -1)
		return -1;
	errno = WEXITSTATUS(status);
	return errno == 0 ? 0 : -1;
}

/* Connects to the discard port, on which probably nothing listens. */
static int
connect_somewhere(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9) };
	int fd = socket(AF_INET, SOCK_STREAM, 0), status;

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	status = connect(fd, (struct sockaddr *)&to, sizeof(to));
	close(fd);
	return status;
}

int
main(int argc, char *argv[])
{
	struct out *o = argc > 1 ? out_file(argv[1]) : NULL;

	sandbox(argc > 1 ? argv[1] : NULL);
	print_result("read", open("old", O_RDONLY));
	print_result("list", open(".", O_RDONLY | O_DIRECTORY));
	print_result("write", open("old", O_WRONLY));
	print_result("create", open("new", O_WRONLY | O_CREAT, 0666));
	print_result("truncate", truncate("old", 1));
	print_result("remove", unlink("old"));
	print_result("mkdir", mkdir("dir", 0777));
	print_result("link", symlink("old", "link"));
	print_result("execute", execute());
	print_result("connect", connect_somewhere());
	if (o != NULL) {
		out_str(o, "whole\n");
		print_result("rename", out_close(o));
	}
	return 0;
}
