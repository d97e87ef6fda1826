/* qb-quiz: asks questions, shows the answers and logs the grades. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bank/bank.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/map.h"
#include "cmd/logs.h"
#include "cmd/quiz-options.h"
#include "cmd/tool.h"
#include "query/select.h"
#include "quiz/append.h"
#include "quiz/deck.h"
#include "quiz/journal.h"
#include "quiz/quiz.h"
#include "quiz/session.h"
#include "quiz/tty.h"
#include "quiz/ui.h"

static struct quiz quiz;
static struct quiz_options options;
static struct buf suspended, answers; /* paths of files beside the log */

enum { QUIZ_INTERRUPTED = 130 /* exit status */ };

/* Whether the bank is read from standard input. */
static bool
quiz_reads_bank_from_stdin(char *const *operands)
{
	if (*operands == NULL)
		return !isatty(STDIN_FILENO);
	for (; *operands != NULL; operands++)
		if (strcmp(*operands, "-") == 0)
			return true;
	return false;
}

/* The ids of -x and of suspended.tsv. */
static struct map *
quiz_excluded(void)
{
	struct map *excluded = map_new();
	size_t i;

	for (i = 0; i < options.nexclude; i++)
		logs_add_ids(excluded, options.exclude[i]);
	if (access(suspended.p, F_OK) == 0)
		logs_add_ids(excluded, suspended.p);
	return excluded;
}

/* Reads logs and bank, and chooses the questions. */
static void
quiz_prepare(char *const *operands)
{
	struct bank *bank;
	struct map *excluded;

	quiz.suspended = (struct append){ .path = logs_beside(&suspended, options.log.logs[0], "suspended.tsv"),
		.columns = { "id" },
		.required = 1,
		.fd = -1 };
	quiz.answers = (struct append){ .path = logs_beside(&answers, options.log.logs[0], "answers.tsv"),
		.columns = { "time", "id", "answer" },
		.required = 3,
		.fd = -1 };
	if (journal_open(&quiz.journal, &options.log) == -1 || (!quiz.cram && append_check(&quiz.suspended) == -1) ||
	    (!quiz.cram && append_check(&quiz.answers) == -1))
		fatal();
	if (options.deck.order == ORDER_EXAM && options.deck.exam < quiz.journal.calendar.today) {
		fail("--exam: the date is before today");
		fatal();
	}
	excluded = quiz_excluded();
	options.deck.excluded = excluded;
	bank = tool_bank(operands, BANK_NO_OUTPUT);
	if (deck_open(&quiz.deck, bank, &quiz.journal, &options.deck) == -1)
		fatal();
	if (bank_close(bank) == -1)
		fatal();
	map_free(excluded);
	select_free(options.deck.select);
	buf_free(&options.deck.each);
}

/* Restores the terminal, however the process exits. */
static void
quiz_restore(void)
{
	tty_restore(&quiz.ui.tty);
}

/* Frees what is left and returns the exit status. */
static enum status
quiz_close(enum status status)
{
	journal_close(&quiz.journal);
	append_close(&quiz.suspended);
	append_close(&quiz.answers);
	session_close(&quiz.session);
	deck_close(&quiz.deck);
	if (ui_close(&quiz.ui) == -1) {
		warn_failure();
		return QB_ERROR;
	}
	return status;
}

int
main(int argc, char *argv[])
{
	struct buf text = { 0 };
	size_t count[SESSION_GRADES], skipped;
	enum outcome outcome;
	enum status status;

	quiz_options_parse(&options, argc, argv);
	quiz.writing = options.writing;
	quiz.cram = options.log.read_only;
	quiz.shuffle = options.shuffle;
	quiz.due_only = options.deck.order == ORDER_DUE;
	tzset(); /* reads files */
	if (ui_open(&quiz.ui, options.lines, quiz_reads_bank_from_stdin(argv + optind)) == -1)
		fatal();
	atexit(quiz_restore);
	quiz_prepare(argv + optind);
	session_open(&quiz.session, quiz.deck.n);
	if (quiz.deck.n == 0) {
		if (options.deck.number > 0)
			summary_nothing(&quiz, &text);
		ui_print(&quiz.ui, buf_slice(&text));
		buf_free(&text);
		return quiz_close(QB_NONE);
	}
	outcome = quiz_run(&quiz);
	ui_pause(&quiz.ui);
	if (outcome == OUTCOME_FAILED) {
		ui_close(&quiz.ui); /* if that fails, it is why the quiz did */
		fatal();
	}
	summary_write(&quiz, quiz.ui.terse, &text);
	ui_print(&quiz.ui, buf_slice(&text));
	status = session_count(&quiz.session, count, &skipped) > 0 ? QB_SELECTED : QB_NONE;
	buf_free(&text);
	status = quiz_close(status);
	return outcome == OUTCOME_INTERRUPT && status != QB_ERROR ? QUIZ_INTERRUPTED : (int)status;
}
