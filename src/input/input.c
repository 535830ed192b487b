#include "input/input.h"

#include "input/csv.h"
#include "input/format.h"
#include "input/lang.h"
#include "input/newsfeed.h"
#include "input/reader.h"
#include "input/source.h"
#include "input/tree.h"
#include "input/warc.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct input {
	const struct knowledge *k;
	const char *const *paths;
	size_t n_paths, next_path;
	struct input_config options;
	struct tree tree;          /* the folder or file that is being read */
	bool in_tree;
	struct source source;
	bool is_open;
	enum input_format format;  /* of the open file */
	char id[4096];             /* what the open file's reports are called by */
	struct str values;         /* JSON: the file; JSONL: the line; values from `at` on are still to be read */
	size_t at;
	uint32_t line_at;          /* JSON: line of values.p[counted] */
	size_t counted;
	struct csv csv;
	struct warc warc;
	struct newsfeed feed;      /* FEED: open once feed_read */
	struct arena feed_arena;   /* of its head */
	bool feed_read;
	struct held held;
	struct input_progress progress;
};

static void count_bytes(struct input *in)
{
	for (size_t i = 0; i < in->n_paths; i++) {
		struct err ignored = {0}; /* said when it is read */
		enum tree_got got = strcmp(in->paths[i], "-") == 0 ? TREE_END : TREE_BAD;
		tree_open(&in->tree, in->paths[i]);
		while (got != TREE_END && (got = tree_next(&in->tree, &ignored)) != TREE_END)
			in->progress.all += got == TREE_FILE ? in->tree.size : 0;
		tree_close(&in->tree);
	}
}

struct input *input_new(const struct knowledge *k, const char *const *paths, size_t n_paths, const struct input_config *o,
			struct err *err)
{
	struct input *in = calloc(1, sizeof *in);
	if (!in) {
		err_set(err, ERR_MEMORY, "out of memory");
		return NULL;
	}
	in->k = k;
	in->paths = paths;
	in->n_paths = n_paths;
	if (o)
		in->options = *o;
	count_bytes(in);
	return in;
}

static void close_feed(struct input *in)
{
	newsfeed_release(&in->feed);
	arena_release(&in->feed_arena);
	in->feed_read = false;
}

void input_free(struct input *in)
{
	if (!in)
		return;
	reader_drop(&in->held);
	csv_release(&in->csv);
	warc_release(&in->warc);
	close_feed(in);
	source_close(&in->source);
	tree_close(&in->tree);
	free(in);
}

struct input_progress input_progress(const struct input *in)
{
	struct input_progress p = in->progress;
	p.done += in->is_open ? source_offset(&in->source) : 0;
	return p;
}

/* ---------------------------------------------------------------------------------------------- which file, which format */

static bool choose_format(struct input *in, struct str name, struct err *err)
{
	struct str head;
	bool piped = str_is(name, "-");
	in->format = in->options.format ? in->options.format : format_of_name(name);
	if (!source_peek(&in->source, &head, err))
		return false;
	if (in->format == INPUT_AUTO || (piped && in->format == INPUT_JSONL)) {
		enum input_format seen = format_of_bytes(head);
		in->format = piped && seen != INPUT_JSON ? INPUT_JSONL : seen;
	}
	/* whatever a server or a saved file calls it */
	if (!in->options.format && !piped && newsfeed_looks_like(head))
		in->format = INPUT_FEED;
	if (head.n == 0 && !piped)
		return err_set(err, ERR_INPUT, "%s: the file is empty", in->source.name);
	return true;
}

static void close_file(struct input *in)
{
	in->progress.done += source_offset(&in->source);
	source_close(&in->source);
	in->is_open = false;
}

static bool open_file(struct input *in, const char *path, const char *id, struct err *err)
{
	bool ok = source_open(&in->source, path, err) && choose_format(in, str_of(path), err);
	snprintf(in->id, sizeof in->id, "%s", id);
	in->values = STR("");
	in->at = in->counted = 0;
	in->line_at = 1;
	csv_reset(&in->csv);
	warc_reset(&in->warc);
	close_feed(in);
	in->is_open = ok;
	if (!ok)
		close_file(in);
	return ok;
}

/* A file's reports are called by its name; below a folder that was named, by the path from there. */
static const char *id_of(const struct tree *t)
{
	if (t->depth == 0) {
		const char *slash = strrchr(t->path, '/');
		return slash ? slash + 1 : t->path;
	}
	const char *rest = t->path + t->root_len;
	return rest + strspn(rest, "/");
}

static bool next_root(struct input *in, struct err *err)
{
	const char *path = in->paths[in->next_path++];
	if (strcmp(path, "-") == 0)
		return open_file(in, path, "stdin", err);
	tree_open(&in->tree, path);
	in->in_tree = true;
	return true;
}

