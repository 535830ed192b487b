#include "sense/content.h"

#define THAT_DISTANCE_MAX 12 /* words between a verb of saying and its “that” */

/* The first dependent of w with that relation behind or before; -1 where there is none. */
static int32_t kid_with_case(const struct doc *d, uint32_t w, enum dep dep, enum dep mark, sym word)
{
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		uint32_t kid = d->kids[i];
		if (d->words.v[kid].dep != dep)
			continue;
		for (uint32_t j = d->kids_start[kid]; j < d->kids_start[kid + 1]; j++) {
			const struct word *m = &d->words.v[d->kids[j]];
			if (m->dep == mark && m->low == word)
				return (int32_t)kid;
		}
	}
	return -1;
}

static bool has_mark(const struct doc *d, uint32_t w, const char *word)
{
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		const struct word *m = &d->words.v[d->kids[i]];
		if ((m->dep == DEP_MARK || m->dep == DEP_CASE) && str_iis(m->form, word))
			return true;
	}
	return false;
}

static bool infinitive(const struct doc *d, uint32_t w)
{
	return has_mark(d, w, "to") && (d->words.v[w].upos == UPOS_VERB || d->words.v[w].upos == UPOS_AUX || doc_kid(d, w, DEP_COP) >= 0);
}

static int32_t kid_infinitive(const struct doc *d, uint32_t w)
{
	static const enum dep deps[] = {DEP_XCOMP, DEP_CCOMP, DEP_ADVCL, DEP_ACL};
	for (size_t k = 0; k < sizeof deps / sizeof *deps; k++)
		for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
			if (d->words.v[d->kids[i]].dep == deps[k] && d->kids[i] > w && infinitive(d, d->kids[i]))
				return (int32_t)d->kids[i];
	return -1;
}

static struct word_span yield(const struct doc *d, int32_t w)
{
	return doc_subtree(d, (uint32_t)w);
}

static struct word_span hull(struct word_span a, struct word_span b)
{
	return (struct word_span){a.first < b.first ? a.first : b.first, a.last > b.last ? a.last : b.last};
}

struct word_span content_trim(const struct doc *d, struct word_span s)
{
	while (s.first < s.last && d->words.v[s.first].upos == UPOS_PUNCT)
		s.first++;
	while (s.last > s.first && d->words.v[s.last - 1].upos == UPOS_PUNCT)
		s.last--;
	return s;
}

/* Without the preposition or mark that the phrase of w begins with. */
static struct word_span behind_mark(const struct doc *d, int32_t w, uint32_t *mark)
{
	struct word_span s = yield(d, w);
	for (uint32_t i = s.first; i < s.last && i <= (uint32_t)w; i++)
		if ((d->words.v[i].dep == DEP_CASE || d->words.v[i].dep == DEP_MARK) && d->words.v[i].head == w) {
			*mark = i;
			s.first = i + 1;
			break;
		}
	return s;
}

/* The longer side of the span where the cue stands in the middle of it. */
static struct word_span without_cue(const struct doc *d, struct word_span s, uint32_t w)
{
	if (w < s.first || w >= s.last)
		return s;
	struct word_span cue = yield(d, (int32_t)w), left = {s.first, cue.first}, right = {cue.last, s.last};
	left.last = left.last < left.first ? left.first : left.last;
	right.first = right.first > right.last ? right.last : right.first;
	return left.last - left.first >= right.last - right.first ? left : right;
}

/* The clause that a cue in parenthesis belongs to: “The talks, he said, were useful”, “…, as he has said”. */
static bool host_clause(const struct doc *d, uint32_t w, struct word_span *out)
{
	const struct word *word = &d->words.v[w];
	bool as = word->dep == DEP_ADVCL && has_mark(d, w, "as") && (doc_kid(d, w, DEP_NSUBJ) >= 0 || doc_kid(d, w, DEP_OBL_AGENT) >= 0) &&
		  doc_kid(d, w, DEP_OBJ) < 0;
	if ((word->dep != DEP_PARATAXIS && !as) || word->head < 0)
		return false;
	*out = without_cue(d, yield(d, word->head), w);
	return out->last > out->first;
}

/* “said that …, and that …”: parsers hang the second clause on the cue. */
static void with_second_clause(const struct doc *d, uint32_t w, struct word_span *out)
{
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++)
		if (d->words.v[d->kids[i]].dep == DEP_CONJ && d->kids[i] > w && has_mark(d, d->kids[i], "that") && out->first > w)
			*out = hull(*out, yield(d, (int32_t)d->kids[i]));
}

