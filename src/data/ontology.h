/* ontology.h - the value lists of truce's records: PLOVER (categories, modes, sectors, scores) and the lists of the
 * contract (talk forms, proposal kinds, …). Every list is one X-macro, so that names, numbers and checks cannot differ.
 * NAME_name(v) gives the word that the output prints, NAME_of(word) the value, or 0 where it is none of the list.
 * 0 is always "nothing to say". */
#ifndef TRUCE_DATA_ONTOLOGY_H
#define TRUCE_DATA_ONTOLOGY_H

#include "base/str.h"

/* PLOVER categories: name, score, quad class (1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict) */
#define CATEGORY_LIST(X) \
	X(AGREE, 2.5, 1) X(CONSULT, 2.5, 1) X(SUPPORT, 5, 1) X(CONCEDE, 4.5, 1) X(COOPERATE, 9.5, 2) X(AID, 10, 2) \
	X(RETREAT, 6.5, 2) X(REQUEST, 0, 3) X(ACCUSE, -3, 3) X(REJECT, -2, 3) X(THREATEN, -3.5, 3) X(PROTEST, -5, 4) \
	X(SANCTION, -6, 4) X(MOBILIZE, -5.5, 4) X(COERCE, -7, 4) X(ASSAULT, -9, 4)

enum category {
	CATEGORY_NONE,
#define X(name, score, quad) CATEGORY_##name,
	CATEGORY_LIST(X)
#undef X
	CATEGORY_COUNT
};

/* PLOVER modes: category, C name, word, score */
#define MODE_LIST(X) \
	X(CONSULT, VISIT, "visit", 4) X(CONSULT, THIRD_PARTY, "third-party", 1) X(CONSULT, MULTILATERAL, "multilateral", 4) \
	X(CONSULT, PHONE, "phone", 1.5) \
	X(RETREAT, WITHDRAW, "withdraw", 8) X(RETREAT, RELEASE, "release", 6.5) X(RETREAT, DISARM, "disarm", 10) \
	X(RETREAT, CEASEFIRE, "ceasefire", 7.5) X(RETREAT, ACCESS, "access", 6.5) X(RETREAT, RESIGN, "resign", 4.5) \
	X(REQUEST, ASSIST, "assist", 0.5) X(REQUEST, CHANGE, "change", -1) X(REQUEST, YIELD, "yield", -1) \
	X(REQUEST, MEET, "meet", 0) \
	X(REJECT, ASSIST, "assist", -1.5) X(REJECT, CHANGE, "change", -2) X(REJECT, YIELD, "yield", -2) \
	X(REJECT, MEET, "meet", -2) \
	X(ACCUSE, DISAPPROVE, "disapprove", -2) X(ACCUSE, INVESTIGATE, "investigate", -3.5) X(ACCUSE, ALLEGE, "allege", -3.5) \
	X(THREATEN, RESTRICT, "restrict", -3) X(THREATEN, ARREST, "arrest", -3.5) X(THREATEN, RELATIONS, "relations", -3.5) \
	X(THREATEN, EXPEL, "expel", -3.5) X(THREATEN, TERRITORY, "territory", -4) X(THREATEN, VIOLENCE, "violence", -3.5) \
	X(PROTEST, DEMO, "demo", -5) X(PROTEST, RIOT, "riot", -7) X(PROTEST, STRIKE, "strike", -5) \
	X(PROTEST, HUNGER, "hunger", -4.5) X(PROTEST, BOYCOTT, "boycott", -4.5) X(PROTEST, OBSTRUCT, "obstruct", -4.5) \
	X(PROTEST, VANDALIZE, "vandalize", -5) \
	X(SANCTION, CONVICT, "convict", -6) X(SANCTION, EXPEL, "expel", -5.5) X(SANCTION, WITHDRAW, "withdraw", -6) \
	X(SANCTION, DISCONTINUE, "discontinue", -6) \
	X(MOBILIZE, TROOPS, "troops", -6.5) X(MOBILIZE, WEAPONS, "weapons", -6.5) X(MOBILIZE, POLICE, "police", -5.5) \
	X(MOBILIZE, MILITIA, "militia", -6) \
	X(COERCE, SEIZE, "seize", -7) X(COERCE, RESTRICT, "restrict", -7) X(COERCE, CENSOR, "censor", -6.5) \
	X(COERCE, CURFEW, "curfew", -6.5) X(COERCE, MARTIAL_LAW, "martial-law", -7.5) X(COERCE, ARREST, "arrest", -7) \
	X(COERCE, DEPORT, "deport", -7) X(COERCE, WITHHOLD, "withhold", -7) X(COERCE, MISINFORMATION, "misinformation", -6.5) \
	X(COERCE, CYBER, "cyber", -7) \
	X(ASSAULT, ABDUCT, "abduct", -8.5) X(ASSAULT, BEAT, "beat", -7.5) X(ASSAULT, TORTURE, "torture", -8.5) \
	X(ASSAULT, SEXUAL, "sexual", -8.5) X(ASSAULT, TARGETED, "targeted", -9.5) X(ASSAULT, DESTROY, "destroy", -8.5) \
	X(ASSAULT, PRIMITIVE, "primitive", -8) X(ASSAULT, FIREARMS, "firearms", -9) X(ASSAULT, EXPLOSIVES, "explosives", -9) \
	X(ASSAULT, SUICIDE_ATTACK, "suicide-attack", -9.5) X(ASSAULT, AERIAL, "aerial", -9.5) X(ASSAULT, DRONE, "drone", -9.5) \
	X(ASSAULT, HEAVY_WEAPONS, "heavy-weapons", -9.5) X(ASSAULT, CROWD_CONTROL, "crowd-control", -7.5) \
	X(ASSAULT, UNCONVENTIONAL, "unconventional", -10)

