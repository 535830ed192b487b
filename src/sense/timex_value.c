/* From what a pattern has caught to a value: calendar arithmetic from the report's date, or from the date told last. */
#include "sense/timex_value.h"

#include <math.h>

#define DAYS_MAX 400000   /* farther from the report's date nothing is reckoned in days */
#define COUNT_MAX 100000
#define YEARS_AHEAD 80   /* a four-digit number beyond is no year */
#define OVERNIGHT "OVERNIGHT" /* in words.tsv: a night that may be the one before */

/* ---- slots */

static int num(const struct time_match *m, enum time_class class)
{
	double v = time_has(m, class) ? m->slot[class].min : 0;
	return v > COUNT_MAX ? COUNT_MAX : v < -COUNT_MAX ? -COUNT_MAX : (int)v;
}

static struct str text(const struct time_match *m, enum time_class class)
{
	return time_has(m, class) ? m->slot[class].text : STR("");
}

static struct str unit_of(const struct time_match *m)
{
	return time_has(m, TIME_UNIT) ? m->slot[TIME_UNIT].text : text(m, TIME_UNITS);
}

/* ---- spans of the calendar */

static struct time_span no_span(void)
{
	return (struct time_span){GRAIN_NONE, 0, 0, {0}};
}

static struct time_span day_span(struct date d)
{
	return (struct time_span){d.year ? GRAIN_DAY : GRAIN_NONE, d.year, 0, d};
}

static struct time_span week_span(struct date d)
{
	struct time_span s = {GRAIN_WEEK, 0, 0, {0}};
	if (!d.year)
		return no_span();
	date_iso_week(d, &s.year, &s.n);
	return s;
}

/* The n-th span of `per` in a year, counted on from (year, n). */
static struct time_span nth_span(enum time_grain grain, int year, int n, int per)
{
	int k = year * per + (n - 1);
	return k < per || k >= 9999 * per ? no_span() : (struct time_span){grain, k / per, k % per + 1, {0}};
}

static struct time_span year_span(enum time_grain grain, int year)
{
	return year < 1 || year > 9999 ? no_span() : (struct time_span){grain, year, 0, {0}};
}

static struct date shift_day(struct date d, int n)
{
	return d.year && n > -DAYS_MAX && n < DAYS_MAX ? date_add(d, n) : (struct date){0};
}

/* The span of that unit that lies n units from the day. */
static struct time_span unit_from(struct date base, struct str unit, int n)
{
	if (!base.year || n > COUNT_MAX || n < -COUNT_MAX)
		return no_span();
	if (str_is(unit, "D") || str_is(unit, "NI"))
		return day_span(shift_day(base, n));
	if (str_is(unit, "W") || str_is(unit, "WE"))
		return week_span(shift_day(base, n * 7));
	if (str_is(unit, "FN"))
		return week_span(shift_day(base, n * 14));
	if (str_is(unit, "M"))
		return nth_span(GRAIN_MONTH, base.year, base.month + n, 12);
	if (str_is(unit, "Q"))
		return nth_span(GRAIN_QUARTER, base.year, (base.month + 2) / 3 + n, 4);
	if (str_is(unit, "Y"))
		return year_span(GRAIN_YEAR, base.year + n);
	if (str_is(unit, "DE"))
		return year_span(GRAIN_DECADE, base.year + n * 10);
	if (str_is(unit, "CE"))
		return year_span(GRAIN_CENTURY, base.year + n * 100);
	return no_span();
}

static struct str print(const struct time_context *c, const struct time_span *s)
{
	static const char *const seasons[] = {"", "SP", "SU", "FA", "WI"};
	struct arena *a = c->r->arena;
	switch (s->grain) {
	case GRAIN_DAY: return date_str(a, s->day);
	case GRAIN_WEEK: return arena_printf(a, "%04d-W%02d", s->year, s->n);
	case GRAIN_MONTH: return arena_printf(a, "%04d-%02d", s->year, s->n);
	case GRAIN_SEASON: return arena_printf(a, "%04d-%s", s->year, seasons[s->n]);
	case GRAIN_QUARTER: return arena_printf(a, "%04d-Q%d", s->year, s->n);
	case GRAIN_HALF: return arena_printf(a, "%04d-H%d", s->year, s->n);
	case GRAIN_YEAR: return arena_printf(a, "%04d", s->year);
	case GRAIN_DECADE: return arena_printf(a, "%03d", s->year / 10);
	case GRAIN_CENTURY: return arena_printf(a, "%02d", s->year / 100);
	case GRAIN_NONE: break;
	}
	return STR("");
}

