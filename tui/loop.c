/* Wait → read all keys that are there → app_key() each → one frame.
 *
 * Nothing is written while nothing changes. A frame is shown at the latest after FRAME_WAIT, so that
 * a flood of keys stays visible. The view is stored after each frame where the guardian sees it. */
#include "tui/loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "model/file.h"
#include "model/state_folder.h"
#include "tui/guardian.h"
#include "tui/input.h"
#include "tui/signals.h"

enum {
	READ_SIZE = 16 << 10,           /* bytes taken from the terminal at a time */
	FRAME_WAIT = 40,                /* ms of keys before a frame is shown between them */
	POLL_WAIT = 250,                /* ms between looks at what other terminals did */
	ESCAPE_WAIT = 25                /* ms after which a lone ESC is the key */
};

typedef struct Loop {
	App *app;
	Canvas canvas;
	Input input;
	Text view;              /* scratch */
	int escape_wait;
	int64_t last_byte;      /* when one came in */
	int64_t last_poll;      /* when other terminals were looked at */
	int signal_fd;
	bool dirty;             /* the frame on the screen is old */
	bool leave;
	int status;             /* exit status when leaving */
} Loop;

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ESCDELAY as curses knows it, in milliseconds. */
static int escape_wait(int wished)
{
	const char *text = getenv("ESCDELAY");
	long wait = text ? strtol(text, NULL, 10) : wished;

	return wait > 0 && wait <= 5000 ? (int)wait : ESCAPE_WAIT;
}

static void leave(Loop *loop, int status)
{
	if (!loop->leave)
		loop->status = status;
	loop->leave = true;
}

/* --- frames ---------------------------------------------------------------------------- */

static bool fit(Loop *loop)
{
	int width, height;

	term_measure(&width, &height);
	if (loop->canvas.cells && loop->canvas.width == width && loop->canvas.height == height)
		return false;
	canvas_clear(&loop->canvas);
	canvas_init(&loop->canvas, width, height);
	return true;
}

static void show(Loop *loop)
{
	loop->dirty = false;
	app_draw(loop->app, &loop->canvas);
	term_draw(&loop->canvas);
	text_reset(&loop->view);
	app_add_view(loop->app, &loop->view);
	guardian_keep_view(text_str(&loop->view));
}

static void resize(Loop *loop)
{
	if (!fit(loop))
		return;
	app_resize(loop->app, loop->canvas.width, loop->canvas.height);
	loop->dirty = true;
}

/* --- what the application wants ---------------------------------------------------------- */

static void add_base64(Text *out, const char *bytes, size_t length)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < length; i += 3) {
		uint32_t three = 0;

		for (size_t j = 0; j < 3; j++)
			three = three << 8 | (i + j < length ? (unsigned char)bytes[i + j] : 0u);
		for (size_t j = 0; j < 4; j++)
			text_add_char(out, i + j > length ? '=' : letters[three >> (18 - 6 * j) & 63]);
	}
}

/* What no terminal would take is put into a file of the state folder, whole. */
static void copy_to_file(App *app, const char *bytes, size_t length)
{
	Error err = {0};
	char *folder = state_folder(&err);
	Text path = {0};

	text_addf(&path, "%s/copied.txt", folder ? folder : "");
	if (folder && state_folder_make(folder, &err) && file_replace(text_str(&path), bytes, length, NULL, 0, &err))
		app_say(app, "too long for the clipboard of a terminal: the %zu bytes are in %s", length, text_str(&path));
	else
		app_say(app, "too long for the clipboard of a terminal (%zu bytes), and no file takes it: %s", length, err.text);
	error_clear(&err);
	text_clear(&path);
	free(folder);
}

/* Hands TEXT to the terminal's clipboard (OSC 52), which neither answers nor refuses. */
static void copy(App *app, const char *bytes, size_t length)
{
	enum { LONGEST = 74994 };       /* of base64, what most terminals take */
	Text sequence = {0};

	text_add(&sequence, "\033]52;c;");
	add_base64(&sequence, bytes, length);
	if (sequence.length > LONGEST) {
		copy_to_file(app, bytes, length);
	} else {
		text_add(&sequence, "\a");
		term_write(text_str(&sequence), sequence.length);
		app_say(app, "copied %zu bytes to the clipboard of the terminal", length);
	}
	text_clear(&sequence);
}

static void grant(Loop *loop)
{
	AppWants wants = app_take_wants(loop->app);

	if (wants.quit)
		leave(loop, 0);
	if (wants.clipboard) {
		copy(loop->app, wants.clipboard, wants.clipboard_length);
		loop->dirty = true;
	}
	term_set_mouse(wants.mouse);
	if (wants.theme)
		term_set_theme(wants.theme);
	if (wants.repaint) {
		term_repaint();
		loop->dirty = true;
	}
	if (wants.suspend && !loop->leave) {
		term_suspend();
		resize(loop);
		loop->dirty = true;
	}
}

/* --- what comes in ----------------------------------------------------------------------- */

