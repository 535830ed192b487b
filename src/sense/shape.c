#include "sense/shape.h"

#include <string.h>

/* The ontology's functions, with int in the place of the enum so that one pointer type holds them all. */
#define Y(lower, UPPER) \
	static const char *lower##_word(int v) { return lower##_name((enum lower)v); } \
	static int lower##_value(struct str w) { return (int)lower##_of(w); }
Y(event_status, EVENT_STATUS) Y(quote_kind, QUOTE_KIND) Y(tone, TONE) Y(talk_form, TALK_FORM)
Y(talk_status, TALK_STATUS) Y(proposal_kind, PROPOSAL_KIND) Y(scope, SCOPE) Y(extent, EXTENT)
Y(proposal_status, PROPOSAL_STATUS) Y(agreement_kind, AGREEMENT_KIND) Y(agreement_state, AGREEMENT_STATE)
Y(agreement_change, AGREEMENT_CHANGE) Y(incident_kind, INCIDENT_KIND) Y(struck, STRUCK) Y(victim, VICTIM)
Y(standing, STANDING) Y(ceasefire_class, CEASEFIRE_CLASS) Y(purpose, PURPOSE) Y(category, CATEGORY)
#undef Y

#define PLAIN(type, key, form, member) {key, form, offsetof(struct type, member)}
#define VALUE(type, key, member, list) {key, FIELD_VALUE, offsetof(struct type, member), list##_word, list##_value}
#define VALUES(type, key, member, list) {key, FIELD_VALUES, offsetof(struct type, member), list##_word, list##_value}
#define OBJECT(type, key, member, table) {key, FIELD_OBJECT, offsetof(struct type, member), .fields = table}
#define OBJECTS(type, key, member, inner, table) \
	{key, FIELD_OBJECTS, offsetof(struct type, member), .fields = table, .size = sizeof(struct inner)}
#define RECORD(type, key, member, of) {key, FIELD_RECORD, offsetof(struct type, member), .kind = of}
#define LIMITS(type) \
	VALUE(type, "extent", limits.extent, extent), PLAIN(type, "duration", FIELD_STR, limits.duration), \
	PLAIN(type, "start", FIELD_STR, limits.start), PLAIN(type, "end", FIELD_STR, limits.end), \
	PLAIN(type, "area", FIELD_PLACES, limits.area), PLAIN(type, "monitored", FIELD_FLAG, limits.monitored), \
	PLAIN(type, "monitors", FIELD_ACTORS, limits.monitors), VALUE(type, "class", limits.class, ceasefire_class), \
	VALUES(type, "purpose", limits.purposes, purpose)
#define END {NULL}

static const struct field delegate_fields[] = {
	PLAIN(delegate, "actor", FIELD_ACTOR, actor), PLAIN(delegate, "for", FIELD_ACTOR, party),
	PLAIN(delegate, "lead", FIELD_FLAG, lead), END,
};
static const struct field described_fields[] = {
	PLAIN(described, "by", FIELD_ACTOR, by), PLAIN(described, "words", FIELD_STR, words),
	PLAIN(described, "span", FIELD_SPAN, span), END,
};
static const struct field answer_fields[] = {
	PLAIN(answer, "by", FIELD_ACTOR, by), VALUE(answer, "answer", answer, proposal_status),
	PLAIN(answer, "date", FIELD_STR, date), END,
};
static const struct field change_fields[] = {
	VALUE(change, "change", change, agreement_change), PLAIN(change, "by", FIELD_ACTOR, by),
	PLAIN(change, "date", FIELD_STR, date), PLAIN(change, "reason", FIELD_STR, reason), END,
};
static const struct field weapon_fields[] = {
	PLAIN(weapon, "kind", FIELD_STR, kind), PLAIN(weapon, "count", FIELD_COUNT_OF, count),
	PLAIN(weapon, "intercepted", FIELD_COUNT_OF, intercepted), END,
};
static const struct field harm_fields[] = {
	PLAIN(harm, "count", FIELD_COUNT_OF, count), VALUES(harm, "who", who, victim), PLAIN(harm, "span", FIELD_SPAN, span), END,
};