static struct date month_end(int year, int month)
{
	return (struct date){(int16_t)year, (int8_t)month, (int8_t)date_month_days(year, month)};
}

static void set_months(struct timex *out, int year, int first, int last)
{
	out->from = (struct date){(int16_t)year, (int8_t)first, 1};
	out->to = month_end(year, last);
}

static void set_days(struct timex *out, const struct time_span *s)
{
	switch (s->grain) {
	case GRAIN_DAY: out->from = out->to = s->day; break;
	case GRAIN_WEEK: {
		struct date fourth = {(int16_t)s->year, 1, 4}; /* always in week 1 */
		out->from = date_add(fourth, (s->n - 1) * 7 - date_weekday(fourth));
		out->to = date_add(out->from, 6);
		break;
	}
	case GRAIN_MONTH: set_months(out, s->year, s->n, s->n); break;
	case GRAIN_QUARTER: set_months(out, s->year, s->n * 3 - 2, s->n * 3); break;
	case GRAIN_HALF: set_months(out, s->year, s->n * 6 - 5, s->n * 6); break;
	case GRAIN_YEAR: set_months(out, s->year, 1, 12); break;
	default: break;
	}
}

/* ---- parts of the day */

static struct str clock_text(const struct time_context *c, const struct time_match *m)
{
	int hour = num(m, TIME_HOUR), minute = num(m, TIME_MINUTE);
	bool pm = time_has(m, TIME_AMPM) && num(m, TIME_AMPM) == 12;
	struct str part = text(m, TIME_DAYPART);
	pm |= time_has(m, TIME_DAYPART) && !time_has(m, TIME_AMPM) && hour < 12 && !str_is(part, "MO") &&
	      !(str_is(part, "NI") && hour < 6);
	if (pm && hour < 12)
		hour += 12;
	else if (time_has(m, TIME_AMPM) && !pm && hour == 12 && text(m, TIME_AMPM).n == 0)
		hour = 0;
	return arena_printf(c->r->arena, "T%02d:%02d", hour, minute);
}

/* "T10:30", "TNI", or empty */
static struct str daytime(const struct time_context *c, const struct time_match *m)
{
	if (time_has(m, TIME_HOUR))
		return clock_text(c, m);
	if (time_has(m, TIME_HHMM))
		return arena_printf(c->r->arena, "T%02d:%02d", num(m, TIME_HHMM) / 100, num(m, TIME_HHMM) % 100);
	struct str part = text(m, TIME_DAYPART);
	if (!part.n && time_has(m, TIME_DEICTIC))
		part = text(m, TIME_DEICTIC);
	if (str_is(part, OVERNIGHT))
		part = STR("NI");
	if (!part.n || part.p[0] == 'T')
		return part;
	return arena_printf(c->r->arena, "T%.*s", (int)part.n, part.p);
}

/* ---- years, months and days that are not told whole */

static struct date easter(int y)
{
	/* Gregorian computus, after Meeus. */
	int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
	int n = (a + 11 * h + 22 * l) / 451, month = (h + l - 7 * n + 114) / 31, day = (h + l - 7 * n + 114) % 31 + 1;
	return (struct date){(int16_t)y, (int8_t)month, (int8_t)day};
}

static struct date nth_weekday(int year, int month, int week, int weekday)
{
	struct date first = {(int16_t)year, (int8_t)month, 1};
	int offset = (weekday - 1 - date_weekday(first) + 7) % 7 + (week - 1) * 7;
	while (offset >= date_month_days(year, month))
		offset -= 7;
	return date_add(first, offset);
}

