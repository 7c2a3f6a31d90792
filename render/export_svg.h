/* The SVG writer: the scene (export_svg.c) in its frame of title and legend (export_svg_frame.c). */
#ifndef TROIKA_RENDER_EXPORT_SVG_H
#define TROIKA_RENDER_EXPORT_SVG_H

#include "render/export.h"
#include "render/look.h"

bool export_svg_canvas(const ExportJob *job, Text *out, Error *err);

/* All lengths are tenths of a pixel. */
typedef struct SvgFrame {
	const ExportJob *job;
	int margin;
	int scene_width, scene_height;
	int scene_x, scene_y;           /* where the scene begins */
	int legend_y;                   /* where the legend begins */
	int width, height;              /* of the whole */
} SvgFrame;

void svg_frame_measure(SvgFrame *frame);        /* fills what stands below scene_height */
void svg_frame_open(const SvgFrame *frame, Text *out);
void svg_frame_close(const SvgFrame *frame, Text *out);

void svg_number(Text *out, int tenths);
void svg_attribute(Text *out, const char *name, int tenths);
int svg_text_width(int font, int cells);
/* A line of text whose middle is at height Y; MORE are further attributes, with a space before each. */
void svg_text(Text *out, int x, int y, int font, const char *more, const char *s);
void svg_rectangle(Text *out, int x, int y, int w, int h, int radius, const char *more);
void svg_swatch(Text *out, const Look *look, int x, int y, int w, int h);

#endif
