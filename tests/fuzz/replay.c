/* Calls a harness with the content of each file, without a fuzzer. */
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/slice.h"
#include "fuzz.h"

int
main(int argc, char *argv[])
{
	struct buf b = { 0 };
	int i;

	for (i = 1; i < argc; i++) {
		FILE *f = fopen(argv[i], "rb");

		CHECK(f != NULL);
		b.n = 0;
		while (!feof(f)) {
			b.n += fread(buf_reserve(&b, BUFSIZ), 1, BUFSIZ, f);
			CHECK(!ferror(f));
		}
		fclose(f);
		LLVMFuzzerTestOneInput((const uint8_t *)buf_slice(&b).p, b.n);
		fprintf(stderr, "%s: passed\n", argv[i]);
	}
	buf_free(&b);
	return 0;
}
