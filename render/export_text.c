/* The drawing in characters; folded into pages when it must fit a width. */
#include <string.h>

#include "model/utf8.h"
#include "render/export_parts.h"

bool export_text(const ExportJob *job, Text *out, Error *err)
{
	(void)err;
	scene_add_text(job->scene, out);
	return true;
}
