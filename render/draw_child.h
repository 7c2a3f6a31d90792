/* The contained helper program troika-draw: Graphviz layouts and PNG.
 *
 * It is found beside the program in a build tree, else in libexec; TROIKA_DRAW names another.
 * It runs with limits (memory, CPU, deadline, no network, no files); what it answers is
 * untrusted input and is checked. A crash or a hang costs a message. */
#ifndef TROIKA_RENDER_DRAW_CHILD_H
#define TROIKA_RENDER_DRAW_CHILD_H

#include "model/text.h"

/* Runs the helper on INPUT: FORMAT "svg" or "plain" draws DOT with LAYOUT (dot, fdp, neato, sfdp), "png"
 * (LAYOUT NULL) makes a picture of SVG. OUT gets the answer. Blocks until it is there, or the deadline
 * has passed. */
bool draw_child_run(const char *format, const char *layout, const Text *input, Text *out, Error *err);

/* The same in steps, for a program that does other things meanwhile. */
typedef struct DrawChild DrawChild;
typedef enum DrawState { DRAW_RUNNING, DRAW_DONE, DRAW_FAILED } DrawState;

/* NULL: the error says why it could not be started. INPUT is copied. */
DrawChild *draw_child_start(const char *format, const char *layout, const Text *input, Error *err);
/* Goes on for at most MILLISECONDS (-1: to the end). On DRAW_DONE OUT has the answer. */
DrawState draw_child_step(DrawChild *child, int milliseconds, Text *out, Error *err);
void draw_child_end(DrawChild *child);          /* kills what still runs; NULL will do */

/* How long a picture may take from now on; a minute unless told. */
void draw_child_set_deadline(int milliseconds);

/* Adds where the helper is and what contains it, for `--version --verbose`. */
void draw_child_describe(Text *out);

#endif
