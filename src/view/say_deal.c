#include "view/say_part.h"

#include <string.h>

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
		say_capital(s, from);
		buf_printf(s->out, " %s", answers[p->answers.v[i].answer]);
		say_when(s, p->answers.v[i].date);
		say_end(s);
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
		ref state = say_state_of(s->l, speakers->v[i]);
		if (!refs_has(sides, speakers->v[i]) && (state == NO_REF || !refs_has(sides, state)))
			return false;
	}
	return true;
}

void say_proposal(const struct say *s, const struct proposal *p)
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
	say_capital(s, from);
	say_addressees(s, p);
	if (p->scope.n) {
		buf_puts(s->out, ", covering ");
		say_values(s, p->scope.v, p->scope.n, scope_words);
	}
	say_limits(s, &p->limits, STR(""));
	if (!p->by.n || discussed || !speak_for(s, &p->said_by, &p->by))
		say_according(s, &p->said_by);
	say_end(s);
	if (p->status && p->status != PROPOSAL_STATUS_PROPOSED && !discussed && p->answers.n == 0) {
		buf_printf(s->out, " It is told to be %s", proposal_status_name(p->status));
		say_end(s);
	}
	if (p->conditions.n) {
		buf_puts(s->out, " Conditions, as reported: ");
		say_quotes(s, p->conditions.v, p->conditions.n);
		say_end(s);
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
		say_capital(s, from);
		say_when(s, c->date);
		if (c->reason.n) {
			buf_puts(s->out, ", the reported reason being ");
			say_quote(s, c->reason);
		}
		say_end(s);
	}
}

void say_agreement(const struct say *s, const struct agreement *g)
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
	say_capital(s, from);
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
	say_end(s);
	if (g->scope.n) {
		buf_puts(s->out, " It covers ");
		say_values(s, g->scope.v, g->scope.n, scope_words);
		say_end(s);
	}
	say_side_roles(s, &g->mediators, " mediated", " mediated");
	if (g->terms.n) {
		buf_puts(s->out, " What it secures, as reported: ");
		say_quotes(s, g->terms.v, g->terms.n);
		say_end(s);
	}
	say_changes(s, g);
}
