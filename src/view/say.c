#include "view/say.h"

#include "view/cell.h"

#include <string.h>

/* ---- sentences, dates and names ---------------------------------------------------------------------------------------------------- */

/* The full stop, unless the words end in one, and the mark. */
static void end(const struct say *s)
{
	struct str text = buf_str(s->out);
	if (!str_ends(text, STR(".")) && !str_ends(text, STR(".”")) && !str_ends(text, STR(".\"")))
		buf_putc(s->out, '.');
	if (s->mark)
		buf_putc(s->out, s->mark);
}

static void sentence(const struct say *s, const char *words)
{
	buf_puts(s->out, words);
	end(s);
}

static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
				     "November", "December"};
static const char *const weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

void say_day(const struct say *s, struct date d)
{
	if (d.year)
		buf_printf(s->out, "%s, %d %s %d", weekdays[date_weekday(d)], d.day, months[d.month - 1], d.year);
}

void say_date(const struct say *s, struct str iso)
{
	struct date d;
	int64_t month;
	if (date_parse(iso, &d))
		say_day(s, d);
	else if (iso.n == 7 && str_int(str_sub(iso, 5, 7), 1, 12, &month))
		buf_printf(s->out, "%s %.4s", months[month - 1], iso.p);
	else
		buf_add(s->out, iso);
}

/* “ on Sunday, 23 March 2025”, “ in March 2025” */
static void say_when(const struct say *s, struct str iso)
{
	if (iso.n == 0)
		return;
	buf_puts(s->out, iso.n >= 10 ? " on " : " in ");
	say_date(s, iso);
}

void say_actor(const struct say *s, ref actor)
{
	const struct actor *a = ledger_actor(s->l, actor);
	if (a->article.n) {
		buf_add(s->out, a->article);
		buf_putc(s->out, ' ');
	}
	buf_add(s->out, a->name);
}

static void say_and(const struct say *s, size_t i, size_t n)
{
	buf_puts(s->out, i == 0 ? "" : i + 1 == n ? " and " : ", ");
}

void say_actors(const struct say *s, const refs *actors)
{
	for (size_t i = 0; i < actors->n; i++) {
		say_and(s, i, actors->n);
		say_actor(s, actors->v[i]);
	}
}

/* The state that someone belongs to, by way of bodies; NO_REF where none is known. */
static ref state_of(const struct ledger *l, ref actor)
{
	for (int depth = 0; depth < 8 && actor != NO_REF; depth++) {
		const struct actor *a = ledger_actor(l, actor);
		if (a->kind == ACTOR_KIND_STATE)
			return actor;
		actor = a->of;
	}
	return NO_REF;
}

void say_speaker(const struct say *s, ref actor)
{
	const struct actor *a = ledger_actor(s->l, actor);
	ref state = a->kind == ACTOR_KIND_STATE ? NO_REF : state_of(s->l, a->of);
	/* Who is a state's own body says so by name: only persons are introduced. */
	bool described = a->article.n > 0 || (a->name.n && a->name.p[0] >= 'a' && a->name.p[0] <= 'z');
	bool introduce = a->kind == ACTOR_KIND_PERSON && !described && (a->role.n || state != NO_REF);
	say_actor(s, actor);
	if (!introduce)
		return;
	buf_puts(s->out, " (");
	buf_add(s->out, a->role);
	if (state != NO_REF) {
		buf_puts(s->out, a->role.n ? ", " : "");
		buf_add(s->out, ledger_actor(s->l, state)->name);
	}
	buf_putc(s->out, ')');
}

static void say_speakers(const struct say *s, const refs *actors)
{
	for (size_t i = 0; i < actors->n; i++) {
		say_and(s, i, actors->n);
		say_speaker(s, actors->v[i]);
	}
}

/* Capital at the start of a sentence that begins at byte `from`. */
static void capital(const struct say *s, size_t from)
{
	if (!s->out->failed && from < s->out->n && s->out->p[from] >= 'a' && s->out->p[from] <= 'z')
		s->out->p[from] = (char)(s->out->p[from] - 32);
}

static void say_according(const struct say *s, const refs *said_by)
{
	if (said_by->n == 0)
		return;
	buf_puts(s->out, ", according to ");
	say_speakers(s, said_by);
}

static void say_at(const struct say *s, const char *before, ref place)
{
	if (place == NO_REF)
		return;
	const struct place *p = ledger_place(s->l, place);
	buf_puts(s->out, before);
	buf_add(s->out, p->name);
}

static void quote(const struct say *s, struct str words)
{
	bool quotes = str_find(words, STR("“")) < words.n || str_find(words, STR("”")) < words.n;
	buf_puts(s->out, quotes ? "\"" : "“");
	buf_add(s->out, words);
	buf_puts(s->out, quotes ? "\"" : "”");
}

static void quote_list(const struct say *s, const struct str *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		say_and(s, i, n);
		quote(s, words[i]);
	}
}

static void say_values(const struct say *s, const uint8_t *v, size_t n, const char *(*word)(int))
{
	for (size_t i = 0; i < n; i++) {
		say_and(s, i, n);
		buf_puts(s->out, word(v[i]));
	}
}

