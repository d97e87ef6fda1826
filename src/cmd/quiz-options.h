/* The options of qb-quiz. */
#ifndef QB_CMD_QUIZ_OPTIONS_H
#define QB_CMD_QUIZ_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "quiz/deck.h"
#include "quiz/journal.h"

struct quiz_options {
	struct deck_options deck;
	struct journal_options log;
	size_t logs_cap;
	char **exclude; /* files with ids */
	size_t nexclude, exclude_cap;
	bool writing, lines, no_shuffle, new_given;
	const char *params;   /* of --params, or NULL */
	struct slice seed;    /* of -s; a p of NULL: none */
	struct slice shuffle; /* the seed for choices; a p of NULL: they are not shuffled */
	struct buf random;    /* a seed */
};

/* quiz_options_parse: sets *o from the command line; exits if it is invalid. */
void quiz_options_parse(struct quiz_options *o, int argc, char *argv[]);

#endif
