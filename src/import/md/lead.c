/* What published banks call the parts that are no questions. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/slice.h"
#include "base/utf8.h"
#include "import/md/lead.h"
#include "import/md/prompt.h"

static const char *const furniture[] = { "table of contents", "table of content", "contents", "content", "toc", "index",
	"license", "licence", "licensing", "contributing", "contribution", "contributions", "contributors",
	"contribute", "how to contribute", "acknowledgements", "acknowledgments", "acknowledgement", "references",
	"reference", "resources", "useful resources", "useful links", "links", "further reading", "related topics",
	"related", "credits", "disclaimer", "about", "author", "authors", "prerequisites", "installation", "usage",
	"getting started", "support", "sponsors", "sponsor", "donate", "star history", "translations", "changelog",
	"introduction", "preface", "foreword", "legend", "see also", "stargazers", "目录", "содержание", "оглавление",
	"inhalt", "inhaltsverzeichnis", "índice", "sommaire", "table des matières", "目次", "sumário", "içindekiler" };

static const char *const answers[] = { "the correct answers", "the correct answer", "the answer", "correct answers",
	"correct answer", "right answer", "answers", "answer", "correct option", "correct choice", "correct", "ans",
	"solution", "model answer", "sample answer", "réponse", "respuesta correcta", "respuesta", "resposta",
	"antwort", "lösung", "ответ", "odpowiedź", "risposta", "cevap", "答案", "参考答案", "正确答案", "解答", "回答",
	"答", "정답", "답" };

/* What a click shows, and the words for the click. */
static const char *const revealed[] = { "answer", "solution", "spoiler", "explanation", "réponse", "solución",
	"respuesta", "resposta", "antwort", "lösung", "ответ", "решение", "答案", "查看", "解答", "정답", "답", "cevap",
	"risposta" };
static const char *const shown[] = { "the", "me", "here", "to", "more", "code", "output", "result", "it", "this", "and",
	"see", "view", "show", "expand", "details", "hint" };
static const char *const revealing[] = { "reveal", "show", "click", "expand", "view", "toggle", "open", "see", "hint",
	"details", "code", "output", "result" };

enum { REVEALING_WORDS = 6 };

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

/* ---- Words ---- */

static bool
lead_contain(struct slice s, const char *word)
{
	for (; s.n > 0 && !ascii_starts(s, word); s = slice_skip(s, 1))
		;
	return s.n > 0;
}

bool
lead_end(struct slice s)
{
	return s.n == 0 || !utf8_is_word(utf8_next(&s));
}

size_t
lead_ornaments(struct slice s, bool symbols)
{
	size_t n = s.n;

	while (s.n > 0) {
		struct slice next = s;
		int32_t c = utf8_next(&next);

		if (c != ' ' && c != '\t' && c != '*' && c != '_' && !(symbols && c >= 0x2000 && utf8_is_symbol(c)))
			break;
		s = next;
	}
	return n - s.n;
}

size_t
lead_separator(struct slice s)
{
	static const char *const marks[] = { ".", ":", ")", "]", "-", "–", "—", "。", "、", "：", "．", "）", "\\.",
		"\\)" };
	size_t i, n = 0, k;

	for (k = 0; k < s.n && (s.p[k] == ' ' || s.p[k] == '\t' || s.p[k] == '*' || s.p[k] == '_'); k++)
		;
	for (i = 0; i < COUNT(marks) && n == 0; i++)
		if (slice_starts(slice_skip(s, k), marks[i]))
			n = k + strlen(marks[i]);
	return n;
}

/* ---- Parts ---- */

/* s without emoji, emphasis and punctuation at either end. */
static struct slice
lead_bare(struct slice s)
{
	s = slice_skip(s, lead_ornaments(s, true));
	while (s.n > 0 && strchr(" \t*_:.!#", s.p[s.n - 1]) != NULL)
		s.n--;
	return s;
}

bool
prompt_is_furniture(struct slice s)
{
	struct prompt p;
	size_t i;

	if (s.n == 0)
		return false;
	prompt_parse(s, &p);
	if (p.prefix != PROMPT_PLAIN)
		return false; /* `1. Introduction` is a chapter */
	s = lead_bare(p.text);
	for (i = 0; i < COUNT(furniture); i++)
		if (s.n == strlen(furniture[i]) && ascii_starts(s, furniture[i]))
			return true;
	return false;
}