/* A feast as words.tsv writes it: 12-25, 11-4-4, easter-2. */
static struct date feast(struct str rule, int year)
{
	int64_t n[3] = {0};
	int fields = 0;
	if (str_starts(rule, STR("easter"))) {
		struct str off = str_sub(rule, 6, rule.n);
		if (off.n && off.p[0] == '+')
			off = str_sub(off, 1, off.n);
		return str_int(off, -99, 99, &n[0]) ? date_add(easter(year), (int)n[0]) : (struct date){0};
	}
	while (rule.n && fields < 3)
		if (!str_int(str_cut(&rule, '-'), 1, 31, &n[fields++]))
			return (struct date){0};
	if (fields == 3)
		return nth_weekday(year, (int)n[0], (int)n[1], (int)n[2]);
	return (struct date){(int16_t)year, (int8_t)n[0], (int8_t)n[1]};
}

/* Of the three years around, that in which the day fits the tense best. */
static int fitting_year(const struct time_context *c, const struct time_match *m, int month, int day)
{
	int best = c->dct.year;
	int32_t now = date_days(c->dct), best_cost = INT32_MAX;
	for (int y = c->dct.year - 1; y <= c->dct.year + 1; y++) {
		struct date d = time_has(m, TIME_HOLIDAY) ? feast(text(m, TIME_HOLIDAY), y) :
							    (struct date){(int16_t)y, (int8_t)month, (int8_t)(day ? day : 15)};
		int32_t away = date_days(d) - now;
		bool same_month = !day && y == c->dct.year && month == c->dct.month;
		bool wrong = (c->tense == TENSE_PAST && away > 0) || (c->tense == TENSE_FUTURE && away < 0);
		int32_t cost = (away < 0 ? -away : away) + (wrong && !same_month ? 300 : 0) + (c->tense == TENSE_BYGONE && away > 0 ? 400 : 0) +
			       (c->tense == TENSE_UNKNOWN && away > 0 ? 90 : 0);
		if (cost < best_cost) {
			best_cost = cost;
			best = y;
		}
	}
	return best;
}

static int year_told(const struct time_context *c, const struct time_match *m)
{
	if (time_has(m, TIME_YEAR))
		return num(m, TIME_YEAR);
	if (time_has(m, TIME_YY))
		return num(m, TIME_YY);
	if (time_has(m, TIME_REL) && c->dct.year)
		return c->dct.year + num(m, TIME_REL);
	return 0;
}

static bool rel_year(const struct time_match *m)
{
	return time_has(m, TIME_REL) && time_has(m, TIME_UNIT) && str_is(text(m, TIME_UNIT), "Y");
}

static struct time_span month_point(const struct time_context *c, const struct time_match *m, int month, int day)
{
	bool whole = time_has(m, TIME_YEAR) || time_has(m, TIME_YY) || rel_year(m);
	int year = whole ? year_told(c, m) : 0;
	if (!year && !c->dct.year)
		return no_span();
	if (!whole && time_has(m, TIME_REL)) { /* last November, next May */
		int rel = num(m, TIME_REL), now = c->dct.month;
		year = c->dct.year + (rel < 0 && month >= now ? -1 : rel > 0 && month <= now ? 1 : 0);
	}
	if (!year)
		year = fitting_year(c, m, month, day);
	struct date d = {(int16_t)year, (int8_t)month, (int8_t)day};
	if (day)
		return date_valid(d) ? day_span(d) : no_span();
	return nth_span(GRAIN_MONTH, year, month, 12);
}

static struct date weekday_day(const struct time_context *c, const struct time_match *m)
{
	int want = num(m, TIME_WEEKDAY) - 1, rel = num(m, TIME_REL);
	if (!c->dct.year)
		return (struct date){0};
	int away = want - date_weekday(c->dct); /* in the same week */
	if (time_has(m, TIME_UNIT) && time_has(m, TIME_REL))
		return date_add(c->dct, away + rel * 7);
	if (time_has(m, TIME_REL) && rel)
		return date_add(c->dct, rel < 0 ? (away >= 0 ? away - 7 : away) : (away <= 0 ? away + 7 : away));
	if (c->tense == TENSE_FUTURE)
		return date_add(c->dct, away < 0 ? away + 7 : away);
	if (time_has(m, TIME_REL)) /* this Friday */
		return date_add(c->dct, away < 0 && c->tense != TENSE_PAST   ? away + 7
					: away > 0 && c->tense == TENSE_PAST ? away - 7
									     : away);
	return date_add(c->dct, away > 0 ? away - 7 : away);
}

