#include "view/named.h"

#include "base/utf8.h"
#include "ledger/side.h"

static void complain(struct arena *a, complaints *wrong, const char *file, int line, const char *reason)
{
	vec_push(a, wrong, arena_printf(a, "%s:%d: %s", file, line, reason));
}

void named_read(struct arena *a, const char *file, struct str text, process_names *out, complaints *wrong)
{
	if (utf8_bad(text) < text.n) {
		complain(a, wrong, file, 1, "not UTF-8");
		return;
	}
	for (int n = 1; text.n && n <= NAMED_LINES_MAX; n++) {
		struct str sides = str_trim(str_cut(&text, '\n'));
		if (sides.n == 0 || sides.p[0] == '#')
			continue;
		struct process_name one = {.name = str_trim(str_cut(&sides, ':')), .line = n};
		one.side[0] = str_trim(str_cut(&sides, ','));
		one.side[1] = str_trim(sides);
		if (one.name.n && one.side[0].n && one.side[1].n)
			vec_push(a, out, one);
		else
			complain(a, wrong, file, n, "not “name: side, side”");
	}
}

const struct process_name *named_find(const process_names *list, struct str name)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_ieq(list->v[i].name, name))
			return &list->v[i];
	return NULL;
}

void named_processes(struct ledger *l, struct arena *a, const process_names *names, processes *out)
{
	for (size_t i = 0; i < names->n; i++) {
		const struct process_name *one = &names->v[i];
		ref x = ledger_side(l, ledger_named(l, one->side[0])), y = ledger_side(l, ledger_named(l, one->side[1]));
		if (x != NO_REF && y != NO_REF && x != y) /* a side that no report names has no process yet */
			vec_push(a, out, ((struct process){.name = arena_str(a, one->name), .a = x, .b = y, .named = true}));
	}
}

static struct process *of_pair(const processes *list, ref x, ref y)
{
	for (size_t i = 0; i < list->n; i++)
		if ((list->v[i].a == x && list->v[i].b == y) || (list->v[i].a == y && list->v[i].b == x))
			return &list->v[i];
	return NULL;
}

void named_apply(struct ledger *l, struct arena *a, const process_names *names, processes *list)
{
	processes known = {0};
	named_processes(l, a, names, &known);
	for (size_t i = 0; i < known.n; i++) {
		struct process *found = of_pair(list, known.v[i].a, known.v[i].b);
		if (!found) {
			vec_push(a, list, known.v[i]);
			continue;
		}
		found->name = known.v[i].name;
		found->named = true;
	}
}

struct str named_pair(const processes *list, ref x, ref y)
{
	const struct process *found = of_pair(list, x, y);
	return found ? found->name : STR("");
}

void named_mark(const processes *list, ledger_records *records)
{
	for (size_t i = 0; i < records->n; i++) {
		struct ledger_record *r = &records->v[i];
		r->process = STR("");
		for (size_t p = list->n; p-- > 0;)
			if (process_has(&list->v[p], r))
				r->process = list->v[p].name;
	}
}
