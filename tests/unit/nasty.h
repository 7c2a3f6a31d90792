/* Labels that have broken somebody's exporter. */
#ifndef TROIKA_TESTS_NASTY_H
#define TROIKA_TESTS_NASTY_H

#include <stddef.h>

/* Those a design file may hold. */
static const char *const nasty_labels[] = {
	"Order (new) [v2] {x}", "say \"hi\"", "a|b", "<b>bold</b> & co", "#1 issue", "end", "1. first", "- dash",
	"`ticks`", "C:\\path", "100% #quot; x", "semi;colon", "@{ shape }", "日本 ☁️", "%% comment", "$x ${y}",
	"\\N", "\\G \\l \\r", "trailing \\", "\\\"", "&#27;[31m", "&lt;b&gt; &amp;amp;", "&nbsp;", "\"];x[label=\"",
	"</text><script>alert(1)</script>", "]]>", "<!--", "--><x>", "javascript:alert(1)", "=cmd|'/c calc'!A0",
	"+1", "@SUM(A1)", "| col |", "[x](http://e)", "@enduml", "%%{init:{}}%%", "$(id)", "::error::x", "##[group]y",
	"node", "subgraph", "graph", "strict", "->", "a -> b", "<table>", "<", ">", "'", "''", "\"", "a,b", "a\\nb",
	"{a|b}", "x\\", "e\u0301\u0301\u0301\u0301\u0301\u0301", "👩‍👩‍👧‍👦", "ｆｕｌｌ", "العربية", "%s%n%d", "null", "~", "0o14",
	"12:30", "no", "1e309", "*alias", "&anchor", "!tag", "? key", ": value", "- - -", "key: value", "# no comment",
	"{{ template }}", "<%= erb %>", "<?xml?>", "&", "a & b", "a &b; c", "\\u0041", "%41", "../../etc/passwd", "-rf",
};

/* Those that only a fault of ours could let in; exporters must bear them all the same. */
static const char *const forbidden_labels[] = {
	"a\nb", "a\rb", "a\tb", "\x1b[31mred", "\x1b]0;title\x07", "\x7f", "\xc2\x9b" "31m", "\xe2\x80\xae" "evil",
	"\xff\xfe", "\xc0\xaf", "\xed\xa0\x80", "\xef\xbf\xbe", "\xe2\x80\xa8", "a\xf0\x9f", "\xef\xbb\xbf" "bom",
};

enum {
	NASTY_COUNT = sizeof nasty_labels / sizeof *nasty_labels,
	FORBIDDEN_COUNT = sizeof forbidden_labels / sizeof *forbidden_labels
};

#endif
