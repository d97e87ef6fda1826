/* qb-quiz: asks questions, shows the answers and logs the grades. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
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

/* Sets *path to that of the file with this name beside the log. */
static char *
quiz_beside_log(struct buf *path, const char *name)
{
	const char *log = options.log.logs[0], *slash = strrchr(log, '/');

	buf_printf(path, "%.*s%s", slash != NULL ? (int)(slash + 1 - log) : 0, log, name);
	buf_cstr(path);
	return path->p;
}

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

/* Adds the ids of a file, which may be empty, to those that are not asked. */
static void
quiz_exclude(struct map *excluded, char *file)
{
	char *operands[] = { file, NULL };
	struct bank *b = bank_open(operands, 0, BANK_OPTIONAL | BANK_NO_OUTPUT);
	struct buf text = { 0 };
	struct record *r;
	size_t col = 0;

	if (b == NULL || (bank_header(b)->n > 0 && bank_column(b, "id", &col) == -1))
		fatal();
	while ((r = bank_next(b)) != NULL)
		map_add(excluded, record_text(r, col, &text));
	if (bank_close(b) == -1)
		fatal();
	buf_free(&text);
}

/* The ids of -x and of suspended.tsv. */
static struct map *
quiz_excluded(void)
{
	struct map *excluded = map_new();
	size_t i;

	for (i = 0; i < options.nexclude; i++)
		quiz_exclude(excluded, options.exclude[i]);
	if (access(suspended.p, F_OK) == 0)
		quiz_exclude(excluded, suspended.p);
	return excluded;
}

/* Reads logs and bank, and chooses the questions. */
static void
quiz_prepare(char *const *operands)
{
	struct bank *bank;
	struct map *excluded;

	quiz.suspended = (struct append){
		.path = quiz_beside_log(&suspended, "suspended.tsv"), .columns = { "id" }, .required = 1, .fd = -1
	};
	quiz.answers = (struct append){ .path = quiz_beside_log(&answers, "answers.tsv"),
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
