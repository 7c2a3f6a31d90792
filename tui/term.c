/* The terminal behind a Canvas.
 *
 * Curses writes and knows terminals; keys are read by tui/input.c from the bytes, because curses
 * hands an unknown sequence on as the characters of commands. What switches modes on is paired
 * with what switches them off in the text that tui/restore.c holds ready. */
#include "config.h"     /* first: it asks the system for wide characters */

#include "tui/term.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "model/utf8.h"
#include "tui/glyph.h"
#include "tui/restore.h"
#include "tui/signals.h"

enum {
	WIDEST = 1024,                  /* columns and rows that are used */
	HIGHEST = 512,
	TERM_NAME_LONGEST = 128,
	WAY_OF_BYTES = 65536            /* colours: beyond that many the number is the colour itself */
};

static const char mouse_on[] = "\033[?1002h\033[?1006h\033[?1004h";
static const char mouse_off[] = "\033[?1004l\033[?1006l\033[?1002l";
static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

static struct {
	SCREEN *screen;         /* NULL: not open */
	Canvas shown;           /* what stands on the screen; owned */
	bool anew;              /* `shown` says nothing: write every cell */
	const Theme *theme;
	attr_t attributes[STYLE_COUNT];
	int pairs[STYLE_COUNT];
	bool colour;            /* it has colours and NO_COLOR does not forbid them */
	bool ascii;
	bool modern;            /* understands modes of xterm: mouse, paste */
	bool mouse;             /* captured now */
	bool cursor;            /* shown now */
	char *notice;           /* owned */
} term;

/* --- what the terminal can ------------------------------------------------------------- */

/* The text of capability NAME; NULL: it has none. */
static const char *capability(const char *name)
{
	const char *text = tigetstr((char *)(uintptr_t)name);

	return text == (char *)-1 ? NULL : text;
}

/* Adds a capability without its delays, which terminals of today do not need. */
static void add_capability(Text *out, const char *name)
{
	const char *text = capability(name);

	for (; text && *text; text++) {
		const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;

		if (end)
			text = end;
		else
			text_add_char(out, *text);
	}
}

typedef enum Knowledge { UNKNOWN, KNOWN, USELESS } Knowledge;

static Knowledge look_up(const char *name)
{
	int status = 0;

	if (!*name || strlen(name) > TERM_NAME_LONGEST || strchr(name, '/'))
		return UNKNOWN;
	if (setupterm((char *)(uintptr_t)name, STDOUT_FILENO, &status) != OK)
		return status == 1 ? USELESS : UNKNOWN;
	return capability("cup") ? KNOWN : USELESS;
}

