/* Denials: sentences that mention a misconception in order to reject it. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "mark/answer.h"
#include "mark/denial.h"
#include "search/regex.h"

/* What a mistake is called, and what is said of one.  A typographic apostrophe is three bytes. */
#define APOS "['\xe2\x80\x99]"
#define NOUN                                                                                                           \
	"(?:myth|misconception|misbelief|misunderstanding|misreading|fallacy|mistake|illusion|delusion|pitfall"        \
	"|trap|anti-?pattern|blunder|(?:common|classic|usual|typical|frequent|popular) (?:error|confusion|answer))"
#define FALSE                                                                                                          \
	"(?:" NOUN "|wrong|false|untrue|incorrect|mistaken|nonsense|unsafe|insecure|inaccurate|misleading|backwards"   \
	"|(?:bad|poor|terrible) (?:idea|practice|advice|habit)|a lie)"
#define NOT "(?: not\\b|n" APOS "t\\b)"
#define TRUE "(?:true|the case|so|right|correct|a fact)"
/* Who believes it. */
#define BELIEVE                                                                                                        \
	"(?:think|believe|assume|suppose|expect|imagine|guess|conclude|claim|say|insist|teach|repeat|confuse"     \
	"|thought|said|believed|assumed|claimed|taught|confused)s?\\b"
#define PEOPLE                                                                                                         \
	"(?:people|many|some|most|candidates?|developers?|beginners?|newcomers?|juniors?|teams?|books?|tutorials?"     \
	"|articles?|posts?|everyone|everybody|often|commonly|widely|frequently|sometimes)"
/* What ends the reach of a phrase. */
#define NO_CONTRAST "(?:(?!;|\\b(?:but|however|yet|whereas|in fact|in reality)\\b).)*\\z"
#define SAME_CLAUSE "(?:(?![,;:()]|\\b(?:but|because|although|however|while|whereas|so|then|since|and|by)\\b).)*\\z"

/* It is a myth that ...; you might think ...: to a contrast or the end of the sentence. */
#define REPORTED                                                                                                       \
	"(?:\\b" NOUN "s?\\b(?: here| people make| many make| among \\w+)?"                                            \
	"(?:[:,]| ?\xe2\x80\x94| -|,? (?:is|are|was|would be|to|that|of|lies)\\b)"                                     \
	"|\\b(?:false|wrong|untrue|incorrect|mistaken|naive|silly) (?:to \\w+|that|if)\\b"                             \
	"|" NOT " " TRUE " that\\b"                                                                                    \
	"|\\b(?:tempting|easy|natural) to (?:forget|" BELIEVE ")"                                                      \
	"|\\b(?:you|one)(?:" APOS "d| (?:might|may|could|would|will))(?: \\w+)? " BELIEVE "|\\b" PEOPLE                \
	"(?: \\w+){0,2} " BELIEVE "|\\b(?:wrongly|mistakenly|falsely|incorrectly) \\w+"                                \
	"|\\b(?:the|a|any) (?:idea|belief|claim|notion|assumption|impression|intuition|theory) that\\b"                \
	"|\\b(?:thinking|believing|claiming|pretending|(?:assuming|supposing|saying) that)\\b"                                  \
	"|\\b(?:whoever|anyone who|answers? that) (?:\\w+ )?" BELIEVE ")" NO_CONTRAST
/* Wrong: ...: to the end of the sentence. */
#define LISTED "\\b(?:" FALSE "|bad)s?:(?!:).*\\z"
/* Unlike ..., instead of ...: to the end of the clause. */
#define REPLACED                                                                                                       \
	"\\b(?:unlike|rather than|instead of|as opposed to|in place of|contrary to|avoid(?:s|ed|ing)?|refrain from"    \
	"|beware of|far from|(?<!never )fail(?:s|ed|ing)? to|unable to|refus\\w+ to|lack(?:s|ing)?|wary of"            \
	"|nothing to do with|reject\\w*|refute\\w*|dispel\\w*|stop (?=\\w+ing))\\b" SAME_CLAUSE
/* ... is wrong: in the same clause. */
#define JUDGED                                                                                                         \
	"\\A(?:(?![,;:(]|\xe2\x80\x94| - |\\b(?:but|because|although|so|and|while|whereas|since|which|that|if|when"    \
	"|unless|until)\\b).){0,80}?"                                                                                  \
	"(?:\\b(?:is|are|was|were|be|being|sounds?|seems?|looks?|remains?|as)\\b (?:\\w+ ){0,3}?" FALSE "\\b"          \
	"|\\bis what (?:\\w+ )?" PEOPLE "\\b)"
