#include "watch_state.h"

#include "base/io.h"
#include "options.h"
#include "watch_fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define FEEDS_FILE_MAX ((size_t)1 << 20)
#define STATE_MARK "truce-watch 1"

/* Room for one more; false: out of memory. */
static bool grow(void *list, size_t n, size_t *cap, size_t size)
{
	void **v = list;
	if (n < *cap)
		return true;
	size_t more = *cap ? 2 * *cap : 16;
	void *p = realloc(*v, more * size);
	if (!p)
		return false;
	*v = p;
	*cap = more;
	return true;
}

void state_release(struct watch_state *s)
{
	for (size_t i = 0; i < s->n_feeds; i++) {
		free(s->feeds[i].url);
		free(s->feeds[i].name);
	}
	for (size_t i = 0; i < s->n_pages; i++)
		free(s->pages[i].bytes);
	free(s->feeds);
	free(s->pages);
	free(s->seen);
	*s = (struct watch_state){0};
}

struct watched *state_feed(struct watch_state *s, struct str url)
{
	for (size_t i = 0; i < s->n_feeds; i++)
		if (str_is(url, s->feeds[i].url))
			return &s->feeds[i];
	if (s->n_feeds == STATE_FEEDS_MAX || !grow(&s->feeds, s->n_feeds, &s->cap_feeds, sizeof *s->feeds))
		return NULL;
	struct watched w = {.url = strndup(url.p, url.n), .name = strdup("")};
	if (!w.url || !w.name) {
		free(w.url);
		free(w.name);
		return NULL;
	}
	s->feeds[s->n_feeds] = w;
	return &s->feeds[s->n_feeds++];
}

bool state_want(struct watch_state *s, uint32_t feed, const struct newsfeed *f, const struct newsfeed_item *item, int64_t due)
{
	struct pending p = {.item = *item, .feed_title = f->title, .feed = feed, .due = due};
	struct str *strings[] = {&p.item.id, &p.item.link, &p.item.title, &p.item.content, &p.item.date, &p.item.author, &p.item.source,
				 &p.item.lang, &p.feed_title};
	size_t size = 1, at = 0;
	if (p.item.content.n > STATE_TEXT_MAX)
		p.item.content = STR("");
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		size += strings[i]->n;
	if (s->n_pages == STATE_PAGES_MAX || !grow(&s->pages, s->n_pages, &s->cap_pages, sizeof *s->pages))
		return false;
	p.bytes = malloc(size);
	if (!p.bytes)
		return false;
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
		if (strings[i]->n)
			memcpy(p.bytes + at, strings[i]->p, strings[i]->n);
		strings[i]->p = p.bytes + at;
		at += strings[i]->n;
	}
	s->pages[s->n_pages++] = p;
	return true;
}

void state_done(struct watch_state *s, size_t page)
{
	free(s->pages[page].bytes);
	s->pages[page] = (struct pending){0};
}

void state_sweep(struct watch_state *s)
{
	size_t kept = 0;
	for (size_t i = 0; i < s->n_pages; i++)
		if (s->pages[i].bytes)
			s->pages[kept++] = s->pages[i];
	s->n_pages = kept;
}

static bool note(struct watch_state *s, uint64_t item, int32_t day)
{
	for (size_t i = 0; i < s->n_seen; i++)
		if (s->seen[i].item == item) {
			s->seen[i].day = day > s->seen[i].day ? day : s->seen[i].day;
			return true;
		}
	if (s->n_seen < STATE_SEEN_MAX && grow(&s->seen, s->n_seen, &s->cap_seen, sizeof *s->seen))
		s->seen[s->n_seen++] = (struct seen){item, day};
	return false;
}

/* A headline that changes makes it another item: the page has another text then. */
bool state_seen(struct watch_state *s, const struct newsfeed_item *item, int32_t day)
{
	return note(s, str_hash(item->title, str_hash(item->link, str_hash(item->id, 0))), day);
}

/* ------------------------------------------------------------------------------------------------------------------ file */

static bool read_whole(struct arena *a, const char *path, size_t limit, struct str *out, struct err *err)
{
	jmp_buf guard;
	*out = STR("");
	arena_init(a, 2 * limit);
	if (setjmp(guard))
		return err_set(err, ERR_MEMORY, "%s: out of memory", path);
	a->guard = &guard;
	bool ok = io_read_file(a, path, limit, out, err);
	a->guard = NULL;
	return ok;
}

/* What is no line of ours is passed over: the file is advice. */
static bool load_line(struct watch_state *s, struct str line)
{
	struct str kind = str_cut(&line, '\t'), first = str_cut(&line, '\t'), field[4];
	int64_t n = 0, due = 0;
	if (!(str_is(kind, "seen") || str_is(kind, "page") || str_is(kind, "feed")))
		return true;
	for (size_t i = 0; i < 4; i++)
		field[i] = str_cut(&line, '\t');
	if (str_is(kind, "seen")) {
		char hex[20];
		snprintf(hex, sizeof hex, "%.*s", (int)(first.n < 16 ? first.n : 16), first.p);
		if (str_int(field[0], 0, INT32_MAX, &n))
			note(s, strtoull(hex, NULL, 16), (int32_t)n);
		return true;
	}
	struct watched *w = state_feed(s, str_is(kind, "page") ? field[0] : first);
	if (!w || !str_int(field[2], 0, INT64_MAX / 4, &due) || !str_int(field[3], 0, 1000, &n))
		return w != NULL;
	if (str_is(kind, "page")) {
		struct newsfeed_item item = {.link = first, .id = first, .date = field[1], .title = line};
		return state_want(s, (uint32_t)(w - s->feeds), &(struct newsfeed){0}, &item, due) && (s->pages[s->n_pages - 1].tries = (unsigned)n, true);
	}
	snprintf(w->etag, sizeof w->etag, "%.*s", (int)field[0].n, field[0].p);
	snprintf(w->modified, sizeof w->modified, "%.*s", (int)field[1].n, field[1].p);
	w->due = due;
	w->failures = (unsigned)n;
	return true;
}

