#include "input/page_meta.h"

#include "base/vec.h"
#include "input/clean.h"
#include "input/lang.h"
#include "input/page.h"
#include "input/when.h"

#include <json-c/json.h>
#include <string.h>

#define META_NAME_MAX 60   /* bytes of what <meta> is called */
#define META_MAX 1000      /* bytes of a title, a name, a date */
#define CANDIDATES_MAX 64  /* of one fact; a page with more headlines has none */
#define LD_DEPTH_MAX 64    /* JSON-LD deeper than this is not read */
#define LD_SIZE_MAX (2 << 20)
#define LD_NAMES_MAX 20    /* authors that are named; more are left out */
#define LD_NODES_MAX 2000  /* of a graph that an "@id" is looked for in */

/* What can be found, best source first. */
enum fact { FACT_TITLE, FACT_DATE, FACT_AUTHOR, FACT_SOURCE, FACT_ORIGINAL, FACT_URL, FACT_LANG, FACT_BODY, FACT_COUNT };

struct candidate {
	struct str text;
	int rank; /* smaller is better */
};

struct facts {
	struct arena *arena;
	const struct inputlex *lex;
	VEC(struct candidate) list[FACT_COUNT];
	struct json_object *ld; /* the JSON-LD that is being read */
};

/* name, property or itemprop of <meta>, in lower case, with what it tells. */
static const struct meta_name {
	const char *name;
	enum fact fact;
	int rank;
} meta_names[] = {
	{"og:title", FACT_TITLE, 2}, {"twitter:title", FACT_TITLE, 4}, {"sailthru.title", FACT_TITLE, 5}, {"parsely-title", FACT_TITLE, 5},
	{"dc.title", FACT_TITLE, 5}, {"headline", FACT_TITLE, 3}, {"title", FACT_TITLE, 6}, {"hdl", FACT_TITLE, 5},
	{"article:published_time", FACT_DATE, 2}, {"og:published_time", FACT_DATE, 3}, {"og:article:published_time", FACT_DATE, 3},
	{"datepublished", FACT_DATE, 3}, {"article:published", FACT_DATE, 3}, {"parsely-pub-date", FACT_DATE, 4}, {"sailthru.date", FACT_DATE, 5},
	{"article.published", FACT_DATE, 4}, {"published-date", FACT_DATE, 4}, {"publication_date", FACT_DATE, 4}, {"publish-date", FACT_DATE, 4},
	{"publish_date", FACT_DATE, 4}, {"publishdate", FACT_DATE, 4}, {"pubdate", FACT_DATE, 4}, {"ptime", FACT_DATE, 4}, {"pdate", FACT_DATE, 4},
	{"published_at", FACT_DATE, 4}, {"dc.date.issued", FACT_DATE, 4}, {"dc.date", FACT_DATE, 5}, {"dcterms.created", FACT_DATE, 5},
	{"dcterms.date", FACT_DATE, 5}, {"displaydate", FACT_DATE, 5}, {"date", FACT_DATE, 5}, {"article.created", FACT_DATE, 5},
	{"datecreated", FACT_DATE, 6}, {"cxenseparse:recs:publishtime", FACT_DATE, 4}, {"cxense:publishtime", FACT_DATE, 4}, {"utime", FACT_DATE, 6},
	{"author", FACT_AUTHOR, 2}, {"article:author", FACT_AUTHOR, 3}, {"parsely-author", FACT_AUTHOR, 3}, {"sailthru.author", FACT_AUTHOR, 3},
	{"dc.creator", FACT_AUTHOR, 3}, {"byl", FACT_AUTHOR, 4}, {"twitter:creator", FACT_AUTHOR, 9},
	{"og:site_name", FACT_SOURCE, 1}, {"application-name", FACT_SOURCE, 4}, {"dc.publisher", FACT_SOURCE, 3}, {"cre", FACT_SOURCE, 4},
	{"og:url", FACT_URL, 2},
	{"original-source", FACT_ORIGINAL, 2}, {"syndication-source", FACT_ORIGINAL, 3}, {"dc.source", FACT_ORIGINAL, 4},
	{"article:original_source", FACT_ORIGINAL, 2}, {"agency", FACT_ORIGINAL, 3}, {"newsagency", FACT_ORIGINAL, 3}, {"news_agency", FACT_ORIGINAL, 3},
	{"og:locale", FACT_LANG, 3}, {"content-language", FACT_LANG, 4}, {"language", FACT_LANG, 4}, {"dc.language", FACT_LANG, 4},
	{"inlanguage", FACT_LANG, 2},
};

