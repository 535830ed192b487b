#include "watch_robots.h"

#include <stdlib.h>
#include <string.h>

#define DELAY_DIGITS 10

/* What has been found for one of the two kinds of groups: those that name the agent, and those for all. */
struct finding {
	bool group;    /* there is one */
	bool allowed;
	size_t length; /* of the rule that decides */
	double delay;
};

/* '*' stands for any bytes, a '$' at the end for the end. */
static bool fits(struct str pattern, struct str path)
{
	bool to_end = pattern.n && pattern.p[pattern.n - 1] == '$';
	size_t i = 0, k = 0, star = SIZE_MAX, from = 0;
	pattern.n -= to_end;
	while (k < pattern.n || (to_end && i < path.n)) {
		if (k < pattern.n && pattern.p[k] == '*') {
			star = k++;
			from = i;
		} else if (k < pattern.n && i < path.n && pattern.p[k] == path.p[i]) {
			i++, k++;
		} else if (star != SIZE_MAX && from < path.n) {
			k = star + 1;
			i = ++from;
		} else {
			return false;
		}
	}
	return true;
}

static void take_rule(struct finding *f, struct str pattern, struct str path, bool allow)
{
	if (pattern.n == 0 || pattern.n > ROBOTS_PATTERN_MAX || !fits(pattern, path))
		return;
	if (pattern.n > f->length || (pattern.n == f->length && allow)) {
		f->allowed = allow;
		f->length = pattern.n;
	}
}

static double seconds(struct str s)
{
	char digits[DELAY_DIGITS + 1] = {0};
	memcpy(digits, s.p, s.n < DELAY_DIGITS ? s.n : DELAY_DIGITS);
	double n = strtod(digits, NULL);
	return n > 0 && n < 1e6 ? n : 0;
}

/* "truce" and "truce/1.0" name the agent "truce". */
static bool names(struct str value, struct str agent)
{
	value = str_sub(value, 0, str_find(value, STR("/")));
	return str_ieq(str_trim(value), agent);
}

bool robots_allow(struct str robots, struct str agent, struct str path, double *delay)
{
	struct finding mine = {.allowed = true}, all = {.allowed = true};
	bool in_mine = false, in_all = false, heading = false; /* heading: the lines before were names of agents */
	size_t rules = 0;
	if (str_starts(robots, STR("\xEF\xBB\xBF")))
		robots = str_sub(robots, 3, robots.n);
	while (robots.n && rules < ROBOTS_RULES_MAX) {
		struct str line = str_cut(&robots, '\n');
		line = str_sub(line, 0, str_find(line, STR("#")));
		struct str key = str_trim(str_cut(&line, ':')), value = str_trim(line);
		if (str_iis(key, "user-agent")) {
			in_mine = (heading && in_mine) || names(value, agent);
			in_all = (heading && in_all) || str_is(value, "*");
			mine.group = mine.group || in_mine;
			all.group = all.group || in_all;
			heading = true;
			continue;
		}
		bool allow = str_iis(key, "allow"), wait = str_iis(key, "crawl-delay");
		if (!allow && !wait && !str_iis(key, "disallow"))
			continue;
		heading = false;
		rules++;
		for (int i = 0; i < 2; i++) {
			struct finding *f = i ? &all : &mine;
			if (!(i ? in_all : in_mine))
				continue;
			if (wait)
				f->delay = seconds(value);
			else
				take_rule(f, value, path, allow);
		}
	}
	const struct finding *f = mine.group ? &mine : &all;
	*delay = f->delay;
	return f->allowed;
}