/* The part of the calendar that the slots point at. */
static struct time_span point_span(const struct time_context *c, const struct time_match *m)
{
	int month = time_has(m, TIME_MONTH) ? num(m, TIME_MONTH) : num(m, TIME_MM);
	int day = time_has(m, TIME_DAY) ? num(m, TIME_DAY) : time_has(m, TIME_DD) ? num(m, TIME_DD) : num(m, TIME_NTH);
	if (month)
		return month_point(c, m, month, day);
	if (time_has(m, TIME_HOLIDAY)) {
		int year = time_has(m, TIME_YEAR) ? num(m, TIME_YEAR) : c->dct.year ? fitting_year(c, m, 0, 0) : 0;
		return year ? day_span(feast(text(m, TIME_HOLIDAY), year)) : no_span();
	}
	if (time_has(m, TIME_WEEKDAY))
		return day_span(weekday_day(c, m));
	if (time_has(m, TIME_DEICTIC))
		return day_span(shift_day(c->dct, num(m, TIME_DEICTIC)));
	if (day && time_has(m, TIME_UNIT)) { /* the 5th of this month */
		struct time_span s = unit_from(c->dct, STR("M"), num(m, TIME_REL));
		struct date d = {(int16_t)s.year, (int8_t)s.n, (int8_t)day};
		return s.grain && date_valid(d) ? day_span(d) : no_span();
	}
	if (time_has(m, TIME_YEAR)) {
		int year = num(m, TIME_YEAR);
		return c->dct.year && year > c->dct.year + YEARS_AHEAD ? no_span() : year_span(GRAIN_YEAR, year);
	}
	if (str_is(text(m, TIME_DAYPART), OVERNIGHT) && !c->day.year)
		return day_span(shift_day(c->dct, -1)); /* the night before the report */
	return day_span(c->day.year ? c->day : c->dct); /* only a part of the day is told */
}

/* What is known without the report's date: XXXX-03-12, XXXX-WXX-5, a reference. */
static struct str open_point(const struct time_context *c, const struct time_match *m)
{
	struct arena *a = c->r->arena;
	int month = num(m, TIME_MONTH), day = num(m, TIME_DAY);
	if (month && day)
		return arena_printf(a, "XXXX-%02d-%02d", month, day);
	if (month)
		return arena_printf(a, "XXXX-%02d", month);
	if (time_has(m, TIME_WEEKDAY))
		return arena_printf(a, "XXXX-WXX-%d", num(m, TIME_WEEKDAY));
	if (time_has(m, TIME_DEICTIC))
		return num(m, TIME_DEICTIC) < 0   ? STR("PAST_REF")
		       : num(m, TIME_DEICTIC) > 0 ? STR("FUTURE_REF")
						  : STR("PRESENT_REF");
	return STR("XXXX-XX-XX");
}

static bool give_span(struct time_context *c, struct timex *out, const struct time_span *s)
{
	if (!s->grain)
		return false;
	out->value = print(c, s);
	set_days(out, s);
	c->last = *s;
	if (s->grain == GRAIN_DAY)
		c->day = s->day;
	if (s->grain == GRAIN_QUARTER) {
		c->quarter_year = s->year;
		c->quarter = s->n;
	}
	return true;
}

static bool value_point(struct time_context *c, const struct time_match *m, struct timex *out)
{
	struct time_span s = point_span(c, m);
	struct str time = daytime(c, m);
	if (!give_span(c, out, &s)) {
		if (c->dct.year)
			return false;
		out->value = open_point(c, m);
	}
	if (time.n) {
		out->value = arena_join(c->r->arena, out->value, time);
		out->type = TIMEX_TYPE_TIME;
	}
	return true;
}

/* ---- the one before, this one, the one after */

static bool open_reference(const struct time_context *c, struct timex *out, int sign)
{
	if (c->dct.year)
		return false;
	out->value = sign < 0 ? STR("PAST_REF") : sign > 0 ? STR("FUTURE_REF") : STR("PRESENT_REF");
	return true;
}

/* “the weekend” told on a Monday is the one before, unless it is still to come. */
static int weekend_shift(const struct time_context *c, const struct time_match *m)
{
	if (time_has(m, TIME_REL))
		return num(m, TIME_REL);
	return c->dct.year && date_weekday(c->dct) < 5 && c->tense != TENSE_FUTURE ? -1 : 0;
}

