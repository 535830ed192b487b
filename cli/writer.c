#include "writer.h"

#include "ticker.h"

static void add_counts(struct writer_counts *to, const struct writer_counts *more)
{
	to->fresh += more->fresh;
	to->changed += more->changed;
	to->reread += more->reread;
	to->duplicate += more->duplicate;
	to->foreign += more->foreign;
	to->undated += more->undated;
}

static void count(struct writer_counts *c, const struct report *report, enum ledger_added added)
{
	c->fresh += added == LEDGER_NEW;
	c->changed += added == LEDGER_CHANGED;
	c->duplicate += added == LEDGER_DUPLICATE;
	c->reread += added == LEDGER_REREAD;
	if (added == LEDGER_DUPLICATE || added == LEDGER_REREAD)
		return;
	c->foreign += !str_is(report->lang, "en");
	c->undated += report->date.year == 0;
}

/* Called with the lock held, as is the next. */
static bool commit(struct writer *w)
{
	if (w->open && ledger_commit(w->ledger, &w->err))
		add_counts(&w->counts, &w->pending);
	w->pending = (struct writer_counts){0};
	w->open = 0;
	return !w->err.code;
}

static bool add(struct writer *w, const struct report *report, const struct reading *r, bool again, const char *version)
{
	if (w->err.code || (w->open == 0 && !ledger_begin(w->ledger, &w->err)))
		return false;
	w->open++;
	enum ledger_added added = (again ? ledger_add_again : ledger_add)(w->ledger, r, version, &w->err);
	if (added != LEDGER_FAILED) {
		count(&w->pending, report, added);
		return w->open < WRITER_REPORTS || commit(w);
	}
	/* Those before it are whole; where they are lost too, the first reason is the one to tell. */
	struct err why = w->err;
	w->err = (struct err){0};
	commit(w);
	w->err = why;
	return false;
}

static void close_open(void *ctx)
{
	commit(ctx);
}

void writer_begin(struct writer *w, struct ledger *l)
{
	*w = (struct writer){.ledger = l};
	w->ticker = ticker_new(WRITER_SECONDS, close_open, w);
}

bool writer_add(struct writer *w, const struct report *report, const struct reading *r, bool again, const char *version, struct err *err)
{
	ticker_lock(w->ticker);
	bool ok = true;
	if (r)
		ok = add(w, report, r, again, version);
	else
		count(&w->counts, report, LEDGER_DUPLICATE);
	if (!w->ticker) /* nobody keeps time: each by itself */
		ok = commit(w) && ok;
	if (!ok)
		err_set(err, w->err.code, "%s", w->err.message);
	ticker_unlock(w->ticker);
	return ok;
}

bool writer_end(struct writer *w, struct err *err)
{
	ticker_free(w->ticker);
	w->ticker = NULL;
	commit(w);
	return !w->err.code || err_set(err, w->err.code, "%s", w->err.message);
}
