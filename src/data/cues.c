#include "data/cues.h"

#include "data/table.h"

struct cues {
	const struct cue **by_word;         /* [n] */
	const struct tone_word **tone;      /* [n] */
	size_t n;                           /* symbols known when this was loaded */
};

static enum cue_class class_of(struct str word)
{
#define X(name, text) \
	if (str_is(word, text)) \
		return CUE_##name;
	CUE_CLASS_LIST(X)
#undef X
	return CUE_CLASS_NONE;
}

const char *cue_class_name(enum cue_class c)
{
	static const char *const names[] = {
		"",
#define X(name, text) text,
		CUE_CLASS_LIST(X)
#undef X
	};
	return names[(size_t)c < sizeof names / sizeof *names ? c : 0];
}

static enum cue_kind kind_of(struct str word)
{
	return str_is(word, "verb") ? CUE_VERB : str_is(word, "noun") ? CUE_NOUN : str_is(word, "adj") ? CUE_ADJ
		 : str_is(word, "source") ? CUE_SOURCE : CUE_KIND_NONE;
}

static uint32_t frame_of(struct str word)
{
	static const struct {
		const char *name;
		uint32_t bit;
	} table[] = {
		{"that", FRAME_THAT}, {"quote", FRAME_QUOTE}, {"to", FRAME_TO}, {"ing", FRAME_ING}, {"obj", FRAME_OBJ},
		{"obj-to", FRAME_OBJ_TO}, {"obj-that", FRAME_OBJ_THAT}, {"obj-of", FRAME_OBJ_OF}, {"obj-as", FRAME_OBJ_AS},
		{"obj-xcomp", FRAME_OBJ_XCOMP}, {"clause", FRAME_CLAUSE},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (str_is(word, table[i].name))
			return table[i].bit;
	return 0;
}

static bool read_frames(struct knowledge *k, struct table *t, struct str list, struct cue *cue)
{
	struct str item;
	while (table_item(&list, ' ', &item)) {
		uint32_t bit = frame_of(item);
		cue->frames |= bit;
		if (bit)
			continue;
		if (item.p[0] != '+' || item.n < 2)
			return table_fail(t, "no frame \"%.*s\"", (int)item.n, item.p);
		bool to = str_ends(item, STR("-to"));
		struct cue_prep prep = {knowledge_sym(k, str_sub(item, 1, item.n - (to ? 3 : 0))), to};
		vec_push(&k->arena, &cue->preps, prep);
	}
	return cue->frames || cue->preps.n || table_fail(t, "no frames");
}

static bool read_words(struct knowledge *k, struct table *t, struct str text, struct cue *cue)
{
	struct str item;
	int n = 0;
	while (table_item(&text, ' ', &item)) {
		if (n == CUE_WORDS_MAX)
			return table_fail(t, "more than %d words", CUE_WORDS_MAX);
		cue->word[n++] = knowledge_sym(k, item);
	}
	return n > 0 || table_fail(t, "no word");
}

static struct cue *read_cue(struct knowledge *k, struct table *t)
{
	struct cue *cue = arena_new(&k->arena, struct cue);
	cue->kind = kind_of(t->field[1]);
	cue->class = class_of(t->field[2]);
	cue->tone = tone_of(t->field[3]);
	cue->rule = arena_printf(&k->arena, "%s:%u %.*s", t->name, t->line, (int)t->field[0].n, t->field[0].p);
	if (!cue->kind)
		table_fail(t, "kind \"%.*s\" is none of verb, noun, adj, source", (int)t->field[1].n, t->field[1].p);
	else if (!cue->class)
		table_fail(t, "no class \"%.*s\"", (int)t->field[2].n, t->field[2].p);
	else if (t->field[3].n && !cue->tone)
		table_fail(t, "no tone \"%.*s\"", (int)t->field[3].n, t->field[3].p);
	else if (read_words(k, t, t->field[0], cue) && read_frames(k, t, t->field[4], cue))
		return cue;
	return NULL;
}

struct loading { VEC(struct cue *) cues; VEC(struct { sym word; enum tone tone; uint8_t weight; }) tones; };

static bool read_cues(struct knowledge *k, const char *dir, struct loading *l, struct err *err)
{
	struct table t;
	if (!knowledge_table(k, &t, dir, "statements/cues.tsv", err))
		return false;
	while (table_next(&t, 5, 5)) {
		struct cue *cue = read_cue(k, &t);
		if (!cue)
			return false;
		vec_push(&k->arena, &l->cues, cue);
	}
	return err->code == ERR_NONE;
}

static bool read_tones(struct knowledge *k, const char *dir, struct loading *l, struct err *err)
{
	struct table t;
	if (!knowledge_table(k, &t, dir, "statements/tone.tsv", err))
		return false;
	while (table_next(&t, 3, 3)) {
		int64_t weight;
		enum tone tone = tone_of(t.field[1]);
		if (!tone)
			return table_fail(&t, "no tone \"%.*s\"", (int)t.field[1].n, t.field[1].p);
		if (!str_int(t.field[2], 1, 9, &weight))
			return table_fail(&t, "the weight is not a number from 1 to 9");
		*vec_add(&k->arena, &l->tones) = (__typeof__(*l->tones.v)){knowledge_sym(k, t.field[0]), tone, (uint8_t)weight};
	}
	return err->code == ERR_NONE;
}

/* Entries are chained in the order of the file, so they are put in front from the last to the first. */
static void index_cues(struct knowledge *k, struct cues *c, const struct loading *l)
{
	for (size_t i = l->cues.n; i-- > 0;) {
		struct cue *cue = l->cues.v[i];
		cue->next = c->by_word[cue->word[0]];
		c->by_word[cue->word[0]] = cue;
	}
	for (size_t i = 0; i < l->tones.n; i++) {
		sym word = l->tones.v[i].word;
		struct tone_word *w = c->tone[word] ? (struct tone_word *)c->tone[word] : arena_new(&k->arena, struct tone_word);
		w->weight[l->tones.v[i].tone] = l->tones.v[i].weight;
		c->tone[word] = w;
	}
}

bool cues_load(struct knowledge *k, const char *dir, struct err *err)
{
	struct loading l = {0};
	if (!read_cues(k, dir, &l, err) || !read_tones(k, dir, &l, err))
		return false;
	struct cues *c = arena_new(&k->arena, struct cues);
	c->n = k->symbols.n;
	c->by_word = arena_array(&k->arena, const struct cue *, c->n);
	c->tone = arena_array(&k->arena, const struct tone_word *, c->n);
	index_cues(k, c, &l);
	k->cues = c;
	return true;
}

const struct cue *cues_first(const struct cues *c, sym word)
{
	return word < c->n ? c->by_word[word] : NULL;
}

bool cues_any(const struct cues *c, sym word, enum cue_kind kind)
{
	const struct cue *entry = cues_first(c, word);
	while (entry && entry->kind != kind)
		entry = entry->next;
	return entry != NULL;
}

const struct tone_word *cues_tone(const struct cues *c, sym lemma)
{
	return lemma < c->n ? c->tone[lemma] : NULL;
}