/* Opens the next file; false at the end and where *err is set. */
static bool next_file(struct input *in, struct err *err)
{
	while (err->code == ERR_NONE && !in->is_open) {
		enum tree_got got = in->in_tree ? tree_next(&in->tree, err) : TREE_END;
		if (got == TREE_FILE)
			open_file(in, in->tree.path, id_of(&in->tree), err);
		if (got != TREE_END)
			continue;
		in->in_tree = false;
		if (in->next_path == in->n_paths)
			return false;
		next_root(in, err);
	}
	return err->code == ERR_NONE;
}

/* ---------------------------------------------------------------------------------------------------- reports of a file */

/* Puts "file:line: " before the reason. */
static void place_error(struct err *err, const struct input *in, uint32_t line)
{
	char reason[ERR_MESSAGE_MAX];
	memcpy(reason, err->message, sizeof reason);
	if (line)
		snprintf(err->message, sizeof err->message, "%.200s:%u: %.290s", in->source.name, line, reason);
	else
		snprintf(err->message, sizeof err->message, "%.200s: %.300s", in->source.name, reason);
}

static enum input_got reject(struct input *in, struct err *err, uint32_t line)
{
	place_error(err, in, line);
	return INPUT_REJECTED;
}

static enum input_got whole_file(struct input *in, struct arena *a, struct report *r, struct err *err)
{
	struct str bytes;
	enum source_got got = source_all(&in->source, INPUT_REPORT_MAX, &bytes, err);
	if (got == SOURCE_FAILED)
		return INPUT_REJECTED;
	if (got == SOURCE_LONG)
		err_set(err, ERR_INPUT, "more than %zu bytes, the limit for one report", INPUT_REPORT_MAX);
	else if (in->format == INPUT_HTML)
		reader_html(a, in->k->input, bytes, STR(""), r, &in->held, err);
	else
		reader_text(a, in->k->input, bytes, r, err);
	return err->code == ERR_NONE ? INPUT_REPORT : reject(in, err, 0);
}

/* The line of values.p[at]: counted on from where the last count ended. */
static uint32_t value_line(struct input *in)
{
	for (; in->counted < in->at; in->counted++)
		in->line_at += in->values.p[in->counted] == '\n';
	return in->line_at;
}

/* The next stretch of JSON values: the next line that is not blank, or the whole file. INPUT_REPORT: there is one. */
static enum input_got next_values(struct input *in, struct err *err)
{
	size_t limit = in->format == INPUT_JSONL ? INPUT_LINE_MAX : INPUT_JSON_MAX;
	if (in->format == INPUT_JSON && in->counted)
		return INPUT_END;
	enum source_got got = in->format == INPUT_JSONL ? source_line(&in->source, limit, &in->values, err) :
							  source_all(&in->source, limit, &in->values, err);
	in->at = 0;
	in->counted = 1;
	if (got == SOURCE_LONG)
		err_set(err, ERR_INPUT, "more than %zu bytes, the limit for %s", limit,
			in->format == INPUT_JSONL ? "a line" : "a file of JSON");
	if (got == SOURCE_LONG || got == SOURCE_FAILED)
		in->values = STR("");
	if (str_starts(in->values, STR("\xEF\xBB\xBF")))
		in->at = 3;
	if (got == SOURCE_LONG)
		return reject(in, err, in->source.line);
	return got == SOURCE_GOT ? INPUT_REPORT : got == SOURCE_END ? INPUT_END : INPUT_REJECTED;
}

static enum input_got json_value(struct input *in, struct arena *a, struct report *r, struct err *err)
{
	for (;;) {
		in->at += reader_json_gap(str_sub(in->values, in->at, in->values.n));
		uint32_t line = in->format == INPUT_JSONL ? in->source.line : value_line(in);
		int got = in->at < in->values.n ? reader_json(a, in->k->input, in->values, &in->at, r, &in->held, err) : 0;
		r->line = line;
		if (got)
			return got > 0 ? INPUT_REPORT : reject(in, err, line);
		enum input_got more = next_values(in, err);
		if (more != INPUT_REPORT)
			return more;
	}
}

static enum input_got csv_row(struct input *in, struct arena *a, struct report *r, struct err *err)
{
	enum source_got got = csv_next(&in->csv, &in->source, INPUT_LINE_MAX, err);
	r->line = in->csv.line;
	if (got == SOURCE_LONG || (got == SOURCE_GOT && !reader_csv(a, in->k->input, &in->csv, r, err)))
		return reject(in, err, r->line);
	return got == SOURCE_GOT ? INPUT_REPORT : got == SOURCE_END ? INPUT_END : INPUT_REJECTED;
}

static enum input_got archived(struct input *in, struct arena *a, struct report *r, struct err *err)
{
	for (;;) {
		struct warc_record record;
		enum source_got got = warc_next(&in->warc, &in->source, &record, err);
		r->line = in->warc.number;
		if (got == SOURCE_LONG)
			return reject(in, err, 0);
		if (got != SOURCE_GOT)
			return got == SOURCE_END ? INPUT_END : INPUT_REJECTED;
		int found = reader_warc(a, in->k->input, &record, r, &in->held, err);
		if (found)
			return found > 0 ? INPUT_REPORT : reject(in, err, r->line);
	}
}

