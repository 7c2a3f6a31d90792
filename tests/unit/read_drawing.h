/* Reads a drawing back from its characters, as a person does: finds the boxes by their borders and walks from every end of
 * a line along its glyphs to the other. */
#ifndef TROIKA_TESTS_READ_DRAWING_H
#define TROIKA_TESTS_READ_DRAWING_H

#include <string.h>

#include "render/canvas.h"
#include "model/memory.h"

enum { READ_UP = 1, READ_RIGHT = 2, READ_DOWN = 4, READ_LEFT = 8 };

typedef struct ReadBox {
	int x, y, w, h;
	char name[64];          /* the first word inside */
} ReadBox;

typedef struct ReadLine {
	int from, to;           /* boxes; -1: the frame of a zone */
	bool head_from, head_to;
} ReadLine;

typedef struct Reading {
	const Canvas *canvas;
	ReadBox *boxes;         size_t box_count, box_cap;
	ReadLine *lines;        size_t line_count, line_cap;
	int *box_at;            /* by cell: the box, or -1 */
	const char *fault;      /* what cannot be read; NULL: nothing */
	int fault_x, fault_y;
} Reading;

static inline const char *read_glyph(const Reading *reading, int x, int y)
{
	const Cell *cell = canvas_at(reading->canvas, x, y);

	return cell ? cell->bytes : " ";
}

static inline bool read_is(const Reading *reading, int x, int y, const char *glyphs)
{
	const char *glyph = read_glyph(reading, x, y);

	return *glyph && *glyph != ' ' && strstr(glyphs, glyph);
}

