/*
 * try-sandbox OUT [FILE...]: enters the sandbox, with OUT as the output file unless it is "-", and with
 * the files as operands; prints the version of Landlock and what is still allowed.
 */
#define _GNU_SOURCE /* syscall(2) */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

#include "base/out.h"
#include "base/sandbox.h"
#include "base/utf8.h"

static struct sockaddr_un abstract = { .sun_family = AF_UNIX };
static const socklen_t abstract_size = sizeof(abstract);

static void
print_result(const char *what, int result)
{
	printf("%s: %s\n", what, result == -1 ? strerror(errno) : "allowed");
	fflush(stdout);
}

static void
print_version(void)
{
	long version = 0;

#ifdef SYS_landlock_create_ruleset
	version = syscall(SYS_landlock_create_ruleset, NULL, 0, 1 /* LANDLOCK_CREATE_RULESET_VERSION */);
#endif
	printf("version: %ld\n", version);
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

static int
fork_only(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid == -1 ? -1 : waitpid(pid, NULL, 0);
}

/* Connects to the discard port, on which probably nothing listens, or binds to any port. */
static int
use_tcp(int (*use)(int, const struct sockaddr *, socklen_t), unsigned short port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(port) };
	int fd = socket(AF_INET, SOCK_STREAM, 0), status;

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	status = use(fd, (struct sockaddr *)&to, sizeof(to));
	close(fd);
	return status;
}

static int
send_udp(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9) };
	int fd = socket(AF_INET, SOCK_DGRAM, 0), status;

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	status = sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof(to)) == 1 ? 0 : -1;
	close(fd);
	return status;
}

/* Starts a process outside of the sandbox that listens on the abstract socket until this one ends. */
static pid_t
start_peer(void)
{
	int ready[2], end[2];
	char c;
	pid_t pid;

	if (pipe(ready) == -1 || pipe(end) == -1 || (pid = fork()) == -1)
		return -1;
	if (pid != 0) {
		close(end[0]);
		close(ready[1]);
		(void)!read(ready[0], &c, 1);
		return pid;
	}
	{
		int fd = socket(AF_UNIX, SOCK_STREAM, 0);

		close(end[1]);
		if (bind(fd, (const struct sockaddr *)&abstract, abstract_size) == 0 && listen(fd, 1) == 0)
			(void)!write(ready[1], "x", 1);
		close(STDOUT_FILENO);
		(void)!read(end[0], &c, 1);
	}
	_exit(0);
}

static int
connect_abstract(void)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0), status;

	status = connect(fd, (const struct sockaddr *)&abstract, abstract_size);
	close(fd);
	return status;
}

/* An ioctl(2) of a device that is opened now; one that the device does not know counts as allowed. */
static int
control_device(const char *name)
{
	struct termios t;
	int fd = open(name, O_RDONLY), status = ioctl(fd, TCGETS, &t);

	if (fd != -1 && status == -1 && errno == ENOTTY)
		status = 0;
	return status;
}

/* What the sandbox confines. */
static void
try_confined(pid_t peer)
{
	print_result("read", open("old", O_RDONLY));
	print_result("list", open(".", O_RDONLY | O_DIRECTORY));
	print_result("write", open("old", O_WRONLY));
	print_result("create", open("new", O_WRONLY | O_CREAT, 0666));
	print_result("truncate", truncate("old", 1));
	print_result("remove", unlink("old"));
	print_result("rename", rename("old", "older"));
	print_result("mkdir", mkdir("dir", 0777));
	print_result("link", symlink("old", "link"));
	print_result("execute", execute());
	print_result("connect", use_tcp(connect, 9));
	print_result("bind", use_tcp(bind, 0));
	print_result("ioctl", control_device("/dev/zero"));
	print_result("abstract", connect_abstract());
	print_result("signal", kill(peer, 0));
}

/* What it does not. */
static void
try_unconfined(void)
{
	struct stat st;

	print_result("stat", stat("old", &st));
	print_result("chmod", chmod("old", 0644));
	print_result("touch", utimensat(AT_FDCWD, "old", NULL, 0));
	print_result("fork", fork_only());
	print_result("udp", send_udp());
	print_result("signal itself", raise(SIGCONT));
}

int
main(int argc, char *argv[])
{
	struct out *o = argc > 1 && strcmp(argv[1], "-") != 0 ? out_file(argv[1]) : NULL;
	char *const *files = argv + (argc > 1 ? 2 : 1);
	pid_t peer;

	snprintf(abstract.sun_path + 1, sizeof(abstract.sun_path) - 1, "qb-try-sandbox-%ld", (long)getpid());
	peer = start_peer();
	print_version();
	fflush(stdout);
	sandbox(&(struct sandbox){ .read = { files }, .path = o != NULL ? out_path(o) : NULL });
	for (; *files != NULL; files++)
		print_result(*files, open(*files, O_RDONLY));
	try_confined(peer);
	try_unconfined();
	if (o != NULL) {
		out_str(o, "whole\n");
		print_result("output", out_close(o));
	}
	return 0;
}
