/* The one command table. Its order is the order of the hint line and of the help. */
#include "tui/command_table.h"

#include "tui/commands.h"

#define SEL STATE_SELECT
#define PLACE STATE_PLACE
#define MOVE STATE_MOVE
#define TARGET STATE_TARGET
#define PANEL STATE_PANEL
#define SHEET STATE_SHEET
#define PICK STATE_PICKER
#define FIELD STATE_FIELD
#define CANVAS (SEL | PLACE | MOVE | TARGET)    /* the drawing is in sight and has the keys */
#define OUTSIDE (SEL | PANEL | SHEET)           /* no tool is at work, no text is typed */
#define LIST (PICK | SHEET | PANEL)

#define GROUP_EVERYWHERE "Everywhere"
#define GROUP_SELECT "Select and go"
#define GROUP_CHANGE "Change the design"
#define GROUP_LINK "Links"
#define GROUP_JUDGE "Findings and cost"
#define GROUP_VIEW "View"
#define GROUP_TOOL "Place, move, choose"
#define GROUP_LIST "Lists and forms"
#define GROUP_FILE "File"

const Command command_table[] = {
	/* name, word, keys, synonyms, group, states, needs, sentence, hint, preset, argument, why_not, run */
	{"help", "help", "? <F1>", "keys manual what can i do", GROUP_EVERYWHERE, STATE_ANY, 0,
	 "shows the keys of this state; again: all keys", "help", NULL, "", NULL, run_help},
	{"commands", "commands", ": <C-p>", "palette prompt menu", GROUP_EVERYWHERE, STATE_ANY, 0,
	 "finds every command, and runs lines of the edit language", "cmds", NULL, "", NULL, run_palette},

	/* tools: their own keys are the first hints while they are at work */
	{"put it down", "place", "<Enter>", "drop here", GROUP_TOOL, PLACE, 0,
	 "places the component here", "place", "once", "", NULL, run_place_drop},
	{"put it down, place another", "place-stay", "<Space>", "several", GROUP_TOOL, PLACE, 0,
	 "places it and keeps another in hand", "place, stay", "stay", "", NULL, run_place_drop},
	{"put it down, connect it", "place-connect", "c", "link", GROUP_TOOL, PLACE, 0,
	 "places it and asks what to connect it to", "place, connect", "connect", "", NULL, run_place_drop},
	{"drop here", "drop", "<Enter>", "", GROUP_TOOL, MOVE, 0,
	 "puts the boxes down where they are", "drop", NULL, "", NULL, run_move_drop},
	{"swap places", "swap", "s", "exchange", GROUP_TOOL, MOVE, 0,
	 "changes places with the box under it", "swap", NULL, "", NULL, run_move_swap},
	{"take this one", "take", "<Enter>", "", GROUP_TOOL, TARGET, 0,
	 "takes the component the arrows stand on", "take", NULL, "", NULL, run_target_take},
	{"move left", "move-left", "<Left> h", "", GROUP_TOOL, MOVE, 0, "one cell", "", "left", "", NULL, run_move_step},
	{"move down", "move-down", "<Down> j", "", GROUP_TOOL, MOVE, 0, "one cell", "", "down", "", NULL, run_move_step},
	{"move up", "move-up", "<Up> k", "", GROUP_TOOL, MOVE, 0, "one cell", "", "up", "", NULL, run_move_step},
	{"move right", "move-right", "<Right> l", "", GROUP_TOOL, MOVE, 0, "one cell", "", "right", "", NULL, run_move_step},
	{"move far left", "move-far-left", "H <S-Left>", "", GROUP_TOOL, MOVE, 0, "five cells", "", "far left", "", NULL, run_move_step},
	{"move far down", "move-far-down", "J <S-Down>", "", GROUP_TOOL, MOVE, 0, "five cells", "", "far down", "", NULL, run_move_step},
	{"move far up", "move-far-up", "K <S-Up>", "", GROUP_TOOL, MOVE, 0, "five cells", "", "far up", "", NULL, run_move_step},
	{"move far right", "move-far-right", "L <S-Right>", "", GROUP_TOOL, MOVE, 0, "five cells", "", "far right", "", NULL, run_move_step},
	{"place left", "place-left", "<Left> h", "", GROUP_TOOL, PLACE, 0, "the next free place", "", "left", "", NULL, run_place_step},
	{"place down", "place-down", "<Down> j", "", GROUP_TOOL, PLACE, 0, "the next free place", "", "down", "", NULL, run_place_step},
	{"place up", "place-up", "<Up> k", "", GROUP_TOOL, PLACE, 0, "the next free place", "", "up", "", NULL, run_place_step},
	{"place right", "place-right", "<Right> l", "", GROUP_TOOL, PLACE, 0, "the next free place", "", "right", "", NULL, run_place_step},
	{"place far left", "place-far-left", "H", "", GROUP_TOOL, PLACE, 0, "a bigger step", "", "far left", "", NULL, run_place_step},
	{"place far down", "place-far-down", "J", "", GROUP_TOOL, PLACE, 0, "a bigger step", "", "far down", "", NULL, run_place_step},
	{"place far up", "place-far-up", "K", "", GROUP_TOOL, PLACE, 0, "a bigger step", "", "far up", "", NULL, run_place_step},
	{"place far right", "place-far-right", "L", "", GROUP_TOOL, PLACE, 0, "a bigger step", "", "far right", "", NULL, run_place_step},
	{"target left", "target-left", "<Left>", "", GROUP_TOOL, TARGET, 0, "the next component that way", "", "left", "", NULL, run_target_step},
	{"target down", "target-down", "<Down>", "", GROUP_TOOL, TARGET, 0, "the next component that way", "", "down", "", NULL, run_target_step},
	{"target up", "target-up", "<Up>", "", GROUP_TOOL, TARGET, 0, "the next component that way", "", "up", "", NULL, run_target_step},
	{"target right", "target-right", "<Right>", "", GROUP_TOOL, TARGET, 0, "the next component that way", "", "right", "", NULL, run_target_step},

	/* the design */
	{"add component", "add-component", "a", "new insert place catalogue create", GROUP_CHANGE, SEL, NEED_DESIGN,
	 "chooses a kind from the catalogue and places it", "add", NULL, "KIND", NULL, run_add},
	{"connect", "connect", "c", "link draw line integrate pattern", GROUP_CHANGE, SEL, NEED_DESIGN | NEED_SELECTION,
	 "draws a link from here: target, then pattern", "connect", NULL, "", why_no_connect, run_connect},
	{"edit", "edit", "<Enter>", "inspector form fields properties change", GROUP_CHANGE, SEL, NEED_DESIGN,
	 "opens the form of the selected element, or of the design", "edit", NULL, "", NULL, run_edit},
	{"move", "move-component", "m", "drag shift position", GROUP_CHANGE, SEL, NEED_DESIGN | NEED_CHOSEN,
	 "moves the selected or marked boxes with the arrows", "move", NULL, "", NULL, run_move},
	{"next problem", "next-problem", "n", "finding error warning jump", GROUP_JUDGE, SEL | PANEL, NEED_DESIGN | NEED_FINDING,
	 "goes to the next finding and says what is wrong", "next", "next", "", NULL, run_next_problem},
	{"quick fix", "fix", "f", "repair mend remedy solve", GROUP_JUDGE, SEL | PANEL, NEED_DESIGN | NEED_FINDING,
	 "shows what would mend the finding, with its effect", "fix", NULL, "", NULL, run_fix},
	{"undo", "undo", "u", "take back revert", GROUP_CHANGE, SEL | PANEL, NEED_DESIGN,
	 "takes the last edit back", "undo", NULL, "", why_no_undo, run_undo},
	{"zoom in", "zoom-in", "z +", "detail larger", GROUP_VIEW, SEL | MOVE, NEED_DESIGN,
	 "shows more of each box", "zoom", "in", "", NULL, run_zoom},
	{"delete", "delete", "d <Del>", "remove erase", GROUP_CHANGE, SEL, NEED_DESIGN | NEED_CHOSEN,
	 "removes the selected or marked elements and what names them", "delete", NULL, "", NULL, run_delete},
	{"rename", "rename-element", "r", "name title call", GROUP_CHANGE, SEL, NEED_DESIGN | NEED_SELECTION,
	 "changes the visible name", "rename", NULL, "NAME", NULL, run_rename},
	{"find", "find", "/ <C-f>", "search go to", GROUP_SELECT, CANVAS | PANEL, NEED_DESIGN,
	 "finds a component, link or note by its name", "find", NULL, "", NULL, run_find},
	{"save", "write", "<C-s>", "w store file", GROUP_FILE, STATE_ANY, NEED_DESIGN,
	 "writes the design file; only what changed is touched", "save", NULL, "FILE", NULL, run_save},
	{"redo", "redo", "U <C-r>", "again", GROUP_CHANGE, SEL | PANEL, NEED_DESIGN,
	 "makes the edit again that was taken back", "redo", NULL, "", why_no_redo, run_redo},
	{"cost sheet", "cost", "B", "budget price money bill", GROUP_JUDGE, SEL | PANEL, NEED_DESIGN,
	 "shows every priced line, the unpriced, and the budget", "cost", NULL, "", NULL, run_cost},
	{"previous problem", "previous-problem", "N", "finding back", GROUP_JUDGE, SEL | PANEL, NEED_DESIGN | NEED_FINDING,
	 "goes to the finding before", "", "previous", "", NULL, run_next_problem},
	{"explain finding", "explain", "i", "why rule reason information", GROUP_JUDGE, SEL | PANEL, NEED_DESIGN,
	 "tells what the finding, kind or pattern is about", "explain", NULL, "ID", NULL, run_explain},
	{"describe", "describe", "D", "read aloud sentences listen screen reader", GROUP_JUDGE, SEL | PANEL, NEED_DESIGN,
	 "tells the selection, or with nothing selected the design, in sentences", "", NULL, "ID", NULL, run_describe},
	{"waive finding", "waive", "W", "accept exception ignore", GROUP_JUDGE, SEL | PANEL, NEED_DESIGN | NEED_FINDING,
	 "accepts the finding, with a reason that stays in the design", "", NULL, "", NULL, run_waive},
	{"repeat", "repeat", ".", "again last", GROUP_CHANGE, SEL, NEED_DESIGN,
	 "makes the last change once more, on the selection", "", NULL, "", why_no_repeat, run_repeat},
	{"record or end a macro", "record", "Q", "keys again several", GROUP_CHANGE, SEL, NEED_DESIGN,
	 "keeps the keys that follow; the same key ends it", "", NULL, "", why_no_record, run_record},
	{"replay the macro", "replay", "@", "keys again several times", GROUP_CHANGE, SEL, NEED_DESIGN,
	 "types the recorded keys again, all as one undo; a number says how often", "", NULL, "TIMES", why_no_replay, run_replay},
	{"copy", "copy", "y", "yank clipboard", GROUP_CHANGE, SEL, NEED_DESIGN | NEED_CHOSEN,
	 "copies the selected or marked elements with the links between them", "copy", NULL, "", NULL, run_copy},
	{"paste", "paste", "p", "put insert duplicate", GROUP_CHANGE, SEL, NEED_DESIGN,
	 "puts down what was copied, with new ids", "", NULL, "", why_no_paste, run_paste},
	{"move to another platform", "platform", "M", "zone rehost migrate", GROUP_CHANGE, SEL, NEED_DESIGN | NEED_COMPONENT,
	 "puts the component on another platform of its vendor", "", NULL, "PLATFORM", NULL, run_other_platform},
	{"add note", "note", "<C-n>", "remark comment sticky", GROUP_CHANGE, SEL, NEED_DESIGN,
	 "adds a note about the selection", "", NULL, "TEXT", NULL, run_note},

	/* links */
	{"next link", "next-link", "]", "edge line", GROUP_LINK, SEL, NEED_DESIGN | NEED_SELECTION,
	 "selects the next link of this component", "links", "next", "", NULL, run_cycle_link},
	{"previous link", "previous-link", "[", "edge line", GROUP_LINK, SEL, NEED_DESIGN | NEED_SELECTION,
	 "selects the link before", "", "previous", "", NULL, run_cycle_link},
	{"far end", "far-end", "<gt>", "follow other end target", GROUP_LINK, SEL, NEED_DESIGN | NEED_LINK,
	 "goes to the other end of the selected link", "far end", NULL, "", NULL, run_far_end},
	{"reverse link", "reverse", "x", "flip direction swap ends", GROUP_LINK, SEL, NEED_DESIGN | NEED_LINK,
	 "lets the other end initiate", "reverse", NULL, "", NULL, run_reverse},
	{"let routes go", "reroute", "R", "re-route automatic unpin line again", GROUP_LINK, SEL, NEED_DESIGN | NEED_LINK,
	 "lets the route of this link be found anew", "", "one", "", NULL, run_reroute},
	{"let all routes go", "reroute-all", "tr", "re-route automatic unpin lines tidy", GROUP_LINK, SEL, NEED_DESIGN,
	 "lets the routes of all links be found anew", "", "all", "", NULL, run_reroute},
	{"pin route", "pin", "o", "unpin way-points fix route keep", GROUP_LINK, SEL, NEED_DESIGN | NEED_LINK,
	 "keeps the route of this link as it is, or lets it go", "", NULL, "", NULL, run_pin},

	/* selecting */
	{"select left", "left", "<Left> h", "", GROUP_SELECT, SEL, NEED_DESIGN, "the nearest component to the left", "", "left", "", NULL, run_select},
	{"select below", "down", "<Down> j", "", GROUP_SELECT, SEL, NEED_DESIGN, "the nearest component below", "", "down", "", NULL, run_select},
	{"select above", "up", "<Up> k", "", GROUP_SELECT, SEL, NEED_DESIGN, "the nearest component above", "", "up", "", NULL, run_select},
	{"select right", "right", "<Right> l", "", GROUP_SELECT, SEL, NEED_DESIGN, "the nearest component to the right", "", "right", "", NULL, run_select},
	{"jump by tag", "jump", ";", "letters hop easymotion", GROUP_SELECT, SEL, NEED_DESIGN | NEED_BOX,
	 "shows two letters on each component; typing them selects it", "jump", NULL, "", NULL, run_jump},
	{"next component", "next", "w", "", GROUP_SELECT, SEL, NEED_DESIGN | NEED_BOX, "in reading order", "", "next", "", NULL, run_reading_order},
	{"previous component", "previous", "b", "", GROUP_SELECT, SEL, NEED_DESIGN | NEED_BOX, "in reading order", "", "previous", "", NULL, run_reading_order},
	{"mark", "mark", "<Space>", "unmark select several multi", GROUP_SELECT, SEL, NEED_DESIGN | NEED_SELECTION,
	 "marks the element, or takes the mark away; verbs work on all marked", "mark", NULL, "", NULL, run_mark},
	{"mark while going", "mark-going", "v", "range several visual", GROUP_SELECT, SEL, NEED_DESIGN | NEED_COMPONENT,
	 "marks each component the arrows come to; v or Esc ends it", "", NULL, "", NULL, run_mark_going},
	{"mark in a box", "mark-box", "V", "area rectangle several", GROUP_SELECT, SEL, NEED_DESIGN | NEED_COMPONENT,
	 "marks all between the marked and the selected component", "", NULL, "", NULL, run_mark_range},
	{"mark same kind", "mark-kind", "*", "similar type", GROUP_SELECT, SEL, NEED_DESIGN | NEED_COMPONENT,
	 "marks all components of this kind", "", NULL, "", NULL, run_mark_kind},
	{"mark whole platform", "mark-platform", "A", "zone all", GROUP_SELECT, SEL, NEED_DESIGN | NEED_SELECTION,
	 "marks all components of this platform", "", NULL, "", NULL, run_mark_zone},
	{"go to the first component", "go-first", "gg", "top home", GROUP_SELECT, SEL, NEED_DESIGN | NEED_BOX, "in reading order", "", "first", "", NULL, run_go},
	{"go to Salesforce", "go-salesforce", "gs", "platform zone", GROUP_SELECT, SEL, NEED_DESIGN, "selects the platform", "", "salesforce", "", NULL, run_go},
	{"go to Heroku", "go-heroku", "gh", "platform zone", GROUP_SELECT, SEL, NEED_DESIGN, "selects the platform", "", "heroku", "", NULL, run_go},
	{"go to AWS", "go-aws", "ga", "platform zone amazon", GROUP_SELECT, SEL, NEED_DESIGN, "selects the platform", "", "aws", "", NULL, run_go},
	{"go to the externals", "go-external", "gx", "platform zone others", GROUP_SELECT, SEL, NEED_DESIGN, "selects the platform", "", "external", "", NULL, run_go},
	{"go to the design", "go-design", "gd", "budget whole nothing deselect", GROUP_SELECT, SEL, NEED_DESIGN, "selects the design itself: name, budget, residency", "", "design", "", NULL, run_go},
	{"centre", "centre", "gc", "center middle scroll", GROUP_SELECT, SEL, NEED_DESIGN, "brings the selection to the middle", "", "centre", "", NULL, run_go},
	{"go back", "go-back", "gb <C-o>", "return last selection", GROUP_SELECT, SEL, NEED_DESIGN, "to what was selected before", "", NULL, "", why_no_trail, run_go_back},

	/* view */
	{"zoom out", "zoom-out", "Z -", "overview smaller", GROUP_VIEW, SEL | MOVE, NEED_DESIGN, "shows less of each box, and more boxes", "", "out", "", NULL, run_zoom},
	{"fit all", "fit", "=", "whole everything", GROUP_VIEW, SEL | MOVE, NEED_DESIGN, "chooses the zoom that shows the most", "fit", "fit", "", NULL, run_zoom},
	{"pan left", "pan-left", "H <S-Left>", "scroll", GROUP_VIEW, SEL, NEED_DESIGN, "by a third of the window", "", "left", "", NULL, run_pan},
	{"pan down", "pan-down", "J <S-Down>", "scroll", GROUP_VIEW, SEL, NEED_DESIGN, "by a third of the window", "", "down", "", NULL, run_pan},
	{"pan up", "pan-up", "K <S-Up>", "scroll", GROUP_VIEW, SEL, NEED_DESIGN, "by a third of the window", "", "up", "", NULL, run_pan},
	{"pan right", "pan-right", "L <S-Right>", "scroll", GROUP_VIEW, SEL, NEED_DESIGN, "by a third of the window", "", "right", "", NULL, run_pan},
	{"page up", "page-up", "<PgUp>", "scroll", GROUP_VIEW, SEL, NEED_DESIGN, "a window up", "", "up", "", NULL, run_page},
	{"page down", "page-down", "<PgDn>", "scroll", GROUP_VIEW, SEL, NEED_DESIGN, "a window down", "", "down", "", NULL, run_page},
	{"pan to the left end", "pan-home", "<Home>", "scroll", GROUP_VIEW, SEL, NEED_DESIGN, "of the drawing", "", "home", "", NULL, run_page},
	{"pan to the right end", "pan-end", "<End>", "scroll", GROUP_VIEW, SEL, NEED_DESIGN, "of the drawing", "", "end", "", NULL, run_page},
	{"catalogue", "panel-catalogue", "1 <F2>", "panel show hide kinds", GROUP_VIEW, OUTSIDE, 0, "shows or hides the catalogue", "", "catalogue", "", NULL, run_panel},
	{"inspector", "panel-inspector", "2 <F3>", "panel show hide form", GROUP_VIEW, OUTSIDE, 0, "shows or hides the inspector", "", "inspector", "", NULL, run_panel},
	{"problems", "panel-problems", "3 <F4>", "panel show hide findings", GROUP_VIEW, OUTSIDE, 0, "shows or hides the problems", "", "problems", "", NULL, run_panel},
	{"map", "panel-map", "4", "panel show hide overview minimap", GROUP_VIEW, OUTSIDE, 0, "shows or hides the map", "", "map", "", NULL, run_panel},
	{"canvas only", "canvas-only", "0", "hide all panels fullscreen", GROUP_VIEW, OUTSIDE, 0, "hides all panels, and brings them back", "", NULL, "", NULL, run_canvas_only},
	{"next panel", "next-panel", "<Tab>", "focus switch", GROUP_VIEW, SEL | PANEL, 0, "gives the keys to the next panel", "", "next", "", NULL, run_next_panel},
	{"previous panel", "previous-panel", "<S-Tab>", "focus switch", GROUP_VIEW, SEL | PANEL | PICK, 0, "gives the keys to the panel before", "", "previous", "", NULL, run_next_panel},
	{"theme", "theme", "", "colours dark light high mono contrast", GROUP_VIEW, 0, 0, "default, dark, light, high or mono; without a name the next", "", NULL, "NAME", NULL, run_theme},
	{"options", "options", "", "settings preferences configuration troika.conf", GROUP_VIEW, 0, 0, "shows the settings; each change is written to troika.conf", "", NULL, "NAME", NULL, run_options},
	{"mouse on or off", "mouse", "%", "capture select text", GROUP_VIEW, OUTSIDE, 0, "off lets the terminal select text", "", NULL, "", NULL, run_mouse},

	/* lists and forms */
	{"up", "list-up", "<Up> k", "", GROUP_LIST, LIST, 0, "the row above", "", "up", "", NULL, run_act},
	{"down", "list-down", "<Down> j", "", GROUP_LIST, LIST, 0, "the row below", "", "down", "", NULL, run_act},
	{"choose", "list-accept", "<Enter>", "", GROUP_LIST, LIST | FIELD, 0, "takes this row; accepts the text", "choose", "accept", "", NULL, run_act},
	{"left", "list-left", "<Left> h", "", GROUP_LIST, LIST, 0, "the choice before; the other direction", "", "left", "", NULL, run_act},
	{"right", "list-right", "<Right> l", "", GROUP_LIST, LIST, 0, "the next choice; details", "", "right", "", NULL, run_act},
	{"page of rows up", "list-page-up", "<PgUp>", "", GROUP_LIST, LIST, 0, "a page of rows up", "", "page up", "", NULL, run_act},
	{"page of rows down", "list-page-down", "<PgDn>", "", GROUP_LIST, LIST, 0, "a page of rows down", "", "page down", "", NULL, run_act},
	{"first row", "list-home", "<Home>", "", GROUP_LIST, LIST, 0, "the first row", "", "home", "", NULL, run_act},
	{"last row", "list-end", "<End>", "", GROUP_LIST, LIST, 0, "the last row", "", "end", "", NULL, run_act},
	{"why hidden, complete", "list-toggle", "<Tab>", "", GROUP_LIST, PICK | FIELD, 0, "shows hidden rows with the reason; completes the word", "more", "toggle", "", NULL, run_act},

	/* the rest of everywhere */
	{"export", "export", "ee", "svg png dot graphviz yaml picture", GROUP_FILE, SEL, NEED_DESIGN, "chooses a format and writes a file", "", NULL, "FORMAT", NULL, run_export},
	{"export Graphviz", "export-dot", "eg", "dot", GROUP_FILE, SEL, NEED_DESIGN, "writes the design as a DOT file beside it", "", "dot", "", NULL, run_export},
	{"export YAML", "export-yaml", "ey", "", GROUP_FILE, SEL, NEED_DESIGN, "writes a YAML copy beside the design", "", "yaml", "", NULL, run_export},
	{"export text drawing", "export-text", "et", "ascii", GROUP_FILE, SEL, NEED_DESIGN, "writes the drawing as text beside the design", "", "text", "", NULL, run_export},
	{"export SVG", "export-svg", "es", "picture vector", GROUP_FILE, SEL, NEED_DESIGN, "writes a picture beside the design", "", "svg", "", NULL, run_export},
	{"copy drawing", "export-clipboard", "ec", "clipboard text", GROUP_FILE, SEL, NEED_DESIGN, "copies the drawing as text to the clipboard", "", "clipboard", "", NULL, run_export},
	{"tidy selection", "tidy-selection", "ts", "arrange layout align", GROUP_CHANGE, SEL, NEED_DESIGN | NEED_CHOSEN, "places the marked boxes anew; previewed", "", "selection", "", NULL, run_tidy},
	{"tidy platform", "tidy-platform", "tz", "arrange layout zone", GROUP_CHANGE, SEL, NEED_DESIGN | NEED_SELECTION, "places the boxes of this platform anew; previewed", "", "zone", "", NULL, run_tidy},
	{"tidy all", "tidy", "ta", "arrange layout everything", GROUP_CHANGE, SEL, NEED_DESIGN | NEED_BOX, "places all boxes anew; previewed, one undo", "", "all", "", NULL, run_tidy},
	{"compare with the file", "compare", "C", "diff changes saved", GROUP_FILE, SEL | PANEL, NEED_DESIGN, "lists what changed since the file was saved", "", NULL, "", NULL, run_compare},
	{"patterns", "patterns", "", "integration cards browse", GROUP_JUDGE, 0, 0, "the integration patterns, a card each", "", NULL, "ID", NULL, run_patterns},
	{"messages", "messages", "!", "log history errors", GROUP_EVERYWHERE, OUTSIDE, 0, "what was said before", "", NULL, "", NULL, run_messages},
	{"new design", "new", "", "create empty", GROUP_FILE, 0, 0, "begins an empty design", "", NULL, "FILE", NULL, run_new},
	{"open design", "open", "", "load file", GROUP_FILE, 0, 0, "opens another design", "", NULL, "FILE", NULL, run_open},
	{"save and quit", "wq", "", "x write leave", GROUP_FILE, 0, NEED_DESIGN, "writes the file and leaves", "", NULL, "", NULL, run_save_quit},
	{"quit, keep edits", "quit-keep", "", "leave q! later", GROUP_FILE, 0, 0, "leaves; unsaved edits come back the next time", "", NULL, "", NULL, run_quit_now},
	{"redraw", "redraw", "<C-l>", "repaint refresh", GROUP_EVERYWHERE, STATE_ANY, 0, "paints the whole screen anew", "", NULL, "", NULL, run_redraw},
	{"suspend", "suspend", "<C-z>", "shell background", GROUP_EVERYWHERE, STATE_ANY, 0, "back to the shell; fg returns", "", NULL, "", NULL, run_suspend},
	{"back", "back", "<Esc> <C-c>", "cancel close leave escape", GROUP_EVERYWHERE, STATE_ANY, 0, "one level back; at the top clears marks; never quits", "back", NULL, "", NULL, run_back},
	{"quit", "quit", "q", "exit leave close", GROUP_EVERYWHERE, SEL | PLACE | MOVE | PANEL | SHEET, 0, "closes the panel or sheet; at the top leaves, asking when edits are not saved", "quit", NULL, "", NULL, run_quit},
	{.name = NULL},
};
