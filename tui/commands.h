/* The functions behind the command table. Each changes the state of the app or commits one edit. */
#ifndef TROIKA_TUI_COMMANDS_H
#define TROIKA_TUI_COMMANDS_H

#include "tui/command.h"

/* A direction is "left", "right", "up" or "down"; with "far " before it a bigger step. */

/* act_everywhere.c */
void run_help(App *app, const char *argument);
void run_palette(App *app, const char *argument);
void run_find(App *app, const char *argument);
void run_back(App *app, const char *argument);
void run_quit(App *app, const char *argument);
void run_next_panel(App *app, const char *direction);
void run_panel(App *app, const char *panel);
void run_canvas_only(App *app, const char *argument);
void run_undo(App *app, const char *argument);
void run_redo(App *app, const char *argument);
void run_repeat(App *app, const char *argument);
void run_mouse(App *app, const char *argument);
void run_theme(App *app, const char *name);
void run_messages(App *app, const char *argument);
void run_save(App *app, const char *path);
void run_save_quit(App *app, const char *argument);
void run_quit_now(App *app, const char *argument);
void run_redraw(App *app, const char *argument);
void run_suspend(App *app, const char *argument);
void run_act(App *app, const char *act);
const char *why_no_undo(const App *app);
const char *why_no_redo(const App *app);
const char *why_no_repeat(const App *app);

/* act_view.c */
void run_zoom(App *app, const char *how);
void run_lens(App *app, const char *name);
void run_fold(App *app, const char *what);
void run_pan(App *app, const char *direction);
void run_page(App *app, const char *direction);
void run_go(App *app, const char *where);
void run_go_back(App *app, const char *argument);
const char *why_no_trail(const App *app);

/* act_select.c */
void run_select(App *app, const char *direction);
void run_reading_order(App *app, const char *direction);
void run_cycle_link(App *app, const char *direction);
void run_far_end(App *app, const char *argument);
void run_mark(App *app, const char *argument);
void run_mark_going(App *app, const char *argument);
void run_mark_range(App *app, const char *argument);
void run_mark_kind(App *app, const char *argument);
void run_mark_zone(App *app, const char *argument);

/* act_change.c */
void run_add(App *app, const char *kind);
void run_edit(App *app, const char *argument);
void run_rename(App *app, const char *name);
void run_delete(App *app, const char *argument);
void run_reverse(App *app, const char *argument);
void run_reroute(App *app, const char *which);
void run_pin(App *app, const char *argument);
void run_other_platform(App *app, const char *platform);
void run_note(App *app, const char *text);

/* act_copy.c */
void run_copy(App *app, const char *argument);
void run_paste(App *app, const char *argument);
const char *why_no_paste(const App *app);

/* act_tidy.c */
void run_tidy(App *app, const char *what);

/* act_problems.c */
void run_next_problem(App *app, const char *direction);
void run_fix(App *app, const char *argument);
void run_waive(App *app, const char *argument);
void run_explain(App *app, const char *id);
void run_cost(App *app, const char *times);
void run_weight(App *app, const char *argument);
void run_coupling(App *app, const char *argument);
void run_sort_problems(App *app, const char *by);
void run_compare(App *app, const char *argument);
void run_patterns(App *app, const char *id);

/* sheet_history.c */
void run_history(App *app, const char *argument);
void run_checkpoint(App *app, const char *name);

/* sheet_decisions.c */
void run_decisions(App *app, const char *argument);

/* sheet_describe.c */
void run_describe(App *app, const char *id);

/* sheet_export.c */
void run_export(App *app, const char *format);

/* sheet_options.c */
void run_options(App *app, const char *name);

/* sheet_start.c */
void run_new(App *app, const char *path);
void run_open(App *app, const char *path);

/* tool_move.c */
void run_move(App *app, const char *argument);
void run_move_step(App *app, const char *direction);
void run_move_drop(App *app, const char *argument);
void run_move_swap(App *app, const char *argument);

/* tool_place.c */
void run_place_step(App *app, const char *direction);
void run_place_drop(App *app, const char *how);

/* tool_target.c */
void run_jump(App *app, const char *argument);
void run_connect(App *app, const char *argument);
const char *why_no_connect(const App *app);
void run_target_step(App *app, const char *direction);
void run_target_take(App *app, const char *argument);

/* act_macro.c */
void run_record(App *app, const char *argument);
void run_replay(App *app, const char *times);
const char *why_no_record(const App *app);
const char *why_no_replay(const App *app);

/* act_scenes.c */
void run_present(App *app, const char *argument);
void run_scene(App *app, const char *where);
void run_add_scene(App *app, const char *name);

#endif
