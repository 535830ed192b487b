#include "data/table.h"

#include "base/io.h"
#include "base/utf8.h"

#include <stdio.h>

bool table_open(struct table *t, struct arena *a, const char *dir, const char *name, struct err *err)
{
	*t = (struct table){.name = arena_str(a, str_of(name)).p, .err = err};
	struct str path = arena_printf(a, "%s/%s", dir, name), text;
	if (!io_read_file(a, path.p, TABLE_FILE_MAX, &text, err))
		return false;
	t->hash = str_hash(text, 0);
	size_t bad = utf8_bad(text);
	if (bad < text.n) {
		for (size_t i = 0; i <= bad; i++)
			t->line += i == 0 || text.p[i - 1] == '\n';
		return table_fail(t, "not UTF-8");
	}
	t->rest = text;
	return true;
}

static bool split(struct table *t, struct str row, int least, int most)
{
	t->n_fields = 0;
	for (int i = 0; i < TABLE_FIELDS_MAX; i++)
		t->field[i] = STR("");
	do {
		if (t->n_fields == most || t->n_fields == TABLE_FIELDS_MAX)
			return table_fail(t, "more than %d fields (they are parted by tabs)", most);
		struct str f = str_trim(str_cut(&row, '\t'));
		t->field[t->n_fields++] = str_is(f, "-") ? STR("") : f;
	} while (row.n);
	if (t->n_fields < least)
		return table_fail(t, "%d field%s where at least %d are needed (they are parted by tabs)", t->n_fields,
				  t->n_fields == 1 ? "" : "s", least);
	return true;
}

bool table_next(struct table *t, int least, int most)
{
	while (t->rest.n && t->err->code == ERR_NONE) {
		struct str row = str_cut(&t->rest, '\n');
		t->line++;
		struct str bare = str_trim(row);
		if (bare.n && bare.p[0] != '#')
			return split(t, row, least, most);
	}
	return false;
}

bool table_fail(struct table *t, const char *format, ...)
{
	char reason[ERR_MESSAGE_MAX / 2];
	va_list ap;
	va_start(ap, format);
	vsnprintf(reason, sizeof reason, format, ap);
	va_end(ap);
	return err_set(t->err, ERR_DATA, "%s:%u: %s", t->name, t->line, reason);
}

bool table_item(struct str *list, char sep, struct str *item)
{
	while (list->n) {
		*item = str_trim(str_cut(list, sep));
		if (item->n)
			return true;
	}
	return false;
}
