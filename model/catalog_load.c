/* The end of reading a catalogue: what was read is checked, and becomes a Catalog. */
#include "model/catalog_reader.h"

bool catalog_reader_finish(CatalogReader *r, Catalog *out, Diagnostics *list)
{
	*out = (Catalog){0};
	r->list = list;
	reader_check(r);
	if (r->failed)
		return false;
	reader_freeze(r, out);
	return true;
}
