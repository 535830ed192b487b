#include "sense/record_write.h"

void record_write_span(const struct record_writer *w, struct span span)
{
	json_begin_array(w->j);
	json_int(w->j, w->doc ? doc_cp(w->doc, span.start) : span.start);
	json_int(w->j, w->doc ? doc_cp(w->doc, span.end) : span.end);
	json_end_array(w->j);
}

static void write_count(struct json *j, const struct count *c)
{
	json_begin_array(j);
	if (c->min == 0 && c->max > 0)
		json_null(j);
	else
		json_int(j, c->min);
	if (c->max == COUNT_OPEN)
		json_null(j);
	else
		json_int(j, c->max);
	json_end_array(j);
}

static void write_vec(const struct record_writer *w, const struct field *f, const void *at)
{
	struct any_vec v = any_vec(at);
	json_begin_array(w->j);
	for (size_t i = 0; i < v.n; i++)
		switch (f->type) {
		case FIELD_STRS:
			json_str(w->j, ((const struct str *)v.v)[i]);
			break;
		case FIELD_ACTORS:
			w->actor(w->ctx, w->j, ((const ref *)v.v)[i]);
			break;
		case FIELD_PLACES:
			w->place(w->ctx, w->j, ((const ref *)v.v)[i]);
			break;
		case FIELD_VALUES:
			json_str(w->j, str_of(f->word(((const uint8_t *)v.v)[i])));
			break;
		case FIELD_MODES:
			json_str(w->j, str_of(mode_name(((const uint8_t *)v.v)[i])));
			break;
		case FIELD_SPANS:
			record_write_span(w, ((const struct span *)v.v)[i]);
			break;
		default:
			json_begin_object(w->j);
			record_write(w, f->fields, v.v + i * f->size);
			json_end_object(w->j);
		}
	json_end_array(w->j);
}

static void write_value(const struct record_writer *w, const struct field *f, const char *at)
{
	switch (f->type) {
	case FIELD_STR:
		json_str(w->j, *(const struct str *)at);
		break;
	case FIELD_ACTOR:
		w->actor(w->ctx, w->j, *(const ref *)at);
		break;
	case FIELD_PLACE:
		w->place(w->ctx, w->j, *(const ref *)at);
		break;
	case FIELD_RECORD:
		w->record(w->ctx, w->j, f->kind, *(const ref *)at);
		break;
	case FIELD_VALUE:
		json_str(w->j, str_of(f->word((int)*(const unsigned *)at)));
		break;
	case FIELD_NUMBER:
		json_num(w->j, *(const double *)at);
		break;
	case FIELD_ORDINAL:
		json_int(w->j, *(const int64_t *)at);
		break;
	case FIELD_FLAG:
		json_bool(w->j, *(const bool *)at);
		break;
	case FIELD_COUNT_OF:
		write_count(w->j, (const struct count *)at);
		break;
	case FIELD_SPAN:
		record_write_span(w, *(const struct span *)at);
		break;
	case FIELD_OBJECT:
		json_begin_object(w->j);
		record_write(w, f->fields, at);
		json_end_object(w->j);
		break;
	default:
		write_vec(w, f, at);
	}
}

void record_write(const struct record_writer *w, const struct field *fields, const void *record)
{
	for (const struct field *f = fields; f->name; f++)
		if (!field_empty(f, record)) {
			json_key(w->j, f->name);
			write_value(w, f, (const char *)record + f->offset);
		}
}
