#include "text/language.h"

#include "text/doc.h"

#include <string.h>

#define NAMES_MAX 4096u
#define UPOS_CLASSES (UPOS_COUNT - 1u)

static bool broken(struct err *e, const char *name)
{
	return err_set(e, ERR_DATA, "the language model is broken: chunk %s", name);
}

static bool names(struct model *m, const char *chunk, struct names *out, struct err *e)
{
	struct str rest = model_file_chunk(&m->file, chunk);
	size_t n = 0;
	for (size_t i = 0; i < rest.n; i++)
		n += rest.p[i] == '\n';
	if (n == 0 || n > NAMES_MAX || rest.p[rest.n - 1] != '\n')
		return broken(e, chunk);
	out->v = arena_array(&m->arena, struct str, n);
	for (out->n = 0; rest.n; out->n++) {
		struct str name = str_cut(&rest, '\n');
		for (size_t i = 0; i < name.n; i++)
			if ((unsigned char)name.p[i] < ' ')
				return broken(e, chunk);
		out->v[out->n] = str_is(name, "_") ? (struct str){0} : name;
	}
	return true;
}

static bool triples(struct model *m, struct err *e)
{
	struct parse_net *p = &m->parse;
	struct str c = model_file_chunk(&m->file, "par.triples");
	p->triples = (const struct triple *)c.p;
	p->n_triples = c.n / sizeof(struct triple);
	if (c.n == 0 || c.n % sizeof(struct triple))
		return broken(e, "par.triples");
	size_t at = 0;
	for (size_t u = 0; u < UPOS_CLASSES; u++) {
		p->upos_from[u] = (uint32_t)at;
		for (; at < p->n_triples && p->triples[at].upos == u; at++)
			if (p->triples[at].xpos >= p->xpos.n || p->triples[at].feats >= p->feats.n)
				return broken(e, "par.triples");
	}
	p->upos_from[UPOS_CLASSES] = (uint32_t)at;
	return at == p->n_triples || broken(e, "par.triples");
}

static bool classes(struct model *m, struct err *e)
{
	struct parse_net *p = &m->parse;
	if (!names(m, "par.xpos", &p->xpos, e) || !names(m, "par.feats", &p->feats, e) ||
	    !names(m, "par.deprel", &p->deprel, e) || !names(m, "par.rules", &p->rules, e) || !triples(m, e))
		return false;
	p->feat_bits = arena_array(&m->arena, uint32_t, p->feats.n);
	for (size_t i = 0; i < p->feats.n; i++)
		p->feat_bits[i] = feat_bits(p->feats.v[i]);
	p->dep = arena_array(&m->arena, uint8_t, p->deprel.n);
	p->root_label = p->deprel.n;
	for (size_t i = 0; i < p->deprel.n; i++) {
		p->dep[i] = (uint8_t)dep_of(p->deprel.v[i]);
		if (p->dep[i] == DEP_ROOT)
			p->root_label = i;
	}
	return p->root_label < p->deprel.n || broken(e, "par.deprel");
}

static bool parse_part(struct model *m, struct err *e)
{
	struct parse_net *p = &m->parse;
	const struct model_file *f = &m->file;
	if (!layers_encoder(f, "par", &p->encoder, e) || !classes(m, e) ||
	    !layers_linear(f, "par.tag", p->encoder.dim, &p->tag_hidden, e))
		return false;
	p->tag_dim = p->tag_hidden.out;
	if (!layers_linear(f, "par.tagout", p->tag_dim, &p->tag_out, e) || !layers_linear(f, "par.arc", p->encoder.dim, &p->arc_label, e))
		return false;
	if (p->tag_out.out != UPOS_CLASSES + p->xpos.n + p->feats.n + p->rules.n)
		return broken(e, "par.tagout");
	struct str bil = model_file_chunk(f, "par.bilinear");
	uint32_t arc = 0;
	if (bil.n >= 4)
		memcpy(&arc, bil.p, 4);
	p->arc_dim = arc;
	if (!layers_linear(f, "par.bilinear", arc, &p->bilinear, e))
		return false;
	if (p->bilinear.out != arc || p->arc_label.out <= 2 * (size_t)arc || p->arc_label.out % 2)
		return broken(e, "par.bilinear");
	p->label_dim = p->arc_label.out / 2 - arc;
	if (!layers_linear(f, "par.label", p->label_dim, &p->label_out, e))
		return false;
	if (p->label_out.out != p->deprel.n)
		return broken(e, "par.label");
	return layers_floats(f, "par.root", p->arc_dim + p->label_dim, &p->root, e) &&
	       layers_floats(f, "par.distance", ARC_DISTANCES, &p->distance, e);
}

static bool split_part(struct model *m, struct err *e)
{
	struct split_net *s = &m->split;
	if (!layers_encoder(&m->file, "seg", &s->encoder, e) || !layers_linear(&m->file, "seg.out", s->encoder.dim, &s->out, e))
		return false;
	return s->out.out == 2 || broken(e, "seg.out");
}

static bool gap_part(struct model *m, struct err *e)
{
	struct str w = model_file_chunk(&m->file, "tok.gaps"), k = model_file_chunk(&m->file, "tok.splits");
	size_t n = w.n / (GAP_KINDS * sizeof(int16_t)), slots = k.n / sizeof(struct key_slot);
	if (n == 0 || (n & (n - 1)) || w.n % (GAP_KINDS * sizeof(int16_t)))
		return broken(e, "tok.gaps");
	if (slots == 0 || (slots & (slots - 1)) || k.n % sizeof(struct key_slot))
		return broken(e, "tok.splits");
	m->gaps = (struct gap_model){(const int16_t *)w.p, (uint32_t)(n - 1), {(const struct key_slot *)k.p, (uint32_t)(slots - 1)}};
	return true;
}

bool language_bind(struct model *m, struct err *e)
{
	const struct kernels *usable[KERNELS_MAX];
	const struct model_head *h = model_file_head(&m->file);
	m->kernels = usable[kernels_usable(usable) - 1];
	m->version = arena_printf(&m->arena, "%s %016llx", h->name, (unsigned long long)h->hash);
	for (size_t i = 0; i < m->version.n; i++)
		if ((unsigned char)m->version.p[i] < ' ' || (unsigned char)m->version.p[i] > '~')
			return err_set(e, ERR_DATA, "the language model is broken: its name");
	return gap_part(m, e) && split_part(m, e) && parse_part(m, e);
}
