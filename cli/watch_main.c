/* truce-watch: what `truce watch` starts. A program of its own, so that the others need not load libcurl and the thirty
 * libraries that come with it. */
#include "cli.h"
#include "feed.h"
#include "input/input.h"
#include "options.h"
#include "watch.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static const char help[] =
	"usage: truce watch [options] FEEDS\n\n"
	"Follows the feeds (RSS, Atom, JSON Feed) that the file FEEDS names, one address a line, and reads the pages of new items\n"
	"into the ledger. Asks several servers at once, and politely: only for what has changed, as robots.txt and the servers wish,\n"
	"never a server twice in a second. Goes on until it is stopped (Ctrl-C), and after a stop where it was.\n\n"
	"  --once            look at each feed once, read what is new, end\n"
	"  --interval MIN    minutes between two looks at a feed (15)\n"
	"  --gap SECONDS     between two requests to one server (1)\n"
	"  --timeout SECONDS one request may take (30)\n"
	"  --allow-private[=ADDRESS]  addresses of this machine and of private networks may be fetched too, or only that one\n"
	"  --state FILE      what has been seen (default: the ledger's name and .watch)\n"
	HELP_DB HELP_ENGINE HELP_HELP;

static volatile sig_atomic_t stop;

static void on_signal(int signal_number)
{
	(void)signal_number;
	stop = 1;
}

static bool number(const char *option, const char *value, int64_t lo, int64_t hi, int64_t *out)
{
	if (str_int(str_of(value), lo, hi, out))
		return true;
	fprintf(stderr, "truce: --%s %s: not a number from %d to %d\n", option, value, (int)lo, (int)hi);
	return false;
}

static void sum_up(const struct watch_counts *c)
{
	size_t all = c->fresh + c->duplicate + c->rejected;
	printf("%zu report%s: %zu new, %zu duplicate, %zu rejected\n", all, all == 1 ? "" : "s", c->fresh, c->duplicate, c->rejected);
	printf("%zu feed%s looked at, %zu of them unchanged; %zu could not be had\n", c->feeds, c->feeds == 1 ? "" : "s", c->unchanged, c->failed);
}

static enum exit_code run(struct watch_config *c, const struct input_options *o, const char *db, const char *feeds)
{
	struct watch_state state = {0};
	struct watch_counts counts = {0};
	struct engine engine;
	struct err err = {0};
	struct ledger *ledger = NULL;
	enum exit_code code = EXIT_SYSTEM;
	int lock = state_lock(c->state, &err);
	if (lock >= 0 && state_load(&state, c->state, &err) && state_read_feeds(&state, feeds, &err))
		ledger = ledger_open(db, LEDGER_WRITE, &err);
	if (err.code)
		code = cli_exit_code(err.code);
	if (ledger && feed_engine(&engine, o, &code)) {
		bool ok = watch_run(c, &state, ledger, &engine, &counts, &err);
		sum_up(&counts);
		code = !ok ? cli_exit_code(err.code) : counts.failed && c->once ? EXIT_SYSTEM : counts.rejected && c->once ? EXIT_REJECTED : EXIT_OK;
		engine_close(&engine);
	}
	if (err.code)
		cli_complain(&err);
	ledger_close(ledger);
	state_release(&state);
	if (lock >= 0)
		close(lock);
	return code;
}

enum { OPT_ONCE = 1000, OPT_INTERVAL, OPT_GAP, OPT_TIMEOUT, OPT_PRIVATE, OPT_STATE };

/* False where it is another option, or its value is wrong (said on standard error). */
static bool option(struct watch_config *c, int letter, const char *value)
{
	int64_t n;
	switch (letter) {
	case OPT_ONCE:
		return c->once = true;
	case OPT_PRIVATE:
		c->fetch.allow_private = !value;
		c->fetch.allow_address = value;
		return true;
	case OPT_STATE:
		c->state = value;
		return true;
	case OPT_INTERVAL:
		return number("interval", value, 1, 10080, &n) && (c->interval = 60 * n);
	case OPT_GAP:
		return number("gap", value, 0, 3600, &n) && (c->gap = (double)n, true);
	case OPT_TIMEOUT:
		return number("timeout", value, 1, 600, &n) && (c->fetch.seconds = (long)n);
	default:
		return false;
	}
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{"once", no_argument, NULL, OPT_ONCE}, {"interval", required_argument, NULL, OPT_INTERVAL}, {"gap", required_argument, NULL, OPT_GAP},
		{"timeout", required_argument, NULL, OPT_TIMEOUT}, {"allow-private", optional_argument, NULL, OPT_PRIVATE},
		{"state", required_argument, NULL, OPT_STATE}, OPTIONS_DB, OPTIONS_ENGINE, OPTIONS_HELP,
	};
	struct watch_config c = {
		.interval = 900, .gap = 1, .limit = INPUT_REPORT_MAX,
		.fetch = {.agent = WATCH_AGENT "/" TRUCE_VERSION " (reader of news feeds)", .seconds = 30, .stop = &stop},
	};
	struct input_options o = {0};
	const char *db = options_db(NULL);
	char beside[4096];
	for (int letter; (letter = getopt_long(argc, argv, "h", options, NULL)) != -1;)
		if (letter == OPT_DB)
			db = optarg;
		else if (!option(&c, letter, optarg) && !options_input(&o, letter, optarg))
			return options_help(letter, "watch", help);
	if (optind + 1 != argc)
		return options_help('?', "watch", help);
	snprintf(beside, sizeof beside, "%s.watch", db);
	c.state = c.state ? c.state : beside;
	struct sigaction action = {.sa_handler = on_signal};
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	return run(&c, &o, db, argv[optind]);
}
