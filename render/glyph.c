/* Glyph tables. Frames of zones are of another family than links, so that nobody takes one for the other. */
#include "render/glyph.h"

static const BorderGlyphs borders[] = {
	[BORDER_SINGLE] = {"─", "│", "┌", "┐", "└", "┘", "┴", "├", "┬", "┤"},
	[BORDER_DOUBLE] = {"═", "║", "╔", "╗", "╚", "╝", "╧", "╟", "╤", "╢"},
	[BORDER_HEAVY] = {"━", "┃", "┏", "┓", "┗", "┛", "┷", "┣", "┯", "┫"},
	[BORDER_DASHED] = {"╌", "│", "┌", "┐", "└", "┘", "┴", "├", "┬", "┤"},
	[BORDER_ROUND] = {"─", "│", "╭", "╮", "╰", "╯", "┴", "├", "┬", "┤"},
};

static const BorderGlyphs ascii_border = {"-", "|", "+", "+", "+", "+", "-", "|", "-", "|"};

static const BorderGlyphs frame = {"┄", "┊", "╭", "╮", "╰", "╯", "", "", "", ""};
static const BorderGlyphs ascii_frame = {".", ":", ".", ".", ":", ":", "", "", "", ""};

static const char *const lines[16] = {
	[0] = " ",
	[ARM_UP] = "╵", [ARM_RIGHT] = "╶", [ARM_DOWN] = "╷", [ARM_LEFT] = "╴",
	[ARM_UP | ARM_DOWN] = "│", [ARM_LEFT | ARM_RIGHT] = "─",
	[ARM_UP | ARM_RIGHT] = "└", [ARM_UP | ARM_LEFT] = "┘",
	[ARM_DOWN | ARM_RIGHT] = "┌", [ARM_DOWN | ARM_LEFT] = "┐",
	[ARM_UP | ARM_DOWN | ARM_RIGHT] = "├", [ARM_UP | ARM_DOWN | ARM_LEFT] = "┤",
	[ARM_LEFT | ARM_RIGHT | ARM_DOWN] = "┬", [ARM_LEFT | ARM_RIGHT | ARM_UP] = "┴",
	[ARM_UP | ARM_RIGHT | ARM_DOWN | ARM_LEFT] = "┼",
};

/* In ASCII a crossing is drawn as its vertical line, between the dashes of the other: -|- */
static const char *const ascii_lines[16] = {
	[0] = " ",
	[ARM_UP] = "|", [ARM_RIGHT] = "-", [ARM_DOWN] = "|", [ARM_LEFT] = "-",
	[ARM_UP | ARM_DOWN] = "|", [ARM_LEFT | ARM_RIGHT] = "-",
	[ARM_UP | ARM_RIGHT] = "+", [ARM_UP | ARM_LEFT] = "+",
	[ARM_DOWN | ARM_RIGHT] = "+", [ARM_DOWN | ARM_LEFT] = "+",
	[ARM_UP | ARM_DOWN | ARM_RIGHT] = "|", [ARM_UP | ARM_DOWN | ARM_LEFT] = "|",
	[ARM_LEFT | ARM_RIGHT | ARM_DOWN] = "-", [ARM_LEFT | ARM_RIGHT | ARM_UP] = "-",
	[ARM_UP | ARM_RIGHT | ARM_DOWN | ARM_LEFT] = "|",
};

const BorderGlyphs *glyph_border(SceneBorder border, bool ascii)
{
	return ascii ? &ascii_border : &borders[border];
}

const BorderGlyphs *glyph_frame(bool ascii)
{
	return ascii ? &ascii_frame : &frame;
}

const char *glyph_line(unsigned arms, bool ascii)
{
	return ascii ? ascii_lines[arms & 15] : lines[arms & 15];
}

static const char *const heavy_lines[16] = {
	[ARM_UP | ARM_DOWN] = "┃", [ARM_LEFT | ARM_RIGHT] = "━",
	[ARM_UP | ARM_RIGHT] = "┗", [ARM_UP | ARM_LEFT] = "┛",
	[ARM_DOWN | ARM_RIGHT] = "┏", [ARM_DOWN | ARM_LEFT] = "┓",
};
static const char *const ascii_heavy_lines[16] = {[ARM_UP | ARM_DOWN] = "#", [ARM_LEFT | ARM_RIGHT] = "="};
static const char *const dashed_lines[16] = {[ARM_UP | ARM_DOWN] = "╎", [ARM_LEFT | ARM_RIGHT] = "╌"};
static const char *const ascii_dashed_lines[16] = {[ARM_UP | ARM_DOWN] = ";", [ARM_LEFT | ARM_RIGHT] = "~"};

const char *glyph_stroke(unsigned arms, LensStroke stroke, bool ascii)
{
	const char *const *strokes = stroke == STROKE_HEAVY ? (ascii ? ascii_heavy_lines : heavy_lines) :
	                             (ascii ? ascii_dashed_lines : dashed_lines);

	return stroke != STROKE_PLAIN && strokes[arms & 15] ? strokes[arms & 15] : glyph_line(arms, ascii);
}

const char *glyph_head(unsigned arm, bool ascii)
{
	switch (arm) {
	case ARM_UP:
		return ascii ? "^" : "▲";
	case ARM_DOWN:
		return ascii ? "v" : "▼";
	case ARM_LEFT:
		return ascii ? "<" : "◄";
	default:
		return ascii ? ">" : "►";
	}
}

const char *glyph_pending(bool ascii)
{
	return ascii ? "'" : "·";
}

const char *glyph_dot(bool ascii)
{
	return ascii ? "o" : "●";
}