static const char *scope_words(int v)
{
	static const char *const words[SCOPE_COUNT] = {
		[SCOPE_FULL] = "all fighting", [SCOPE_ENERGY] = "energy", [SCOPE_INFRASTRUCTURE] = "infrastructure",
		[SCOPE_NAVAL] = "naval operations", [SCOPE_AIR] = "attacks from the air", [SCOPE_LONG_RANGE] = "long-range attacks",
		[SCOPE_GROUND] = "fighting on the ground", [SCOPE_CIVILIAN] = "attacks on civilians", [SCOPE_PRISONERS] = "prisoners",
		[SCOPE_HUMANITARIAN] = "humanitarian aid", [SCOPE_OTHER] = "other matters",
	};
	return v > 0 && v < SCOPE_COUNT ? words[v] : "";
}

/* “P30D” to “30 days”; other durations as they are. */
static void say_duration(const struct say *s, struct str iso)
{
	static const struct { char letter; const char *word; } units[] = {{'D', "day"}, {'W', "week"}, {'M', "month"}, {'Y', "year"}, {'H', "hour"}};
	struct str number = str_sub(iso, str_starts(iso, STR("PT")) ? 2 : 1, iso.n ? iso.n - 1 : 0);
	int64_t n;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (iso.n > 2 && iso.p[iso.n - 1] == units[i].letter && str_int(number, 1, 100000, &n)) {
			bool minutes = units[i].letter == 'M' && str_starts(iso, STR("PT"));
			buf_printf(s->out, "%jd %s%s", (intmax_t)n, minutes ? "minute" : units[i].word, n == 1 ? "" : "s");
			return;
		}
	buf_add(s->out, iso);
}

/* ---- talks -------------------------------------------------------------------------------------------------------------- */

static bool past(const struct say *s, struct str iso)
{
	struct date d;
	return s->at.year && date_parse(iso, &d) && date_days(d) < date_days(s->at);
}

/* “talks between A and B”, “a phone call between A and B” */
static void say_meeting(const struct say *s, const struct talk *t)
{
	switch (t->form) {
	case TALK_FORM_PHONE:
		buf_puts(s->out, "a phone call");
		break;
	case TALK_FORM_VIDEO:
		buf_puts(s->out, "a video call");
		break;
	case TALK_FORM_INDIRECT:
		buf_puts(s->out, "indirect talks");
		break;
	default:
		buf_puts(s->out, "talks");
	}
	if (t->parties.n)
		buf_puts(s->out, t->parties.n > 1 ? " between " : " with ");
	say_actors(s, &t->parties);
}

static bool one_call(const struct talk *t)
{
	return t->form == TALK_FORM_PHONE || t->form == TALK_FORM_VIDEO;
}

static void say_talk_status(const struct say *s, const struct talk *t)
{
	const char *verb = NULL;
	size_t from = s->out->n;
	switch (t->status) {
	case TALK_STATUS_ONGOING:
		verb = one_call(t) ? " is under way" : " are under way";
		break;
	case TALK_STATUS_PLANNED:
		verb = past(s, t->date) ? one_call(t) ? " was planned" : " were planned" : one_call(t) ? " is planned" : " are planned";
		break;
	case TALK_STATUS_CALLED_FOR:
		verb = one_call(t) ? " is called for" : " are called for";
		break;
	case TALK_STATUS_REFUSED:
		verb = one_call(t) ? " was refused" : " were refused";
		break;
	case TALK_STATUS_POSTPONED:
		verb = one_call(t) ? " was postponed" : " were postponed";
		break;
	case TALK_STATUS_CALLED_OFF:
		verb = one_call(t) ? " was called off" : " were called off";
		break;
	default:
		break;
	}
	if (!verb && t->parties.n > 1) {
		say_actors(s, &t->parties);
		buf_puts(s->out, t->form == TALK_FORM_PHONE ? " spoke by phone" : t->form == TALK_FORM_VIDEO ? " spoke by video link" :
				 t->form == TALK_FORM_INDIRECT ? " held indirect talks" : " held talks");
	} else {
		say_meeting(s, t);
		buf_puts(s->out, verb ? verb : one_call(t) ? " took place" : " took place");
	}
	capital(s, from);
}

/* “led”, or of talks that were not held “is to lead”, “was to lead” */
static const char *tense(const struct talk *t, bool lead)
{
	switch (t->status) {
	case TALK_STATUS_PLANNED:
	case TALK_STATUS_CALLED_FOR:
		return lead ? " is to lead the delegation" : " is to take part";
	case TALK_STATUS_REFUSED:
	case TALK_STATUS_POSTPONED:
	case TALK_STATUS_CALLED_OFF:
		return lead ? " was to lead the delegation" : " was to take part";
	default:
		return lead ? " led the delegation" : " took part";
	}
}

static void say_delegates(const struct say *s, const struct talk *t)
{
	for (size_t i = 0; i < t->delegates.n; i++) {
		const struct delegate *d = &t->delegates.v[i];
		size_t from = s->out->n + 1;
		/* “(President, Ukraine)” has said whom he belongs to. */
		bool other = d->party != NO_REF && d->party != d->actor && state_of(s->l, ledger_actor(s->l, d->actor)->of) != d->party;
		buf_putc(s->out, ' ');
		say_speaker(s, d->actor);
		capital(s, from);
		buf_puts(s->out, tense(t, d->lead));
		if (other) {
			buf_puts(s->out, d->lead ? " of " : " for ");
			say_actor(s, d->party);
		}
		end(s);
	}
}

