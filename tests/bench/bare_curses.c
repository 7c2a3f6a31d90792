/* The bound for frames and keys: a bare ncurses program that fills the screen
 * with boxes and lines in colour, moves a highlight from box to box with any
 * key, and ends with q. */
#include <curses.h>
#include <locale.h>

int main(void)
{
	setlocale(LC_ALL, "");
	if (!newterm(NULL, stdout, stdin))
		return 2;
	start_color();
	use_default_colors();
	for (short pair = 1; pair < 8; pair++)
		init_pair(pair, pair, -1);
	raw();
	noecho();
	for (int row = 0; row < LINES; row++)
		for (int column = 0; column + 12 < COLS; column += 12) {
			attrset(COLOR_PAIR(1 + (row + column) % 7));
			mvaddstr(row, column, row % 4 == 0 ? "┌────────┐" : row % 4 == 2 ? "└────────┘" :
				row % 4 == 1 ? "│ Orders ├─" : "  │");
		}
	refresh();
	for (int here = 0, across = COLS > 12 ? (COLS - 1) / 12 : 1, boxes = across * (LINES / 4 + 1);
	     getch() != 'q'; here = (here + 1) % boxes) {
		mvchgat(here / across * 4 + 1, here % across * 12, 10, A_NORMAL, 1, NULL);
		mvchgat((here + 1) % boxes / across * 4 + 1, (here + 1) % across * 12, 10, A_BOLD | A_REVERSE, 2, NULL);
		refresh();
	}
	endwin();
	return 0;
}
