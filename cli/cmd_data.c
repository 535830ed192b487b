/* truce data - checks the knowledge in a folder: the loaders check every line, this verb only calls them. */
#include "cli.h"

#include "data/knowledge.h"
#include "input/geonames.h"
#include "pipeline.h"

#include <getopt.h>
#include <stdio.h>

static const char help[] =
	"usage: truce data [DIR]\n\n"
	"Checks the data files in DIR (default: those that this program uses): every line of every file. Prints their version,\n"
	"or the first mistake with file, line and reason.\n\n"
	"  --help  this text\n";

int cmd_data(int argc, char **argv)
{
	static const struct option options[] = {{"help", no_argument, NULL, 'h'}, {0}};
	for (int c; (c = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
		fputs(help, c == 'h' ? stdout : stderr);
		return c == 'h' ? EXIT_OK : EXIT_USAGE;
	}
	if (argc - optind > 1) {
		fputs(help, stderr);
		return EXIT_USAGE;
	}
	struct err err = {0};
	char dir[PIPELINE_PATH_MAX], gazetteer[PIPELINE_PATH_MAX];
	struct knowledge *k = NULL;
	if (engine_find_data((struct engine_paths){.data = argv[optind]}, dir, &err))
		k = knowledge_load(dir, engine_find_gazetteer((struct engine_paths){0}, gazetteer) ? gazetteer : NULL, &err);
	if (k && !geonames_check(dir, &err)) {
		knowledge_free(k);
		k = NULL;
	}
	if (!k) {
		cli_complain(&err);
		return err.code == ERR_DATA ? EXIT_REJECTED : EXIT_SYSTEM;
	}
	printf("%s: version %s, %zu words\n", dir, k->version.p, k->symbols.n - 1);
	knowledge_free(k);
	return EXIT_OK;
}