static bool frame_that(const struct doc *d, uint32_t w, struct word_span *out)
{
	static const enum dep deps[] = {DEP_CCOMP, DEP_CSUBJ, DEP_CSUBJ_PASS};
	for (size_t k = 0; k < sizeof deps / sizeof *deps; k++) {
		int32_t kid = doc_kid(d, w, deps[k]);
		if (kid < 0 || (k > 0 && doc_kid(d, w, DEP_EXPL) < 0))
			continue;
		*out = yield(d, kid);
		if (kid > (int32_t)w && out->first <= w) /* a stray dependent ahead of the cue (“However, …”) */
			out->first = w + 1;
		*out = without_cue(d, *out, w);
		with_second_clause(d, w, out);
		return true;
	}
	int32_t beside = doc_kid(d, w, DEP_PARATAXIS);
	if (beside > (int32_t)w && doc_kid(d, (uint32_t)beside, DEP_NSUBJ) >= 0) {
		*out = yield(d, beside);
		return true;
	}
	return host_clause(d, w, out);
}

/* Nouns and adjectives: “the claim that …”, “confident that …”. */
static bool frame_that_nominal(const struct doc *d, uint32_t w, struct word_span *out)
{
	static const enum dep deps[] = {DEP_CCOMP, DEP_ACL, DEP_ADVCL};
	for (size_t k = 0; k < sizeof deps / sizeof *deps; k++) {
		int32_t kid = doc_kid(d, w, deps[k]);
		if (kid > (int32_t)w && (k == 0 || has_mark(d, (uint32_t)kid, "that"))) {
			*out = yield(d, kid);
			return true;
		}
	}
	return false;
}

static int32_t object_of(const struct doc *d, uint32_t w)
{
	int32_t obj = doc_kid(d, w, DEP_OBJ);
	return obj >= 0 ? obj : doc_kid(d, w, DEP_IOBJ);
}

static bool is_subject(enum dep dep)
{
	return dep == DEP_NSUBJ || dep == DEP_NSUBJ_PASS;
}

/* The last word of the one who is told, where the parser has put it into the clause: “told [the BBC the talks had failed]” gives
 * the clause two subjects, “told AFP the talks …” a name for its mark. -1 where it has not. */
static int32_t swallowed(const struct doc *d, uint32_t w, struct word_span clause)
{
	uint32_t first = clause.first;
	while (first < clause.last && d->words.v[first].dep == DEP_DET)
		first++;
	for (uint32_t x = first; x < clause.last && clause.first == w + 1; x++) {
		const struct word *told = &d->words.v[x];
		if (told->dep == DEP_MARK)
			return told->upos == UPOS_PROPN ? (int32_t)x : -1;
		if (!is_subject(told->dep))
			continue;
		struct word_span own = yield(d, (int32_t)x);
		for (uint32_t i = own.last; own.first == clause.first && (int32_t)i < told->head; i++)
			if (is_subject(d->words.v[i].dep) && d->words.v[i].head == told->head)
				return (int32_t)own.last - 1;
		return -1;
	}
	return -1;
}

/* Is nothing missing in the clause that hangs on the one who is told? A relative clause (“the man [he had met]”) lacks what it hangs on. */
static bool is_whole(const struct doc *d, uint32_t clause)
{
	static const enum dep rest[] = {DEP_COP, DEP_OBJ};
	bool whole = doc_kid(d, clause, DEP_NSUBJ_PASS) >= 0;
	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
		whole = whole || doc_kid(d, clause, rest[i]) >= 0;
	for (uint32_t i = d->kids_start[clause]; i < d->kids_start[clause + 1]; i++) {
		const struct word *kid = &d->words.v[d->kids[i]];
		struct word_span own = yield(d, (int32_t)d->kids[i]);
		if (is_subject(kid->dep))
			return whole && !str_starts(kid->xpos, STR("W")) && own.first == yield(d, (int32_t)clause).first;
	}
	return false;
}

/* “told reporters the talks were useful”, where the parser has made a relative clause of what was told */
static bool frame_told(const struct doc *d, uint32_t w, struct word_span *out)
{
	int32_t told = object_of(d, w), clause = told > (int32_t)w ? doc_kid(d, (uint32_t)told, DEP_ACL_RELCL) : -1;
	if (clause < 0 || !is_whole(d, (uint32_t)clause))
		return false;
	*out = yield(d, clause);
	return true;
}