enum mode {
	MODE_NONE,
#define X(category, name, word, score) MODE_##category##_##name,
	MODE_LIST(X)
#undef X
	MODE_COUNT
};

double category_score(enum category c);
int category_quad(enum category c);
enum mode mode_of(enum category c, struct str word); /* the mode of that category, or MODE_NONE */
const char *mode_name(enum mode m);                  /* "third-party" */
enum category mode_category(enum mode m);
double mode_score(enum mode m);

/* The other lists: C name, word. */
#define SECTOR_LIST(X) \
	X(GOV, "GOV") X(MIL, "MIL") X(LEG, "LEG") X(JUD, "JUD") X(COP, "COP") X(SPY, "SPY") X(PTY, "PTY") X(OPP, "OPP") \
	X(REB, "REB") X(PRM, "PRM") X(UAF, "UAF") X(CRM, "CRM") X(CVL, "CVL") X(REF, "REF") X(JRN, "JRN") X(MED, "MED") \
	X(EDU, "EDU") X(BUS, "BUS") X(LAB, "LAB") X(AGR, "AGR") X(REL, "REL") X(SOC, "SOC") X(ELI, "ELI") X(PRE, "PRE") \
	X(UNK, "UNK") X(IGO, "IGO") X(NGO, "NGO")
#define ACTOR_KIND_LIST(X) \
	X(STATE, "state") X(ORGANISATION, "organisation") X(ARMED_GROUP, "armed-group") X(PERSON, "person") X(IGO, "igo") \
	X(NGO, "ngo") X(POPULATION, "population") X(UNKNOWN, "unknown")
#define PLACE_TYPE_LIST(X) \
	X(COUNTRY, "country") X(REGION, "region") X(CITY, "city") X(FACILITY, "facility") X(WATER, "water")
#define TIMEX_TYPE_LIST(X) X(DATE, "DATE") X(TIME, "TIME") X(DURATION, "DURATION") X(SET, "SET")
#define QUOTE_KIND_LIST(X) X(DIRECT, "direct") X(INDIRECT, "indirect") X(MIXED, "mixed")
#define TONE_LIST(X) \
	X(COOPERATIVE, "cooperative") X(CAUTIOUS, "cautious") X(CRITICAL, "critical") X(THREATENING, "threatening") \
	X(NEUTRAL, "neutral")
