/* sandbox PATH: goes into the sandbox, to write PATH, and tells what can still be done. */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "bank/table.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/fd.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "base/slice.h"
#include "base/term.h"
#include "base/utf8.h"
#include "mark/answer.h"
#include "mark/rubric.h"
#include "markup/charref.h"
#include "markup/commonmark.h"
#include "markup/mdtext.h"
#include "markup/meta.h"
#include "query/check.h"
#include "query/sample.h"
#include "query/select.h"
#include "query/sort.h"
#include "review/fsrs.h"
#include "review/history.h"
#include "review/log.h"
#include "review/progress.h"
#include "search/needle.h"
#include "search/pattern.h"
#include "search/regex.h"
#include "search/skip.h"
#include "search/trie.h"
#include "tsv/csv.h"
#include "tsv/escape.h"
#include "tsv/file.h"
#include "tsv/reader.h"
#include "tsv/scan.h"

static void
tell(const char *what, int result)
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

/* To the discard port, where nobody need listen. */
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
	tell("read", open("old", O_RDONLY));
	tell("list", open(".", O_RDONLY | O_DIRECTORY));
	tell("write", open("old", O_WRONLY));
	tell("create", open("new", O_WRONLY | O_CREAT, 0666));
	tell("truncate", truncate("old", 1));
	tell("remove", unlink("old"));
	tell("mkdir", mkdir("dir", 0777));
	tell("link", symlink("old", "link"));
	tell("execute", execute());
	tell("connect", connect_somewhere());
	if (o != NULL) {
		out_str(o, "whole\n");
		tell("rename", out_close(o));
	}
	return 0;
}
