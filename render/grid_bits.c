/* Bit sets of 64 cells a word: one bit a cell, rows and columns each in one piece. */
#include "render/grid_bits.h"

static uint64_t mask_between(int low, int high)
{
	return (~UINT64_C(0) >> (63 - (high - low))) << low;
}

static bool any_bit(const uint64_t *words, int from, int until)
{
	int first = from / 64, last = until / 64;

	if (first == last)
		return (words[first] & mask_between(from % 64, until % 64)) != 0;
	if (words[first] & mask_between(from % 64, 63))
		return true;
	for (int i = first + 1; i < last; i++)
		if (words[i])
			return true;
	return (words[last] & mask_between(0, until % 64)) != 0;
}

static int count_bits(const uint64_t *words, int from, int until)
{
	int first = from / 64, last = until / 64, count;

	if (first == last)
		return __builtin_popcountll(words[first] & mask_between(from % 64, until % 64));
	count = __builtin_popcountll(words[first] & mask_between(from % 64, 63)) +
	        __builtin_popcountll(words[last] & mask_between(0, until % 64));
	for (int i = first + 1; i < last; i++)
		count += __builtin_popcountll(words[i]);
	return count;
}

static const uint64_t *row(const Grid *grid, const uint64_t *bits, int y)
{
	return bits + (size_t)(y - grid->top) * (size_t)grid->row_words;
}

static const uint64_t *column(const Grid *grid, const uint64_t *bits, int x)
{
	return bits + (size_t)(x - grid->left) * (size_t)grid->column_words;
}

static void in_order(int *a, int *b)
{
	int swap = *a;

	if (*a > *b) {
		*a = *b;
		*b = swap;
	}
}

bool row_is_closed(const Grid *grid, int y, int x0, int x1)
{
	in_order(&x0, &x1);
	return any_bit(row(grid, grid->closed_across, y), x0 - grid->left, x1 - grid->left);
}

int row_crossings(const Grid *grid, int y, int x0, int x1)
{
	in_order(&x0, &x1);
	return count_bits(row(grid, grid->crossed_across, y), x0 - grid->left, x1 - grid->left);
}

bool column_is_closed(const Grid *grid, int x, int y0, int y1)
{
	in_order(&y0, &y1);
	return any_bit(column(grid, grid->closed_down, x), y0 - grid->top, y1 - grid->top);
}

int column_crossings(const Grid *grid, int x, int y0, int y1)
{
	in_order(&y0, &y1);
	return count_bits(column(grid, grid->crossed_down, x), y0 - grid->top, y1 - grid->top);
}

int row_near(const Grid *grid, int y, int x0, int x1)
{
	in_order(&x0, &x1);
	return count_bits(row(grid, grid->near_across, y), x0 - grid->left, x1 - grid->left);
}

int column_near(const Grid *grid, int x, int y0, int y1)
{
	in_order(&y0, &y1);
	return count_bits(column(grid, grid->near_down, x), y0 - grid->top, y1 - grid->top);
}

int row_reach(const Grid *grid, int y, int x, int limit)
{
	const uint64_t *words = row(grid, grid->closed_across, y);
	int at = x - grid->left, end = limit - grid->left;

	while (at < end) {
		uint64_t word = words[(at + 1) / 64] >> ((at + 1) % 64);
		int jump = word ? __builtin_ctzll(word) : 64 - (at + 1) % 64;

		at = at + jump < end ? at + jump : end;
		if (word)
			break;
	}
	while (at > end) {
		uint64_t word = words[(at - 1) / 64] << (63 - (at - 1) % 64);
		int jump = word ? __builtin_clzll(word) : (at - 1) % 64 + 1;

		at = at - jump > end ? at - jump : end;
		if (word)
			break;
	}
	return at + grid->left;
}
