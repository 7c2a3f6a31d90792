/* The bound for the first frame: a bare ncurses program that fills the screen
 * with boxes and lines in colour, waits for a key and ends. */
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
	getch();
	endwin();
	return 0;
}
