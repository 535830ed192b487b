/* say_part.h - what the sentences of all kinds of records are made of; private to say*.c. */
#ifndef TRUCE_VIEW_SAY_PART_H
#define TRUCE_VIEW_SAY_PART_H

#include "view/say.h"

void say_end(const struct say *s);                         /* the full stop, unless the words end in one, and the mark */
void say_sentence(const struct say *s, const char *words); /* the words and their end */
void say_capital(const struct say *s, size_t from);        /* at the start of a sentence that begins at byte `from` */
void say_and(const struct say *s, size_t i, size_t n);     /* “, ” or “ and ” before the i-th of n */
void say_when(const struct say *s, struct str iso);        /* “ on Sunday, 23 March 2025”, “ in March 2025” */
void say_at(const struct say *s, const char *before, ref place);
void say_speakers(const struct say *s, const refs *actors);
void say_according(const struct say *s, const refs *said_by); /* “, according to …”; nothing where nobody is named */
void say_quote(const struct say *s, struct str words);
void say_quotes(const struct say *s, const struct str *words, size_t n);
void say_values(const struct say *s, const uint8_t *v, size_t n, const char *(*word)(int));
ref say_state_of(const struct ledger *l, ref actor);       /* the state that someone belongs to, by way of bodies; NO_REF */

/* Who only had a part in it: “ Arnor mediated.” */
void say_side_roles(const struct say *s, const refs *who, const char *one, const char *many);

void say_talk(const struct say *s, const struct talk *t);
void say_proposal(const struct say *s, const struct proposal *p);
void say_agreement(const struct say *s, const struct agreement *g);
void say_incident(const struct say *s, const struct incident *in);

#endif
