/* Large letters. */
#include "tui/banner.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

enum { LETTER_CELLS = 4, PIXEL_ROWS = 5, PIXELS = 3 };

/* Five octal digits a letter, one a row from above, a bit a pixel. */
static const struct { char letter; unsigned short rows; } font[] = {
	{' ', 000000}, {'A', 025755}, {'B', 065656}, {'C', 034443}, {'D', 065556}, {'E', 074647}, {'F', 074644},
	{'G', 034553}, {'H', 055755}, {'I', 072227}, {'J', 011152}, {'K', 055655}, {'L', 044447}, {'M', 057755},
	{'N', 065555}, {'O', 075557}, {'P', 065644}, {'Q', 025563}, {'R', 065655}, {'S', 034216}, {'T', 072222},
	{'U', 055557}, {'V', 055552}, {'W', 055775}, {'X', 055255}, {'Y', 055222}, {'Z', 071247}, {'0', 025552},
	{'1', 026227}, {'2', 061247}, {'3', 061216}, {'4', 055711}, {'5', 074616}, {'6', 034757}, {'7', 071222},
	{'8', 075757}, {'9', 075716}, {'.', 000002}, {',', 000024}, {'-', 000700}, {':', 002020}, {'/', 011244},
	{'&', 025253}, {'(', 012221}, {')', 042224}, {'+', 002720}, {'!', 022202}, {'?', 061202}, {'\'', 022000},
};

static int find(char c)
{
	for (size_t i = 0; i < sizeof font / sizeof *font; i++)
		if (font[i].letter == toupper((unsigned char)c))
			return (int)i;
	return -1;
}

int banner_width(const char *text)
{
	int width = 0;

	for (; *text; text++, width += LETTER_CELLS)
		if (find(*text) < 0)
			return 0;
	return width ? width - 1 : 0;
}

static bool pixel(unsigned rows, int x, int y)
{
	return y < PIXEL_ROWS && rows >> (3 * (PIXEL_ROWS - 1 - y) + (PIXELS - 1 - x)) & 1;
}

void banner_draw(Canvas *canvas, int x, int y, Style style, const char *text)
{
	static const char *const blocks[] = {NULL, "▀", "▄", "█"};

	for (; *text; text++, x += LETTER_CELLS) {
		int i = find(*text);

		for (int cell = 0; i >= 0 && cell < BANNER_ROWS * PIXELS; cell++) {
			int px = cell % PIXELS, row = cell / PIXELS;
			int block = pixel(font[i].rows, px, 2 * row) + 2 * pixel(font[i].rows, px, 2 * row + 1);

			if (blocks[block])
				canvas_put(canvas, x + px, y + row, style, blocks[block]);
		}
	}
}
