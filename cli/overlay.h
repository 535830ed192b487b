/* overlay.h - a copy of a data folder in which one file is another, for tests of the loaders. The copy is a temporary
 * folder of links, so it costs nothing. */
#ifndef TRUCE_CLI_OVERLAY_H
#define TRUCE_CLI_OVERLAY_H

#include "base/err.h"
#include "base/str.h"

#define OVERLAY_PATH_MAX 4096

/* Makes the folder and writes its path to `out`; `file` is relative to dir and lies at most one folder below it. */
bool overlay_make(const char *dir, struct str file, struct str content, char out[OVERLAY_PATH_MAX], struct err *err);
void overlay_remove(const char *path);

#endif