static bool value_daypart(struct time_context *c, const struct time_match *m, struct timex *out, struct str part)
{
	struct time_span s = day_span(shift_day(c->dct, num(m, TIME_REL)));
	out->type = TIMEX_TYPE_TIME;
	if (!give_span(c, out, &s))
		out->value = STR("XXXX-XX-XX");
	out->value = arena_printf(c->r->arena, "%.*sT%.*s", (int)out->value.n, out->value.p, (int)part.n, part.p);
	return true;
}

static bool value_period(struct time_context *c, const struct time_match *m, struct timex *out)
{
	struct str unit = unit_of(m), part = text(m, TIME_DAYPART);
	int rel = num(m, TIME_REL);
	if (part.n && part.p[0] != 'T' && time_has(m, TIME_REL))
		return value_daypart(c, m, out, part);
	if (str_is(unit, "NI"))
		return time_has(m, TIME_REL) && value_daypart(c, m, out, STR("NI"));
	if (unit.n && unit.p[0] == 'T')
		return false;
	if (str_is(unit, "WE")) {
		struct time_span s = unit_from(c->dct, unit, weekend_shift(c, m));
		if (!give_span(c, out, &s))
			return open_reference(c, out, rel);
		out->value = arena_join(c->r->arena, out->value, STR("-WE"));
		out->from = date_add(out->to, -1);
		return true;
	}
	struct date base = str_is(unit, "D") && !time_has(m, TIME_REL) && c->day.year ? c->day : c->dct;
	struct time_span s = unit_from(base, unit, rel);
	return give_span(c, out, &s) || open_reference(c, out, rel);
}

static bool value_season(struct time_context *c, const struct time_match *m, struct timex *out)
{
	struct str season = text(m, TIME_SEASON);
	int n = str_is(season, "SP") ? 1 : str_is(season, "SU") ? 2 : str_is(season, "FA") ? 3 : 4;
	int begins = n * 3, year = time_has(m, TIME_YEAR) ? num(m, TIME_YEAR) : rel_year(m) ? c->dct.year + num(m, TIME_REL) : 0;
	if (!year && c->dct.year) {
		int rel = num(m, TIME_REL), now = c->dct.month < 3 && n == 4 ? c->dct.month + 12 : c->dct.month;
		year = now > 12 ? c->dct.year - 1 : c->dct.year; /* the winter that has begun last year */
		if (rel < 0 || (!time_has(m, TIME_REL) && c->tense != TENSE_FUTURE))
			year -= begins > now || (rel < 0 && now < begins + 3);
		else if (rel > 0 || c->tense == TENSE_FUTURE)
			year += now >= begins + (rel > 0 ? 0 : 3);
	}
	struct time_span s = {GRAIN_SEASON, year, n, {0}};
	if (!year) {
		out->value = arena_printf(c->r->arena, "XXXX-%.*s", (int)season.n, season.p);
		return true;
	}
	return give_span(c, out, &s);
}

/* ---- so long before, so long after */

static bool value_shift(struct time_context *c, const struct time_match *m, struct timex *out, struct date base, int sign)
{
	struct str unit = unit_of(m);
	struct time_slot n = time_has(m, TIME_NUM) ? m->slot[TIME_NUM] : (struct time_slot){1, 1, STR("")};
	bool vague = n.min != n.max || n.min > COUNT_MAX || (unit.n && unit.p[0] == 'T');
	struct time_span s = vague ? no_span() : unit_from(base, unit, sign * (int)n.min);
	if (!vague && n.min != floor(n.min) && str_is(unit, "Y"))
		s = unit_from(base, STR("M"), sign * (int)(n.min * 12));
	if (give_span(c, out, &s))
		return true;
	out->value = sign < 0 ? STR("PAST_REF") : STR("FUTURE_REF");
	return true;
}

/* A year from the date told last, in the same grain: “In January …, a year earlier …” */
static bool value_year_from(struct time_context *c, struct timex *out, int sign, const struct time_span *from)
{
	struct time_span s = *from, keep = c->last;
	if (s.grain == GRAIN_DAY || s.grain == GRAIN_WEEK || !s.grain)
		return false;
	s.year += sign;
	bool ok = s.year > 0 && s.year < 9999 && give_span(c, out, &s);
	c->last = keep; /* the comparison does not move the story */
	return ok;
}