int state_lock(const char *path, struct err *err)
{
	char lock[4096];
	if (snprintf(lock, sizeof lock, "%s.lock", path) >= (int)sizeof lock) {
		err_set(err, ERR_SYSTEM, "%.100s…: the path is too long", path);
		return -1;
	}
	int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	if (errno == EWOULDBLOCK)
		err_set(err, ERR_SYSTEM, "%s: another truce watch is at work with it (--state names another file)", path);
	else
		err_set(err, ERR_SYSTEM, "%s: %s", lock, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

bool state_load(struct watch_state *s, const char *path, struct err *err)
{
	struct arena a;
	struct str all, first;
	if (access(path, F_OK) != 0)
		return true;
	bool ok = read_whole(&a, path, STATE_FILE_MAX, &all, err);
	first = ok ? str_cut(&all, '\n') : STR("");
	if (ok && !str_is(first, STATE_MARK))
		ok = err_set(err, ERR_SYSTEM, "%s: no state of truce watch", path);
	while (ok && all.n) {
		struct str line = str_cut(&all, '\n');
		if (line.n && !memchr(line.p, '\0', line.n))
			ok = load_line(s, line) || err_set(err, ERR_MEMORY, "%s: out of memory", path);
	}
	arena_release(&a);
	return ok;
}

/* A field of a line: what would end it, or the line, is a blank. */
static void put_field(struct buf *b, struct str field)
{
	for (size_t i = 0; i < field.n; i++)
		buf_putc(b, (unsigned char)field.p[i] < ' ' ? ' ' : field.p[i]);
}

static void put_page(struct buf *b, const struct watch_state *s, const struct pending *p)
{
	const struct newsfeed_item *x = &p->item;
	buf_puts(b, "page\t");
	put_field(b, x->link);
	buf_printf(b, "\t%s\t", s->feeds[p->feed].url);
	put_field(b, x->date);
	buf_printf(b, "\t%" PRId64 "\t%u\t", p->due, p->tries);
	put_field(b, x->title);
	buf_putc(b, '\n');
}

static bool write_buf(void *ctx, int fd, const char *name, struct err *err)
{
	return io_write(fd, buf_str(ctx), name, err);
}

bool state_save(const struct watch_state *s, const char *path, int32_t today, struct err *err)
{
	struct buf b = {0};
	buf_puts(&b, STATE_MARK "\n");
	for (size_t i = 0; i < s->n_feeds; i++)
		if (s->feeds[i].named)
			buf_printf(&b, "feed\t%s\t%s\t%s\t%" PRId64 "\t%u\n", s->feeds[i].url, s->feeds[i].etag, s->feeds[i].modified,
				   s->feeds[i].due, s->feeds[i].failures);
	for (size_t i = 0; i < s->n_pages; i++)
		if (s->pages[i].bytes)
			put_page(&b, s, &s->pages[i]);
	for (size_t i = 0; i < s->n_seen; i++)
		if (today - s->seen[i].day <= STATE_SEEN_DAYS)
			buf_printf(&b, "seen\t%016" PRIx64 "\t%" PRId32 "\n", s->seen[i].item, s->seen[i].day);
	bool ok = b.failed ? err_set(err, ERR_MEMORY, "out of memory") : options_replace(path, write_buf, &b, err);
	buf_release(&b);
	return ok;
}

/* ----------------------------------------------------------------------------------------------------------------- feeds */

static bool read_feed(struct watch_state *s, struct str line, const char *path, size_t number, struct err *err)
{
	char url[FETCH_URL_MAX + 1], origin[FETCH_URL_MAX + 1], rest[FETCH_URL_MAX + 1];
	size_t n = 0;
	line = str_trim(line);
	if (line.n == 0 || line.p[0] == '#')
		return true;
	while (n < line.n && line.p[n] != ' ' && line.p[n] != '\t')
		n++;
	snprintf(url, sizeof url, "%.*s", (int)(n <= FETCH_URL_MAX ? n : 0), line.p);
	if (!fetch_split(url, origin, rest))
		return err_set(err, ERR_INPUT, "%s:%zu: \"%.*s\" is no address of a feed (http:// or https://)", path, number, n < 200 ? (int)n : 200, line.p);
	struct watched *w = state_feed(s, str_of(url));
	struct str name = str_trim(str_sub(line, n, line.n));
	char *copy = w ? strndup(name.p, name.n) : NULL;
	if (!copy)
		return err_set(err, ERR_MEMORY, "%s:%zu: no memory for another feed, or more than %u", path, number, STATE_FEEDS_MAX);
	free(w->name);
	w->name = copy;
	w->named = true;
	return true;
}

bool state_read_feeds(struct watch_state *s, const char *path, struct err *err)
{
	struct arena a;
	struct str all;
	size_t line = 0;
	bool ok = read_whole(&a, path, FEEDS_FILE_MAX, &all, err);
	if (ok && str_starts(all, STR("\xEF\xBB\xBF")))
		all = str_sub(all, 3, all.n);
	while (ok && all.n)
		ok = read_feed(s, str_cut(&all, '\n'), path, ++line, err);
	if (ok && s->n_feeds == 0)
		ok = err_set(err, ERR_INPUT, "%s: names no feed", path);
	arena_release(&a);
	return ok;
}
