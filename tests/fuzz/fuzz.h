/*
 * Functions for the fuzz harnesses.
 *
 * A harness is one function, which libFuzzer calls with arbitrary bytes and replay.c with the files
 * of the corpus.  The library reads and writes files, so standard input and output are redirected
 * to temporary files.
 */
#ifndef QB_FUZZ_H
#define QB_FUZZ_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bank/bank.h"
#include "base/buf.h"
#include "base/slice.h"
#include "tsv/file.h"

/* Aborts unless the condition holds; the fuzzer then saves the input. */
#define CHECK(holds) ((holds) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #holds))

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static inline void
fuzz_fail(const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

/* fuzz_empty: makes fd an empty temporary file; truncates it in later calls. */
static inline void
fuzz_empty(int fd)
{
	static bool done[2];

	if (!done[fd]) {
		FILE *f = tmpfile();

		CHECK(f != NULL && dup2(fileno(f), fd) == fd);
		done[fd] = true;
	}
	CHECK(ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0);
}

/* fuzz_input: makes these bytes the content of standard input. */
static inline void
fuzz_input(struct slice s)
{
	fuzz_empty(STDIN_FILENO);
	file_stdin_renew();
	CHECK(pwrite(STDIN_FILENO, s.p, s.n, 0) == (ssize_t)s.n);
}

/* fuzz_bank: opens these bytes as a bank, read in blocks of that size; NULL if bank_open() fails. */
static inline struct bank *
fuzz_bank(struct slice s, char delim, const char *block)
{
	static char *const operands[] = { "-", NULL };

	fuzz_input(s);
	setenv("QB_BLOCK", block, 1);
	return bank_open(operands, delim, 0);
}

/* fuzz_written: sets *b to the bytes written to standard output since fuzz_empty(). */
static inline struct slice
fuzz_written(struct buf *b)
{
	off_t n = lseek(STDOUT_FILENO, 0, SEEK_END);

	CHECK(n >= 0);
	b->n = 0;
	buf_reserve(b, (size_t)n + 1);
	CHECK(pread(STDOUT_FILENO, b->p, (size_t)n, 0) == (ssize_t)n);
	b->n = (size_t)n;
	return buf_slice(b);
}

/* fuzz_text: removes the bytes before the first NUL, or all, from the front of *s. */
static inline struct slice
fuzz_text(struct slice *s)
{
	struct slice text = { "", 0 };

	slice_next(s, '\0', &text);
	return text;
}

#endif
