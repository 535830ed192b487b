#include "data/ontology.h"

#define X(name, word) word,
static const char *const sector_words[SECTOR_COUNT] = {"", SECTOR_LIST(X)};
static const char *const actor_kind_words[ACTOR_KIND_COUNT] = {"", ACTOR_KIND_LIST(X)};
static const char *const place_type_words[PLACE_TYPE_COUNT] = {"", PLACE_TYPE_LIST(X)};
static const char *const timex_type_words[TIMEX_TYPE_COUNT] = {"", TIMEX_TYPE_LIST(X)};
static const char *const quote_kind_words[QUOTE_KIND_COUNT] = {"", QUOTE_KIND_LIST(X)};
static const char *const tone_words[TONE_COUNT] = {"", TONE_LIST(X)};
static const char *const event_status_words[EVENT_STATUS_COUNT] = {"", EVENT_STATUS_LIST(X)};
static const char *const talk_form_words[TALK_FORM_COUNT] = {"", TALK_FORM_LIST(X)};
static const char *const talk_status_words[TALK_STATUS_COUNT] = {"", TALK_STATUS_LIST(X)};
static const char *const proposal_kind_words[PROPOSAL_KIND_COUNT] = {"", PROPOSAL_KIND_LIST(X)};
static const char *const scope_words[SCOPE_COUNT] = {"", SCOPE_LIST(X)};
static const char *const extent_words[EXTENT_COUNT] = {"", EXTENT_LIST(X)};
static const char *const proposal_status_words[PROPOSAL_STATUS_COUNT] = {"", PROPOSAL_STATUS_LIST(X)};
static const char *const agreement_kind_words[AGREEMENT_KIND_COUNT] = {"", AGREEMENT_KIND_LIST(X)};
static const char *const agreement_state_words[AGREEMENT_STATE_COUNT] = {"", AGREEMENT_STATE_LIST(X)};
static const char *const agreement_change_words[AGREEMENT_CHANGE_COUNT] = {"", AGREEMENT_CHANGE_LIST(X)};
static const char *const incident_kind_words[INCIDENT_KIND_COUNT] = {"", INCIDENT_KIND_LIST(X)};
static const char *const struck_words[STRUCK_COUNT] = {"", STRUCK_LIST(X)};
static const char *const victim_words[VICTIM_COUNT] = {"", VICTIM_LIST(X)};
static const char *const ceasefire_class_words[CEASEFIRE_CLASS_COUNT] = {"", CEASEFIRE_CLASS_LIST(X)};
static const char *const purpose_words[PURPOSE_COUNT] = {"", PURPOSE_LIST(X)};
static const char *const standing_words[STANDING_COUNT] = {"", STANDING_LIST(X)};
#undef X

#define Y(lower, UPPER) \
	const char *lower##_name(enum lower v) \
	{ \
		return lower##_words[v < UPPER##_COUNT ? v : 0]; \
	} \
	enum lower lower##_of(struct str word) \
	{ \
		return (enum lower)str_among(lower##_words, UPPER##_COUNT, word); \
	}
VALUE_LISTS(Y)
#undef Y

static const struct {
	const char *name;
	double score;
	int quad;
} categories[CATEGORY_COUNT] = {
	{"", 0, 0},
#define X(name, score, quad) {#name, score, quad},
	CATEGORY_LIST(X)
#undef X
};

static const struct {
	enum category category;
	const char *name;
	double score;
} modes[MODE_COUNT] = {
	{CATEGORY_NONE, "", 0},
#define X(category, name, word, score) {CATEGORY_##category, word, score},
	MODE_LIST(X)
#undef X
};

const char *category_name(enum category c)
{
	return categories[c < CATEGORY_COUNT ? c : 0].name;
}

enum category category_of(struct str word)
{
	for (enum category c = 1; c < CATEGORY_COUNT; c++)
		if (str_is(word, categories[c].name))
			return c;
	return CATEGORY_NONE;
}

double category_score(enum category c)
{
	return categories[c < CATEGORY_COUNT ? c : 0].score;
}

int category_quad(enum category c)
{
	return categories[c < CATEGORY_COUNT ? c : 0].quad;
}

enum mode mode_of(enum category c, struct str word)
{
	for (enum mode m = 1; m < MODE_COUNT; m++)
		if (modes[m].category == c && str_is(word, modes[m].name))
			return m;
	return MODE_NONE;
}

const char *mode_name(enum mode m)
{
	return modes[m < MODE_COUNT ? m : 0].name;
}

enum category mode_category(enum mode m)
{
	return modes[m < MODE_COUNT ? m : 0].category;
}

double mode_score(enum mode m)
{
	return modes[m < MODE_COUNT ? m : 0].score;
}
