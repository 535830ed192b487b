#include "input/warc.h"

#include <string.h>

static const struct str mark = {"WARC/1.", 7};

static bool blank(struct str line)
{
	return str_trim(line).n == 0;
}

static enum source_got bad(struct warc *w, struct err *err, const char *why)
{
	err_set(err, ERR_INPUT, "record %u: %s", w->number, why);
	return SOURCE_LONG;
}

/* The source failed: where it is damaged gzip, what follows the damage is still there to be read. */
static enum source_got damaged(struct warc *w, struct source *s, struct err *err)
{
	if (err->code != ERR_INPUT || !source_resync(s))
		return SOURCE_FAILED;
	*err = (struct err){0};
	return bad(w, err, "broken gzip data; it is passed over");
}

/* ---- the head ---------------------------------------------------------------------------------------------------------- */

/* Reads on to the line that begins a record. *skipped: lines before it that are not blank. */
static enum source_got find_mark(struct source *s, size_t *skipped, struct err *err)
{
	struct str line;
	enum source_got got;
	for (*skipped = 0;; *skipped += got == SOURCE_LONG || !blank(line)) {
		got = source_line(s, WARC_LINE_MAX, &line, err);
		if (got == SOURCE_END || got == SOURCE_FAILED || (got == SOURCE_GOT && str_starts(line, mark)))
			return got;
	}
}

/* The lines of the head, up to the blank one, into w->head. */
static enum source_got read_head(struct warc *w, struct source *s, struct err *err)
{
	struct str line;
	buf_clear(&w->head);
	for (size_t n = 0;; n++) {
		enum source_got got = source_line(s, WARC_LINE_MAX, &line, err);
		if (got == SOURCE_FAILED)
			return got;
		if (got == SOURCE_END)
			return bad(w, err, "the file ends in its head");
		if (got == SOURCE_LONG || n == WARC_LINES_MAX)
			return bad(w, err, "its head is longer than the limit (200 lines of 64 kB)");
		if (blank(line))
			return SOURCE_GOT;
		buf_add(&w->head, str_trim(line));
		buf_putc(&w->head, '\n');
	}
}

static struct str field(const struct warc *w, const char *name)
{
	struct str rest = buf_str(&w->head);
	while (rest.n) {
		struct str line = str_cut(&rest, '\n'), key = str_cut(&line, ':');
		if (str_iis(str_trim(key), name))
			return str_trim(line);
	}
	return STR("");
}

/* ---- the block --------------------------------------------------------------------------------------------------------- */

/* Where in the block another record begins; block.n where none does. */
static size_t record_inside(struct str block)
{
	for (size_t at = 0; at < block.n;) {
		at += str_find(str_sub(block, at, block.n), mark);
		if (at < block.n && at > 0 && block.p[at - 1] == '\n')
			return at;
		at += at < block.n;
	}
	return block.n;
}

/* The length lied: records that it swallowed are read again, as long as that does not go on for ever. */
static enum source_got recover(struct warc *w, struct source *s, struct str tail, struct err *err)
{
	struct str block = buf_str(&w->block);
	size_t at = record_inside(block);
	if (at < block.n && w->reread + (block.n - at) <= WARC_REREAD_MAX) {
		w->reread += block.n - at;
		buf_add(&w->block, tail);
		buf_putc(&w->block, '\n');
		if (w->block.failed || !source_unread(s, str_sub(buf_str(&w->block), at, w->block.n), err))
			return SOURCE_FAILED;
	} else if (str_starts(tail, mark)) {
		char again[sizeof "WARC/1.0"];
		size_t n = tail.n < sizeof again - 1 ? tail.n : sizeof again - 1;
		memcpy(again, tail.p, n);
		again[n] = '\n';
		if (!source_unread(s, (struct str){again, n + 1}, err))
			return SOURCE_FAILED;
	}
	return bad(w, err, "its Content-Length is wrong");
}

/* A record ends with two line ends. */
static enum source_got read_end(struct warc *w, struct source *s, struct err *err)
{
	for (int i = 0; i < 2; i++) {
		struct str line;
		enum source_got got = source_line(s, WARC_LINE_MAX, &line, err);
		if (got == SOURCE_FAILED)
			return got;
		if (got == SOURCE_LONG)
			return bad(w, err, "its Content-Length is wrong");
		if (got == SOURCE_GOT && !blank(line))
			return recover(w, s, line, err);
	}
	return SOURCE_GOT;
}

static enum source_got read_block(struct warc *w, struct source *s, struct err *err)
{
	int64_t length;
	struct str block;
	if (!str_int(field(w, "Content-Length"), 0, INT64_MAX / 10, &length))
		return bad(w, err, "no Content-Length that is a number");
	if ((uint64_t)length > WARC_RECORD_MAX) /* not skipped by its length, which may lie: what looks like the next record is looked for */
		return bad(w, err, "its block is longer than the limit (16 MB)");
	enum source_got got = source_bytes(s, (size_t)length, &block, err);
	if (got != SOURCE_GOT)
		return SOURCE_FAILED;
	buf_clear(&w->block);
	buf_add(&w->block, block);
	if (w->block.failed || w->head.failed)
		return err_set(err, ERR_MEMORY, "out of memory"), SOURCE_FAILED;
	if (block.n < (uint64_t)length)
		return recover(w, s, STR(""), err);
	return read_end(w, s, err);
}

enum source_got warc_next(struct warc *w, struct source *s, struct warc_record *out, struct err *err)
{
	size_t skipped;
	w->number++;
	enum source_got got = find_mark(s, &skipped, err);
	if (got == SOURCE_END)
		return skipped ? bad(w, err, "no WARC record where one should begin") : got;
	if (got == SOURCE_GOT)
		got = read_head(w, s, err);
	if (got == SOURCE_GOT)
		got = read_block(w, s, err);
	if (got == SOURCE_FAILED)
		return damaged(w, s, err);
	*out = (struct warc_record){.type = field(w, "WARC-Type"), .uri = field(w, "WARC-Target-URI"), .date = field(w, "WARC-Date"),
				    .content_type = field(w, "Content-Type"), .block = buf_str(&w->block)};
	return got;
}

void warc_reset(struct warc *w)
{
	w->number = 0;
	w->reread = 0;
}

void warc_release(struct warc *w)
{
	buf_release(&w->head);
	buf_release(&w->block);
	w->head = w->block = (struct buf){0};
}
