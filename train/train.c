#include "train.h"

#include "gaps.h"
#include "parser.h"
#include "score.h"
#include "splitter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODEL_NAME "en-2"

const struct train_options train_defaults = {.epochs = 36, .split_epochs = 10, .gap_epochs = 12, .seed = 1};

static const struct parser_options parser_settings = {.dim = 320, .layers = 4, .tag_dim = 128, .arc_dim = 128, .label_dim = 128,
						      .batch = 500, .rate = 0.002f, .drop = 0.35f, .drop_rows = 0.2f};
static const struct splitter_options splitter_settings = {.dim = 128, .layers = 2, .batch = 800, .rate = 0.003f, .drop = 0.3f};

bool train_ideas(const char *words, unsigned *bits)
{
	static const char *const names[IDEA_COUNT] = {
#define X(name, word) word,
		IDEA_LIST(X)
#undef X
	};
	struct str rest = str_of(words);
	*bits = 0;
	while (rest.n) {
		struct str word = str_cut(&rest, ',');
		size_t i = 0;
		while (i < IDEA_COUNT && !str_is(word, names[i]))
			i++;
		if (i == IDEA_COUNT)
			return false;
		*bits |= 1u << i;
	}
	return true;
}

static bool write_file(const char *path, struct str bytes, struct err *e)
{
	FILE *f = fopen(path, "wb");
	bool ok = f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
	if (f)
		ok &= fclose(f) == 0;
	return ok || err_set(e, ERR_SYSTEM, "cannot write %s", path);
}

static void card_row(struct buf *b, struct str treebank, bool given, const struct score *s)
{
	buf_printf(b, "| %.*s | ", (int)treebank.n, treebank.p);
	if (given)
		buf_puts(b, "given words | | | ");
	else
		buf_printf(b, "raw text | %.2f | %.2f | ", s->tokens, s->sentences);
	buf_printf(b, "%.2f | %.2f | %.2f | %.2f |\n", s->upos, s->lemmas, s->uas, s->las);
}

/* "ewt-dev" of "../parse/ewt-dev.conllu.gz". */
static struct str treebank_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct str name = str_of(slash ? slash + 1 : path);
	return str_cut(&name, '.');
}