static void add(struct facts *f, enum fact fact, int rank, struct str text)
{
	if (fact != FACT_BODY)
		text = clean_line(f->arena, str_sub(text, 0, META_MAX));
	if (text.n && f->list[fact].n < CANDIDATES_MAX)
		vec_push(f->arena, &f->list[fact], ((struct candidate){text, rank}));
}

/* ------------------------------------------------------------------------------------------------------------ JSON-LD */

static struct str ld_string(struct facts *f, struct json_object *v)
{
	if (!v || !json_object_is_type(v, json_type_string))
		return STR("");
	return arena_str(f->arena, (struct str){json_object_get_string(v), (size_t)json_object_get_string_len(v)});
}

/* The node of the graph with that "@id". */
static struct json_object *ld_node(struct json_object *root, struct json_object *id)
{
	struct json_object *graph = json_object_is_type(root, json_type_object) ? json_object_object_get(root, "@graph") : root;
	size_t n = json_object_is_type(graph, json_type_array) ? json_object_array_length(graph) : 0;
	for (size_t i = 0; i < n && i < LD_NODES_MAX && json_object_is_type(id, json_type_string); i++) {
		struct json_object *o = json_object_array_get_idx(graph, i);
		struct json_object *its = json_object_is_type(o, json_type_object) ? json_object_object_get(o, "@id") : NULL;
		if (its && json_object_is_type(its, json_type_string) && strcmp(json_object_get_string(its), json_object_get_string(id)) == 0)
			return o;
	}
	return NULL;
}

/* A name given as a string, or as an object with a name, or one that points to such an object. */
static struct str ld_name(struct facts *f, struct json_object *v)
{
	struct json_object *name = v;
	if (json_object_is_type(v, json_type_object)) {
		struct json_object *there = json_object_object_get(v, "name") ? v : ld_node(f->ld, json_object_object_get(v, "@id"));
		name = there ? json_object_object_get(there, "name") : NULL;
	}
	if (json_object_is_type(name, json_type_array))
		name = json_object_array_length(name) ? json_object_array_get_idx(name, 0) : NULL;
	return ld_string(f, name);
}

/* One name, or those of a list, each once. */
static struct str ld_names(struct facts *f, struct json_object *v)
{
	struct str all = STR("");
	if (!json_object_is_type(v, json_type_array))
		return ld_name(f, v);
	for (size_t i = 0; i < json_object_array_length(v) && i < LD_NAMES_MAX; i++) {
		struct str name = ld_name(f, json_object_array_get_idx(v, i));
		if (name.n && str_find(all, name) == all.n)
			all = all.n ? arena_join(f->arena, arena_join(f->arena, all, STR(", ")), name) : name;
	}
	return all;
}

static bool article_type(struct facts *f, struct json_object *type)
{
	if (json_object_is_type(type, json_type_array)) {
		for (size_t i = 0; i < json_object_array_length(type) && i < 8; i++)
			if (article_type(f, json_object_array_get_idx(type, i)))
				return true;
		return false;
	}
	struct str s = str_of(json_object_get_string(type));
	return str_ends(s, STR("Article")) || str_ends(s, STR("Posting")) || str_is(s, "Report");
}

static void ld_article(struct facts *f, struct json_object *o)
{
	add(f, FACT_TITLE, 1, ld_string(f, json_object_object_get(o, "headline")));
	add(f, FACT_DATE, 1, ld_string(f, json_object_object_get(o, "datePublished")));
	add(f, FACT_DATE, 7, ld_string(f, json_object_object_get(o, "dateCreated")));
	add(f, FACT_AUTHOR, 1, ld_names(f, json_object_object_get(o, "author")));
	add(f, FACT_SOURCE, 2, ld_names(f, json_object_object_get(o, "publisher")));
	add(f, FACT_ORIGINAL, 1, ld_names(f, json_object_object_get(o, "sourceOrganization")));
	add(f, FACT_ORIGINAL, 2, ld_names(f, json_object_object_get(o, "isBasedOn")));
	add(f, FACT_LANG, 1, ld_names(f, json_object_object_get(o, "inLanguage")));
	add(f, FACT_BODY, 1, ld_string(f, json_object_object_get(o, "articleBody")));
}

