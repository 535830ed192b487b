#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

bool err_set(struct err *e, enum err_code code, const char *format, ...)
{
	if (!e || e->code != ERR_NONE)
		return false;
	e->code = code;
	va_list ap;
	va_start(ap, format);
	vsnprintf(e->message, sizeof e->message, format, ap);
	va_end(ap);
	return false;
}
