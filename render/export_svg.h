/* The SVG writer: the scene (export_svg.c) in its frame of title and legend (export_svg_frame.c). */
#ifndef TROIKA_RENDER_EXPORT_SVG_H
#define TROIKA_RENDER_EXPORT_SVG_H

#include "render/export.h"
#include "render/svg.h"

bool export_svg_canvas(const ExportJob *job, Text *out, Error *err);

typedef struct SvgFrame {       /* all lengths in tenths of a pixel */
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

#endif
