#include "view/say_part.h"

#include "view/cell.h"

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
		say_end(s);
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
	say_capital(s, from);
	say_at(s, " in ", in->place);
	say_when(s, in->date);
}

static void say_standing(const struct say *s, const struct incident *in)
{
	switch (in->standing) {
	case STANDING_DISPUTED:
		say_sentence(s, " The sides dispute it");
		break;
	case STANDING_ADMITTED:
		say_sentence(s, " The side that did it says so itself");
		break;
	case STANDING_CONFIRMED:
		say_sentence(s, " A third party confirms it");
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

void say_incident(const struct say *s, const struct incident *in)
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
	say_end(s);
	say_weapons(s, in);
	say_standing(s, in);
}