#define EVENT_STATUS_LIST(X) \
	X(ACTUAL, "actual") X(FUTURE, "future") X(HYPOTHETICAL, "hypothetical") X(NEGATED, "negated") X(HISTORICAL, "historical")
#define TALK_FORM_LIST(X) \
	X(IN_PERSON, "in-person") X(PHONE, "phone") X(VIDEO, "video") X(INDIRECT, "indirect") X(UNKNOWN, "unknown")
#define TALK_STATUS_LIST(X) \
	X(HELD, "held") X(ONGOING, "ongoing") X(PLANNED, "planned") X(CALLED_FOR, "called-for") X(REFUSED, "refused") \
	X(POSTPONED, "postponed") X(CALLED_OFF, "called-off")
#define PROPOSAL_KIND_LIST(X) \
	X(CEASEFIRE, "ceasefire") X(TRUCE_EXTENSION, "truce-extension") X(HUMANITARIAN_PAUSE, "humanitarian-pause") \
	X(PRISONER_EXCHANGE, "prisoner-exchange") X(WITHDRAWAL, "withdrawal") X(PEACE_PLAN, "peace-plan") X(TALKS, "talks") \
	X(AGREEMENT_RENEWAL, "agreement-renewal") X(GUARANTEE, "guarantee") X(OTHER, "other")
#define SCOPE_LIST(X) \
	X(FULL, "full") X(ENERGY, "energy") X(INFRASTRUCTURE, "infrastructure") X(NAVAL, "naval") X(AIR, "air") \
	X(LONG_RANGE, "long-range") X(GROUND, "ground") X(CIVILIAN, "civilian") X(PRISONERS, "prisoners") \
	X(HUMANITARIAN, "humanitarian") X(OTHER, "other")
#define EXTENT_LIST(X) X(FULL, "full") X(PARTIAL, "partial") X(LOCAL, "local")
#define PROPOSAL_STATUS_LIST(X) \
	X(PROPOSED, "proposed") X(ACCEPTED, "accepted") X(PARTLY_ACCEPTED, "partly-accepted") X(CONDITIONAL, "conditional") \
	X(REJECTED, "rejected") X(WITHDRAWN, "withdrawn") X(UNDER_DISCUSSION, "under-discussion")
#define AGREEMENT_KIND_LIST(X) \
	X(CEASEFIRE, "ceasefire") X(PRISONER_EXCHANGE, "prisoner-exchange") X(PEACE, "peace") X(TRADE, "trade") \
	X(SECURITY, "security") X(HUMANITARIAN, "humanitarian") X(TERRITORIAL, "territorial") X(OTHER, "other")
#define AGREEMENT_STATE_LIST(X) \
	X(SIGNED, "signed") X(IN_FORCE, "in-force") X(SUSPENDED, "suspended") X(BREACHED, "breached") X(LEFT, "left") \
	X(EXPIRED, "expired") X(COLLAPSED, "collapsed") X(UNKNOWN, "unknown")
#define AGREEMENT_CHANGE_LIST(X) \
	X(SIGNED, "signed") X(ENTERED, "entered") X(EXTENDED, "extended") X(SUSPENDED, "suspended") X(BREACHED, "breached") \
	X(LEFT, "left") X(EXPIRED, "expired") X(COLLAPSED, "collapsed") X(SOUGHT_AGAIN, "sought-again") X(RESUMED, "resumed")
/* ETH/PRIO's ceasefire classes 1 to 3 and its purposes, in the order of its columns */
#define CEASEFIRE_CLASS_LIST(X) X(CESSATION, "cessation") X(PRELIMINARY, "preliminary") X(DEFINITIVE, "definitive")
#define PURPOSE_LIST(X) \
	X(HUMANITARIAN, "humanitarian") X(PEACE_PROCESS, "peace-process") X(HOLIDAY, "holiday") X(ELECTION, "election") \
	X(OTHER, "other")