/* Articles anywhere in the value: at the top, in a list, in "@graph". */
static void ld_value(struct facts *f, struct json_object *v, int depth)
{
	if (depth == LD_DEPTH_MAX || !v)
		return;
	if (json_object_is_type(v, json_type_array)) {
		for (size_t i = 0; i < json_object_array_length(v); i++)
			ld_value(f, json_object_array_get_idx(v, i), depth + 1);
		return;
	}
	if (!json_object_is_type(v, json_type_object))
		return;
	if (article_type(f, json_object_object_get(v, "@type")))
		ld_article(f, v);
	ld_value(f, json_object_object_get(v, "@graph"), depth + 1);
	ld_value(f, json_object_object_get(v, "mainEntity"), depth + 1);
}

static void ld_script(struct facts *f, struct held *h, const struct page_node *n)
{
	struct str s = str_trim(n->children ? n->children->text : STR(""));
	if (s.n == 0 || s.n > LD_SIZE_MAX)
		return;
	h->tokener = h->tokener ? h->tokener : json_tokener_new_ex(LD_DEPTH_MAX);
	if (!h->tokener)
		return;
	json_tokener_reset(h->tokener);
	h->object = json_tokener_parse_ex(h->tokener, s.p, (int)s.n);
	f->ld = h->object;
	ld_value(f, h->object, 0);
	json_object_put(h->object);
	h->object = NULL;
}

/* ----------------------------------------------------------------------------------------------------------- elements */

static const struct meta_name *meta_find(struct str value)
{
	char low[META_NAME_MAX + 1];
	struct str name = clean_lower(value, low, sizeof low);
	for (size_t i = 0; i < sizeof meta_names / sizeof *meta_names && name.n; i++)
		if (meta_names[i].name[0] == name.p[0] && str_is(name, meta_names[i].name))
			return &meta_names[i];
	return NULL;
}

bool page_meta_asks(struct str value)
{
	return value.n && ((value.n <= META_NAME_MAX && meta_find(value)) || memchr(value.p, '&', value.n));
}

static void meta_element(struct facts *f, const struct page_node *n)
{
	static const char *const keys[] = {"property", "name", "itemprop", "http-equiv"};
	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
		struct str name = page_attr(n, keys[k]);
		const struct meta_name *m = name.n <= META_NAME_MAX ? meta_find(name) : NULL;
		if (m)
			add(f, m->fact, m->rank, page_attr(n, "content"));
	}
}

/* The name of the person or organisation that the element tells of: of an item the property "name", else the text. */
static struct str item_name(struct facts *f, struct page_node *n)
{
	for (struct page_node *c = n; c; c = page_next(c, n, true))
		if (c->name && str_is(page_attr(c, "itemprop"), "name"))
			return page_attr(c, "content").n ? page_attr(c, "content") : page_text_of(f->arena, c, META_MAX);
	bool item = page_attr(n, "itemtype").n > 0;
	return page_attr(n, "content").n ? page_attr(n, "content") : item ? STR("") : page_text_of(f->arena, n, META_MAX);
}

static void itemprop_element(struct facts *f, struct page_node *n, struct str props)
{
	struct str content = page_attr(n, "content"), when = page_attr(n, "datetime");
	while (props.n) { /* "author creator" */
		struct str prop = str_cut(&props, ' ');
		if (str_is(prop, "datePublished"))
			add(f, FACT_DATE, 3, content.n ? content : when.n ? when : page_text_of(f->arena, n, META_MAX));
		else if (str_is(prop, "headline"))
			add(f, FACT_TITLE, 3, content.n ? content : page_text_of(f->arena, n, META_MAX));
		else if (str_is(prop, "author"))
			add(f, FACT_AUTHOR, 4, item_name(f, n));
		else if (str_is(prop, "publisher"))
			add(f, FACT_SOURCE, 3, item_name(f, n));
		else if (str_is(prop, "sourceOrganization") || str_is(prop, "isBasedOn"))
			add(f, FACT_ORIGINAL, 3, item_name(f, n));
		else if (str_is(prop, "inLanguage"))
			add(f, FACT_LANG, 2, content.n ? content : page_text_of(f->arena, n, META_MAX));
	}
}

