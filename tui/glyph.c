/* One table: an ASCII character and the glyphs it stands for. */
#include "tui/glyph.h"

#include <string.h>

static const struct {
	char ascii;
	const char *glyphs;             /* UTF-8, a space behind each */
} table[] = {
	{'-', "─ ━ ═ ╌ ╍ ┄ ┅ ┈ ┉ ╴ ╶ – — ‐ ‑ − ¯ "},
	{'|', "│ ┃ ║ ╎ ╏ ┆ ┇ ┊ ┋ ╵ ╷ ¦ "},
	{'+', "┌ ┐ └ ┘ ├ ┤ ┬ ┴ ┼ ┏ ┓ ┗ ┛ ┣ ┫ ┳ ┻ ╋ ╔ ╗ ╚ ╝ ╠ ╣ ╦ ╩ ╬ ╭ ╮ ╯ ╰ ┝ ┠ ┥ ┨ ┯ ┷ ┿ ╂ "},
	{'>', "► ▶ ▸ → » › ⇒ ⏎ "},
	{'<', "◄ ◀ ◂ ← « ‹ ⇐ "},
	{'^', "▲ ▴ ↑ △ ⇑ "},
	{'v', "▼ ▾ ↓ ▽ ⇓ "},
	{'x', "✖ ✗ ✘ × ☒ "},
	{'o', "○ ◯ ● ◦ ◉ "},
	{'*', "• ★ ☆ ✱ ◆ "},
	{'#', "█ ▓ ▒ ▪ ■ ▮ "},
	{'y', "✓ ✔ ☑ "},
	{'=', "⇄ ⇔ ↔ ≡ "},
	{'.', "… · ․ ░ "},
	{'\'', "’ ‘ ′ "},
	{'"', "“ ” „ ″ "},
	{' ', "\xc2\xa0 "},
};

char glyph_ascii(const char *cluster)
{
	size_t length = strlen(cluster);

	if (length == 1 && cluster[0] >= ' ' && cluster[0] < 127)
		return cluster[0];
	for (size_t i = 0; length > 1 && i < sizeof table / sizeof *table; i++) {
		const char *at = strstr(table[i].glyphs, cluster);

		if (at && at[length] == ' ')
			return table[i].ascii;
	}
	return '?';
}
