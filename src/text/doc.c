#include "text/doc.h"

#include "base/utf8.h"

#define CP_STEP 64u

void doc_init(struct doc *d, struct arena *arena, struct str text)
{
	*d = (struct doc){.arena = arena, .text = text};
	d->cp_marks = arena_array(arena, uint32_t, text.n / CP_STEP + 1);
	uint32_t n = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (i % CP_STEP == 0)
			d->cp_marks[i / CP_STEP] = n;
		n += ((unsigned char)text.p[i] & 0xC0) != 0x80;
	}
	if (text.n % CP_STEP == 0)
		d->cp_marks[text.n / CP_STEP] = n;
}

uint32_t doc_cp(const struct doc *d, uint32_t byte)
{
	uint32_t from = byte / CP_STEP * CP_STEP;
	return d->cp_marks[byte / CP_STEP] + (uint32_t)utf8_count(doc_span(d, from, byte));
}

struct str doc_span(const struct doc *d, uint32_t start, uint32_t end)
{
	return str_sub(d->text, start, end);
}

/* The words in pre-order from the roots: a subtree is a run of them. Words on a cycle (heads from outside) are not
 * reached and stay alone. */
static size_t walk(struct doc *d, uint32_t *order)
{
	uint32_t *stack = arena_array(d->arena, uint32_t, d->words.n + 1), height = 0;
	size_t n = 0;
	for (size_t r = d->words.n; r-- > 0;)
		if (d->words.v[r].head < 0)
			stack[height++] = (uint32_t)r;
	while (height) {
		uint32_t w = stack[--height];
		order[n++] = w;
		for (uint32_t i = d->kids_start[w + 1]; i-- > d->kids_start[w];)
			stack[height++] = d->kids[i];
	}
	return n;
}

/* Both indexes in one walk, whatever the depth of the trees: a sentence may be a megabyte long and as deep. */
static void index_subtrees(struct doc *d)
{
	uint32_t *order = arena_array(d->arena, uint32_t, d->words.n + 1);
	d->yields = arena_array(d->arena, struct word_span, d->words.n + 1);
	d->ranks = arena_array(d->arena, struct word_span, d->words.n + 1);
	for (uint32_t w = 0; w < d->words.n; w++) {
		d->yields[w] = (struct word_span){w, w + 1};
		d->ranks[w] = (struct word_span){UINT32_MAX, 0};
	}
	size_t n = walk(d, order);
	for (uint32_t i = 0; i < n; i++)
		d->ranks[order[i]] = (struct word_span){i, i + 1};
	for (size_t i = n; i-- > 0;) {
		uint32_t w = order[i];
		int32_t head = d->words.v[w].head;
		if (head < 0)
			continue;
		struct word_span *y = &d->yields[head], *rank = &d->ranks[head];
		y->first = d->yields[w].first < y->first ? d->yields[w].first : y->first;
		y->last = d->yields[w].last > y->last ? d->yields[w].last : y->last;
		rank->last = d->ranks[w].last > rank->last ? d->ranks[w].last : rank->last;
	}
}

void doc_index_kids(struct doc *d)
{
	size_t n = d->words.n;
	d->kids_start = arena_array(d->arena, uint32_t, n + 2);
	d->kids = arena_array(d->arena, uint32_t, n + 1);
	for (size_t w = 0; w < n; w++)
		if (d->words.v[w].head >= 0)
			d->kids_start[d->words.v[w].head + 2]++;
	for (size_t w = 0; w < n; w++)
		d->kids_start[w + 2] += d->kids_start[w + 1];
	/* kids_start[w + 1] now counts up from where w's dependents begin to where they end. */
	for (size_t w = 0; w < n; w++)
		if (d->words.v[w].head >= 0)
			d->kids[d->kids_start[d->words.v[w].head + 1]++] = (uint32_t)w;
	index_subtrees(d);
}

int32_t doc_kid(const struct doc *d, uint32_t w, enum dep dep)
{
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
		if (d->words.v[d->kids[i]].dep == dep)
			return (int32_t)d->kids[i];
	return -1;
}

struct word_span doc_subtree(const struct doc *d, uint32_t w)
{
	return d->yields[w];
}

bool doc_below(const struct doc *d, uint32_t w, uint32_t ancestor)
{
	struct word_span of = d->ranks[ancestor];
	return w == ancestor || (d->ranks[w].first >= of.first && d->ranks[w].first < of.last);
}

const char *upos_name(enum upos u)
{
	static const char *const names[UPOS_COUNT] = {
		"_",
#define X(name) #name,
		UPOS_LIST(X)
#undef X
	};
	return names[u < UPOS_COUNT ? u : 0];
}

enum upos upos_of(struct str name)
{
	for (enum upos u = 1; u < UPOS_COUNT; u++)
		if (str_is(name, upos_name(u)))
			return u;
	return UPOS_NONE;
}

const char *dep_name(enum dep d)
{
	static const char *const names[DEP_COUNT] = {
		"_",
#define X(name, label) label,
		DEP_LIST(X)
#undef X
		"dep",
	};
	return names[d < DEP_COUNT ? d : 0];
}

enum dep dep_of(struct str label)
{
	for (enum dep d = 1; d < DEP_OTHER; d++)
		if (str_is(label, dep_name(d)))
			return d;
	struct str rest = label, universal = str_cut(&rest, ':');
	return universal.n < label.n ? dep_of(universal) : label.n && !str_is(label, "_") ? DEP_OTHER : DEP_NONE;
}

uint32_t feat_bits(struct str feats)
{
	static const struct {
		const char *name;
		uint32_t bit;
	} table[] = {
		{"Tense=Past", FEAT_PAST}, {"Tense=Pres", FEAT_PRES}, {"VerbForm=Fin", FEAT_FIN}, {"VerbForm=Inf", FEAT_INF},
		{"VerbForm=Ger", FEAT_GER}, {"VerbForm=Part", FEAT_PART}, {"Mood=Ind", FEAT_IND}, {"Mood=Imp", FEAT_IMP},
		{"Mood=Sub", FEAT_SUB}, {"Voice=Pass", FEAT_PASS}, {"Number=Sing", FEAT_SING}, {"Number=Plur", FEAT_PLUR},
		{"Number=Ptan", FEAT_PLUR}, {"Person=1", FEAT_P1}, {"Person=2", FEAT_P2}, {"Person=3", FEAT_P3},
		{"Gender=Masc", FEAT_MASC}, {"Gender=Fem", FEAT_FEM}, {"Gender=Neut", FEAT_NEUT}, {"Polarity=Neg", FEAT_NEG},
		{"PronType=Prs", FEAT_PRS}, {"PronType=Rel", FEAT_REL}, {"PronType=Dem", FEAT_DEM}, {"PronType=Int", FEAT_INT},
		{"Poss=Yes", FEAT_POSS}, {"NumType=Card", FEAT_CARD}, {"NumType=Ord", FEAT_ORD}, {"Definite=Def", FEAT_DEF},
		{"Definite=Ind", FEAT_INDEF}, {"Case=Nom", FEAT_NOM}, {"Case=Acc", FEAT_ACC},
	};
	uint32_t bits = 0;
	while (feats.n) {
		struct str one = str_cut(&feats, '|');
		for (size_t i = 0; i < sizeof table / sizeof *table; i++)
			if (str_is(one, table[i].name))
				bits |= table[i].bit;
	}
	return bits;
}
