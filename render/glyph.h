/* Glyphs: which character draws a corner, a line, a frame; Unicode and pure ASCII with the same layout. */
#ifndef TROIKA_RENDER_GLYPH_H
#define TROIKA_RENDER_GLYPH_H

#include "render/scene.h"

enum {                          /* where a line goes from a cell; bits */
	ARM_UP = 1, ARM_RIGHT = 2, ARM_DOWN = 4, ARM_LEFT = 8
};

typedef struct BorderGlyphs {
	const char *across, *down;
	const char *top_left, *top_right, *bottom_left, *bottom_right;
	const char *out_up, *out_right, *out_down, *out_left;   /* a border cell where a link begins */
} BorderGlyphs;

const BorderGlyphs *glyph_border(SceneBorder border, bool ascii);
const BorderGlyphs *glyph_frame(bool ascii);    /* of zones; no out_ */
const char *glyph_line(unsigned arms, bool ascii);
/* The same of a line that a lens draws heavy or dashed; corners and crossings are never dashed, nor crossings heavy. */
const char *glyph_stroke(unsigned arms, LensStroke stroke, bool ascii);
const char *glyph_head(unsigned arm, bool ascii);       /* the arrowhead that points to where ARM says */
const char *glyph_pending(bool ascii);
const char *glyph_dot(bool ascii);      /* where a link leaves the frame of a zone */

#endif
