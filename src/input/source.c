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
	s->ended = false;
	int fd = piped ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, ERR_SYSTEM, "%s: %s", s->name, strerror(errno));
	s->file = gzdopen(fd, "rb"); /* plain files pass through as they are */
	if (!s->file) {
		close(fd);
		return err_set(err, ERR_MEMORY, "%s: out of memory", s->name);
	}
	return true;
}

void source_close(struct source *s)
{
	if (s->file)
		gzclose(s->file);
	s->file = NULL;
	buf_release(&s->held);
	s->held = (struct buf){0};
}

/* Reads the next chunk when the last one is used up; false on a read error. */
static bool fill(struct source *s, struct err *err)
{
	if (s->at < s->n || s->ended)
		return true;
	errno = 0;
	int got = gzread(s->file, s->chunk, SOURCE_CHUNK);
	int code = Z_OK;
	const char *why = gzerror(s->file, &code);
	s->at = 0;
	s->n = got > 0 ? (size_t)got : 0;
	s->ended = got <= 0;
	if (got >= 0 && (got > 0 || code == Z_OK || code == Z_STREAM_END))
		return true;
	if (code == Z_ERRNO)
		return err_set(err, ERR_SYSTEM, "%s: %s", s->name, strerror(errno));
	return err_set(err, ERR_INPUT, "%s: broken gzip data (%s)", s->name, code == Z_BUF_ERROR ? "cut short" : why);
}

bool source_peek(struct source *s, struct str *head, struct err *err)
{
	bool ok = fill(s, err);
	*head = (struct str){s->chunk + s->at, s->n - s->at};
	return ok;
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
		const char *from = s->chunk + s->at, *end = memchr(from, '\n', s->n - s->at);
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
	if (s->held.failed) {
		err_set(err, ERR_MEMORY, "%s:%u: out of memory", s->name, s->line);
		return SOURCE_FAILED;
	}
	*line = buf_str(&s->held);
	return over ? SOURCE_LONG : SOURCE_GOT;
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
		buf_add(&s->held, (struct str){s->chunk + s->at, s->n - s->at});
		s->at = s->n;
	}
	if (s->held.failed) {
		err_set(err, ERR_MEMORY, "%s: out of memory", s->name);
		return SOURCE_FAILED;
	}
	*all = buf_str(&s->held);
	return SOURCE_GOT;
}

uint64_t source_offset(const struct source *s)
{
	z_off_t at = s->file ? gzoffset(s->file) : 0;
	return at > 0 ? (uint64_t)at : 0;
}
