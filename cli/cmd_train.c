/* truce train - trains the language model again from treebanks. */
#include "cli.h"
#include "options.h"

#include "train.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
	"usage: truce train [options] -o MODEL TREEBANK…\n\n"
	"Trains the language model from CoNLL-U files (gzipped or not) and writes it. Two processor cores are used; the same\n"
	"program on the same kind of processor writes the same model. With a checkpoint a run that was stopped goes on.\n\n"
	"  -o FILE           the model\n"
	"  --card FILE       a description of the model\n"
	"  --dev FILE        treebank to score after each epoch; can be given several times\n"
	"  --checkpoint FILE state after each epoch\n"
	"  --epochs N        how often the parser sees each sentence\n"
	"  --abbreviations FILE  words to be shown written short (train/abbreviations.tsv)\n"
	"  --names FILE      parts of names to be invented (train/names.tsv)\n"
	"  --without LIST    leave out, to see what it brings: names, clauses, case, smooth, rows, forms, affixes, tags,\n"
	"                    layer; the words parted by commas\n"
	"  --seed N          of the random numbers\n"
	HELP_HELP;

#define DEV_MAX 8

enum { OPT_CARD = 1000, OPT_DEV, OPT_CHECKPOINT, OPT_EPOCHS, OPT_SEED, OPT_ABBREVIATIONS, OPT_NAMES, OPT_WITHOUT };

static bool number(const char *option, const char *value, int64_t *out)
{
	if (str_int(str_of(value), 1, 1000000, out))
		return true;
	fprintf(stderr, "truce: --%s: \"%s\" is no number from 1 to 1000000\n", option, value);
	return false;
}

static bool ideas(const char *value, unsigned *out)
{
	if (train_ideas(value, out))
		return true;
	fprintf(stderr, "truce: --without: \"%s\" is no list of what can be left out\n", value);
	return false;
}

int cmd_train(int argc, char **argv)
{
	static const struct option options[] = {
		{"card", required_argument, NULL, OPT_CARD}, {"dev", required_argument, NULL, OPT_DEV},
		{"checkpoint", required_argument, NULL, OPT_CHECKPOINT}, {"epochs", required_argument, NULL, OPT_EPOCHS},
		{"abbreviations", required_argument, NULL, OPT_ABBREVIATIONS}, {"names", required_argument, NULL, OPT_NAMES}, {"without", required_argument, NULL, OPT_WITHOUT},
		{"seed", required_argument, NULL, OPT_SEED}, OPTIONS_HELP};
	struct train_options o = train_defaults;
	const char *dev[DEV_MAX];
	int64_t epochs = (int64_t)o.epochs, seed = (int64_t)o.seed;
	bool ok = true;
	for (int c; ok && (c = getopt_long(argc, argv, "o:h", options, NULL)) != -1;) {
		switch (c) {
		case 'o': o.model = optarg; break;
		case OPT_CARD: o.card = optarg; break;
		case OPT_ABBREVIATIONS: o.abbreviations = optarg; break;
		case OPT_NAMES: o.names = optarg; break;
		case OPT_WITHOUT: ok = ideas(optarg, &o.without); break;
		case OPT_CHECKPOINT: o.checkpoint = optarg; break;
		case OPT_DEV:
			ok = o.n_dev < DEV_MAX;
			dev[o.n_dev] = optarg;
			o.n_dev += ok;
			break;
		case OPT_EPOCHS: ok = number("epochs", optarg, &epochs); break;
		case OPT_SEED: ok = number("seed", optarg, &seed); break;
		default: return options_help(c, "train", help);
		}
	}
	if (!ok || !o.model || optind == argc)
		return options_help('?', "train", help);
	struct err e = {0};
	o.epochs = (size_t)epochs, o.seed = (uint64_t)seed, o.dev = dev;
	o.treebanks = (const char *const *)argv + optind, o.n_treebanks = (size_t)(argc - optind);
	o.command = "./dev train";
	if (train_model(&o, &e))
		return EXIT_OK;
	cli_complain(&e);
	return cli_exit_code(e.code);
}