static const struct field event_fields[] = {
	VALUE(event, "event", category, category), PLAIN(event, "mode", FIELD_MODES, modes),
	PLAIN(event, "cameo", FIELD_STR, cameo), PLAIN(event, "actor", FIELD_ACTORS, actors),
	PLAIN(event, "recipient", FIELD_ACTORS, recipients), PLAIN(event, "date", FIELD_STR, date),
	PLAIN(event, "place", FIELD_PLACE, place), VALUE(event, "status", status, event_status),
	PLAIN(event, "said_by", FIELD_ACTORS, said_by), PLAIN(event, "score", FIELD_NUMBER, score), END,
};
static const struct field talk_fields[] = {
	PLAIN(talk, "parties", FIELD_ACTORS, parties), PLAIN(talk, "host", FIELD_ACTORS, hosts),
	PLAIN(talk, "mediators", FIELD_ACTORS, mediators), OBJECTS(talk, "delegates", delegates, delegate, delegate_fields),
	PLAIN(talk, "place", FIELD_PLACE, place), PLAIN(talk, "date", FIELD_STR, date),
	VALUE(talk, "form", form, talk_form), VALUE(talk, "status", status, talk_status), PLAIN(talk, "round", FIELD_ORDINAL, round),
	PLAIN(talk, "topics", FIELD_STRS, topics), OBJECTS(talk, "described", described, described, described_fields),
	PLAIN(talk, "note", FIELD_STR, note), PLAIN(talk, "said_by", FIELD_ACTORS, said_by), END,
};
static const struct field proposal_fields[] = {
	PLAIN(proposal, "by", FIELD_ACTORS, by), PLAIN(proposal, "to", FIELD_ACTORS, to),
	VALUE(proposal, "kind", kind, proposal_kind), VALUES(proposal, "scope", scope, scope),
	LIMITS(proposal), PLAIN(proposal, "conditions", FIELD_STRS, conditions),
	VALUE(proposal, "status", status, proposal_status), OBJECTS(proposal, "answers", answers, answer, answer_fields),
	PLAIN(proposal, "said_by", FIELD_ACTORS, said_by), END,
};
static const struct field agreement_fields[] = {
	PLAIN(agreement, "name", FIELD_STR, name), PLAIN(agreement, "also_called", FIELD_STRS, aliases), VALUE(agreement, "kind", kind, agreement_kind),
	PLAIN(agreement, "parties", FIELD_ACTORS, parties), PLAIN(agreement, "mediators", FIELD_ACTORS, mediators),
	PLAIN(agreement, "date", FIELD_STR, date), VALUE(agreement, "state", state, agreement_state),
	VALUES(agreement, "scope", scope, scope), LIMITS(agreement), PLAIN(agreement, "terms", FIELD_STRS, terms),
	OBJECTS(agreement, "changes", changes, change, change_fields), PLAIN(agreement, "said_by", FIELD_ACTORS, said_by), END,
};
static const struct field incident_fields[] = {
	VALUE(incident, "kind", kind, incident_kind), PLAIN(incident, "by", FIELD_ACTORS, by),
	PLAIN(incident, "target", FIELD_ACTORS, target), VALUES(incident, "struck", struck, struck),
	PLAIN(incident, "place", FIELD_PLACE, place), PLAIN(incident, "date", FIELD_STR, date),
	OBJECTS(incident, "weapons", weapons, weapon, weapon_fields), OBJECT(incident, "killed", killed, harm_fields),
	OBJECT(incident, "injured", injured, harm_fields), OBJECT(incident, "missing", missing, harm_fields),
	OBJECT(incident, "captured", captured, harm_fields), OBJECT(incident, "displaced", displaced, harm_fields),
	PLAIN(incident, "said_by", FIELD_ACTORS, said_by), VALUE(incident, "standing", standing, standing),
	RECORD(incident, "event", event, RECORD_EVENT), END,
};
static const struct field statement_fields[] = {
	PLAIN(statement, "speaker", FIELD_ACTOR, speaker), VALUE(statement, "kind", kind, quote_kind),
	PLAIN(statement, "cue", FIELD_SPAN, cue), PLAIN(statement, "content", FIELD_SPANS, content),
	VALUE(statement, "tone", tone, tone), PLAIN(statement, "tone_span", FIELD_SPAN, tone_span),
	RECORD(statement, "about_talk", about_talk, RECORD_TALK),
	RECORD(statement, "about_proposal", about_proposal, RECORD_PROPOSAL),
	RECORD(statement, "about_agreement", about_agreement, RECORD_AGREEMENT),
	RECORD(statement, "about_event", about_event, RECORD_EVENT), END,
};

