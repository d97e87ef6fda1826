/* The text by which an author asks a question, and what its form shows. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/slice.h"
#include "base/utf8.h"
#include "import/md/lead.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"

/* Words that begin a question or a task, in languages in which published banks are written. */
static const char *const asking[] = { "what", "what's", "whats", "why", "how", "when", "where", "which", "who", "whose",
	"whom", "is", "are", "am", "was", "were", "do", "does", "did", "can", "could", "should", "would", "will",
	"shall", "has", "have", "explain", "describe", "differentiate", "distinguish", "qué", "cuál", "cuáles", "cómo",
	"qual", "quais", "quel", "quelle", "quels", "quelles", "comment", "pourquoi", "qu'est-ce", "wie", "warum",
	"welche", "welcher", "welches", "wann", "erkläre", "что", "как", "какие", "какой", "какая", "каков", "чем",
	"зачем", "почему", "когда", "где", "расскажите", "объясните", "опишите" };

/* Words that begin a task, or else a term such as `Design patterns`, which is shorter. */
static const char *const telling[] = { "define", "list", "name", "give", "write", "implement", "create", "compare",
	"difference", "differences", "discuss", "mention", "tell", "calculate", "design", "identify", "illustrate",
	"outline", "consider", "suppose", "imagine", "true", "que", "como", "por", "was", "для", "find", "state",
	"show" };

enum { TELLING_WORDS = 4 };

/* What is asked for anywhere in a text in Chinese, Japanese or Turkish, which need no question mark. */
static const char *const asking_inside[] = { "什么", "如何", "怎么", "为什么", "哪些", "哪个", "区别", "とは", "なぜ",
	"nedir", "nelerdir" };

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

/* ---- The prefix ---- */

/* The length of digits at the start, with those of `1.2`; stores the last number. */
static size_t
prompt_digits(struct slice s, size_t *number, bool *several)
{
	size_t i = 0, digits = 0;

	*number = 0;
	*several = false;
	for (; i < s.n && digits < 9; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9') {
			*number = 10 * *number + (size_t)(s.p[i] - '0');
			digits++;
		} else if (s.p[i] == '.' && digits > 0 && i + 1 < s.n && s.p[i + 1] >= '0' && s.p[i + 1] <= '9') {
			*several = true;
			*number = digits = 0;
		} else {
			break;
		}
	}
	return digits > 0 ? i : 0;
}

/* The length of `Q`, `Question` or the like with its number at the start; 0: none. */
static size_t
prompt_q(struct slice s, size_t *number)
{
	static const char *const words[] = { "question", "ques", "q", "вопрос", "frage", "pregunta", "pergunta", "题目",
		"问题" };
	size_t i, n, k, digits = 0;
	bool several;

	for (i = 0; i < COUNT(words) && !ascii_starts(s, words[i]); i++)
		;
	if (i == COUNT(words))
		return 0;
	n = strlen(words[i]);
	for (k = n; k < s.n && (s.p[k] == ' ' || s.p[k] == '#' || s.p[k] == '-' || s.p[k] == '.'); k++)
		;
	if ((digits = prompt_digits(slice_skip(s, k), number, &several)) > 0) {
		n = k + digits;
		n += n + 1 < s.n && s.p[n] >= 'a' && s.p[n] <= 'e' && lead_separator(slice_skip(s, n + 1)) > 0;
		if ((k = lead_separator(slice_skip(s, n))) > 0)
			return n + k;
		return lead_end(slice_skip(s, n)) ? n : 0;
	}
	k = lead_separator(slice_skip(s, n));
	if (k > 0 && s.p[n] != '-' && (n + k == s.n || strchr(" \t*_", s.p[n + k]) != NULL || k > 1))
		return n + k;
	return n == s.n && n > 1 ? n : 0;
}