static bool frame_object(const struct doc *d, uint32_t w, struct word_span *out)
{
	int32_t obj = doc_kid(d, w, DEP_OBJ);
	if (obj <= (int32_t)w || d->words.v[obj].upos == UPOS_PRON)
		return false;
	*out = yield(d, obj);
	return true;
}

static bool frame_object_to(const struct doc *d, uint32_t w, struct word_span *out)
{
	int32_t obj = object_of(d, w), inf = kid_infinitive(d, w);
	if (inf < 0)
		return false;
	*out = yield(d, inf);
	if (obj > (int32_t)w && obj < inf)
		*out = hull(yield(d, obj), *out);
	return true;
}

/* “accused Mordor of theft”, “described the talks as useful”; where the object stands before the cue (“which he described
 * as …”, “was accused of …”) only what is behind the word. */
static bool frame_object_with(const struct doc *d, uint32_t w, const char *word, struct word_span *out)
{
	int32_t obj = object_of(d, w), rest = -1;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && rest < 0; i++) {
		enum dep dep = d->words.v[d->kids[i]].dep;
		bool fits = dep == DEP_OBL || dep == DEP_ADVCL || dep == DEP_XCOMP || dep == DEP_NMOD || dep == DEP_CCOMP;
		if (fits && d->kids[i] > w && has_mark(d, d->kids[i], word))
			rest = (int32_t)d->kids[i];
	}
	/* The parser often hangs the phrase on the object: “accused [Mordor of theft]”. */
	if (rest < 0 && obj > (int32_t)w)
		for (uint32_t i = d->kids_start[obj]; i < d->kids_start[obj + 1] && rest < 0; i++)
			if (d->kids[i] > (uint32_t)obj && has_mark(d, d->kids[i], word))
				rest = (int32_t)d->kids[i];
	if (rest < 0)
		return false;
	uint32_t mark = w;
	*out = behind_mark(d, rest, &mark);
	if (obj > (int32_t)w && obj < rest)
		*out = hull(yield(d, obj), *out);
	return true;
}

static bool frame_object_xcomp(const struct doc *d, uint32_t w, struct word_span *out)
{
	int32_t obj = object_of(d, w), what = doc_kid(d, w, DEP_XCOMP);
	if (what <= (int32_t)w || infinitive(d, (uint32_t)what) || has_mark(d, (uint32_t)what, "as"))
		return false;
	*out = yield(d, what);
	if (obj > (int32_t)w && obj < what)
		*out = hull(yield(d, obj), *out);
	return true;
}

static bool frame_to(const struct doc *d, uint32_t w, struct word_span *out)
{
	int32_t inf = kid_infinitive(d, w);
	if (inf < 0 || (d->words.v[inf].dep == DEP_ADVCL && d->words.v[w].upos == UPOS_VERB))
		return false;
	*out = yield(d, inf);
	return true;
}

static bool frame_ing(const struct doc *d, uint32_t w, struct word_span *out)
{
	static const enum dep deps[] = {DEP_XCOMP, DEP_CCOMP, DEP_OBJ};
	for (size_t k = 0; k < sizeof deps / sizeof *deps; k++) {
		int32_t kid = doc_kid(d, w, deps[k]);
		if (kid > (int32_t)w && str_is(d->words.v[kid].xpos, "VBG")) {
			*out = yield(d, kid);
			return true;
		}
	}
	return false;
}

static bool frame_prep(const struct doc *d, uint32_t w, struct cue_prep p, struct word_span *out, uint32_t *mark)
{
	static const struct { enum dep dep, mark; } ways[] = {
		{DEP_ADVCL, DEP_MARK}, {DEP_OBL, DEP_CASE}, {DEP_NMOD, DEP_CASE}, {DEP_ACL, DEP_MARK}, {DEP_CCOMP, DEP_MARK}};
	for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
		int32_t kid = kid_with_case(d, w, ways[k].dep, ways[k].mark, p.word);
		if (kid <= (int32_t)w)
			continue;
		*out = behind_mark(d, kid, mark);
		int32_t inf = p.to ? kid_infinitive(d, w) : -1;
		if (p.to && inf < 0)
			inf = kid_infinitive(d, (uint32_t)kid);
		if (p.to && inf < kid)
			continue;
		if (inf > kid)
			*out = hull(*out, yield(d, inf));
		return true;
	}
	return false;
}