/* Everyone who used these words, once. */
static void say_describers(const struct say *s, const struct talk *t, size_t first)
{
	size_t n = 0, said = 0;
	for (size_t i = first; i < t->described.n; i++)
		n += t->described.v[i].by != NO_REF && str_ieq(t->described.v[i].words, t->described.v[first].words);
	for (size_t i = first; i < t->described.n; i++)
		if (t->described.v[i].by != NO_REF && str_ieq(t->described.v[i].words, t->described.v[first].words)) {
			say_and(s, said++, n);
			say_speaker(s, t->described.v[i].by);
		}
}

static bool described_before(const struct talk *t, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (str_ieq(t->described.v[j].words, t->described.v[i].words))
			return true;
	return false;
}

static void say_described(const struct say *s, const struct talk *t)
{
	for (size_t i = 0; i < t->described.n; i++) {
		size_t from = s->out->n + 1;
		if (described_before(t, i))
			continue;
		buf_putc(s->out, ' ');
		if (t->described.v[i].by != NO_REF) {
			say_describers(s, t, i);
			buf_puts(s->out, one_call(t) ? " described it as " : " described them as ");
		} else
			buf_puts(s->out, one_call(t) ? "It was described as " : "They were described as ");
		capital(s, from);
		quote(s, t->described.v[i].words);
		end(s);
	}
}

static void say_side_roles(const struct say *s, const refs *who, const char *one, const char *many)
{
	if (who->n == 0)
		return;
	size_t from = s->out->n + 1;
	buf_putc(s->out, ' ');
	say_actors(s, who);
	capital(s, from);
	sentence(s, who->n == 1 ? one : many);
}

static void say_talk(const struct say *s, const struct talk *t)
{
	say_talk_status(s, t);
	if (t->status == TALK_STATUS_PLANNED && t->date.n) {
		buf_puts(s->out, " for ");
		say_date(s, t->date);
	} else
		say_when(s, t->date);
	if (!one_call(t)) /* a place told beside a call is where someone was, not where it took place */
		say_at(s, " in ", t->place);
	say_according(s, &t->said_by);
	end(s);
	if (t->status == TALK_STATUS_PLANNED && past(s, t->date))
		sentence(s, " No report says whether they took place");
	say_side_roles(s, &t->hosts, " was the host", " were the hosts");
	say_side_roles(s, &t->mediators, " mediated", " mediated");
	if (t->topics.n) {
		buf_puts(s->out, t->topics.n == 1 ? " The topic named in reports is " : " The topics named in reports are ");
		quote_list(s, t->topics.v, t->topics.n);
		end(s);
	}
	say_delegates(s, t);
	say_described(s, t);
	if (t->note.n) {
		buf_puts(s->out, " On the format: ");
		quote(s, t->note);
		end(s);
	}
}

/* ---- proposals and agreements ------------------------------------------------------------------------------------------- */

static void say_proposed(const struct say *s, const struct proposal *p)
{
	static const char *const what[PROPOSAL_KIND_COUNT] = {
		[PROPOSAL_KIND_NONE] = "proposal", [PROPOSAL_KIND_CEASEFIRE] = "ceasefire",
		[PROPOSAL_KIND_TRUCE_EXTENSION] = "extension of the truce", [PROPOSAL_KIND_HUMANITARIAN_PAUSE] = "humanitarian pause",
		[PROPOSAL_KIND_PRISONER_EXCHANGE] = "exchange of prisoners", [PROPOSAL_KIND_WITHDRAWAL] = "withdrawal",
		[PROPOSAL_KIND_PEACE_PLAN] = "peace plan", [PROPOSAL_KIND_TALKS] = "round of talks",
		[PROPOSAL_KIND_AGREEMENT_RENEWAL] = "renewal of an agreement", [PROPOSAL_KIND_GUARANTEE] = "guarantee",
		[PROPOSAL_KIND_OTHER] = "plan",
	};
	const char *noun = p->kind < PROPOSAL_KIND_COUNT ? what[p->kind] : "proposal";
	const char *extent = p->limits.extent ? extent_name(p->limits.extent) : NULL;
	const char *first = extent ? extent : noun;
	buf_puts(s->out, strchr("aeiou", first[0]) ? "an " : "a ");
	if (extent)
		buf_printf(s->out, "%s ", extent);
	buf_puts(s->out, noun);
}

static bool answered_before(const struct proposal *p, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (p->answers.v[j].by == p->answers.v[i].by && p->answers.v[j].answer == p->answers.v[i].answer)
			return true;
	return false;
}

static void say_answers(const struct say *s, const struct proposal *p)
{
	static const char *const answers[PROPOSAL_STATUS_COUNT] = {
		[PROPOSAL_STATUS_NONE] = "answered", [PROPOSAL_STATUS_PROPOSED] = "put it forward again", [PROPOSAL_STATUS_ACCEPTED] = "accepted it",
		[PROPOSAL_STATUS_PARTLY_ACCEPTED] = "accepted a part of it", [PROPOSAL_STATUS_CONDITIONAL] = "set conditions",
		[PROPOSAL_STATUS_REJECTED] = "did not accept it", [PROPOSAL_STATUS_WITHDRAWN] = "withdrew it",
		[PROPOSAL_STATUS_UNDER_DISCUSSION] = "is considering it",
	};
	for (size_t i = 0; i < p->answers.n; i++) {
		size_t from = s->out->n + 1;
		if (answered_before(p, i))
			continue;
		buf_putc(s->out, ' ');
		if (p->answers.v[i].by != NO_REF)
			say_speaker(s, p->answers.v[i].by);
		else
			buf_puts(s->out, "the other side");
		capital(s, from);
		buf_printf(s->out, " %s", answers[p->answers.v[i].answer]);
		say_when(s, p->answers.v[i].date);
		end(s);
	}
}

