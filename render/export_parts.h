/* The functions of the exporters; the table in export.c names them to the world. */
#ifndef TROIKA_RENDER_EXPORT_PARTS_H
#define TROIKA_RENDER_EXPORT_PARTS_H

#include "render/export.h"

bool export_text(const ExportJob *job, Text *out, Error *err);
bool export_ansi(const ExportJob *job, Text *out, Error *err);
bool export_geometry(const ExportJob *job, Text *out, Error *err);
bool export_dot(const ExportJob *job, Text *out, Error *err);
bool export_svg(const ExportJob *job, Text *out, Error *err);
bool export_png(const ExportJob *job, Text *out, Error *err);
bool export_yaml(const ExportJob *job, Text *out, Error *err);
bool export_json(const ExportJob *job, Text *out, Error *err);

#endif