static void element(struct facts *f, struct held *h, struct page_node *n)
{
	struct str prop = page_attr(n, "itemprop"), rel = page_attr(n, "rel");
	if (page_is(n, "html"))
		add(f, FACT_LANG, 5, page_attr(n, "lang").n ? page_attr(n, "lang") : page_attr(n, "xml:lang"));
	else if (page_is(n, "meta"))
		meta_element(f, n);
	else if (prop.n)
		itemprop_element(f, n, prop);
	if (page_is(n, "script") && str_iis(page_attr(n, "type"), "application/ld+json"))
		ld_script(f, h, n);
	else if (page_is(n, "title") && n->parent && !page_is(n->parent, "svg"))
		add(f, FACT_TITLE, 8, page_text_of(f->arena, n, META_MAX));
	else if (page_is(n, "h1"))
		add(f, FACT_TITLE, 7, page_text_of(f->arena, n, META_MAX));
	else if (page_is(n, "time"))
		add(f, FACT_DATE, page_attr(n, "pubdate").n ? 6 : 8,
		    page_attr(n, "datetime").n ? page_attr(n, "datetime") : page_text_of(f->arena, n, META_MAX));
	else if (page_is(n, "link") && str_iis(rel, "canonical"))
		add(f, FACT_URL, 1, page_attr(n, "href"));
	else if (page_is(n, "a") && str_iis(rel, "author"))
		add(f, FACT_AUTHOR, 5, page_text_of(f->arena, n, META_MAX));
}

/* ------------------------------------------------------------------------------------------------------------- choice */

static struct str best(const struct facts *f, enum fact fact)
{
	const struct candidate *found = NULL;
	for (size_t i = 0; i < f->list[fact].n; i++)
		if (!found || f->list[fact].v[i].rank < found->rank)
			found = &f->list[fact].v[i];
	return found ? found->text : STR("");
}

static bool letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Equal but for case, blanks and punctuation. */
static bool alike(struct str x, struct str y)
{
	size_t i = 0, k = 0;
	for (;;) {
		while (i < x.n && !letter_or_digit(x.p[i]))
			i++;
		while (k < y.n && !letter_or_digit(y.p[k]))
			k++;
		if (i == x.n || k == y.n)
			return i == x.n && k == y.n;
		if (!str_ieq(str_sub(x, i, i + 1), str_sub(y, k, k + 1)))
			return false;
		i++, k++;
	}
}

/* "Title | Site": what stands before the last separator, where what stands behind it is the site's name, or short. */
static struct str without_site(struct str title, struct str site)
{
	static const char *const separators[] = {" | ", " – ", " — ", " - ", " :: ", " » ", " • ", " · ", " / "};
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
		struct str sep = str_of(separators[i]), head = title, tail;
		size_t at = title.n;
		for (size_t k = str_find(title, sep); k < title.n; k += sep.n + str_find(str_sub(title, k + sep.n, title.n), sep))
			at = k;
		if (at == title.n)
			continue;
		head.n = at;
		tail = str_sub(title, at + sep.n, title.n);
		if (alike(tail, site) || (i < 2 && tail.n < 30 && head.n > 2 * tail.n))
			return str_trim(head);
	}
	return title;
}

/* Two sources that agree are believed before a better one that stands alone. */
static struct str choose_title(const struct facts *f, struct str site)
{
	const struct candidate *found = NULL;
	for (size_t i = 0; i < f->list[FACT_TITLE].n; i++) {
		const struct candidate *c = &f->list[FACT_TITLE].v[i];
		bool agreed = false;
		for (size_t k = 0; k < f->list[FACT_TITLE].n; k++)
			agreed = agreed || (f->list[FACT_TITLE].v[k].rank != c->rank &&
					    alike(without_site(f->list[FACT_TITLE].v[k].text, site), without_site(c->text, site)));
		if (agreed && (!found || c->rank < found->rank))
			found = c;
	}
	return without_site(found ? found->text : best(f, FACT_TITLE), site);
}