#define SHAPE(type, plural, letter_, single, span_) \
	{plural, #type, letter_, sizeof(struct type), offsetof(struct type, ev), offsetof(struct reading, type##s), single, span_, \
	 type##_fields}
const struct shape shapes[RECORD_COUNT] = {
	[RECORD_EVENT] = SHAPE(event, "events", 'E', true, "trigger"),
	[RECORD_TALK] = SHAPE(talk, "talks", 'K', false, "span"),
	[RECORD_PROPOSAL] = SHAPE(proposal, "proposals", 'O', false, "span"),
	[RECORD_AGREEMENT] = SHAPE(agreement, "agreements", 'G', false, "span"),
	[RECORD_INCIDENT] = SHAPE(incident, "incidents", 'I', false, "span"),
	[RECORD_STATEMENT] = SHAPE(statement, "statements", 'S', true, NULL),
};

bool shape_find(struct str name, enum record_kind *kind)
{
	for (int k = 0; k < RECORD_COUNT; k++)
		if (str_is(name, shapes[k].name) || str_is(name, shapes[k].one)) {
			*kind = (enum record_kind)k;
			return true;
		}
	return false;
}

struct any_vec any_vec(const void *at)
{
	struct any_vec v;
	_Static_assert(sizeof v == sizeof(refs), "a VEC is a pointer and two sizes");
	memcpy(&v, at, sizeof v);
	return v;
}

struct any_vec shape_list(const struct reading *r, enum record_kind kind)
{
	return any_vec((const char *)r + shapes[kind].list);
}

const struct evidence *shape_evidence(enum record_kind kind, const void *record)
{
	return (const struct evidence *)((const char *)record + shapes[kind].evidence);
}

const struct field *shape_field(enum record_kind kind, const char *name)
{
	for (const struct field *f = shapes[kind].fields; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

static bool object_empty(const struct field *fields, const void *object)
{
	for (const struct field *f = fields; f->name; f++)
		if (f->type != FIELD_SPAN && !field_empty(f, object))
			return false;
	return true;
}

bool field_empty(const struct field *f, const void *record)
{
	const char *at = (const char *)record + f->offset;
	switch (f->type) {
	case FIELD_STR:
		return ((const struct str *)at)->n == 0;
	case FIELD_ACTOR:
	case FIELD_PLACE:
	case FIELD_RECORD:
		return *(const ref *)at == NO_REF;
	case FIELD_VALUE:
		return *(const unsigned *)at == 0;
	case FIELD_NUMBER:
		return false;
	case FIELD_ORDINAL:
		return *(const int64_t *)at == 0;
	case FIELD_FLAG:
		return !*(const bool *)at;
	case FIELD_COUNT_OF:
		return !((const struct count *)at)->known;
	case FIELD_SPAN:
		return ((const struct span *)at)->start == ((const struct span *)at)->end;
	case FIELD_OBJECT:
		return object_empty(f->fields, at);
	default:
		return any_vec(at).n == 0;
	}
}

size_t field_element_size(const struct field *f)
{
	switch (f->type) {
	case FIELD_STRS:
		return sizeof(struct str);
	case FIELD_ACTORS:
	case FIELD_PLACES:
		return sizeof(ref);
	case FIELD_SPANS:
		return sizeof(struct span);
	case FIELD_OBJECTS:
		return f->size;
	default:
		return 1;
	}
}

bool field_is_list(const struct field *f)
{
	switch (f->type) {
	case FIELD_STRS:
	case FIELD_ACTORS:
	case FIELD_PLACES:
	case FIELD_VALUES:
	case FIELD_MODES:
	case FIELD_SPANS:
	case FIELD_OBJECTS:
		return true;
	default:
		return false;
	}
}