/* Feeds the keys that are there; OVERDUE: the rest of one did not come. */
static void feed_keys(Loop *loop, bool overdue)
{
	int64_t begin = now_ms();
	Key key;

	while (!loop->leave && input_next(&loop->input, now_ms(), overdue, &key)) {
		loop->dirty |= app_key(loop->app, &key);
		grant(loop);
		if (loop->dirty && now_ms() - begin >= FRAME_WAIT) {
			show(loop);
			begin = now_ms();
		}
	}
	if (loop->input.cursor_column > 2)
		term_use_ascii();
	loop->dirty |= loop->input.cursor_column > 2;
	loop->input.cursor_column = 0;
}

static void read_keys(Loop *loop)
{
	char bytes[READ_SIZE];
	ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);

	if (got > 0) {
		loop->last_byte = now_ms();
		input_feed(&loop->input, bytes, (size_t)got);
		feed_keys(loop, false);
	} else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
		leave(loop, 128 + SIGHUP);       /* the terminal is gone */
	}
}

static void heed_signals(Loop *loop)
{
	Signals signals = signals_take();

	if (signals.end)
		leave(loop, 128 + signals.end);
	else if (signals.stop)
		term_suspend();
	else if (signals.resumed)
		term_resume();
	if (signals.stop || signals.resumed)
		loop->dirty = true;
	if (!loop->leave)
		resize(loop);
}

/* Can there be edits of other terminals? */
static bool is_shared(const Loop *loop)
{
	const Session *session = app_session(loop->app);

	return session && session->journal;
}

static void look_at_others(Loop *loop)
{
	if (!is_shared(loop) || now_ms() - loop->last_poll < POLL_WAIT)
		return;
	loop->dirty |= app_poll(loop->app);
	loop->last_poll = now_ms();
}

/* Nothing came: what has begun may be overdue, and there may be work that was put off. */
static void pass_time(Loop *loop)
{
	int wait = input_wait(&loop->input, loop->escape_wait);

	if (wait >= 0 && now_ms() - loop->last_byte >= wait)
		feed_keys(loop, true);
	else if (app_busy(loop->app))
		loop->dirty |= app_idle(loop->app);
}

/* How long to wait for anything, in milliseconds; -1: for ever. */
static int patience(const Loop *loop)
{
	int wait = input_wait(&loop->input, loop->escape_wait);
	int64_t now = now_ms(), until = wait < 0 ? INT64_MAX : loop->last_byte + wait;

	if (app_busy(loop->app))
		return 0;
	if (is_shared(loop) && loop->last_poll + POLL_WAIT < until)
		until = loop->last_poll + POLL_WAIT;
	return until == INT64_MAX ? -1 : until > now ? (int)(until - now) : 0;
}

static void wait_and_act(Loop *loop)
{
	struct pollfd from[3] = {
		{.fd = STDIN_FILENO, .events = POLLIN},
		{.fd = loop->signal_fd, .events = POLLIN},
		{.fd = guardian_fd(), .events = POLLIN},
	};
	int ready = poll(from, 3, patience(loop));

	if (ready < 0 && errno != EINTR)
		leave(loop, 3);
	if (ready == 0)
		pass_time(loop);
	look_at_others(loop);
	if (ready <= 0)
		return;
	if (from[1].revents)
		heed_signals(loop);
	if (from[2].revents)
		leave(loop, 128 + SIGHUP);      /* nobody would give the terminal back after us */
	if (from[0].revents && !loop->leave)
		read_keys(loop);
}

/* Stores the view with the kept edits, for the next time. */
static void keep_view(Loop *loop)
{
	Session *session = app_session(loop->app);

	if (session && session->journal && loop->view.length > 0)
		journal_put(session->journal, "view", text_str(&loop->view), NULL);
}

/* The view to begin with: that of an editor that died, or else of the last time. The caller frees. */
static char *first_view(Session *session)
{
	if (guardian_view())
		return mem_copy(guardian_view());
	if (guardian_doubts() || !session || !session->journal)
		return NULL;
	return journal_get(session->journal, "view");
}

static void open_app(Loop *loop, Session *session, const LoopOptions *options)
{
	AppOptions app = options->app;
	char *view = first_view(session);

	fit(loop);
	app.width = loop->canvas.width;
	app.height = loop->canvas.height;
	app.ascii = term_is_ascii();
	app.view = view;
	loop->app = app_new(session, &app);
	free(view);
	if (options->say)
		app_say(loop->app, "%s", options->say);
	if (term_notice())
		app_say(loop->app, "%s", term_notice());
	if (guardian_crash())
		app_say(loop->app, "the editor was started again after %s; nothing is lost",
		        signal_word(guardian_crash()));
	loop->dirty = true;
}

bool loop_run(Session *session, const LoopOptions *options, int *status, Error *err)
{
	Loop loop = {.escape_wait = escape_wait(options->escape_wait), .signal_fd = signals_open(options->report)};

	if (loop.signal_fd < 0)
		return error_set(err, "the editor cannot start: %s", strerror(errno));
	if (!term_open(&options->term, err))
		return false;
	mem_set_exhausted_hook(guardian_out_of_memory);
	open_app(&loop, session, options);
	while (!loop.leave) {
		if (loop.dirty)
			show(&loop);
		wait_and_act(&loop);
	}
	keep_view(&loop);
	term_close();
	mem_set_exhausted_hook(NULL);
	app_free(loop.app);
	canvas_clear(&loop.canvas);
	input_clear(&loop.input);
	text_clear(&loop.view);
	*status = loop.status;
	return true;
}