static bool one_year(const struct time_match *m)
{
	return str_is(unit_of(m), "Y") && (!time_has(m, TIME_NUM) || (m->slot[TIME_NUM].min == 1 && m->slot[TIME_NUM].max == 1));
}

static bool value_ago(struct time_context *c, const struct time_match *m, struct timex *out, int sign)
{
	int qy = c->quarter_year, q = c->quarter;
	struct time_span quarter = {GRAIN_QUARTER, qy, q, {0}};
	if (sign < 0 && one_year(m) && c->from_quarter && q) {
		bool ok = value_year_from(c, out, sign, &quarter);
		c->quarter_year = qy;
		return ok;
	}
	return value_shift(c, m, out, c->dct, sign);
}

static bool value_narrative(struct time_context *c, const struct time_match *m, struct timex *out, int sign)
{
	int qy = c->quarter_year;
	if (one_year(m) && value_year_from(c, out, sign, &c->last)) {
		c->quarter_year = qy;
		return true;
	}
	struct date base = c->day.year ? c->day : c->dct;
	if (!c->day.year && c->last.grain == GRAIN_YEAR)
		base.year = (int16_t)c->last.year;
	struct str part = text(m, TIME_DAYPART);
	if (part.n && !unit_of(m).n) {
		struct time_span s = day_span(shift_day(base, sign));
		out->type = TIMEX_TYPE_TIME;
		if (!give_span(c, out, &s))
			out->value = STR("XXXX-XX-XX");
		out->value = arena_printf(c->r->arena, "%.*sT%.*s", (int)out->value.n, out->value.p, (int)part.n, part.p);
		return true;
	}
	return value_shift(c, m, out, base, sign);
}

static bool value_same(struct time_context *c, const struct time_match *m, struct timex *out)
{
	struct time_span s = day_span(c->day.year ? c->day : c->dct);
	struct str part = str_is(unit_of(m), "NI") ? STR("NI") : text(m, TIME_DAYPART);
	if (!give_span(c, out, &s))
		return open_reference(c, out, 0);
	if (part.n) {
		out->type = TIMEX_TYPE_TIME;
		out->value = arena_printf(c->r->arena, "%.*sT%.*s", (int)out->value.n, out->value.p, (int)part.n, part.p);
	}
	return true;
}

/* ---- how long, how often */

/* P3D, PT1H30M, P2.5Y, PXM */
static struct str duration(const struct time_context *c, struct str unit, double n, bool vague)
{
	static const struct {
		const char *unit, *letter;
		int times;
		bool clock;
	} units[] = {
		{"TS", "S", 1, true}, {"TM", "M", 1, true}, {"TH", "H", 1, true}, {"D", "D", 1, false}, {"NI", "D", 1, false},
		{"W", "W", 1, false}, {"WE", "WE", 1, false}, {"FN", "W", 2, false}, {"M", "M", 1, false}, {"Q", "M", 3, false},
		{"Y", "Y", 1, false}, {"DE", "Y", 10, false}, {"CE", "Y", 100, false}, {"ML", "Y", 1000, false},
		{"SU", "SU", 1, false}, {"WI", "WI", 1, false},
	};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (!str_is(unit, units[i].unit))
			continue;
		const char *t = units[i].clock ? "T" : "", *letter = units[i].letter;
		if (vague && units[i].times >= 10)
			letter = units[i].times == 10 ? "E" : units[i].times == 100 ? "C" : "L"; /* PXE, PXC */
		if (vague)
			return arena_printf(c->r->arena, "P%sX%s", t, letter);
		n *= units[i].times;
		bool halves = n != floor(n);
		if (halves && units[i].clock && letter[0] != 'S') {
			const char *less = letter[0] == 'H' ? "M" : "S";
			int small = (int)((n - floor(n)) * 60 + 0.5);
			return n < 1 ? arena_printf(c->r->arena, "PT%d%s", small, less) :
				       arena_printf(c->r->arena, "PT%d%s%d%s", (int)n, letter, small, less);
		}
		if (halves && n < 1 && letter[0] == 'Y')
			return arena_printf(c->r->arena, "P%dM", (int)(n * 12));
		return arena_printf(c->r->arena, "P%s%.10g%s", t, n, letter);
	}
	return STR("");
}

