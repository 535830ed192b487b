#include "input/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

bool source_open(struct source *s, const char *path, struct err *err)
{
	bool piped = strcmp(path, "-") == 0;
	s->name = piped ? "standard input" : path;
	s->line = 0;
	s->at = s->n = 0;
	s->from = s->chunk;
	s->ended = false;
	int fd = piped ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, ERR_SYSTEM, "%s: %s", s->name, strerror(errno));
	unpack_open(&s->unpack, fd);
	s->is_open = true;
	return true;
}

void source_close(struct source *s)
{
	if (s->is_open)
		unpack_close(&s->unpack);
	s->is_open = false;
	buf_release(&s->held);
	buf_release(&s->again);
	s->held = s->again = (struct buf){0};
}

/* Reads the next chunk when the last one is used up; false on a read error. */
static bool fill(struct source *s, struct err *err)
{
	struct err why = {0};
	if (s->at < s->n || s->ended)
		return true;
	s->from = s->chunk;
	s->at = 0;
	if (unpack_read(&s->unpack, s->chunk, SOURCE_CHUNK, &s->n, &why)) {
		s->ended = s->n == 0;
		return true;
	}
	s->ended = true;
	return err_set(err, why.code, "%s: %s", s->name, why.message);
}

bool source_peek(struct source *s, struct str *head, struct err *err)
{
	bool ok = fill(s, err);
	*head = (struct str){s->from + s->at, s->n - s->at};
	return ok;
}

/* What was held is whole: `limit` was not passed unless `over`. */
static enum source_got give(struct source *s, bool over, struct str *out, struct err *err)
{
	*out = buf_str(&s->held);
	if (!s->held.failed)
		return over ? SOURCE_LONG : SOURCE_GOT;
	err_set(err, ERR_MEMORY, "%s:%u: out of memory", s->name, s->line);
	return SOURCE_FAILED;
}

enum source_got source_line(struct source *s, size_t limit, struct str *line, struct err *err)
{
	bool any = false, more = true, over = false;
	buf_clear(&s->held);
	while (more) {
		if (!fill(s, err))
			return SOURCE_FAILED;
		if (s->at == s->n)
			break;
		any = true;
		const char *from = s->from + s->at, *end = memchr(from, '\n', s->n - s->at);
		size_t take = end ? (size_t)(end - from) : s->n - s->at;
		over = over || s->held.n + take > limit;
		if (!over)
			buf_add(&s->held, (struct str){from, take});
		s->at += take + (end ? 1 : 0);
		more = !end;
	}
	if (!any)
		return SOURCE_END;
	s->line++;
	return give(s, over, line, err);
}

enum source_got source_bytes(struct source *s, size_t n, struct str *bytes, struct err *err)
{
	buf_clear(&s->held);
	while (n) {
		if (!fill(s, err))
			return SOURCE_FAILED;
		if (s->at == s->n)
			break;
		size_t take = s->n - s->at < n ? s->n - s->at : n;
		buf_add(&s->held, (struct str){s->from + s->at, take});
		s->at += take;
		n -= take;
	}
	return give(s, false, bytes, err);
}

enum source_got source_all(struct source *s, size_t limit, struct str *all, struct err *err)
{
	buf_clear(&s->held);
	for (;;) {
		if (!fill(s, err))
			return SOURCE_FAILED;
		if (s->at == s->n)
			break;
		if (s->held.n + (s->n - s->at) > limit)
			return SOURCE_LONG;
		buf_add(&s->held, (struct str){s->from + s->at, s->n - s->at});
		s->at = s->n;
	}
	return give(s, false, all, err);
}

bool source_unread(struct source *s, struct str bytes, struct err *err)
{
	struct buf all = {0};
	buf_add(&all, bytes);
	buf_add(&all, (struct str){s->from + s->at, s->n - s->at});
	buf_release(&s->again);
	s->again = all;
	s->from = s->again.p;
	s->at = 0;
	s->n = s->again.n;
	s->ended = s->ended && s->n == 0;
	return !all.failed || err_set(err, ERR_MEMORY, "%s: out of memory", s->name);
}

bool source_resync(struct source *s)
{
	s->at = s->n = 0;
	s->ended = !unpack_resync(&s->unpack);
	return !s->ended;
}

uint64_t source_offset(const struct source *s)
{
	return s->is_open ? s->unpack.taken : 0;
}
