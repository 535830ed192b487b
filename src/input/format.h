/* format.h - which format a file has: by its name, else by its first bytes. */
#ifndef TRUCE_INPUT_FORMAT_H
#define TRUCE_INPUT_FORMAT_H

#include "input/input.h"

/* By the ending, before .gz or .zst where there is one; INPUT_AUTO where it says nothing. */
enum input_format format_of_name(struct str name);

/* By the first bytes, of which it needs no more than a kilobyte; text where nothing else fits. */
enum input_format format_of_bytes(struct str head);

#endif