/* “remarks from the envoy, a friend, regarding X”: parsers hang the phrase behind the comma on one of the words before it. */
static bool frame_prep_behind_comma(const struct doc *d, uint32_t w, struct cue_prep p, struct word_span *out, uint32_t *mark)
{
	uint32_t last = doc_subtree(d, w).last;
	for (uint32_t x = w + 1; x < last; x++) {
		uint32_t from = doc_subtree(d, x).first;
		bool comma = from > w + 1 && (str_is(d->words.v[from].form, ",") || str_is(d->words.v[from - 1].form, ","));
		if (d->words.v[x].dep != DEP_NMOD || d->words.v[x].head <= (int32_t)w || !comma)
			continue;
		if (kid_with_case(d, (uint32_t)d->words.v[x].head, DEP_NMOD, DEP_CASE, p.word) == (int32_t)x) {
			*out = behind_mark(d, (int32_t)x, mark);
			return true;
		}
	}
	return false;
}

/* “remarks from the envoy regarding X”: parsers hang the second phrase on the verb. */
static bool frame_prep_beside(const struct doc *d, uint32_t w, struct cue_prep p, struct word_span *out, uint32_t *mark)
{
	int32_t head = d->words.v[w].head;
	int32_t kid = head >= 0 ? kid_with_case(d, (uint32_t)head, DEP_OBL, DEP_CASE, p.word) : -1;
	if (kid <= (int32_t)w)
		return false;
	uint32_t from = doc_subtree(d, (uint32_t)kid).first, own = doc_subtree(d, w).last;
	while (own < from && d->words.v[own].upos == UPOS_PUNCT)
		own++;
	if (own != from)
		return false;
	*out = behind_mark(d, kid, mark);
	return true;
}

static bool frame_preps(const struct doc *d, uint32_t w, const struct cue *c, struct word_span *out, uint32_t *mark)
{
	for (size_t i = 0; i < c->preps.n; i++)
		if (frame_prep(d, w, c->preps.v[i], out, mark) ||
		    (c->kind == CUE_NOUN && (frame_prep_beside(d, w, c->preps.v[i], out, mark) ||
					     frame_prep_behind_comma(d, w, c->preps.v[i], out, mark))))
			return true;
	return false;
}

static bool fits_kind(const struct doc *d, uint32_t w, const struct cue *c)
{
	switch (d->words.v[w].upos) {
	case UPOS_VERB:
	case UPOS_AUX:
		return c->kind == CUE_VERB;
	case UPOS_NOUN:
		return c->kind == CUE_NOUN;
	case UPOS_ADJ:
		return c->kind == CUE_ADJ;
	case UPOS_ADP:
	case UPOS_SCONJ:
		/* “according”, “citing”, “following” and the like are now and then taken for prepositions */
		return c->kind == CUE_VERB && (d->words.v[w].dep == DEP_ADVCL || d->words.v[w].dep == DEP_ACL);
	default:
		return false;
	}
}

/* The further words of the cue (“point out”) depend on the first. */
static bool has_words(const struct doc *d, uint32_t w, const struct cue *c)
{
	for (int n = 1; n < CUE_WORDS_MAX && c->word[n]; n++) {
		bool found = false;
		for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1] && !found; i++)
			found = d->words.v[d->kids[i]].low == c->word[n];
		if (!found)
			return false;
	}
	return true;
}

static bool fill(const struct doc *d, uint32_t w, const struct cue *c, struct word_span *out, uint32_t *mark)
{
	bool verb = c->kind == CUE_VERB;
	if ((c->frames & FRAME_OBJ_OF) && frame_object_with(d, w, "of", out))
		return true;
	if ((c->frames & FRAME_OBJ_AS) && frame_object_with(d, w, "as", out))
		return true;
	if ((c->frames & FRAME_OBJ_TO) && frame_object_to(d, w, out))
		return true;
	if ((c->frames & (FRAME_THAT | FRAME_OBJ_THAT)) && (verb ? frame_that(d, w, out) : frame_that_nominal(d, w, out))) {
		if ((c->frames & FRAME_OBJ_THAT) && swallowed(d, w, *out) >= 0)
			out->first = (uint32_t)swallowed(d, w, *out) + 1;
		return true;
	}
	if ((c->frames & FRAME_OBJ_THAT) && verb && frame_told(d, w, out))
		return true;
	bool passive = verb && doc_kid(d, w, DEP_NSUBJ_PASS) >= 0; /* “is said to have …” */
	if (((c->frames & FRAME_TO) || (passive && c->class == CUE_SAY && c->frames & FRAME_THAT)) && frame_to(d, w, out))
		return true;
	if ((c->frames & FRAME_ING) && frame_ing(d, w, out))
		return true;
	if ((c->frames & FRAME_OBJ_XCOMP) && frame_object_xcomp(d, w, out))
		return true;
	return frame_preps(d, w, c, out, mark) || ((c->frames & FRAME_OBJ) && frame_object(d, w, out));
}