#define INCIDENT_KIND_LIST(X) \
	X(DRONE, "drone") X(MISSILE, "missile") X(AIRSTRIKE, "airstrike") X(SHELLING, "shelling") X(GROUND, "ground") \
	X(BOMBING, "bombing") X(SHOOTING, "shooting") X(NAVAL, "naval") X(ABDUCTION, "abduction") X(CYBER, "cyber") \
	X(OTHER, "other")
#define STRUCK_LIST(X) \
	X(CIVILIAN, "civilian") X(RESIDENTIAL, "residential") X(ENERGY, "energy") X(PORT, "port") X(SHIPPING, "shipping") \
	X(MEDICAL, "medical") X(SCHOOL, "school") X(TRANSPORT, "transport") X(RELIGIOUS, "religious") X(MEDIA, "media") \
	X(HUMANITARIAN, "humanitarian") X(MILITARY, "military") X(GOVERNMENT, "government") \
	X(INFRASTRUCTURE, "infrastructure") X(OTHER, "other")
#define VICTIM_LIST(X) \
	X(CIVILIAN, "civilian") X(CHILD, "child") X(WOMAN, "woman") X(SOLDIER, "soldier") X(FIGHTER, "fighter") \
	X(POLICE, "police") X(MEDIC, "medic") X(JOURNALIST, "journalist") X(AID_WORKER, "aid-worker") \
	X(PRISONER, "prisoner") X(OTHER, "other")
#define STANDING_LIST(X) \
	X(STATED, "stated") X(CLAIMED, "claimed-by-one-side") X(ADMITTED, "admitted") X(DISPUTED, "disputed") \
	X(CONFIRMED, "confirmed")

#define VALUE_LISTS(Y) \
	Y(sector, SECTOR) Y(actor_kind, ACTOR_KIND) Y(place_type, PLACE_TYPE) Y(timex_type, TIMEX_TYPE) \
	Y(quote_kind, QUOTE_KIND) Y(tone, TONE) Y(event_status, EVENT_STATUS) Y(talk_form, TALK_FORM) \
	Y(talk_status, TALK_STATUS) Y(proposal_kind, PROPOSAL_KIND) Y(scope, SCOPE) Y(extent, EXTENT) \
	Y(proposal_status, PROPOSAL_STATUS) Y(agreement_kind, AGREEMENT_KIND) Y(agreement_state, AGREEMENT_STATE) \
	Y(agreement_change, AGREEMENT_CHANGE) Y(incident_kind, INCIDENT_KIND) Y(struck, STRUCK) Y(victim, VICTIM) \
	Y(standing, STANDING) Y(ceasefire_class, CEASEFIRE_CLASS) Y(purpose, PURPOSE)