/* "/2025/03/24/" in an address. */
static bool date_of_url(struct facts *f, struct str url, struct when *out)
{
	for (size_t i = 0; i + 11 <= url.n; i++)
		if (url.p[i] == '/' && url.p[i + 5] == '/' && url.p[i + 8] == '/' && when_parse(f->arena, f->lex, str_sub(url, i + 1, i + 11), out))
			return true;
	return false;
}

static void choose_date(struct facts *f, struct report *r)
{
	struct when when = {0}, found = {0};
	int rank = 100;
	for (size_t i = 0; i < f->list[FACT_DATE].n; i++) {
		const struct candidate *c = &f->list[FACT_DATE].v[i];
		if (c->rank < rank && when_parse(f->arena, f->lex, c->text, &when)) {
			rank = c->rank;
			found = when;
		}
	}
	if (rank == 100 && !date_of_url(f, r->url, &found))
		r->date_text = best(f, FACT_DATE);
	r->date = found.date;
	r->time = found.time.n ? found.time : STR("");
}

static struct str choose_author(const struct facts *f)
{
	const struct candidate *found = NULL;
	for (size_t i = 0; i < f->list[FACT_AUTHOR].n; i++) {
		const struct candidate *c = &f->list[FACT_AUTHOR].v[i];
		bool address = str_find(c->text, STR("://")) < c->text.n || c->text.p[0] == '@';
		if (!address && c->text.n < 120 && (!found || c->rank < found->rank))
			found = c;
	}
	struct str name = found ? found->text : STR("");
	return str_starts(name, STR("By ")) || str_starts(name, STR("by ")) ? str_sub(name, 3, name.n) : name;
}

/* "news.example" of "https://www.news.example/2025/x": what to call a source that does not name itself. */
static struct str host_of(struct str url)
{
	size_t scheme = str_find(url, STR("://"));
	struct str host = scheme < url.n ? str_sub(url, scheme + 3, url.n) : STR("");
	host = str_sub(host, 0, str_find(host, STR("/")));
	host = str_sub(host, 0, str_find(host, STR(":")));
	return str_starts(host, STR("www.")) ? str_sub(host, 4, host.n) : host;
}

/* The agency that a name stands for; empty where it is none. */
static struct str agency_of(const struct inputlex *x, struct str name)
{
	for (size_t i = 0; i < x->n_agencies; i++)
		if (str_ieq(name, x->agency[i][0]) || str_ieq(name, x->agency[i][1]))
			return x->agency[i][1];
	return STR("");
}

/* An agency that is named as the author is where the report comes from; so is a source of the page's own naming, unless it is
 * the site itself or an address. */
static struct str choose_original(const struct facts *f, const struct report *r)
{
	struct str named = best(f, FACT_ORIGINAL), agency = agency_of(f->lex, r->author);
	if (str_find(named, STR("://")) < named.n)
		named = host_of(named);
	struct str found = agency.n ? agency : named;
	return alike(found, r->source) || alike(found, host_of(r->url)) ? STR("") : found;
}

void page_meta(struct arena *a, const struct inputlex *x, struct page_node *root, struct held *h, struct report *r, struct str *body)
{
	struct facts f = {.arena = a, .lex = x};
	for (struct page_node *n = root; n; n = page_next(n, root, true))
		if (n->name)
			element(&f, h, n);
	r->source = best(&f, FACT_SOURCE);
	r->url = best(&f, FACT_URL);
	r->title = choose_title(&f, r->source);
	r->author = choose_author(&f);
	if (r->source.n == 0 || str_find(r->source, STR("://")) < r->source.n)
		r->source = host_of(r->source.n ? r->source : r->url);
	r->original_source = choose_original(&f, r);
	r->lang = lang_given(a, best(&f, FACT_LANG)); /* as it says; the reader looks whether the text agrees */
	choose_date(&f, r);
	*body = best(&f, FACT_BODY);
}
