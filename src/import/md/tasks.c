/* Choices as a list of tasks. */
#include <stdbool.h>
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/number.h"
#include "base/slice.h"
#include "import/md/tasks.h"
#include "markup/charref.h"

enum { TASKS_INDENT = 2 }; /* of what belongs to a task */

/* A task that is being read. */
struct task {
	bool correct;
	struct buf text; /* as in the file */
	struct buf feedback;
	bool has_feedback;
};

/* The length of the marker of a task at the front of the line, `- [ ]`, or 0. */
static size_t
tasks_marker(struct slice line)
{
	size_t n = 5;

	if (line.n < n || strchr("-*+", line.p[0]) == NULL || line.p[1] != ' ' || line.p[2] != '[' || line.p[4] != ']')
		return 0;
	if (strchr(" xX", line.p[3]) == NULL || (line.n > n && line.p[n] != ' ' && line.p[n] != '\t'))
		return 0;
	return line.n > n ? n + 1 : n;
}

size_t
tasks_find(struct slice text)
{
	struct slice rest = text, line;

	while (rest.n > 0 && slice_next(&rest, '\n', &line))
		if (tasks_marker(line) > 0)
			return (size_t)(line.p - text.p);
	return text.n;
}

/* The text of a task without the letter and the parenthesis before it. */
static struct slice
tasks_skip_letter(struct slice s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= 'A' && s.p[n] <= 'Z')
		n++;
	if (n == 0 || n > 3 || n == s.n || s.p[n] != ')' || (n + 1 < s.n && s.p[n + 1] != ' '))
		return s;
	return slice_skip(s, n + 1 < s.n ? n + 2 : n + 1);
}

/* Removes a comment with a weight from the end of the text. */
static bool
tasks_split_weight(struct slice *s, double *weight)
{
	struct slice text = slice_trim_ws(*s), number;
	size_t at;

	if (text.n < 9 || memcmp(text.p + text.n - 3, "-->", 3) != 0)
		return false;
	for (at = text.n - 7; at > 0 && !slice_starts(slice_skip(text, at), "<!--"); at--)
		;
	if (!slice_starts(slice_skip(text, at), "<!--"))
		return false;
	number = slice_trim_ws((struct slice){ text.p + at + 4, text.n - at - 7 });
	if (number.n < 2 || number.p[number.n - 1] != '%')
		return false;
	number.n--;
	if (!parse_number(number, weight) || *weight < -100 || *weight > 100)
		return false;
	*s = (struct slice){ text.p, at };
	if (s->n > 0 && s->p[s->n - 1] == ' ')
		s->n--;
	return true;
}

/* Adds the task to the choices and empties it. */
static void
tasks_add(struct task *t, bool native, struct choices *c)
{
	struct slice text = tasks_skip_letter(buf_slice(&t->text));
	struct buf decoded = { 0 };
	struct choice *choice;
	double weight = 0;
	bool weighted = tasks_split_weight(&text, &weight);

	if (native)
		charref_decode(&charref_question, text, &decoded);
	else
		buf_append(&decoded, text.p, text.n);
	choice = choices_add(c, t->correct, buf_slice(&decoded));
	if (weighted)
		choice_weigh(choice, weight);
	decoded.n = 0;
	if (native)
		charref_decode(&charref_answer, buf_slice(&t->feedback), &decoded);
	else
		buf_append(&decoded, t->feedback.p, t->feedback.n);
	if (decoded.n > 0)
		choice_comment(choice, buf_slice(&decoded));
	buf_free(&decoded);
	t->text.n = t->feedback.n = 0;
	t->has_feedback = false;
}

/* Adds a further line of the task: feedback after a >, or text. */
static void
tasks_add_line(struct task *t, struct slice line)
{
	while (line.n > 0 && *line.p == ' ')
		line = slice_skip(line, 1);
	if (!slice_starts(line, ">")) {
		buf_byte(&t->text, ' ');
		line = slice_trim_ws(line);
		buf_append(&t->text, line.p, line.n);
		return;
	}
	line = slice_skip(line, 1);
	if (slice_starts(line, " "))
		line = slice_skip(line, 1);
	if (t->has_feedback)
		buf_byte(&t->feedback, '\n');
	t->has_feedback = true;
	buf_append(&t->feedback, line.p, line.n);
}

static bool
tasks_is_indented(struct slice line)
{
	return line.n > TASKS_INDENT && line.p[0] == ' ' && line.p[1] == ' ';
}

/* Whether the list goes on at the line, or after blank lines. */
static bool
tasks_continue(struct slice line, struct slice rest)
{
	while (slice_trim_ws(line).n == 0)
		if (rest.n == 0 || !slice_next(&rest, '\n', &line))
			return false;
	return tasks_marker(line) > 0 || tasks_is_indented(line);
}

size_t
tasks_read(struct slice text, bool native, struct choices *c)
{
	struct slice rest = text, line;
	struct task task = { 0 };
	bool open = false;
	size_t end = 0, marker;

	while (rest.n > 0 && slice_next(&rest, '\n', &line)) {
		if (!tasks_continue(line, rest))
			break;
		end = rest.p != NULL ? (size_t)(rest.p - text.p) : text.n;
		marker = tasks_marker(line);
		if (marker > 0 && open)
			tasks_add(&task, native, c);
		if (marker > 0) {
			open = true;
			task.correct = line.p[3] != ' ';
			line = slice_skip(line, marker);
			buf_append(&task.text, line.p, line.n);
		} else if (slice_trim_ws(line).n > 0) {
			tasks_add_line(&task, line);
		}
	}
	if (open)
		tasks_add(&task, native, c);
	choices_finish(c);
	buf_free(&task.text);
	buf_free(&task.feedback);
	return end;
}