/* For each of these lists: enum NAME, NAME_name, NAME_of. */
enum sector {
	SECTOR_NONE,
#define X(name, word) SECTOR_##name,
	SECTOR_LIST(X)
#undef X
	SECTOR_COUNT
};
enum actor_kind {
	ACTOR_KIND_NONE,
#define X(name, word) ACTOR_KIND_##name,
	ACTOR_KIND_LIST(X)
#undef X
	ACTOR_KIND_COUNT
};
enum place_type {
	PLACE_TYPE_NONE,
#define X(name, word) PLACE_TYPE_##name,
	PLACE_TYPE_LIST(X)
#undef X
	PLACE_TYPE_COUNT
};
enum timex_type {
	TIMEX_TYPE_NONE,
#define X(name, word) TIMEX_TYPE_##name,
	TIMEX_TYPE_LIST(X)
#undef X
	TIMEX_TYPE_COUNT
};
enum quote_kind {
	QUOTE_KIND_NONE,
#define X(name, word) QUOTE_KIND_##name,
	QUOTE_KIND_LIST(X)
#undef X
	QUOTE_KIND_COUNT
};
enum tone {
	TONE_NONE,
#define X(name, word) TONE_##name,
	TONE_LIST(X)
#undef X
	TONE_COUNT
};
enum event_status {
	EVENT_STATUS_NONE,
#define X(name, word) EVENT_STATUS_##name,
	EVENT_STATUS_LIST(X)
#undef X
	EVENT_STATUS_COUNT
};
enum talk_form {
	TALK_FORM_NONE,
#define X(name, word) TALK_FORM_##name,
	TALK_FORM_LIST(X)
#undef X
	TALK_FORM_COUNT
};
enum talk_status {
	TALK_STATUS_NONE,
#define X(name, word) TALK_STATUS_##name,
	TALK_STATUS_LIST(X)
#undef X
	TALK_STATUS_COUNT
};
enum proposal_kind {
	PROPOSAL_KIND_NONE,
#define X(name, word) PROPOSAL_KIND_##name,
	PROPOSAL_KIND_LIST(X)
#undef X
	PROPOSAL_KIND_COUNT
};
enum scope {
	SCOPE_NONE,
#define X(name, word) SCOPE_##name,
	SCOPE_LIST(X)
#undef X
	SCOPE_COUNT
};
enum extent {
	EXTENT_NONE,
#define X(name, word) EXTENT_##name,
	EXTENT_LIST(X)
#undef X
	EXTENT_COUNT
};
enum proposal_status {
	PROPOSAL_STATUS_NONE,
#define X(name, word) PROPOSAL_STATUS_##name,
	PROPOSAL_STATUS_LIST(X)
#undef X
	PROPOSAL_STATUS_COUNT
};
enum agreement_kind {
	AGREEMENT_KIND_NONE,
#define X(name, word) AGREEMENT_KIND_##name,
	AGREEMENT_KIND_LIST(X)
#undef X
	AGREEMENT_KIND_COUNT
};
enum agreement_state {
	AGREEMENT_STATE_NONE,
#define X(name, word) AGREEMENT_STATE_##name,
	AGREEMENT_STATE_LIST(X)
#undef X
	AGREEMENT_STATE_COUNT
};
enum agreement_change {
	AGREEMENT_CHANGE_NONE,
#define X(name, word) AGREEMENT_CHANGE_##name,
	AGREEMENT_CHANGE_LIST(X)
#undef X
	AGREEMENT_CHANGE_COUNT
};
enum ceasefire_class {
	CEASEFIRE_CLASS_NONE,
#define X(name, word) CEASEFIRE_CLASS_##name,
	CEASEFIRE_CLASS_LIST(X)
#undef X
	CEASEFIRE_CLASS_COUNT
};
enum purpose {
	PURPOSE_NONE,
#define X(name, word) PURPOSE_##name,
	PURPOSE_LIST(X)
#undef X
	PURPOSE_COUNT
};
enum incident_kind {
	INCIDENT_KIND_NONE,
#define X(name, word) INCIDENT_KIND_##name,
	INCIDENT_KIND_LIST(X)
#undef X
	INCIDENT_KIND_COUNT
};
enum struck {
	STRUCK_NONE,
#define X(name, word) STRUCK_##name,
	STRUCK_LIST(X)
#undef X
	STRUCK_COUNT
};
enum victim {
	VICTIM_NONE,
#define X(name, word) VICTIM_##name,
	VICTIM_LIST(X)
#undef X
	VICTIM_COUNT
};
enum standing {
	STANDING_NONE,
#define X(name, word) STANDING_##name,
	STANDING_LIST(X)
#undef X
	STANDING_COUNT
};

#define Y(lower, UPPER) \
	const char *lower##_name(enum lower v); \
	enum lower lower##_of(struct str word);
VALUE_LISTS(Y)
#undef Y

const char *category_name(enum category c);
enum category category_of(struct str word);

#endif