/* Reads the whole feed, once. The head's strings outlive the reports, so they have an arena of their own, with the report's guard. */
static bool open_feed(struct input *in, struct arena *a, struct err *err)
{
	struct str bytes;
	in->feed_read = true;
	enum source_got got = source_all(&in->source, NEWSFEED_MAX, &bytes, err);
	if (got == SOURCE_LONG)
		err_set(err, ERR_INPUT, "more than %zu bytes, the limit for a feed", NEWSFEED_MAX);
	if (got != SOURCE_GOT)
		return false;
	arena_init(&in->feed_arena, 0);
	in->feed_arena.guard = a->guard;
	return newsfeed_open(&in->feed, &in->feed_arena, bytes, STR(""), STR(""), err);
}

static enum input_got feed_item(struct input *in, struct arena *a, struct report *r, struct err *err)
{
	struct newsfeed_item item;
	if (!in->feed_read && !open_feed(in, a, err)) {
		in->format = INPUT_TEXT; /* nothing more can come out of it */
		return err->code == ERR_INPUT ? reject(in, err, 0) : INPUT_REJECTED;
	}
	if (!newsfeed_next(&in->feed, a, &item)) {
		if (in->feed.cut)
			err_set(err, ERR_INPUT, "more than %u items, the limit for a feed", NEWSFEED_ITEMS_MAX);
		in->feed.cut = false;
		in->format = INPUT_TEXT;
		return err->code ? reject(in, err, 0) : INPUT_END;
	}
	return reader_feed(a, in->k->input, &in->feed, &item, r, &in->held, err) ? INPUT_REPORT : reject(in, err, item.line);
}

/* “2025-03-11-jeddah.txt” is of that day: the last resort, where neither the report nor the caller names one. */
static struct date date_of_name(struct str path)
{
	struct date day = {0};
	size_t base = path.n;
	while (base > 0 && path.p[base - 1] != '/')
		base--;
	struct str name = str_sub(path, base, path.n);
	bool longer = name.n > 10 && name.p[10] >= '0' && name.p[10] <= '9';
	if (!longer)
		date_parse(str_sub(name, 0, 10), &day);
	return day;
}

/* What every format leaves to be filled in. */
static void complete(struct input *in, struct arena *a, struct report *r)
{
	r->file = arena_str(a, str_of(in->source.name));
	if (r->id.n == 0)
		r->id = r->line ? arena_printf(a, "%s:%u", in->id, r->line) : arena_str(a, str_of(in->id));
	if (r->date.year == 0)
		r->date = in->options.date.year ? in->options.date : date_of_name(r->file);
	if (r->source.n == 0)
		r->source = in->options.source;
	if (r->lang.n == 0)
		r->lang = lang_of(in->k->input, r->text);
}

static enum input_got from_file(struct input *in, struct arena *a, struct report *r, struct err *err)
{
	switch (in->format) {
	case INPUT_JSONL:
	case INPUT_JSON:
		return json_value(in, a, r, err);
	case INPUT_CSV:
		return csv_row(in, a, r, err);
	case INPUT_WARC:
		return archived(in, a, r, err);
	case INPUT_FEED:
		return feed_item(in, a, r, err);
	default:
		return whole_file(in, a, r, err);
	}
}

/* Nothing more can come out of the open file; also after a failure of the file itself. */
static bool used_up(const struct input *in)
{
	if (in->format == INPUT_CSV && in->csv.n_names == 0)
		return true;
	bool many = in->format != INPUT_TEXT && in->format != INPUT_HTML;
	if (in->format == INPUT_FEED)
		return false;
	return !many || (in->source.ended && in->source.at == in->source.n && in->at >= in->values.n);
}

static enum input_got next_report(struct input *in, struct arena *a, struct report *r, struct err *err)
{
	for (;;) {
		*r = (struct report){0};
		if (!in->is_open && !next_file(in, err))
			return err->code == ERR_NONE ? INPUT_END : INPUT_REJECTED;
		enum input_got got = from_file(in, a, r, err);
		if (got == INPUT_REPORT)
			complete(in, a, r);
		if (got == INPUT_END || used_up(in))
			close_file(in);
		if (got != INPUT_END)
			return got;
	}
}

/* What the document held of other libraries is dropped when its memory is out, and its rest passed over. */
static enum input_got guarded(struct input *in, struct arena *a, struct report *r, struct err *err)
{
	jmp_buf guard;
	if (setjmp(guard) == 0) {
		a->guard = &guard;
		return next_report(in, a, r, err);
	}
	err_set(err, ERR_MEMORY, "%s: a report needs more memory than it may have (%zu bytes)", in->source.name, a->limit);
	in->at = in->values.n;
	if (in->format == INPUT_TEXT || in->format == INPUT_HTML)
		close_file(in);
	return INPUT_REJECTED;
}

enum input_got input_next(struct input *in, struct arena *a, struct report *r, struct err *err)
{
	jmp_buf *outer = a->guard;
	enum input_got got = guarded(in, a, r, err);
	a->guard = outer;
	reader_drop(&in->held);
	return got;
}