/* A name that tells it already, “the 30-day halt”, is not told so again. */
static bool told_by_name(struct str name, struct str duration)
{
	struct str number = str_sub(duration, str_starts(duration, STR("PT")) ? 2 : 1, duration.n ? duration.n - 1 : 0);
	return number.n && str_find(name, number) < name.n;
}

/* “in Osgiliath, for 30 days, from March 1 to March 30, watched over by the Council” */
static void say_limits(const struct say *s, const struct limits *b, struct str name)
{
	if (b->area.n) {
		buf_puts(s->out, " in ");
		for (size_t i = 0; i < b->area.n; i++) {
			say_and(s, i, b->area.n);
			buf_add(s->out, ledger_place(s->l, b->area.v[i])->name);
		}
	}
	if (b->duration.n && !told_by_name(name, b->duration)) {
		buf_puts(s->out, ", for ");
		say_duration(s, b->duration);
	}
	if (b->start.n) {
		buf_puts(s->out, ", from ");
		say_date(s, b->start);
	}
	if (b->end.n) {
		buf_puts(s->out, b->start.n ? " to " : ", until ");
		say_date(s, b->end);
	}
	if (b->monitors.n) {
		buf_puts(s->out, ", watched over by ");
		say_actors(s, &b->monitors);
	} else if (b->monitored)
		buf_puts(s->out, ", to be watched over");
}

/* Nobody proposes to himself: who is on both sides of a record is told once. */
static void say_addressees(const struct say *s, const struct proposal *p)
{
	size_t n = 0, said = 0;
	for (size_t i = 0; i < p->to.n; i++)
		n += !refs_has(&p->by, p->to.v[i]);
	if (n)
		buf_puts(s->out, " to ");
	for (size_t i = 0; i < p->to.n; i++)
		if (!refs_has(&p->by, p->to.v[i])) {
			say_and(s, said++, n);
			say_actor(s, p->to.v[i]);
		}
}

/* Whether all of these speakers belong to those sides: then what they say they do is told by their doing it. */
static bool speak_for(const struct say *s, const refs *speakers, const refs *sides)
{
	for (size_t i = 0; i < speakers->n; i++) {
		ref state = state_of(s->l, speakers->v[i]);
		if (!refs_has(sides, speakers->v[i]) && (state == NO_REF || !refs_has(sides, state)))
			return false;
	}
	return true;
}

static void say_proposal(const struct say *s, const struct proposal *p)
{
	size_t from = s->out->n;
	bool discussed = p->status == PROPOSAL_STATUS_UNDER_DISCUSSION; /* a hope or a topic: nobody has put it to anybody */
	if (p->by.n && !discussed) {
		say_speakers(s, &p->by);
		buf_puts(s->out, " proposed ");
		say_proposed(s, p);
	} else {
		say_proposed(s, p);
		buf_puts(s->out, discussed ? " is spoken of" : " has been proposed");
		if (p->by.n && !p->said_by.n) {
			buf_puts(s->out, " by ");
			say_actors(s, &p->by);
		}
	}
	capital(s, from);
	say_addressees(s, p);
	if (p->scope.n) {
		buf_puts(s->out, ", covering ");
		say_values(s, p->scope.v, p->scope.n, scope_words);
	}
	say_limits(s, &p->limits, STR(""));
	if (!p->by.n || discussed || !speak_for(s, &p->said_by, &p->by))
		say_according(s, &p->said_by);
	end(s);
	if (p->status && p->status != PROPOSAL_STATUS_PROPOSED && !discussed && p->answers.n == 0) {
		buf_printf(s->out, " It is told to be %s", proposal_status_name(p->status));
		end(s);
	}
	if (p->conditions.n) {
		buf_puts(s->out, " Conditions, as reported: ");
		quote_list(s, p->conditions.v, p->conditions.n);
		end(s);
	}
	say_answers(s, p);
}

/* “It was agreed”, which the state says already or implies; so do the parties that by one of them. */
static bool says_nothing(const struct agreement *g, const struct change *c)
{
	bool joint = c->change == AGREEMENT_CHANGE_SIGNED && g->parties.n > 1 && (c->by == NO_REF || refs_has(&g->parties, c->by));
	bool dated = c->date.n && !str_eq(c->date, g->date);
	bool bare = (c->by == NO_REF || joint) && !dated && c->reason.n == 0;
	bool implied = c->change == AGREEMENT_CHANGE_SIGNED || (c->change == AGREEMENT_CHANGE_BREACHED && g->state == AGREEMENT_STATE_BREACHED) ||
		       (c->change == AGREEMENT_CHANGE_EXPIRED && g->state == AGREEMENT_STATE_EXPIRED) ||
		       (c->change == AGREEMENT_CHANGE_COLLAPSED && g->state == AGREEMENT_STATE_COLLAPSED) ||
		       (c->change == AGREEMENT_CHANGE_SUSPENDED && g->state == AGREEMENT_STATE_SUSPENDED);
	return bare && implied;
}