static inline unsigned read_arms(const char *glyph)
{
	static const struct { const char *glyph; unsigned arms; } table[] = {
		{"─", READ_LEFT | READ_RIGHT}, {"│", READ_UP | READ_DOWN}, {"┌", READ_RIGHT | READ_DOWN},
		{"┐", READ_LEFT | READ_DOWN}, {"└", READ_UP | READ_RIGHT}, {"┘", READ_UP | READ_LEFT},
		{"┼", READ_UP | READ_RIGHT | READ_DOWN | READ_LEFT},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (!strcmp(glyph, table[i].glyph))
			return table[i].arms;
	return 0;
}

/* Which way an arrowhead points. */
static inline unsigned read_head(const char *glyph)
{
	return !strcmp(glyph, "▲") ? READ_UP : !strcmp(glyph, "►") ? READ_RIGHT :
	       !strcmp(glyph, "▼") ? READ_DOWN : !strcmp(glyph, "◄") ? READ_LEFT : 0;
}

static inline unsigned read_back(unsigned way)
{
	return way < READ_DOWN ? way << 2 : way >> 2;
}

static inline int read_dx(unsigned way)
{
	return way == READ_RIGHT ? 1 : way == READ_LEFT ? -1 : 0;
}

static inline int read_dy(unsigned way)
{
	return way == READ_DOWN ? 1 : way == READ_UP ? -1 : 0;
}

static inline void read_fault(Reading *reading, int x, int y, const char *fault)
{
	if (reading->fault)
		return;
	reading->fault = fault;
	reading->fault_x = x;
	reading->fault_y = y;
}

#define READ_TOP "─═━╌┴╧┷┬╤┯"
#define READ_SIDE "│║┃├╟┣┤╢┫"

static inline void read_name(const Reading *reading, ReadBox *box)
{
	size_t used = 0;

	for (int y = box->y + 1; y < box->y + box->h - 1 && !used; y++)
		for (int x = box->x + 1; x < box->x + box->w - 1; x++) {
			const char *glyph = read_glyph(reading, x, y);

			if (*glyph == ' ' && used)
				break;
			if (*glyph != ' ' && used + strlen(glyph) < sizeof box->name) {
				memcpy(box->name + used, glyph, strlen(glyph) + 1);
				used += strlen(glyph);
			}
		}
}

/* A whole border from the corner at (X, Y) on? */
static inline void read_box(Reading *reading, int x, int y)
{
	ReadBox box = {.x = x, .y = y};
	int right = x + 1, bottom = y + 1;

	while (read_is(reading, right, y, READ_TOP))
		right++;
	while (read_is(reading, x, bottom, READ_SIDE))
		bottom++;
	if (!read_is(reading, right, y, "┐╗┓╮") || !read_is(reading, x, bottom, "└╚┗╰") ||
	    !read_is(reading, right, bottom, "┘╝┛╯") || right - x < 2 || bottom - y < 2)
		return;
	for (int i = x + 1; i < right; i++)
		if (!read_is(reading, i, bottom, READ_TOP))
			return;
	for (int i = y + 1; i < bottom; i++)
		if (!read_is(reading, right, i, READ_SIDE))
			return;
	box.w = right - x + 1;
	box.h = bottom - y + 1;
	read_name(reading, &box);
	if (!*box.name)
		return;         /* a loop of a line looks alike, but for the name */
	for (int j = y; j <= bottom; j++)
		for (int i = x; i <= right; i++)
			reading->box_at[j * reading->canvas->width + i] = (int)reading->box_count;
	MEM_GROW(reading->boxes, reading->box_cap, reading->box_count + 1);
	reading->boxes[reading->box_count++] = box;
}

static inline int read_box_at(const Reading *reading, int x, int y)
{
	return canvas_at(reading->canvas, x, y) ? reading->box_at[y * reading->canvas->width + x] : -1;
}

/* The way a port in the border of a box leads, or 0. */
static inline unsigned read_port(const char *glyph)
{
	static const struct { const char *glyphs; unsigned way; } table[] = {
		{"┴╧┷", READ_UP}, {"├╟┣", READ_RIGHT}, {"┬╤┯", READ_DOWN}, {"┤╢┫", READ_LEFT},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (*glyph && strstr(table[i].glyphs, glyph))
			return table[i].way;
	return 0;
}

/* Along a label in the line, from its first cell; false: it does not end in a line. */
static inline bool read_label(const Reading *reading, int *x, int y, unsigned way)
{
	for (int i = 0; i < 64; i++, *x += read_dx(way)) {
		if (read_arms(read_glyph(reading, *x, y)) & read_back(way))
			return true;
		if (read_head(read_glyph(reading, *x, y)) == way)
			return true;
	}
	return false;
}

/* Follows a line from (X, Y) going WAY to its end, and notes it. FROM is where it began. */
static inline void read_walk(Reading *reading, int from, bool head_from, int x, int y, unsigned way)
{
	for (int steps = 0; steps < 100000; steps++) {
		const char *glyph = read_glyph(reading, x, y);
		unsigned arms = read_arms(glyph), head = read_head(glyph);
		int box = read_box_at(reading, x, y);
		bool port = box >= 0 && read_port(glyph) == read_back(way);

		if (head == way || port || !strcmp(glyph, "●")) {
			ReadLine line = {.from = from, .head_from = head_from, .head_to = head == way};

			if (head == way)
				box = read_box_at(reading, x + read_dx(way), y + read_dy(way));
			line.to = box;
			if (box < 0 && !head && strcmp(glyph, "●"))
				read_fault(reading, x, y, "a line ends at no box");
			MEM_GROW(reading->lines, reading->line_cap, reading->line_count + 1);
			reading->lines[reading->line_count++] = line;
			return;
		}
		if (box >= 0) {
			read_fault(reading, x, y, "a line runs into a box");
			return;
		}
		if (!(arms & read_back(way))) {
			if (!(way & (READ_LEFT | READ_RIGHT)) || arms || !read_label(reading, &x, y, way)) {
				read_fault(reading, x, y, "a line is broken");
				return;
			}
			continue;
		}
		if (!(arms & way))
			way = arms & ~read_back(way);
		x += read_dx(way);
		y += read_dy(way);
	}
	read_fault(reading, x, y, "a line goes round");
}

/* Every arm of every line glyph meets another. */
static inline void read_arms_meet(Reading *reading, int x, int y)
{
	unsigned arms = read_box_at(reading, x, y) >= 0 ? 0 : read_arms(read_glyph(reading, x, y));

	for (unsigned way = READ_UP; way <= READ_LEFT; way <<= 1) {
		int nx = x + read_dx(way), ny = y + read_dy(way);
		const char *next = read_glyph(reading, nx, ny);

		if (!(arms & way) || (read_arms(next) & read_back(way)) || !strcmp(next, "●"))
			continue;
		if (read_head(next) == way || read_head(next) == read_back(way))
			continue;
		if (read_box_at(reading, nx, ny) >= 0 && read_port(next) == read_back(way))
			continue;
		if ((way & (READ_LEFT | READ_RIGHT)) && *next != ' ' && !read_arms(next) && read_box_at(reading, nx, ny) < 0)
			continue;       /* a label */
		read_fault(reading, x, y, "an arm meets nothing");
	}
}

/* All lines that end in a box with a port or a head; each is found from both of its ends. */
static inline void read_drawing(Reading *reading, const Canvas *canvas)
{
	*reading = (Reading){.canvas = canvas};
	reading->box_at = mem_alloc((size_t)canvas->width * (size_t)canvas->height * sizeof(int));
	for (int i = 0; i < canvas->width * canvas->height; i++)
		reading->box_at[i] = -1;
	for (int y = 0; y < canvas->height; y++)
		for (int x = 0; x < canvas->width; x++)
			if (read_is(reading, x, y, "┌╔┏╭") && read_box_at(reading, x, y) < 0)
				read_box(reading, x, y);
	for (int y = 0; y < canvas->height; y++)
		for (int x = 0; x < canvas->width; x++) {
			unsigned way = read_box_at(reading, x, y) >= 0 ? read_port(read_glyph(reading, x, y)) : 0;
			unsigned head = read_head(read_glyph(reading, x, y));

			if (way)
				read_walk(reading, read_box_at(reading, x, y), false, x + read_dx(way), y + read_dy(way), way);
			way = read_back(head);
			if (head)
				read_walk(reading, read_box_at(reading, x + read_dx(head), y + read_dy(head)), true,
				          x + read_dx(way), y + read_dy(way), way);
			read_arms_meet(reading, x, y);
		}
}

static inline void reading_clear(Reading *reading)
{
	free(reading->boxes);
	free(reading->lines);
	free(reading->box_at);
	*reading = (Reading){0};
}

#endif
