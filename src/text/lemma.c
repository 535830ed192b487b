#include "text/lemma.h"

#include "base/utf8.h"

#include <string.h>

#define FORM_MAX 512u

/* 'l' lower case, 'k' kept, 't' first letter a capital, the rest lower case. */
static size_t recase(struct str form, char op, char *out)
{
	size_t n = 0;
	for (size_t i = 0; i < form.n && n + 4 <= FORM_MAX;) {
		bool first = i == 0;
		size_t from = i;
		uint32_t cp = utf8_next(form, &i);
		if (op == 'k' || (op == 't' && first)) {
			memcpy(out + n, form.p + from, i - from);
			n += i - from;
		} else {
			n += utf8_put(utf8_lower(cp), out + n);
		}
	}
	return n;
}

static size_t common_prefix(struct str a, struct str b)
{
	size_t n = 0;
	while (n < a.n && n < b.n && a.p[n] == b.p[n])
		n++;
	while (n > 0 && ((n < a.n && ((unsigned char)a.p[n] & 0xC0) == 0x80) || (n < b.n && ((unsigned char)b.p[n] & 0xC0) == 0x80)))
		n--;
	return n;
}

struct str lemma_rule(struct arena *a, struct str form, struct str lemma)
{
	char text[FORM_MAX];
	struct str best = {0};
	size_t best_cost = SIZE_MAX;
	if (form.n > FORM_MAX / 2)
		return best;
	for (const char *op = "lkt"; *op; op++) {
		struct str f = {text, recase(form, *op, text)};
		size_t same = common_prefix(f, lemma);
		size_t drop = utf8_count(str_sub(f, same, f.n)), cost = drop + lemma.n - same;
		if (cost >= best_cost || lemma.n - same > LEMMA_RULE_MAX - 8)
			continue;
		best_cost = cost;
		best = arena_printf(a, "%c%zu|%.*s", *op, drop, (int)(lemma.n - same), lemma.p + same);
	}
	return best;
}

struct str lemma_apply(struct arena *a, struct str rule, struct str form)
{
	char text[FORM_MAX];
	if (rule.n < 3 || form.n > FORM_MAX / 2)
		return form;
	struct str add = str_sub(rule, 1, rule.n), count = str_cut(&add, '|');
	int64_t drop;
	if (!str_int(count, 0, FORM_MAX, &drop))
		return form;
	if (drop == 0 && add.n == 0 && rule.p[0] == 'k')
		return form;
	size_t n = recase(form, rule.p[0], text);
	for (; drop > 0 && n > 0; drop--)
		do
			n--;
		while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80);
	if (n + add.n == 0)
		return form;
	if (add.n == 0 && n == form.n && memcmp(text, form.p, n) == 0)
		return form;
	return arena_join(a, (struct str){text, n}, add);
}
