#include "input/reader.h"

bool reader_html(struct arena *a, const struct inputlex *x, struct str bytes, struct report *r, struct held *h, struct err *err)
{
	(void)a, (void)x, (void)bytes, (void)r, (void)h;
	return err_set(err, ERR_INPUT, "HTML is not read yet");
}