static bool card_scores(struct buf *b, const struct train_options *o, const struct corpus *dev, struct err *e)
{
	struct model *m = model_open(o->model, e);
	bool ok = m != NULL;
	buf_puts(b, "**Scores** of the finished model on development sets that training never sees (F1, counted as in the CoNLL 2018 shared task; "
		    "relations without their subtypes):\n\n"
		    "| treebank | from | tokens | sentences | UPOS | lemmas | UAS | LAS |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
	for (size_t k = 0; ok && k < 2 * dev->n_docs; k++) {
		struct score s;
		size_t i = k % dev->n_docs;
		bool given = k >= dev->n_docs;
		ok = score_model(m, &dev->docs[i], given ? ANALYSE_WORDS : ANALYSE_TEXT, &s, e);
		if (ok)
			card_row(b, treebank_name(o->dev[i]), given, &s);
	}
	buf_putc(b, '\n');
	model_close(m);
	return ok;
}

static bool card_text(struct buf *b, const struct train_options *o, const struct corpus *c, const struct corpus *dev, size_t size,
		      const struct parser *p, struct err *e)
{
	buf_printf(b, "# %s: the English language model of truce\n\n", MODEL_NAME);
	buf_puts(b, "Tokens, sentences, lemmas, parts of speech, features and dependency trees in Universal Dependencies.\n\n"
		    "**Trained on** the training parts of UD English EWT (CC BY-SA 4.0; Natalia Silveira, Timothy Dozat, Christopher Manning, "
		    "Sebastian Schuster, Ethan Chi, John Bauer, Miriam Connor, Marie-Catherine de Marneffe, Nathan Schneider, Sam Bowman, "
		    "Hanzhi Zhu, Daniel Galbraith and others) and UD English GUM (annotation CC BY 4.0; Amir Zeldes and the GUM team, Georgetown "
		    "University; only documents whose text has no non-commercial clause).\n\n"
		    "**Licence** of the model: CC BY-SA 4.0, as the treebanks ask for.\n\n");
	buf_printf(b, "**Command**: `%s`\n\n", o->command);
	buf_printf(b, "**Size**: %zu sentences, %zu words of training; %zu embeddings, %zu other weights in the parser; %.1f MB.\n\n", c->n_sents,
		   c->n_words, p->vocab.rows, p->params.n, (double)size / 1e6);
	if (dev && !card_scores(b, o, dev, e))
		return false;
	buf_puts(b, "Speed, design and the commonest errors: `docs/language.md`.\n");
	return !b->failed || err_set(e, ERR_MEMORY, "out of memory");
}

/* The scores in the card are those of the file, so it is written first. */
static bool finish(const struct train_options *o, const struct corpus *c, const struct corpus *dev, struct parser *p, struct export *x, struct err *e)
{
	struct buf model = {0}, card = {0};
	parser_export(p, x);
	export_finish(x, MODEL_NAME, &model);
	size_t size = model.n;
	bool ok = model.failed ? err_set(e, ERR_MEMORY, "out of memory") : write_file(o->model, buf_str(&model), e);
	buf_release(&model);
	if (ok && o->card)
		ok = card_text(&card, o, c, dev, size, p, e) && write_file(o->card, buf_str(&card), e);
	buf_release(&card);
	return ok;
}

/* Tokens and sentences, on text of their own, with abbreviations. */
static bool segment(const struct train_options *o, struct export *x, struct corpus *dev, const struct splitter_options *s, struct err *e)
{
	struct corpus *c = calloc(1, sizeof *c);
	if (!c)
		return err_set(e, ERR_MEMORY, "out of memory");
	bool ok = corpus_read(c, o->treebanks, o->n_treebanks, e) && (!o->abbreviations || corpus_abbreviate(c, o->abbreviations, o->seed, e));
	if (ok) {
		gaps_train(x, c, o->gap_epochs, o->seed);
		splitter_train(x, c, dev, s);
	}
	corpus_release(c);
	free(c);
	return ok;
}

static bool run_parser(const struct train_options *o, struct corpus *c, struct corpus *dev, struct export *x, struct err *e)
{
	struct parser_options options = parser_settings;
	struct name_pool names;
	options.epochs = o->epochs, options.seed = o->seed, options.checkpoint = o->checkpoint;
	if (o->names && !names_new(&names, o->names, c, e))
		return false;
	options.without = o->without;
	options.names = o->names ? &names : NULL;
	struct parser *p = calloc(1, sizeof *p);
	bool ok = p || err_set(e, ERR_MEMORY, "out of memory");
	if (ok) {
		parser_new(p, c, &options);
		ok = parser_train(p, c, dev, &options, e) && finish(o, c, dev, p, x, e);
		parser_release(p);
		free(p);
	}
	if (o->names)
		names_release(&names);
	return ok;
}

static bool run(const struct train_options *o, struct corpus *c, struct corpus *dev, struct err *e)
{
	struct export *x = calloc(1, sizeof *x);
	struct splitter_options splitter = splitter_settings;
	splitter.epochs = o->split_epochs, splitter.seed = o->seed;
	if (!x)
		return err_set(e, ERR_MEMORY, "out of memory");
	bool ok = segment(o, x, dev, &splitter, e) && run_parser(o, c, dev, x, e);
	export_release(x);
	free(x);
	return ok;
}

/* The trainer's loops are built for such a processor. */
static bool can_run(struct err *e)
{
#ifdef __x86_64__
	__builtin_cpu_init();
	if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma"))
		return err_set(e, ERR_SYSTEM, "training needs a processor with AVX2 and fused multiply-add");
#endif
	(void)e;
	return true;
}

bool train_model(const struct train_options *o, struct err *e)
{
	struct corpus *c = calloc(2, sizeof *c);
	if (!c)
		return err_set(e, ERR_MEMORY, "out of memory");
	bool ok = can_run(e) && corpus_read(&c[0], o->treebanks, o->n_treebanks, e) &&
		  (o->n_dev == 0 || corpus_read(&c[1], o->dev, o->n_dev, e)) && run(o, &c[0], o->n_dev ? &c[1] : NULL, e);
	corpus_release(&c[0]);
	corpus_release(&c[1]);
	free(c);
	return ok;
}