static bool value_length(const struct time_context *c, const struct time_match *m, struct timex *out)
{
	struct time_slot n = time_has(m, TIME_NUM) ? m->slot[TIME_NUM] : (struct time_slot){1, 1, STR("")};
	struct str unit = unit_of(m);
	if (time_has(m, TIME_NUM) && n.max <= 1 && m->last - m->first == 2 &&
	    (str_is(unit, "TS") || str_is(unit, "Q") || str_is(unit, "NI")))
		return false; /* “a second”, “a quarter”, “a night” are mostly something else */
	if (time_has(m, TIME_FRACTION))
		n.min = n.max =
			m->slot[TIME_FRACTION].min / 100 + (time_has(m, TIME_NUM) && m->slot[TIME_NUM].min != 1 ? n.min : 0);
	out->value = duration(c, unit_of(m), n.min, n.min != n.max);
	return out->value.n > 0;
}

/* “the past two days”: a length, and the days are known, too. */
static bool value_span(const struct time_context *c, const struct time_match *m, struct timex *out, int sign)
{
	struct str unit = unit_of(m);
	int n = time_has(m, TIME_NUM) ? num(m, TIME_NUM) : 1;
	if (!value_length(c, m, out))
		return false;
	if (!c->dct.year || (time_has(m, TIME_NUM) && m->slot[TIME_NUM].min != m->slot[TIME_NUM].max))
		return true;
	int days = str_is(unit, "D") ? n : str_is(unit, "W") ? n * 7 : str_is(unit, "TH") ? (n + 23) / 24 : 0;
	struct date far = days ? shift_day(c->dct, sign * days) : (struct date){0};
	if (far.year) {
		out->from = sign < 0 ? far : c->dct;
		out->to = sign < 0 ? c->dct : far;
	}
	return true;
}

static bool value_set(const struct time_context *c, const struct time_match *m, struct timex *out)
{
	struct arena *a = c->r->arena;
	int weekday = time_has(m, TIME_WEEKDAY) ? num(m, TIME_WEEKDAY) : num(m, TIME_WEEKDAYS);
	struct str part = text(m, TIME_DAYPART);
	if (time_has(m, TIME_FREQ))
		out->value = text(m, TIME_FREQ);
	else if (weekday)
		out->value = arena_printf(a, "XXXX-WXX-%d%s%.*s", weekday, part.n ? "T" : "", (int)part.n, part.p);
	else if (time_has(m, TIME_MONTH))
		out->value = arena_printf(a, "XXXX-%02d", num(m, TIME_MONTH));
	else if (time_has(m, TIME_SEASON))
		out->value = arena_printf(a, "XXXX-%.*s", (int)text(m, TIME_SEASON).n, text(m, TIME_SEASON).p);
	else if (part.n)
		out->value = arena_printf(a, "XXXX-XX-XXT%.*s", (int)part.n, part.p);
	else
		return value_length(c, m, out);
	return out->value.n > 0;
}

/* ---- quarters, halves, decades, centuries */

static bool value_quarter(struct time_context *c, const struct time_match *m, struct timex *out, enum time_grain grain)
{
	int n = time_has(m, TIME_ORD) ? num(m, TIME_ORD) : num(m, TIME_NTH), per = grain == GRAIN_QUARTER ? 4 : 2;
	int year = year_told(c, m);
	if (!n) /* last year's quarter */
		n = c->quarter ? c->quarter : c->dct.year ? (c->dct.month + 2) / 3 : 0;
	if (!year && c->dct.year) {
		int now = (c->dct.month - 1) / (12 / per) + 1;
		year = c->dct.year - (n > now + 1 && c->tense != TENSE_FUTURE);
		c->from_quarter |= grain == GRAIN_QUARTER;
	}
	if (n < 1 || n > per)
		return false;
	if (!year) {
		out->value = arena_printf(c->r->arena, "XXXX-%c%d", per == 4 ? 'Q' : 'H', n);
		return true;
	}
	struct time_span s = {grain, year, n, {0}};
	return give_span(c, out, &s);
}

