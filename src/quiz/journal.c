/* The log of a quiz: replayed once, then followed and appended to. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/slice.h"
#include "quiz/append.h"
#include "quiz/journal.h"
#include "quiz/mend.h"
#include "review/history.h"
#include "review/log.h"
#include "review/replay.h"

enum { JOURNAL_TIME, JOURNAL_ID, JOURNAL_GRADE, JOURNAL_HASH, JOURNAL_SECONDS };

/* The time of an entry, YYYY-MM-DDTHH:MM:SSZ. */
enum { JOURNAL_TIME_BYTES = 32 };

time_t
journal_time(struct journal *j)
{
	time_t now = j->clock + (time(NULL) - j->started);

	if (j->calendar.now != (time_t)LLONG_MAX) {
		j->calendar.now = now;
		j->calendar.today = calendar_day(&j->calendar, now);
	}
	return now;
}

/* Sets the clock; a date means the end of its day, and the quiz begins at noon. */
static int
journal_set_clock(struct journal *j)
{
	const char *now = j->options.now;
	struct calendar *c = &j->calendar;

	c->rollover = j->options.rollover;
	j->started = j->clock = time(NULL);
	if (now != NULL && date_parse(slice_of(now), &c->today)) {
		struct tm noon = { .tm_year = 70, .tm_mday = (int)c->today + 1, .tm_hour = 12, .tm_isdst = -1 };

		j->clock = mktime(&noon);
		c->now = (time_t)LLONG_MAX;
		return 0;
	}
	if (now != NULL && !time_parse(slice_of(now), &j->clock))
		return fail("--now: invalid time '%s'; use 2026-01-31T08:15:00Z or 2026-01-31", now);
	journal_time(j);
	return 0;
}

/* The size of the first log, 0 if it does not exist. */
static off_t
journal_size(const struct journal *j)
{
	struct stat st;

	return stat(j->options.logs[0], &st) == 0 ? st.st_size : 0;
}

/* Prepares to follow the log from where it was read to: its last line must be terminated. */
static void
journal_watch(struct journal *j)
{
	const char *name = j->options.logs[0];
	struct append reading = { .path = name };

	if (j->log != NULL)
		log_close(j->log);
	if (j->reading != -1)
		close(j->reading);
	j->log = NULL;
	j->reading = reading.fd = open(name, O_RDONLY | O_CLOEXEC);
	if (j->reading == -1 || j->seen == 0 || append_is_torn(&reading, j->seen) != 0)
		return;
	j->log = log_open(name, &j->context);
	if (j->log != NULL && !log_has_header(j->log)) {
		log_close(j->log);
		j->log = NULL;
	}
}

/* Replays all logs, once more if the first one grows meanwhile. */
static int
journal_replay(struct journal *j)
{
	char *const *logs = j->options.logs;
	size_t n = j->options.nlogs;
	bool missing = access(logs[0], F_OK) == -1 && errno == ENOENT;

	do {
		history_reset(j->history);
		j->warnings.n = 0;
		j->context.latest = 0;
		j->context.warned_later = false;
		j->seen = journal_size(j);
		if (replay_logs(j->history, &j->context, logs + missing, n - missing) == -1)
			return -1;
	} while (j->seen != journal_size(j));
	journal_watch(j);
	return 0;
}

int
journal_open(struct journal *j, const struct journal_options *o)
{
	*j = (struct journal){ .options = *o, .reading = -1 };
	j->context = (struct log_context){ &j->calendar, o->now != NULL, false, 0, &j->warnings };
	j->file = (struct append){ .path = o->logs[0],
		.columns = { "time", "id", "grade", "hash", "seconds" },
		.required = JOURNAL_GRADE + 1,
		.fd = -1 };
	if (journal_set_clock(j) == -1)
		return -1;
	if (!o->read_only && append_check(&j->file) == -1)
		return -1;
	j->history = history_new(o->model, o->params, o->retention, &j->calendar);
	if (journal_replay(j) == -1)
		return -1;
	if (j->warnings.n > 0) {
		j->warnings.n--; /* the last newline */
		fail_lines(buf_cstr(&j->warnings));
		warn_failure();
	}
	return 0;
}