/* Chooses the name of a terminal that curses knows, $TERM if it can be. NULL: none will do. */
static const char *choose_name(Error *err)
{
	static const char *const others[] = {"xterm-256color", "xterm", "vt100"};
	const char *wanted = getenv("TERM");
	Knowledge known = look_up(wanted ? wanted : "");
	Text notice = {0};

	if (known == KNOWN)
		return wanted;
	if (known == USELESS) {
		error_set(err, "TERM=%s cannot place the cursor: set TERM to what your terminal is, or "
		          "use the verbs (troika --help)", wanted);
		return NULL;
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (look_up(others[i]) == KNOWN) {
			if (wanted && *wanted && strlen(wanted) <= TERM_NAME_LONGEST)
				text_addf(&notice, "TERM=%s is not known here; treated as %s", wanted, others[i]);
			else
				text_addf(&notice, "TERM says nothing; treated as %s", others[i]);
			term.notice = text_take(&notice);
			return others[i];
		}
	error_set(err, "no description of a terminal is installed (terminfo), not even xterm's");
	return NULL;
}

/* --- colours --------------------------------------------------------------------------- */

static int level(int value)             /* of the colour cube: 0, 95, 135, 175, 215, 255 */
{
	return value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;
}

static int distance(int r, int g, int b, int r2, int g2, int b2)
{
	return (r - r2) * (r - r2) + (g - g2) * (g - g2) + (b - b2) * (b - b2);
}

/* The nearest of xterm's 256 colours: the 6×6×6 cube from 16, 24 greys from 232. */
static int nearest_256(int32_t rgb)
{
	int r = rgb >> 16 & 255, g = rgb >> 8 & 255, b = rgb & 255;
	int lr = level(r), lg = level(g), lb = level(b);
	int cube = distance(r, g, b, lr ? 55 + 40 * lr : 0, lg ? 55 + 40 * lg : 0, lb ? 55 + 40 * lb : 0);
	int step = ((r + g + b) / 3 - 3) / 10;
	int grey;

	step = step < 0 ? 0 : step > 23 ? 23 : step;
	grey = 8 + 10 * step;
	if (distance(r, g, b, grey, grey, grey) < cube)
		return 232 + step;
	return 16 + 36 * lr + 6 * lg + lb;
}

/* The number for curses of a colour given both ways. */
static int colour_number(int32_t rgb, int eight)
{
	if (rgb == COLOUR_NONE || COLORS < 256)
		return eight;
	return COLORS > WAY_OF_BYTES ? (int)rgb : nearest_256(rgb);
}

static attr_t attributes_of(unsigned bits)
{
	return (bits & LOOK_BOLD ? A_BOLD : 0) | (bits & LOOK_DIM ? A_DIM : 0) |
	       (bits & LOOK_UNDERLINE ? A_UNDERLINE : 0) | (bits & LOOK_REVERSE ? A_REVERSE : 0);
}

static void prepare_style(Style style)
{
	const CellLook *look = &term.theme->looks[style];
	int fore = colour_number(look->fore, look->fore8), back = colour_number(look->back, look->back8);
	int pair = 0;

	if (term.colour && (fore >= 0 || back >= 0))
		pair = alloc_pair(fore, back);
	term.pairs[style] = pair > 0 ? pair : 0;
	/* without its colours a style needs the attributes that stand for them */
	term.attributes[style] = attributes_of(term.colour && pair >= 0 ? look->attributes : look->plain);
}

void term_set_theme(const char *name)
{
	const Theme *theme = theme_find(name);

	if (!theme)
		theme = &theme_table[0];
	if (theme == term.theme)
		return;
	term.theme = theme;
	for (int style = 0; style < STYLE_COUNT; style++)
		prepare_style((Style)style);
	term.anew = true;
}

static void start_colours(void)
{
	const char *forbidden = getenv("NO_COLOR");

	term.colour = !(forbidden && *forbidden) && has_colors() && start_color() == OK && COLORS >= 8 &&
	              use_default_colors() == OK;
}

/* --- coming and going ------------------------------------------------------------------ */

void term_write(const char *bytes, size_t length)
{
	restore_write(STDOUT_FILENO, bytes, length);
}

static void modes_on(void)
{
	if (!term.modern)
		return;
	term_write(paste_on, sizeof paste_on - 1);
	if (term.mouse)
		term_write(mouse_on, sizeof mouse_on - 1);
}

static void modes_off(void)
{
	if (!term.modern)
		return;
	if (term.mouse)
		term_write(mouse_off, sizeof mouse_off - 1);
	term_write(paste_off, sizeof paste_off - 1);
}

/* What gives the terminal back when curses cannot: everything off, whatever is on. */
static void prepare_restore(void)
{
	Text bytes = {0};

	if (term.modern) {
		text_add(&bytes, mouse_off);
		text_add(&bytes, paste_off);
	}
	add_capability(&bytes, "cnorm");
	add_capability(&bytes, "sgr0");
	add_capability(&bytes, "op");
	text_add(&bytes, "\r");
	add_capability(&bytes, "rmcup");
	restore_arm(text_str(&bytes), bytes.length);
	text_clear(&bytes);
}

/* Asks how wide a line glyph is: "ambiguous" in Unicode, two columns in some East Asian settings.
 * The answer comes among the keys; the first frame does not wait for it. */
static void ask_width(void)
{
	static const char question[] = "\033[2;1H\xe2\x94\x80\033[6n\033[2;1H\033[K\033[H";

	if (!term.ascii && term.modern && capability("u7") && LINES > 1)
		term_write(question, sizeof question - 1);
}

/* Ctrl-\ stays a signal: it ends even an editor that does not read keys any more. */
static void keep_abort_key(void)
{
	struct termios modes;

	if (tcgetattr(STDIN_FILENO, &modes) < 0)
		return;
	modes.c_lflag |= ISIG | NOFLSH;
	modes.c_cc[VINTR] = modes.c_cc[VSUSP] = _POSIX_VDISABLE;
	modes.c_cc[VQUIT] = '\\' & 31;
#ifdef VDSUSP
	modes.c_cc[VDSUSP] = _POSIX_VDISABLE;
#endif
	tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}

static void set_input_modes(void)
{
	raw();                          /* Ctrl-S and Ctrl-C are keys */
	noecho();
	nonl();
	typeahead(-1);                  /* a frame is never broken off */
	keep_abort_key();
}

static void measure(int *width, int *height)
{
	struct winsize size = {0};

	*width = 80;
	*height = 24;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
		*width = size.ws_col < WIDEST ? size.ws_col : WIDEST;
		*height = size.ws_row < HIGHEST ? size.ws_row : HIGHEST;
	}
}

