/* err.h - one error: a code, where it happened, a message that can be printed as it is.
 * Errors stick: err_set on an error that is already set keeps the first one. */
#ifndef TRUCE_BASE_ERR_H
#define TRUCE_BASE_ERR_H

#include <stdbool.h>

#define ERR_MESSAGE_MAX 512

enum err_code {
	ERR_NONE = 0,
	ERR_INPUT,   /* the input is not what it claims to be; exit code 1 */
	ERR_USAGE,   /* called wrongly; exit code 2 */
	ERR_SYSTEM,  /* disk, network, database; exit code 3 */
	ERR_MEMORY,  /* out of memory or over a named limit; exit code 3 */
	ERR_DATA,    /* a data file or model of truce itself is broken; exit code 3 */
};

struct err {
	enum err_code code;
	char message[ERR_MESSAGE_MAX];
};

/* Sets the error if none is set yet; returns false, so that `return err_set(…)` reads well. */
bool err_set(struct err *e, enum err_code code, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
