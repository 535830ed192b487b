#include "train.h"

#include "gaps.h"
#include "parser.h"
#include "splitter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MODEL_NAME "en-1"

const struct train_options train_defaults = {.epochs = 32, .split_epochs = 10, .gap_epochs = 12, .seed = 1};

static const struct parser_options parser_settings = {.dim = 320, .layers = 4, .tag_dim = 128, .arc_dim = 128, .label_dim = 128,
						      .batch = 500, .rate = 0.002f, .drop = 0.35f, .drop_rows = 0.2f};
static const struct splitter_options splitter_settings = {.dim = 128, .layers = 2, .batch = 800, .rate = 0.003f, .drop = 0.3f};

static bool write_file(const char *path, struct str bytes, struct err *e)
{
	FILE *f = fopen(path, "wb");
	bool ok = f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
	if (f)
		ok &= fclose(f) == 0;
	return ok || err_set(e, ERR_SYSTEM, "cannot write %s", path);
}

static void card_scores(struct buf *b, const struct train_options *o, struct corpus *dev, struct parser *p)
{
	buf_puts(b, "**Scores of the last epoch**, by the trainer: words given, labels with their subtypes, weights still in float.\n\n"
		    "| treebank | UPOS | XPOS | features | lemmas | UAS | LAS |\n| --- | --- | --- | --- | --- | --- | --- |\n");
	for (size_t k = 0; k < dev->n_docs && k < o->n_dev; k++) {
		const char *slash = strrchr(o->dev[k], '/');
		struct parser_score s = parser_score(p, dev, k);
		buf_printf(b, "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |\n", slash ? slash + 1 : o->dev[k], s.upos, s.xpos, s.feats,
			   s.lemma, s.uas, s.las);
	}
	buf_putc(b, '\n');
}

static void card_text(struct buf *b, const struct train_options *o, const struct corpus *c, struct corpus *dev,
		      const struct buf *model, struct parser *p)
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
		   c->n_words, p->vocab.rows, p->params.n, (double)model->n / 1e6);
	if (dev)
		card_scores(b, o, dev, p);
	buf_puts(b, "Scores from raw text, speed, design and the commonest errors: `docs/language.md`.\n");
}

static bool finish(const struct train_options *o, const struct corpus *c, struct corpus *dev, struct parser *p, struct export *x, struct err *e)
{
	struct buf model = {0}, card = {0};
	parser_export(p, x);
	export_finish(x, MODEL_NAME, &model);
	card_text(&card, o, c, dev, &model, p);
	bool ok = !model.failed && write_file(o->model, buf_str(&model), e) && (!o->card || write_file(o->card, buf_str(&card), e));
	buf_release(&model);
	buf_release(&card);
	return ok || err_set(e, ERR_MEMORY, "out of memory");
}

/* Tokens and sentences, on text of their own, with abbreviations. */
static bool segment(const struct train_options *o, struct export *x, struct corpus *dev, const struct splitter_options *s, struct err *e)
{
	struct corpus *c = calloc(1, sizeof *c);
	bool ok = c && corpus_read(c, o->treebanks, o->n_treebanks, e) &&
		  (!o->abbreviations || corpus_abbreviate(c, o->abbreviations, o->seed, e));
	if (ok) {
		gaps_train(x, c, o->gap_epochs, o->seed);
		splitter_train(x, c, dev, s);
		corpus_release(c);
	}
	free(c);
	return ok || err_set(e, ERR_MEMORY, "out of memory");
}

static bool run(const struct train_options *o, struct corpus *c, struct corpus *dev, struct err *e)
{
	struct export *x = calloc(1, sizeof *x);
	struct parser *p = calloc(1, sizeof *p);
	if (!x || !p)
		return err_set(e, ERR_MEMORY, "out of memory");
	struct parser_options parser = parser_settings;
	struct splitter_options splitter = splitter_settings;
	parser.epochs = o->epochs, parser.seed = o->seed, parser.checkpoint = o->checkpoint;
	splitter.epochs = o->split_epochs, splitter.seed = o->seed;
	if (!segment(o, x, dev, &splitter, e))
		return false;
	parser_new(p, c, &parser);
	bool ok = parser_train(p, c, dev, &parser, e) && finish(o, c, dev, p, x, e);
	export_release(x);
	free(x);
	free(p);
	return ok;
}

bool train_model(const struct train_options *o, struct err *e)
{
	struct corpus *c = calloc(2, sizeof *c);
	if (!c)
		return err_set(e, ERR_MEMORY, "out of memory");
	bool ok = corpus_read(&c[0], o->treebanks, o->n_treebanks, e) && (o->n_dev == 0 || corpus_read(&c[1], o->dev, o->n_dev, e)) &&
		  run(o, &c[0], o->n_dev ? &c[1] : NULL, e);
	corpus_release(&c[0]);
	corpus_release(&c[1]);
	free(c);
	return ok;
}
