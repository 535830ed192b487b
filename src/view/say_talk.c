#include "view/say_part.h"

static bool say_past(const struct say *s, struct str iso)
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
		verb = say_past(s, t->date) ? one_call(t) ? " was planned" : " were planned" : one_call(t) ? " is planned" : " are planned";
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
	say_capital(s, from);
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
		bool other = d->party != NO_REF && d->party != d->actor && say_state_of(s->l, ledger_actor(s->l, d->actor)->of) != d->party;
		buf_putc(s->out, ' ');
		say_speaker(s, d->actor);
		say_capital(s, from);
		buf_puts(s->out, tense(t, d->lead));
		if (other) {
			buf_puts(s->out, d->lead ? " of " : " for ");
			say_actor(s, d->party);
		}
		say_end(s);
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
		say_capital(s, from);
		say_quote(s, t->described.v[i].words);
		say_end(s);
	}
}

void say_talk(const struct say *s, const struct talk *t)
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
	say_end(s);
	if (t->status == TALK_STATUS_PLANNED && say_past(s, t->date))
		say_sentence(s, " No report says whether they took place");
	say_side_roles(s, &t->hosts, " was the host", " were the hosts");
	say_side_roles(s, &t->mediators, " mediated", " mediated");
	if (t->topics.n) {
		buf_puts(s->out, t->topics.n == 1 ? " The topic named in reports is " : " The topics named in reports are ");
		say_quotes(s, t->topics.v, t->topics.n);
		say_end(s);
	}
	say_delegates(s, t);
	say_described(s, t);
	if (t->note.n) {
		buf_puts(s->out, " On the format: ");
		say_quote(s, t->note);
		say_end(s);
	}
}