static void say_changes(const struct say *s, const struct agreement *g)
{
	static const char *const by_someone[AGREEMENT_CHANGE_COUNT] = {
		[AGREEMENT_CHANGE_SIGNED] = "agreed to it", [AGREEMENT_CHANGE_ENTERED] = "joined it", [AGREEMENT_CHANGE_EXTENDED] = "extended it",
		[AGREEMENT_CHANGE_SUSPENDED] = "suspended it", [AGREEMENT_CHANGE_BREACHED] = "is said to have breached it",
		[AGREEMENT_CHANGE_LEFT] = "left it", [AGREEMENT_CHANGE_EXPIRED] = "ended it",
		[AGREEMENT_CHANGE_COLLAPSED] = "ended it", [AGREEMENT_CHANGE_SOUGHT_AGAIN] = "seeks it again",
		[AGREEMENT_CHANGE_RESUMED] = "resumed it",
	};
	static const char *const by_none[AGREEMENT_CHANGE_COUNT] = {
		[AGREEMENT_CHANGE_SIGNED] = "It was agreed", [AGREEMENT_CHANGE_ENTERED] = "It entered into force",
		[AGREEMENT_CHANGE_EXTENDED] = "It was extended", [AGREEMENT_CHANGE_SUSPENDED] = "It was suspended",
		[AGREEMENT_CHANGE_BREACHED] = "It is said to have been breached", [AGREEMENT_CHANGE_LEFT] = "It was left",
		[AGREEMENT_CHANGE_EXPIRED] = "It expired", [AGREEMENT_CHANGE_COLLAPSED] = "It collapsed",
		[AGREEMENT_CHANGE_SOUGHT_AGAIN] = "Its resumption is spoken of", [AGREEMENT_CHANGE_RESUMED] = "It was resumed",
	};
	for (size_t i = 0; i < g->changes.n; i++) {
		const struct change *c = &g->changes.v[i];
		size_t from = s->out->n + 1;
		if (says_nothing(g, c))
			continue;
		buf_putc(s->out, ' ');
		if (c->by != NO_REF) {
			say_actor(s, c->by);
			buf_printf(s->out, " %s", by_someone[c->change]);
		} else
			buf_puts(s->out, by_none[c->change]);
		capital(s, from);
		say_when(s, c->date);
		if (c->reason.n) {
			buf_puts(s->out, ", the reported reason being ");
			quote(s, c->reason);
		}
		end(s);
	}
}

static void say_agreement(const struct say *s, const struct agreement *g)
{
	static const char *const states[AGREEMENT_STATE_COUNT] = {
		[AGREEMENT_STATE_SIGNED] = "been agreed", [AGREEMENT_STATE_IN_FORCE] = "come into force",
		[AGREEMENT_STATE_SUSPENDED] = "been suspended", [AGREEMENT_STATE_BREACHED] = "been breached, as is told",
		[AGREEMENT_STATE_LEFT] = "been left by a party", [AGREEMENT_STATE_EXPIRED] = "expired",
		[AGREEMENT_STATE_COLLAPSED] = "collapsed",
	};
	/* “the accords have”, “the Doha process has” */
	bool many = str_ends(g->name, STR("s")) && !str_ends(g->name, STR("ss"));
	size_t from = s->out->n;
	if (g->name.n) {
		buf_puts(s->out, str_starts(g->name, STR("the ")) || str_starts(g->name, STR("The ")) ? "" : "the ");
		buf_add(s->out, g->name);
	} else
		buf_printf(s->out, "an agreement (%s)", g->kind ? agreement_kind_name(g->kind) : "kind not told");
	capital(s, from);
	if (g->date.n && str_find(g->name, str_sub(g->date, 0, 4)) == g->name.n) {
		buf_puts(s->out, " of ");
		say_date(s, g->date);
	}
	if (g->parties.n) {
		buf_puts(s->out, g->parties.n > 1 ? " between " : " with ");
		say_actors(s, &g->parties);
	}
	say_limits(s, &g->limits, g->name);
	const char *state = g->state < AGREEMENT_STATE_COUNT ? states[g->state] : NULL;
	if (state)
		buf_printf(s->out, " %s %s", many ? "have" : "has", state);
	else
		buf_printf(s->out, " %s spoken of; whether in force or not is not told", many ? "are" : "is");
	say_according(s, &g->said_by);
	end(s);
	if (g->scope.n) {
		buf_puts(s->out, " It covers ");
		say_values(s, g->scope.v, g->scope.n, scope_words);
		end(s);
	}
	say_side_roles(s, &g->mediators, " mediated", " mediated");
	if (g->terms.n) {
		buf_puts(s->out, " What it secures, as reported: ");
		quote_list(s, g->terms.v, g->terms.n);
		end(s);
	}
	say_changes(s, g);
}

/* ---- incidents ---------------------------------------------------------------------------------------------------------- */

static const char *victim_words(uint8_t v, bool one)
{
	static const char *const words[VICTIM_COUNT][2] = {
		[VICTIM_CIVILIAN] = {"civilians", "a civilian"}, [VICTIM_CHILD] = {"children", "a child"},
		[VICTIM_WOMAN] = {"women", "a woman"}, [VICTIM_SOLDIER] = {"soldiers", "a soldier"},
		[VICTIM_FIGHTER] = {"fighters", "a fighter"}, [VICTIM_POLICE] = {"police", "a police officer"},
		[VICTIM_MEDIC] = {"medics", "a medic"}, [VICTIM_JOURNALIST] = {"journalists", "a journalist"},
		[VICTIM_AID_WORKER] = {"aid workers", "an aid worker"}, [VICTIM_PRISONER] = {"prisoners", "a prisoner"},
		[VICTIM_OTHER] = {"others", "a person"},
	};
	return v > 0 && v < VICTIM_COUNT ? words[v][one] : "";
}