size_t
prompt_explanation(struct slice s)
{
	static const char *const words[] = { "explanation", "reason", "rationale", "explication", "explicación",
		"explicação", "erklärung", "spiegazione", "объяснение", "解析", "解説" };
	size_t lead = lead_ornaments(s, true), i, n, k = 0;
	struct slice t = slice_skip(s, lead);

	for (i = 0; i < COUNT(words); i++) {
		n = strlen(words[i]);
		if (ascii_starts(t, words[i]) && ((k = lead_separator(slice_skip(t, n))) > 0 || slice_trim(t).n == n))
			return lead + n + k + lead_ornaments(slice_skip(t, n + k), false);
	}
	return 0;
}

size_t
prompt_answer(struct slice s)
{
	size_t lead = lead_ornaments(s, true), i, n = 0, k;
	struct slice t = slice_skip(s, lead), rest;
	bool colon;

	for (i = 0; i < COUNT(answers) && n == 0; i++)
		if (ascii_starts(t, answers[i]) && lead_end(slice_skip(t, strlen(answers[i]))))
			n = strlen(answers[i]);
	if (n == 0 && t.n > 1 && (*t.p == 'A' || *t.p == 'a')) {
		for (k = 1; k < t.n && t.p[k] >= '0' && t.p[k] <= '9'; k++)
			; /* `A12:` */
		n = k < t.n && (t.p[k] == ':' || (k == 1 && lead > 0 && t.p[k] == '.')) ? k : 0;
	}
	if (n == 0)
		return 0;
	rest = slice_skip(t, n);
	k = lead_separator(rest);
	colon = k > 0;
	if (!colon && ascii_starts(slice_trim(rest), "is"))
		k = (size_t)(slice_trim(rest).p - rest.p) + 2, colon = rest.n == k || !utf8_is_word(rest.p[k]);
	rest = slice_skip(rest, k);
	k += lead_ornaments(rest, false);
	if (!colon && slice_trim(slice_skip(t, n + k)).n > 0)
		return 0;
	return lead + n + k;
}

size_t
lead_in(struct slice s)
{
	size_t n = 0;
	struct slice word;

	while (s.n > 0 && slice_next(&s, ' ', &word))
		n += word.n > 0;
	return n;
}

/* Whether each word is one of those that follow `show` or `click`. */
static bool
lead_are_shown(struct slice s)
{
	struct slice word;
	size_t i;

	while (s.n > 0 && slice_next(&s, ' ', &word)) {
		for (i = 0; i < COUNT(shown); i++)
			if (word.n == strlen(shown[i]) && ascii_starts(word, shown[i]))
				break;
		if (word.n > 0 && i == COUNT(shown))
			return false;
	}
	return true;
}

bool
prompt_reveals(struct slice s)
{
	struct prompt p;
	size_t i, words;

	if (s.n == 0)
		return true;
	prompt_parse(s, &p);
	s = lead_bare(s);
	words = lead_in(s);
	if (words > REVEALING_WORDS || (p.text.n > 0 && prompt_strength(&p) == PROMPT_SURE))
		return false;
	for (i = 0; i < COUNT(revealed); i++)
		if (lead_contain(s, revealed[i]))
			return true;
	for (i = 0; i < COUNT(revealing); i++)
		if (ascii_starts(s, revealing[i]) && lead_are_shown(slice_skip(s, strlen(revealing[i]))))
			return true;
	return s.n == 0;
}

const char *
prompt_level(struct slice s)
{
	static const char *const levels[][2] = { { "junior", "junior" }, { "beginner", "beginner" },
		{ "basic", "basic" }, { "easy", "easy" }, { "intermediate", "intermediate" }, { "medium", "medium" },
		{ "mid", "mid" }, { "middle", "middle" }, { "advanced", "advanced" }, { "hard", "hard" },
		{ "senior", "senior" }, { "expert", "expert" } };
	static const char *const nouns[] = { "", "level", "questions", "level questions", "developer",
		"interview questions" };
	size_t i, k;

	s = lead_bare(s);
	for (i = 0; i < COUNT(levels); i++) {
		struct slice rest;

		if (!ascii_starts(s, levels[i][0]))
			continue;
		rest = slice_trim(slice_skip(s, strlen(levels[i][0])));
		if (rest.n > 0 && *rest.p == '-')
			rest = slice_trim(slice_skip(rest, 1));
		for (k = 0; k < COUNT(nouns); k++)
			if (rest.n == strlen(nouns[k]) && ascii_starts(rest, nouns[k]))
				return levels[i][1];
	}
	return NULL;
}