void
prompt_parse(struct slice s, struct prompt *p)
{
	struct slice t = slice_skip(s, lead_ornaments(s, true));
	bool bold = t.n < s.n && strchr("*_", t.p[-1]) != NULL, several = false;
	size_t n, sep = 0, skip = t.n > 0 && (*t.p == '#' || *t.p == '(' || *t.p == '[');

	*p = (struct prompt){ PROMPT_PLAIN, 0, s };
	if (t.n == 0)
		return;
	if ((n = prompt_q(t, &p->number)) > 0) {
		p->prefix = PROMPT_Q;
	} else {
		while (skip > 0 && skip < t.n && t.p[skip] == ' ')
			skip++;
		n = prompt_digits(slice_skip(t, skip), &p->number, &several);
		sep = n > 0 ? lead_separator(slice_skip(t, skip + n)) : 0;
		n += skip;
		if (sep == 0 && !(skip > 0 && *t.p == '#' && n > skip)) {
			if (!several || n == skip || n >= t.n || t.p[n] != ' ')
				p->number = 0;
			if (p->number == 0)
				return;
		}
		n += sep;
		/* `3.14` and `2-3` are no numbers of questions. */
		if (sep > 0 && n < t.n && t.p[n] >= '0' && t.p[n] <= '9') {
			p->number = 0;
			return;
		}
		p->prefix = PROMPT_NUMBER;
		p->number = several ? 0 : p->number;
	}
	s = slice_trim(slice_skip(t, n));
	if (bold && s.n > 1 && (*s.p == '*' || *s.p == '_'))
		s = slice_trim(slice_skip(s, s.p[1] == *s.p ? 2 : 1)); /* `**12.** What` */
	else if (bold && s.n > 2 && (s.p[s.n - 1] == '*' || s.p[s.n - 1] == '_'))
		s = slice_trim(
		    (struct slice){ s.p, s.n - (s.p[s.n - 2] == s.p[s.n - 1] ? 2 : 1) }); /* `**12. What**` */
	p->text = s;
}

/* ---- Its form ---- */

/* Whether a question mark ends a word or the text. */
static bool
prompt_has_mark(struct slice s)
{
	bool code = false;

	while (s.n > 0) {
		int32_t c = utf8_next(&s);

		code ^= c == '`';
		if (c == 0xff1f || c == 0x061f || c == 0x00bf)
			return true;
		if (c == '?' && !code && (s.n == 0 || strchr(" \t*_)]\"'<\\[(", *s.p) != NULL || (*s.p & 0x80) != 0))
			return true;
	}
	return false;
}

unsigned
prompt_strength(const struct prompt *p)
{
	struct slice s = p->text;
	size_t i;

	if (p->prefix == PROMPT_Q || prompt_has_mark(s))
		return PROMPT_SURE;
	s = slice_skip(s, lead_ornaments(s, true));
	for (i = 0; i < COUNT(asking); i++)
		if (ascii_starts(s, asking[i]) && lead_end(slice_skip(s, strlen(asking[i]))))
			return PROMPT_SURE;
	for (i = 0; i < COUNT(telling) && lead_in(s) >= TELLING_WORDS; i++)
		if (ascii_starts(s, telling[i]) && lead_end(slice_skip(s, strlen(telling[i]))))
			return PROMPT_SURE;
	for (i = 0; i < COUNT(asking_inside); i++)
		if (scan_find(s, asking_inside[i]) != NULL)
			return PROMPT_SURE;
	return p->prefix == PROMPT_NUMBER ? PROMPT_LIKELY : PROMPT_POSSIBLE;
}

/* s without two bytes of emphasis at each end. */
static struct slice
prompt_unbold(struct slice s)
{
	while (s.n > 4 && (slice_starts(s, "**") || slice_starts(s, "__")) && s.p[s.n - 1] == *s.p &&
	    s.p[s.n - 2] == *s.p) {
		struct slice in = { s.p + 2, s.n - 4 };
		size_t i;

		for (i = 0; i + 1 < in.n && !(in.p[i] == *s.p && in.p[i + 1] == *s.p); i++)
			;
		if (i + 1 < in.n)
			break; /* `**a** or **b**` */
		s = slice_trim(in);
	}
	return s;
}

struct slice
prompt_unwrap(struct slice s)
{
	const char *close;

	s = prompt_unbold(slice_trim(s));
	if (s.n > 4 && *s.p == '[' && s.p[s.n - 1] == ')' && (close = memchr(s.p, ']', s.n)) != NULL &&
	    close + 1 < s.p + s.n && close[1] == '(' &&
	    memchr(close, ')', (size_t)(s.p + s.n - close)) == s.p + s.n - 1)
		s = prompt_unbold(slice_trim((struct slice){ s.p + 1, (size_t)(close - s.p) - 1 }));
	return s;
}
