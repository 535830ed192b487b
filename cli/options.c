#include "options.h"

#include "base/io.h"
#include "batch.h"
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

bool options_date(const char *option, const char *value, struct date *out)
{
	if (date_parse(str_of(value), out))
		return true;
	fprintf(stderr, "truce: --%s %s: not a date (YYYY-MM-DD)\n", option, value);
	return false;
}

static bool jobs(const char *value, unsigned *out)
{
	int64_t n;
	if (!str_int(str_of(value), 1, BATCH_JOBS_MAX, &n)) {
		fprintf(stderr, "truce: --jobs %s: not a number from 1 to %u\n", value, BATCH_JOBS_MAX);
		return false;
	}
	*out = (unsigned)n;
	return true;
}

static bool format(const char *value, enum input_format *out)
{
	if (input_format_of(str_of(value), out))
		return true;
	fprintf(stderr, "truce: --format %s: none of auto, text, html, jsonl, json\n", value);
	return false;
}

bool options_input(struct input_options *o, int letter, const char *value)
{
	switch (letter) {
	case 'j':
		return jobs(value, &o->jobs);
	case OPT_DATE:
		return options_date("date", value, &o->date);
	case OPT_FORMAT:
		return format(value, &o->format);
	case OPT_DATA:
		o->paths.data = value;
		return true;
	case OPT_MODEL:
		o->paths.model = value;
		return true;
	case OPT_GAZETTEER:
		o->paths.gazetteer = value;
		return true;
	default:
		return false;
	}
}

bool options_filter(struct ledger_filter *f, int letter, const char *value)
{
	struct str rest = str_of(value);
	switch (letter) {
	case OPT_ACTOR:
		f->actor = rest;
		return true;
	case OPT_PLACE:
		f->place = rest;
		return true;
	case OPT_TYPE:
		f->type = rest;
		return true;
	case OPT_PROCESS:
		f->process = str_trim(rest); /* naming.h knows what it stands for */
		if (f->process.n == 0)
			fputs("truce: --process: two actors with a comma between, such as UKR,RUS, or a name in --processes FILE\n", stderr);
		return f->process.n > 0;
	case OPT_SINCE:
		return options_date("since", value, &f->since);
	case OPT_UNTIL:
		return options_date("until", value, &f->until);
	case OPT_AT:
		if (!options_date("at", value, &f->at))
			return false;
		f->known_at = f->told ? f->known_at : f->at;
		return true;
	case OPT_TOLD:
		f->told = true;
		return options_date("as-told-until", value, &f->known_at);
	default:
		return false;
	}
}

const char *options_db(const char *given)
{
	const char *env = getenv("TRUCE_DB");
	return given ? given : env && *env ? env : "truce.db";
}

size_t options_width(void)
{
	struct winsize size;
	if (!isatty(STDOUT_FILENO))
		return 0;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

/* Beside the file under another name, then renamed: what was there stays until the new one is whole. */
bool options_replace(const char *file, options_writer write, void *ctx, struct err *err)
{
	char name[4096];
	if (snprintf(name, sizeof name, "%s.XXXXXX", file) >= (int)sizeof name)
		return err_set(err, ERR_SYSTEM, "%s: too long a name", file);
	int fd = mkstemp(name);
	if (fd < 0)
		return err_set(err, ERR_SYSTEM, "%s: %s", file, strerror(errno));
	mode_t mask = umask(0);
	umask(mask);
	bool ok = write(ctx, fd, file, err);
	if (ok && (fchmod(fd, 0666 & ~mask) != 0 || fsync(fd) != 0))
		ok = err_set(err, ERR_SYSTEM, "%s: %s", file, strerror(errno));
	close(fd);
	if (ok && rename(name, file) != 0)
		ok = err_set(err, ERR_SYSTEM, "%s: %s", file, strerror(errno));
	if (!ok)
		unlink(name);
	return ok;
}

static bool write_bytes(void *ctx, int fd, const char *file, struct err *err)
{
	return io_write(fd, *(const struct str *)ctx, file, err);
}

/* A pipe or a device takes the bytes as they come. */
static bool write_through(const char *file, struct str bytes, struct err *err)
{
	int fd = open(file, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, ERR_SYSTEM, "%s: %s", file, strerror(errno));
	bool ok = io_write(fd, bytes, file, err);
	close(fd);
	return ok;
}

static bool write_to(const char *file, struct str bytes, struct err *err)
{
	struct stat st;
	if (stat(file, &st) == 0 && !S_ISREG(st.st_mode))
		return write_through(file, bytes, err);
	return options_replace(file, write_bytes, &bytes, err);
}

static int view_to(const char *db, options_view view, void *ctx, const char *file)
{
	struct err err = {0};
	struct arena arena;
	struct buf out = {0};
	arena_init(&arena, SIZE_MAX);
	struct ledger *l = ledger_open(db, LEDGER_READ, &err);
	if (l && ledger_hold(l, &err) && view(ctx, l, &arena, &out, &err) && ledger_sound(l, &err) && out.failed)
		err_set(&err, ERR_MEMORY, "out of memory");
	if (l && !err.code && file)
		write_to(file, buf_str(&out), &err);
	else if (l && !err.code)
		io_write(STDOUT_FILENO, buf_str(&out), "standard output", &err);
	ledger_close(l);
	buf_release(&out);
	arena_release(&arena);
	if (err.code)
		cli_complain(&err);
	return cli_exit_code(err.code);
}

int options_print(const char *db, options_view view, void *ctx)
{
	return view_to(db, view, ctx, NULL);
}

int options_write(const char *db, options_view view, void *ctx, const char *file)
{
	return view_to(db, view, ctx, file);
}

int options_help(int letter, const char *verb, const char *help)
{
	if (letter == 'h') {
		fputs(help, stdout);
		return EXIT_OK;
	}
	fprintf(stderr, "truce: truce %s --help tells how it is called\n", verb);
	return EXIT_USAGE;
}
