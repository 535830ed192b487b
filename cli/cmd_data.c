/* truce data - checks the knowledge in a folder: the loaders check every line, this verb only calls them. */
#include "cli.h"

#include "data/actor_dict.h"
#include "data/knowledge.h"
#include "data/rules.h"
#include "input/geonames.h"
#include "pipeline.h"

#include <getopt.h>
#include <stdio.h>

static const char help[] =
	"usage: truce data [DIR]\n\n"
	"Checks the data files in DIR (default: those that this program uses): every line of every file. Prints their version and\n"
	"how much they know, or the first mistake with file, line and reason.\n\n"
	"  --help  this text\n";

static void print_actors(const struct actor_dict *d)
{
	size_t states = 0, bodies = 0, groups = 0, persons = 0, nouns = 0;
	for (size_t i = 0; i < d->entries.n; i++) {
		const struct actor_entry *e = &d->entries.v[i];
		states += e->type == ENTRY_STATE;
		groups += e->type == ENTRY_BODY && e->kind == ACTOR_KIND_ARMED_GROUP;
		bodies += e->type == ENTRY_BODY && e->kind != ACTOR_KIND_ARMED_GROUP;
		persons += e->type == ENTRY_PERSON;
		nouns += e->type == ENTRY_AGENT;
	}
	printf("actors: %zu states and regions, %zu organisations, %zu armed groups, %zu persons with %zu roles, %zu kinds of nouns; %zu names\n", states,
	       bodies, groups, persons, d->roles.n, nouns, d->names.n - 1);
}

static void print_rules(const struct rules *r)
{
	size_t senses[RULE_POS_COUNT] = {0};
	for (size_t i = 0; i < r->rules.n; i++)
		senses[r->rules.v[i].pos]++;
	printf("events: %zu senses of verbs, %zu of nouns, %zu of adjectives\n", senses[RULE_VERB], senses[RULE_NOUN], senses[RULE_ADJ]);
}

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
	print_actors(k->actors);
	print_rules(k->rules);
	knowledge_free(k);
	return EXIT_OK;
}