static bool part_of_victims(uint8_t v)
{
	return v == VICTIM_CHILD || v == VICTIM_WOMAN;
}

/* “civilians”, “soldiers, children among them”. Children and women are told of as a part of the dead and hurt: whether all of
 * them are is not told. */
static void say_victims(const struct say *s, const struct harm *h, bool one)
{
	size_t whole = 0, part = 0, n = 0;
	for (size_t i = 0; i < h->who.n; i++) {
		whole += !part_of_victims(h->who.v[i]) && h->who.v[i] != VICTIM_OTHER;
		part += part_of_victims(h->who.v[i]);
	}
	for (size_t i = 0; i < h->who.n; i++)
		if (!part_of_victims(h->who.v[i]) && h->who.v[i] != VICTIM_OTHER) {
			say_and(s, n++, whole);
			buf_puts(s->out, victim_words(h->who.v[i], one));
		}
	buf_puts(s->out, whole && part ? ", " : "");
	n = 0;
	for (size_t i = 0; i < h->who.n; i++)
		if (part_of_victims(h->who.v[i])) {
			say_and(s, n++, part);
			buf_puts(s->out, victim_words(h->who.v[i], one));
		}
	buf_puts(s->out, part && h->count.known && !one ? " among them" : "");
}

/* “ killed 3 people (civilians)”, “ injured civilians”. False where nobody is said to be. */
static bool say_harm(const struct say *s, const char *before, const char *verb, const struct harm *h)
{
	bool one = h->count.known && h->count.min == 1 && h->count.max == 1;
	bool person = one || (h->count.min == 1 && h->count.max == COUNT_OPEN);
	bool bare = h->who.n == 0 || (h->who.n == 1 && h->who.v[0] == VICTIM_OTHER);
	if (!h->count.known && h->who.n == 0)
		return false;
	buf_printf(s->out, "%s%s ", before, verb);
	if (h->count.known) {
		cell_count(s->out, h->count);
		buf_puts(s->out, person ? " person" : " people");
		buf_puts(s->out, bare ? "" : " (");
	}
	if (bare && !h->count.known)
		buf_puts(s->out, "people");
	else if (!bare)
		say_victims(s, h, one);
	if (h->count.known && !bare)
		buf_putc(s->out, ')');
	return true;
}

static void say_weapons(const struct say *s, const struct incident *in)
{
	bool any = false;
	for (size_t i = 0; i < in->weapons.n; i++) {
		const struct weapon *w = &in->weapons.v[i];
		if (!w->count.known && !w->intercepted.known)
			continue;
		buf_puts(s->out, any ? "; " : " Weapons: ");
		if (w->count.known) {
			cell_count(s->out, w->count);
			buf_putc(s->out, ' ');
		}
		buf_add(s->out, w->kind);
		if (w->count.known && !(w->count.min == 1 && w->count.max == 1) && w->kind.n && w->kind.p[w->kind.n - 1] != 's')
			buf_putc(s->out, 's');
		if (w->intercepted.known) {
			buf_puts(s->out, w->count.known ? ", " : ": ");
			cell_count(s->out, w->intercepted);
			buf_puts(s->out, w->count.known ? " of them shot down or stopped" : " shot down or stopped");
		}
		any = true;
	}
	if (any)
		end(s);
}

/* “three people in a car” are told of as those who were killed or hurt; as a target they would be told of twice. */
static bool mere_victim(const struct say *s, const struct incident *in, ref target)
{
	const struct actor *a = ledger_actor(s->l, target);
	bool people = a->kind == ACTOR_KIND_PERSON || a->kind == ACTOR_KIND_POPULATION;
	return !a->named && people && (in->killed.count.known || in->injured.count.known);
}

static void say_targets(const struct say *s, const struct incident *in)
{
	size_t n = 0, said = 0;
	for (size_t i = 0; i < in->target.n; i++)
		n += !mere_victim(s, in, in->target.v[i]);
	buf_puts(s->out, n ? " against " : "");
	for (size_t i = 0; i < in->target.n; i++)
		if (!mere_victim(s, in, in->target.v[i])) {
			say_and(s, said++, n);
			say_actor(s, in->target.v[i]);
		}
}

void say_attack(const struct say *s, const struct incident *in)
{
	static const char *const nouns[INCIDENT_KIND_COUNT] = {
		[INCIDENT_KIND_NONE] = "an attack", [INCIDENT_KIND_DRONE] = "a drone attack", [INCIDENT_KIND_MISSILE] = "a missile attack",
		[INCIDENT_KIND_AIRSTRIKE] = "an air strike", [INCIDENT_KIND_SHELLING] = "shelling",
		[INCIDENT_KIND_GROUND] = "fighting on the ground", [INCIDENT_KIND_BOMBING] = "a bombing",
		[INCIDENT_KIND_SHOOTING] = "a shooting", [INCIDENT_KIND_NAVAL] = "an attack at sea",
		[INCIDENT_KIND_ABDUCTION] = "an abduction", [INCIDENT_KIND_CYBER] = "a cyberattack", [INCIDENT_KIND_OTHER] = "an attack",
	};
	/* “A man was killed …”: by what or whom is left open */
	bool open = in->kind == INCIDENT_KIND_OTHER && !in->by.n && (in->killed.count.known || in->injured.count.known);
	size_t from = s->out->n;
	buf_puts(s->out, open ? "an incident" : in->kind < INCIDENT_KIND_COUNT ? nouns[in->kind] : "an attack");
	if (in->by.n) {
		buf_puts(s->out, " by ");
		say_actors(s, &in->by);
	}
	if (!open)
		say_targets(s, in);
	capital(s, from);
	say_at(s, " in ", in->place);
	say_when(s, in->date);
}

