#include "input/reader.h"

#include <json-c/json.h>
#include <libxml/tree.h>

void reader_drop(struct held *h)
{
	if (h->tokener)
		json_tokener_free(h->tokener);
	if (h->object)
		json_object_put(h->object);
	if (h->page)
		xmlFreeDoc(h->page);
	*h = (struct held){0};
}