/* Is this dependent of the cue, right behind the content, more of the content? Parsers hang what modifies the content's last words
 * on the cue (“underscored Gondor's commitment | to a lasting peace”); what tells when it was said, and a further cue or
 * clause beside it, are not. */
static bool more_content(const struct reading *r, uint32_t kid)
{
	const struct word *k = &r->doc->words.v[kid];
	for (uint32_t i = r->doc->kids_start[kid]; i < r->doc->kids_start[kid + 1]; i++) {
		const struct word *below = &r->doc->words.v[r->doc->kids[i]];
		const struct cue *c = below->upos == UPOS_VERB ? cues_first(r->k->cues, below->lem) : NULL;
		if (c && c->class == CUE_SAY) /* “…, with a spokesman saying …” */
			return false;
	}
	switch (k->dep) {
	case DEP_OBL:
	case DEP_NMOD:
	case DEP_ACL:
		return r->word_time[kid] == NO_REF;
	case DEP_ADVCL:
	case DEP_XCOMP:
		return !cues_first(r->k->cues, k->lem) && !has_mark(r->doc, kid, "as") && !has_mark(r->doc, kid, "after");
	default:
		return false;
	}
}

static struct word_span grown(const struct reading *r, uint32_t w, struct word_span s)
{
	const struct doc *d = r->doc;
	for (uint32_t i = d->kids_start[w]; i < d->kids_start[w + 1]; i++) {
		struct word_span kid = doc_subtree(d, d->kids[i]);
		uint32_t gap = s.last;
		while (gap < kid.first && d->words.v[gap].upos == UPOS_PUNCT)
			gap++;
		if (d->kids[i] > w && kid.first >= s.last && gap == kid.first && kid.first - s.last <= 1 && more_content(r, d->kids[i]))
			s.last = kid.last;
	}
	return s;
}

/* ------------------------------------------------------------------------------------------------ where the tree fails */

static bool is_finite(const struct word *w)
{
	return (w->upos == UPOS_VERB || w->upos == UPOS_AUX) && (w->feat & FEAT_FIN);
}

static bool finite_between(const struct doc *d, uint32_t first, uint32_t last)
{
	for (uint32_t w = first; w < last; w++)
		if (is_finite(&d->words.v[w]))
			return true;
	return false;
}

static bool subject_between(const struct doc *d, uint32_t first, uint32_t last)
{
	for (uint32_t w = first; w < last; w++)
		if (is_subject(d->words.v[w].dep) || d->words.v[w].dep == DEP_EXPL)
			return true;
	return false;
}

/* A clause without a subject, of which the parser has cut off the verb: “said that [talks on a truce, prisoners] and peace would
 * begin”; the end of that, else of the clause. */
static uint32_t verb_cut_off(const struct doc *d, uint32_t cue, struct word_span s)
{
	bool that = str_iis(d->words.v[s.first].form, "that") || (s.first && str_iis(d->words.v[s.first - 1].form, "that"));
	if (!that || subject_between(d, s.first, s.last))
		return s.last;
	for (uint32_t i = d->kids_start[cue]; i < d->kids_start[cue + 1]; i++) {
		struct word_span kid = doc_subtree(d, d->kids[i]);
		if (d->words.v[d->kids[i]].dep == DEP_CONJ && kid.first == s.last && finite_between(d, kid.first, kid.last))
			return kid.last;
	}
	return s.last;
}