static void say_standing(const struct say *s, const struct incident *in)
{
	switch (in->standing) {
	case STANDING_DISPUTED:
		sentence(s, " The sides dispute it");
		break;
	case STANDING_ADMITTED:
		sentence(s, " The side that did it says so itself");
		break;
	case STANDING_CONFIRMED:
		sentence(s, " A third party confirms it");
		break;
	default:
		break;
	}
}

static const char *struck_words(int v)
{
	static const char *const words[STRUCK_COUNT] = {
		[STRUCK_CIVILIAN] = "civilian targets", [STRUCK_RESIDENTIAL] = "homes", [STRUCK_ENERGY] = "energy facilities", [STRUCK_PORT] = "a port",
		[STRUCK_SHIPPING] = "shipping", [STRUCK_MEDICAL] = "medical facilities", [STRUCK_SCHOOL] = "a school", [STRUCK_TRANSPORT] = "transport facilities",
		[STRUCK_RELIGIOUS] = "religious buildings", [STRUCK_MEDIA] = "the media", [STRUCK_HUMANITARIAN] = "humanitarian aid",
		[STRUCK_MILITARY] = "military targets", [STRUCK_GOVERNMENT] = "government targets", [STRUCK_INFRASTRUCTURE] = "infrastructure",
		[STRUCK_OTHER] = "other targets",
	};
	return v > 0 && v < STRUCK_COUNT ? words[v] : "";
}

/* “ killed 3 people, injured 10 people and struck homes”; “ is reported” where nothing more is told. */
static bool say_effects(const struct say *s, const struct incident *in)
{
	const struct { const char *verb; const struct harm *harm; } list[] = {
		{"killed", &in->killed}, {"injured", &in->injured}, {"left missing", &in->missing}, {"captured", &in->captured},
		{"displaced", &in->displaced},
	};
	size_t n = in->struck.n > 0, told = 0;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		n += list[i].harm->count.known || list[i].harm->who.n;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		told += say_harm(s, told == 0 ? " " : told + 1 == n ? " and " : ", ", list[i].verb, list[i].harm);
	if (in->struck.n) {
		buf_puts(s->out, told ? " and struck " : " struck ");
		say_values(s, in->struck.v, in->struck.n, struck_words);
	}
	return n > 0;
}

static void say_incident(const struct say *s, const struct incident *in)
{
	say_attack(s, in);
	if (say_effects(s, in))
		say_according(s, &in->said_by);
	else {
		buf_puts(s->out, in->said_by.n ? " is reported by " : " is reported");
		say_speakers(s, &in->said_by);
	}
	if (in->standing == STANDING_CLAIMED && in->said_by.n)
		buf_puts(s->out, ", which is one side's account");
	end(s);
	say_weapons(s, in);
	say_standing(s, in);
}

/* ---- events and statements ---------------------------------------------------------------------------------------------- */

static void say_event(const struct say *s, const struct event *e)
{
	size_t from = s->out->n;
	say_actors(s, &e->actors);
	buf_printf(s->out, "%s%s", e->actors.n ? " – " : "", category_name(e->category));
	for (size_t i = 0; i < e->modes.n; i++)
		buf_printf(s->out, " %s", mode_name(e->modes.v[i]));
	if (e->recipients.n) {
		buf_puts(s->out, " – ");
		say_actors(s, &e->recipients);
	}
	capital(s, from);
	say_at(s, " in ", e->place);
	say_when(s, e->date);
	if (e->status && e->status != EVENT_STATUS_ACTUAL)
		buf_printf(s->out, " (%s)", event_status_name(e->status));
	say_according(s, &e->said_by);
	end(s);
}

#define READABLE_MIN 20 /* bytes; less (“the claim”) says nothing by itself */
#define CUE_GAP_MAX 40 /* code points between cue and content that still read as one phrase */

/* Where a report's own words begin: at the cue, where it stands before what was said. */
static bool cue_before(const struct statement *x)
{
	return x->content.n && x->cue.start < x->cue.end && x->cue.end <= x->content.v[0].start &&
	       x->content.v[0].start - x->cue.end <= CUE_GAP_MAX;
}

static struct span report_words(const struct statement *x)
{
	struct span first = x->content.v[0];
	return (struct span){cue_before(x) ? x->cue.start : first.start, first.end};
}

/* Whether speaker and words read as one sentence: “said that …”. Not “statements of …”, nor “acknowledging …”. */
static bool reads_on(const struct ledger_record *r)
{
	const struct statement *x = r->record;
	if (x->kind == QUOTE_KIND_DIRECT || !cue_before(x))
		return false;
	struct str cue = ledger_words(r->tellings.v[0].report, x->cue), words = ledger_words(r->tellings.v[0].report, x->content.v[0]);
	return !str_ends(cue, STR("ing")) && !str_ends(cue, STR(" of")) && (x->content.v[0].start - x->cue.end <= 1 || str_starts(words, STR("that ")));
}

