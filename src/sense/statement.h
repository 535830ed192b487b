/* statement.h - who is reported to have said what, in which words.
 *   reads    words, trees, actors
 *   fills    statements, word_statement, word_cue */
#ifndef TRUCE_SENSE_STATEMENT_H
#define TRUCE_SENSE_STATEMENT_H

#include "sense/record.h"

void statement_run(struct reading *r);

#endif