/* A content that a finite verb follows at once was cut short: “noted [the towns] have no water”. */
static struct word_span mended(const struct reading *r, uint32_t cue, struct word_span s)
{
	const struct doc *d = r->doc;
	const struct sent *sent = &d->sents.v[d->words.v[s.first].sent];
	if (s.last < sent->last && is_finite(&d->words.v[s.last]))
		s.last = sent->last;
	else
		s.last = verb_cut_off(d, cue, s);
	return s;
}

/* Parsers that lose the clause in front of “…, X said” take its verb for a participle. */
static bool verb_between(const struct doc *d, uint32_t first, uint32_t last)
{
	for (uint32_t w = first; w < last; w++)
		if (d->words.v[w].upos == UPOS_VERB || d->words.v[w].upos == UPOS_AUX)
			return true;
	return false;
}

/* A verb of saying with no clause below it: what follows “that” behind it, or all in front of “…, X said.” */
static bool frame_by_place(const struct reading *r, uint32_t w, const struct cue *c, struct word_span *out)
{
	const struct doc *d = r->doc;
	const struct sent *s = &d->sents.v[d->words.v[w].sent];
	bool participle = str_is(d->words.v[w].xpos, "VBG");
	if (c->class != CUE_SAY || !(c->frames & FRAME_THAT) || !(c->frames & FRAME_QUOTE) || !(participle || is_finite(&d->words.v[w])))
		return false;
	for (uint32_t i = w + 1; i < s->last && i < w + THAT_DISTANCE_MAX && d->words.v[i].upos != UPOS_PUNCT; i++)
		if (d->words.v[i].upos == UPOS_SCONJ && str_iis(d->words.v[i].form, "that") && finite_between(d, i, s->last)) {
			*out = (struct word_span){i, s->last};
			return true;
		}
	int32_t obj = doc_kid(d, w, DEP_OBJ); /* nobody says a thing: it is the subject of what is said */
	if (obj > (int32_t)w && !(c->frames & FRAME_OBJ) && finite_between(d, (uint32_t)obj, doc_subtree(d, (uint32_t)obj).last)) {
		*out = (struct word_span){doc_subtree(d, (uint32_t)obj).first, doc_subtree(d, w).last};
		return out->first > w;
	}
	uint32_t comma = w;
	while (comma > s->first && !str_is(d->words.v[comma].form, ","))
		comma--;
	bool ends = w + 1 >= s->last || d->words.v[w + 1].upos == UPOS_PUNCT;
	if (!ends || comma == s->first || w - comma > THAT_DISTANCE_MAX || !verb_between(d, s->first, comma) || finite_between(d, comma, w))
		return false;
	*out = (struct word_span){s->first, comma};
	return true;
}

/* “said the talks failed, adding that …”: the content ends where a further cue in a participle begins. */
static struct word_span before_next_cue(const struct reading *r, uint32_t cue, struct word_span s)
{
	const struct doc *d = r->doc;
	for (uint32_t w = s.first + 1; w + 1 < s.last; w++) {
		const struct word *next = &d->words.v[w + 1];
		if (str_is(d->words.v[w].form, ",") && str_is(next->xpos, "VBG") && next->dep == DEP_ADVCL && cue < w) {
			const struct cue *c = cues_first(r->k->cues, next->lem);
			if (c && c->kind == CUE_VERB && (c->class == CUE_SAY || c->class == CUE_ACCUSE || c->class == CUE_WARN))
				s.last = w;
		}
	}
	return s;
}

const struct cue *content_of(const struct reading *r, uint32_t w, struct word_span *content, uint32_t *prep)
{
	const struct doc *d = r->doc;
	*prep = w;
	for (const struct cue *c = cues_first(r->k->cues, d->words.v[w].lem); c; c = c->next) {
		if (!fits_kind(d, w, c) || !has_words(d, w, c) || (!fill(d, w, c, content, prep) && !frame_by_place(r, w, c, content)))
			continue;
		*content = without_cue(d, *content, w);
		if (content->first > w)
			*content = before_next_cue(r, w, mended(r, w, grown(r, w, *content)));
		struct word_span bare = content_trim(d, *content);
		if (bare.last > bare.first)
			return c;
	}
	return NULL;
}

const struct cue *content_quotes(const struct reading *r, uint32_t w)
{
	const struct doc *d = r->doc;
	for (const struct cue *c = cues_first(r->k->cues, d->words.v[w].lem); c; c = c->next)
		if ((c->frames & FRAME_QUOTE) && fits_kind(d, w, c) && has_words(d, w, c))
			return c;
	return NULL;
}
