/* atom.h - words cut finer than syntax needs: "mid-November", "03/23/2025", "7pm", "1970s" in their parts, so that
 * numbers and dates are read the same way however the tokeniser has cut them. */
#ifndef TRUCE_SENSE_ATOM_H
#define TRUCE_SENSE_ATOM_H

#include "sense/record.h"

enum atom_kind { ATOM_WORD, ATOM_DIGITS, ATOM_NTH /* 20th */, ATOM_DECADE /* 1970s */, ATOM_SIGN };

struct atom {
	uint32_t start, end; /* bytes of doc->text */
	uint32_t word;       /* index into doc->words */
	uint8_t kind;        /* enum atom_kind */
	uint8_t digits;      /* how many before a decimal point; 0 where commas part thousands */
	double value;        /* of digits */
};

/* Atoms in a row with their symbols beside them (lower case, without periods: "p.m." is pm, a dash of any kind is "-"). */
struct atoms {
	VEC(struct atom) list;
	VEC(sym) syms;
};

/* Appends the atoms of words [first, last). */
void atoms_add(struct atoms *atoms, const struct reading *r, uint32_t first, uint32_t last);

#endif
