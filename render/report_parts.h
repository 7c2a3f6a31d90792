/* The functions of the reporters; the table in report.c names them to the world. */
#ifndef TROIKA_RENDER_REPORT_PARTS_H
#define TROIKA_RENDER_REPORT_PARTS_H

#include "render/report.h"

void report_json(const Report *report, Text *out);
void report_sarif(const Report *report, Text *out);
void report_junit(const Report *report, Text *out);
void report_csv(const Report *report, Text *out);
void report_markdown(const Report *report, Text *out);
void report_github(const Report *report, Text *out);

#endif