static bool value_decade(struct time_context *c, const struct time_match *m, struct timex *out)
{
	int tens = time_has(m, TIME_DECADE) ? num(m, TIME_DECADE) : num(m, TIME_DECADES);
	struct time_span s = year_span(GRAIN_DECADE, tens * 10);
	return give_span(c, out, &s);
}

static bool value_century(struct time_context *c, const struct time_match *m, struct timex *out)
{
	int n = time_has(m, TIME_NTH) ? num(m, TIME_NTH) : num(m, TIME_ORD);
	struct time_span s = n > 30 ? no_span() : year_span(GRAIN_CENTURY, (n - 1) * 100 + 1);
	return give_span(c, out, &s);
}

/* “the latest quarter”, “the quarter”: the one that is spoken of. */
static bool value_focus(struct time_context *c, const struct time_match *m, struct timex *out)
{
	struct str unit = unit_of(m);
	struct time_span s = no_span();
	if ((!unit.n || str_is(unit, "Q")) && c->quarter)
		s = (struct time_span){GRAIN_QUARTER, c->quarter_year, c->quarter, {0}};
	else if (str_is(unit, "Q") && c->dct.year)
		s = nth_span(GRAIN_QUARTER, c->dct.year, (c->dct.month + 2) / 3 - 1, 4);
	else if (str_is(unit, "Y") && c->last.grain)
		s = year_span(GRAIN_YEAR, c->last.year);
	else if (unit.n)
		s = unit_from(c->dct, unit, 0);
	return give_span(c, out, &s) || (unit.n && open_reference(c, out, 0));
}

static bool value_year_back(struct time_context *c, const struct time_match *m, struct timex *out)
{
	int qy = c->quarter_year, q = time_has(m, TIME_ORD) ? num(m, TIME_ORD) : c->quarter;
	struct time_span quarter = {q ? GRAIN_QUARTER : GRAIN_NONE, qy ? qy : c->dct.year, q, {0}};
	bool ok = value_year_from(c, out, -1, q >= 1 && q <= 4 ? &quarter : &c->last);
	c->quarter_year = qy;
	if (ok)
		return true;
	struct time_span s = c->dct.year ? year_span(GRAIN_YEAR, c->dct.year - 1) : no_span();
	return give_span(c, out, &s) || open_reference(c, out, -1);
}

static bool value_of(struct time_context *c, const struct time_match *m, struct timex *out)
{
	switch (m->rule->op) {
	case TIME_OP_POINT: return value_point(c, m, out);
	case TIME_OP_PERIOD: return value_period(c, m, out);
	case TIME_OP_SEASON: return value_season(c, m, out);
	case TIME_OP_AGO: return value_ago(c, m, out, -1);
	case TIME_OP_HENCE: return value_ago(c, m, out, 1);
	case TIME_OP_BEFORE: return value_narrative(c, m, out, -1);
	case TIME_OP_AFTER: return value_narrative(c, m, out, 1);
	case TIME_OP_SAME: return value_same(c, m, out);
	case TIME_OP_PAST_SPAN: return value_span(c, m, out, -1);
	case TIME_OP_NEXT_SPAN: return value_span(c, m, out, 1);
	case TIME_OP_LENGTH: return value_length(c, m, out);
	case TIME_OP_VAGUE:
		out->value = unit_of(m).n ? duration(c, unit_of(m), 0, true) : STR("PXX");
		return out->value.n > 0;
	case TIME_OP_SET: return value_set(c, m, out);
	case TIME_OP_QUARTER: return value_quarter(c, m, out, GRAIN_QUARTER);
	case TIME_OP_HALF: return value_quarter(c, m, out, GRAIN_HALF);
	case TIME_OP_DECADE: return value_decade(c, m, out);
	case TIME_OP_CENTURY: return value_century(c, m, out);
	case TIME_OP_FOCUS: return value_focus(c, m, out);
	case TIME_OP_YEAR_BACK: return value_year_back(c, m, out);
	case TIME_OP_CONST: out->value = m->rule->value; return true;
	case TIME_OP_NONE: break;
	}
	return false;
}

bool timex_value(struct time_context *c, const struct time_match *m, struct timex *out)
{
	out->type = m->rule->type;
	out->mod = m->rule->mod.n ? m->rule->mod : text(m, TIME_EDGE).n ? text(m, TIME_EDGE) : text(m, TIME_APPROX);
	return value_of(c, m, out);
}