bool term_measure(int *width, int *height)
{
	measure(width, height);
	if (!term.screen || (*width == COLS && *height == LINES))
		return false;
	resizeterm(*height, *width);
	term.anew = true;
	return true;
}

/* Starts curses with the size that we measured, whatever LINES and COLUMNS say. */
static SCREEN *start_curses(const char *name)
{
	char number[16];
	SCREEN *screen;
	int width, height;

	measure(&width, &height);
	snprintf(number, sizeof number, "%d", width);
	setenv("COLUMNS", number, 1);
	snprintf(number, sizeof number, "%d", height);
	setenv("LINES", number, 1);
	screen = newterm((char *)(uintptr_t)name, stdout, stdin);
	unsetenv("COLUMNS");
	unsetenv("LINES");
	return screen;
}

static bool is_utf8(void)
{
	setlocale(LC_CTYPE, "");
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool term_open(const TermOptions *options, Error *err)
{
	const char *name;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return error_set(err, "the editor needs a terminal for input and output; the verbs do not "
		                 "(troika --help)");
	term.ascii = !is_utf8() || options->ascii;
	name = choose_name(err);
	if (!name)
		return false;
	restore_remember(STDOUT_FILENO);
	term.modern = capability("kmous") != NULL;
	term.mouse = !options->mouse_off;
	prepare_restore();              /* the next call may write */
	term.screen = start_curses(name);
	if (!term.screen) {
		restore_disarm();
		return error_set(err, "the terminal %s cannot be used", name);
	}
	set_input_modes();
	start_colours();
	term_set_theme(options->theme);
	curs_set(0);
	refresh();
	ask_width();
	modes_on();
	term.anew = true;
	return true;
}

void term_close(void)
{
	if (!term.screen)
		return;
	modes_off();
	endwin();
	delscreen(term.screen);
	restore_modes();                /* those of before, whatever curses thought they were */
	restore_disarm();
	canvas_clear(&term.shown);
	free(term.notice);
	memset(&term, 0, sizeof term);
}

void term_resume(void)
{
	int width, height;

	if (!term.screen)
		return;
	if (!isendwin())                /* stopped without a word: curses believes it is still there */
		endwin();
	prepare_restore();
	reset_prog_mode();
	set_input_modes();
	term_measure(&width, &height);
	term_repaint();
	refresh();
	modes_on();
}

void term_suspend(void)
{
	if (!term.screen)
		return;
	modes_off();
	endwin();
	restore_modes();
	restore_disarm();
	signals_stop();
	term_resume();
}

void term_set_mouse(bool on)
{
	if (on == term.mouse)
		return;
	term.mouse = on;
	if (term.modern)
		term_write(on ? mouse_on : mouse_off, on ? sizeof mouse_on - 1 : sizeof mouse_off - 1);
}

const char *term_notice(void)
{
	return term.notice;
}

bool term_is_ascii(void)
{
	return term.ascii;
}

void term_use_ascii(void)
{
	if (term.ascii)
		return;
	term.ascii = true;
	term_repaint();
}

void term_repaint(void)
{
	term.anew = true;
	clearok(curscr, TRUE);
}

/* --- frames ---------------------------------------------------------------------------- */

/* The wide characters of a cell. False: this C library counts other columns than the Canvas, or
 * there are more characters than curses takes. */
static bool wide_characters(const Cell *cell, wchar_t out[CCHARW_MAX + 1])
{
	size_t length = strlen(cell->bytes), at = 0;
	int count = 0;

	while (at < length) {
		uint32_t character;
		size_t taken = utf8_decode(cell->bytes + at, length - at, &character);
		int width = taken ? wcwidth((wchar_t)character) : -1;

		if (count == CCHARW_MAX || width != (count ? 0 : cell->width))
			return false;
		out[count++] = (wchar_t)character;
		at += taken;
	}
	out[count] = L'\0';
	return count > 0;
}

static void draw_cell(int x, int y, const Cell *cell)
{
	wchar_t text[CCHARW_MAX + 1] = {0};
	cchar_t glyph;
	Style style = cell->style < STYLE_COUNT ? (Style)cell->style : STYLE_NORMAL;
	int pair = term.pairs[style];
	bool plain = cell->bytes[0] > 0 && !cell->bytes[1];

	if (plain)
		text[0] = (wchar_t)cell->bytes[0];
	else if (term.ascii)
		text[0] = (wchar_t)glyph_ascii(cell->bytes);
	else if (!wide_characters(cell, text))
		wcscpy(text, L"?");
	setcchar(&glyph, text, term.attributes[style], 0, &pair);
	mvadd_wch(y, x, &glyph);
	if (cell->width == 2 && wcwidth(text[0]) == 1) {
		wcscpy(text, L" ");
		setcchar(&glyph, text, term.attributes[style], 0, &pair);
		mvadd_wch(y, x + 1, &glyph);
	}
}

static bool row_same(const Canvas *canvas, int y)
{
	size_t at = (size_t)y * (size_t)canvas->width;

	return memcmp(canvas->cells + at, term.shown.cells + at,
	              (size_t)canvas->width * sizeof *canvas->cells) == 0;
}

/* Draws a row from its left end: a wide character must not be cut by what stood there. */
static void draw_row(const Canvas *canvas, int y)
{
	int width = canvas->width < COLS ? canvas->width : COLS;

	for (int x = 0; x < width; x++) {
		const Cell *cell = &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];

		if (cell->width)
			draw_cell(x, y, cell);
	}
}