/* ... does not happen. */
#define UNDONE                                                                                                         \
	"\\A(?: \\w+){0,2}(?: (?:is|are|was|were|do|does|did|can|could|will|would|should)" NOT                         \
	"(?! (?:only|just|merely|simply)\\b)| (?:never|cannot)\\b)"
/* ..., but it does not. */
#define REBUTTED                                                                                                       \
	"\\A[^;]{0,120}\\bbut (?:it|they|this|that)(?:" APOS "s)?(?: (?:is|are|was|do|does|will|would|can))?"          \
	"(?:" NOT "(?= at all|[.,;:!?]|\\z)| (?:\\w+ )?" FALSE "\\b)"
/* That is wrong: the next sentence. */
#define CORRECTED                                                                                                      \
	"\\A(?:(?:but|yet|however|no),? )?(?:"                                                                         \
	"(?:that|this|it|these|those|both)(?:" APOS "(?:s|re)| (?:is|are|was|sounds))? (?:\\w+ ){0,2}?" FALSE          \
	"|(?:that|this|it)(?: is| does)?" NOT "(?: " TRUE "|[.,;:!?])"                                                 \
	"|(?:wrong|false|not true|not so|not quite|myth|nonsense|incorrect|untrue)(?:[.,;:!]|\\z))"
/* It is not true that it does not ... */
#define UNTRUE                                                                                                         \
	"(?:" NOT " " TRUE " that|\\b(?:false|untrue|wrong|incorrect|nonsense|(?:myth|lie|misconception|fallacy))"     \
	"(?: to (?:say|think|claim|believe|assume))? that)\\b[^;]*\\z"

static const char *const denial_phrases[] = {
	[DENIAL_REPORTED] = REPORTED "|" LISTED,
	[DENIAL_REPLACED] = REPLACED,
	[DENIAL_AFTER] = JUDGED "|" UNDONE "|" REBUTTED,
	[DENIAL_NEXT] = CORRECTED,
	[DENIAL_NEGATION] = UNTRUE,
};

/* Whether the phrase matches in the text from one offset to the other. */
static int
denial_has(struct denial *d, enum denial_kind which, const struct answer *a, struct span part)
{
	struct slice text = { a->text.p + part.from, part.to - part.from };
	struct slice phrase = slice_of(denial_phrases[which]);
	size_t start, end;

	if (text.n == 0)
		return 0;
	if (d->phrase[which] == NULL)
		d->phrase[which] = regex_compile(&phrase, 1, RE_CASELESS | RE_VALID | RE_SHARED_TIME, MATCH_LIMIT);
	return d->phrase[which] == NULL ? -1 : regex_match(d->phrase[which], text, 0, &start, &end);
}

/* Whether the sentence is a question. */
static bool
denial_is_question(const struct answer *a, struct span sentence)
{
	while (sentence.to > sentence.from && strchr("\"')]*_`", a->text.p[sentence.to - 1]) != NULL)
		sentence.to--;
	return sentence.to > sentence.from && a->text.p[sentence.to - 1] == '?';
}

/* Where the last word of the match begins. */
static size_t
denial_last_word(const struct answer *a, struct span match)
{
	size_t i = answer_words_before(a, match.to), from;

	while (i < a->words.n && a->words.word[i].from < match.to)
		i++;
	from = i > 0 ? a->words.word[i - 1].from : 0;
	return from > match.from ? from : match.from;
}

int
denial_of(struct denial *d, const struct answer *a, struct span match)
{
	struct span sentence = answer_sentence(a, match.from), last = answer_sentence(a, match.to - 1);
	int found;

	if (denial_is_question(a, last))
		return 1;
	found = denial_has(d, DENIAL_REPORTED, a, (struct span){ sentence.from, denial_last_word(a, match) });
	if (found == 0)
		found = denial_has(d, DENIAL_REPLACED, a, (struct span){ sentence.from, match.from });
	if (found == 0)
		found = denial_has(d, DENIAL_AFTER, a, (struct span){ match.to, last.to });
	if (found == 0 && last.to < a->text.n)
		found = denial_has(d, DENIAL_NEXT, a, answer_sentence(a, last.to + 1));
	return found;
}

int
denial_of_negation(struct denial *d, const struct answer *a, struct span match)
{
	return denial_has(d, DENIAL_NEGATION, a, (struct span){ answer_sentence(a, match.from).from, match.from });
}

void
denial_free(struct denial *d)
{
	size_t i;

	for (i = 0; i < sizeof(d->phrase) / sizeof(*d->phrase); i++)
		if (d->phrase[i] != NULL)
			regex_free(d->phrase[i]);
	*d = (struct denial){ 0 };
}
