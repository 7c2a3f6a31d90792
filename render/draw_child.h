/* The contained helper program troika-draw: Graphviz layouts and PNG.
 *
 * It is found beside the program in a build tree, else in libexec; TROIKA_DRAW names another.
 * It runs with limits (memory, CPU, deadline, no network, no files); what it answers is
 * untrusted input. A crash or a hang costs a message. */
#ifndef TROIKA_RENDER_DRAW_CHILD_H
#define TROIKA_RENDER_DRAW_CHILD_H

#include "model/text.h"

/* Runs `troika-draw FORMAT [LAYOUT]` on INPUT (DOT or SVG): svg, png, plain. */
bool draw_child_run(const char *format, const char *layout, const Text *input, Text *out, Error *err);

#endif
