/* What the reporters share. */
#include <string.h>

#include "render/report.h"

bool report_fails(const Report *report)
{
	for (size_t i = 0; i < report->count; i++)
		for (int severity = 0; severity <= report->gate; severity++)
			if (report->designs[i].findings->by_severity[severity])
				return true;
	return false;
}

ReportPlace report_place(const ReportDesign *design, const Finding *finding)
{
	const Element *element = finding->element;

	if (finding->file)
		return (ReportPlace){finding->file, finding->line > 0 ? finding->line : 1, 1};
	return (ReportPlace){element->file ? element->file : design->file,
	                     element->line > 0 ? element->line : 1, element->column > 0 ? element->column : 1};
}

void report_add_sentences(const Finding *finding, Text *out)
{
	text_add(out, finding->message);
	if (out->length && !strchr(".!?", out->s[out->length - 1]))
		text_add_char(out, '.');
	text_addf(out, " %s", finding_remedy(finding));
}