/*
 * Adds the review of a line that was appended.  Returns 0, or -1 if all has to be replayed: it is
 * invalid, an undo, or not after the reviews before it.
 */
static int
journal_add_line(struct journal *j, struct slice line)
{
	struct review r;
	int status;

	if (slice_trim_cr(line).n == 0)
		return 0;
	status = log_line(j->log, line, &r);
	if (status != 1)
		return status;
	if (r.grade == GRADE_UNDO || r.time <= j->context.latest)
		return -1;
	history_review(j->history, history_add(j->history, r.id), r.day, r.grade);
	j->context.latest = r.time;
	return 0;
}

/* Adds the lines from j->seen on, as far as they are complete.  Returns as journal_add_line(). */
static int
journal_add_lines(struct journal *j, size_t n)
{
	struct buf b = { 0 };
	struct slice rest, line;
	ssize_t got = pread(j->reading, buf_reserve(&b, n), n, j->seen);
	int status = got == (ssize_t)n ? 0 : -1;

	b.n = got > 0 ? (size_t)got : 0;
	buf_clear_slack(&b);
	rest = buf_slice(&b);
	while (status == 0 && rest.n > 0 && memchr(rest.p, '\n', rest.n) != NULL) {
		slice_next(&rest, '\n', &line);
		status = journal_add_line(j, line);
		j->seen += (off_t)line.n + 1;
	}
	buf_free(&b);
	return status;
}

int
journal_follow(struct journal *j)
{
	off_t size = journal_size(j), seen = j->seen;

	if (size == seen)
		return 0;
	journal_time(j);
	if (j->log == NULL || size < seen || journal_add_lines(j, (size_t)(size - seen)) == -1)
		return journal_replay(j) == -1 ? -1 : 1;
	return j->seen != seen;
}

/* Writes the entry to the locked file. */
static int
journal_write(struct journal *j, const struct entry *e)
{
	static const char *const grades[] = { "", "again", "hard", "good", "easy", "undo" };
	char text[JOURNAL_TIME_BYTES];
	struct slice value[APPEND_COLUMNS];
	struct buf seconds = { 0 };
	time_t now = journal_time(j);
	struct tm tm;
	off_t size;

	if (now <= j->context.latest)
		now = j->context.latest + 1;
	gmtime_r(&now, &tm);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
	buf_printf(&seconds, "%ld", e->seconds);
	value[JOURNAL_TIME] = slice_of(text);
	value[JOURNAL_ID] = e->id;
	value[JOURNAL_GRADE] = slice_of(grades[e->grade]);
	value[JOURNAL_HASH] = e->hash;
	value[JOURNAL_SECONDS] = buf_slice(&seconds);
	size = append_row(&j->file, value);
	buf_free(&seconds);
	if (size == -1)
		return -1;
	j->seen = size;
	j->unsynced = true;
	j->context.latest = now;
	return 0;
}

int
journal_append(struct journal *j, const struct entry *e, size_t number, size_t reps)
{
	off_t size = append_lock(&j->file);
	int status, torn;

	if (size == -1)
		return -1;
	torn = append_is_torn(&j->file, size);
	status = torn == 1 ? (mend_log(&j->file, size, &j->mended) == -1 ? -1 : journal_replay(j)) : torn;
	if (status == 0 && journal_follow(j) == -1)
		status = -1;
	if (status == 0 && reps > 0 && history_state(j->history, number)->reps != reps)
		status = 1;
	if (status == 0)
		status = journal_write(j, e);
	append_unlock(&j->file);
	if (status != 0)
		return status;
	if (e->grade != GRADE_UNDO)
		history_review(j->history, number, j->calendar.today, e->grade);
	if (j->log == NULL)
		journal_watch(j);
	return 0;
}

int
journal_sync(struct journal *j)
{
	bool unsynced = j->unsynced;

	j->unsynced = false;
	return unsynced ? append_sync(&j->file) : 0;
}

void
journal_close(struct journal *j)
{
	if (j->log != NULL)
		log_close(j->log);
	if (j->history != NULL)
		history_free(j->history);
	if (j->reading != -1)
		close(j->reading);
	append_close(&j->file);
	buf_free(&j->warnings);
	buf_free(&j->mended);
}
