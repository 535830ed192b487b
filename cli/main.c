#include "cli.h"

#include "truce.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>

static const struct command commands[] = {
#define X(name, help) {#name, cmd_##name, help},
	COMMANDS(X)
#undef X
	{NULL, NULL, NULL},
};

static void usage(FILE *out)
{
	fprintf(out, "truce %s - reads news reports about conflicts and keeps the record of the peace process\n\n"
		     "usage: truce VERB [options] [files]\n\n", truce_version());
	for (const struct command *c = commands; c->name; c++)
		fprintf(out, "  %-10s %s\n", c->name, c->help);
	fprintf(out, "\ntruce VERB --help tells more.\n");
}

/* Reports come and go, each with some megabytes of its own. Kept for the next one, they need not be asked from the system
 * again page by page, which would take as long as the analysis. */
static void keep_freed_memory(void)
{
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, 64 << 20);
	mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}

int main(int argc, char **argv)
{
	keep_freed_memory();
	if (argc < 2) {
		usage(stderr);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
		usage(stdout);
		return EXIT_OK;
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("truce %s\n", truce_version());
		return EXIT_OK;
	}
	for (const struct command *c = commands; c->name; c++)
		if (strcmp(argv[1], c->name) == 0)
			return c->run(argc - 1, argv + 1);
	fprintf(stderr, "truce: no verb \"%s\"; truce --help lists them\n", argv[1]);
	return EXIT_USAGE;
}