static bool place_cursor(const Canvas *canvas)
{
	bool wanted = canvas->cursor_x >= 0 && canvas->cursor_x < COLS && canvas->cursor_y >= 0 &&
	              canvas->cursor_y < LINES;
	bool changed = wanted != term.cursor;

	if (changed)
		curs_set(wanted);
	term.cursor = wanted;
	if (wanted) {
		changed = changed || term.shown.cursor_x != canvas->cursor_x ||
		          term.shown.cursor_y != canvas->cursor_y;
		move(canvas->cursor_y, canvas->cursor_x);
	}
	return changed;
}

static void keep_shown(const Canvas *canvas)
{
	if (term.shown.width != canvas->width || term.shown.height != canvas->height) {
		canvas_clear(&term.shown);
		if (!canvas_init(&term.shown, canvas->width, canvas->height))
			return;
	}
	memcpy(term.shown.cells, canvas->cells,
	       (size_t)canvas->width * (size_t)canvas->height * sizeof *canvas->cells);
	term.shown.cursor_x = canvas->cursor_x;
	term.shown.cursor_y = canvas->cursor_y;
}

void term_draw(const Canvas *canvas)
{
	int height = canvas->height < LINES ? canvas->height : LINES;
	bool changed = term.anew || canvas->width != term.shown.width || canvas->height != term.shown.height;
	bool all = changed;

	if (!term.screen || !canvas->cells)
		return;
	for (int y = 0; y < height; y++)
		if (all || !row_same(canvas, y)) {
			draw_row(canvas, y);
			changed = true;
		}
	if (place_cursor(canvas) || changed)
		refresh();
	keep_shown(canvas);
	term.anew = false;
}