static bool begins_lower(struct str words)
{
	return words.n && words.p[0] >= 'a' && words.p[0] <= 'z';
}

bool say_readable(const struct ledger_record *r)
{
	const struct statement *x = r->record;
	if (x->content.n == 0 || x->speaker == NO_REF)
		return false;
	struct str words = ledger_words(r->tellings.v[0].report, x->content.v[0]);
	if (x->kind != QUOTE_KIND_INDIRECT || words.n <= READABLE_MIN)
		return words.n > READABLE_MIN;
	return reads_on(r) || !begins_lower(words);
}

void say_words(const struct say *s, const struct ledger_record *r)
{
	const struct statement *x = r->record;
	const struct ledger_report *report = r->tellings.v[0].report;
	for (size_t i = 0; i < x->content.n; i++) {
		buf_puts(s->out, i ? " … " : "");
		if (x->kind == QUOTE_KIND_DIRECT)
			quote(s, ledger_words(report, x->content.v[i]));
		else
			buf_add(s->out, ledger_words(report, i ? x->content.v[i] : report_words(x)));
	}
}

void say_statement(const struct say *s, const struct ledger_record *r, const refs *speakers)
{
	const struct statement *x = r->record;
	size_t from = s->out->n;
	say_speakers(s, speakers);
	if (speakers->n == 0)
		buf_puts(s->out, "someone not named");
	capital(s, from);
	/* “Boromir said that …”; a quotation, or words without a cue in front, stand for themselves. */
	buf_puts(s->out, reads_on(r) ? " " : ": ");
	bool part = x->kind != QUOTE_KIND_DIRECT && x->content.n && !cue_before(x) &&
		    begins_lower(ledger_words(r->tellings.v[0].report, x->content.v[0]));
	buf_puts(s->out, part ? "… " : "");
	say_words(s, r);
	end(s);
}

static void say_lone_statement(const struct say *s, const struct ledger_record *r)
{
	ref speaker = ((const struct statement *)r->record)->speaker;
	refs speakers = {.v = &speaker, .n = speaker != NO_REF, .cap = 1};
	say_statement(s, r, &speakers);
}

void say_record(const struct say *s, const struct ledger_record *r)
{
	switch (r->kind) {
	case RECORD_TALK:
		say_talk(s, r->record);
		break;
	case RECORD_PROPOSAL:
		say_proposal(s, r->record);
		break;
	case RECORD_AGREEMENT:
		say_agreement(s, r->record);
		break;
	case RECORD_INCIDENT:
		say_incident(s, r->record);
		break;
	case RECORD_STATEMENT:
		say_lone_statement(s, r);
		break;
	default:
		say_event(s, r->record);
	}
}

/* What a thing is called and in what state it is changes from report to report without any of them being wrong. */
static bool changes_by_itself(const struct field *f)
{
	static const char *const names[] = {"name", "kind", "state", "status", "class", "note"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(f->name, names[i]) == 0)
			return true;
	return false;
}

bool say_versions(const struct say *s, const struct ledger_record *r)
{
	const struct field *said_by = shape_field(r->kind, "said_by"), *last = NULL;
	for (size_t i = 0; i < r->versions.n; i++) {
		const struct ledger_version *v = &r->versions.v[i];
		if (r->kind != RECORD_INCIDENT && changes_by_itself(v->field))
			continue;
		struct ledger_record one = {.kind = r->kind, .record = v->telling->record};
		struct ledger_telling telling = *v->telling;
		one.tellings.v = &telling;
		one.tellings.n = 1;
		if (last != v->field)
			buf_printf(s->out, "%s%s: ", last ? ". " : " Reports differ in ", v->field->name);
		else
			buf_puts(s->out, "; ");
		cell_field(s->out, s->l, &one, v->field);
		buf_puts(s->out, " (");
		if (said_by && !field_empty(said_by, v->telling->record)) {
			say_actors(s, (const refs *)((const char *)v->telling->record + said_by->offset));
			buf_puts(s->out, ", in ");
		}
		buf_add(s->out, v->telling->report->name);
		buf_putc(s->out, ')');
		last = v->field;
	}
	if (last)
		end(s);
	return last != NULL;
}

static uint32_t telling_sentence(const struct ledger_telling *t)
{
	for (size_t i = 0; i < t->evidence.n; i++)
		if (t->evidence.v[i].sentence > 0 || t->report->report.body == 0)
			return t->evidence.v[i].sentence;
	return t->evidence.n ? t->evidence.v[0].sentence : UINT32_MAX;
}

bool say_evidence(const struct say *s, const struct ledger_telling *t)
{
	const struct ledger_report *report = t->report;
	uint32_t n = telling_sentence(t);
	struct span sentence;
	if (!ledger_sentence(report, n, &sentence))
		return false;
	struct str words = ledger_words(report, sentence);
	buf_printf(s->out, "“%.*s” (", (int)words.n, words.p);
	buf_add(s->out, report->name);
	if (report->report.date.year) {
		buf_puts(s->out, ", ");
		cell_date(s->out, report->report.date);
	}
	buf_printf(s->out, ", sentence %u)", n);
	return true;
}
