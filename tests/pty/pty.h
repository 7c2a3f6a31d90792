/* A terminal in memory with a program in it: pty outside, libvterm inside. */
#ifndef TROIKA_TESTS_PTY_H
#define TROIKA_TESTS_PTY_H

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#include "model/text.h"

typedef struct Pty {
	int fd;                 /* of the master; -1: closed */
	pid_t pid;              /* of the mini shell that waits for the job */
	pid_t job;              /* of the program, leader of its process group */
	int events, orders;     /* from and to the mini shell */
	int width, height;
	VTerm *vterm;
	VTermScreen *screen;
	bool alternate, cursor; /* as the terminal has them now */
	int mouse;
	bool deaf;              /* give no answers to what the program asks */
	Text log;               /* every byte that came */
	struct termios before;  /* modes at the start */
	bool ended, stopped;    /* the job */
	int status;             /* its exit status, or 1000 + signal */
} Pty;

/* Starts ARGV (found by path) in a terminal of that size, as a job of a shell. ENV is a NULL-ended list
 * of "NAME=value" to set and "NAME" to unset. */
void pty_start(Pty *pty, int width, int height, const char *const *argv, const char *const *env);
/* Ends what runs and frees all. */
void pty_close(Pty *pty);

void pty_send(Pty *pty, const char *bytes);
void pty_send_n(Pty *pty, const char *bytes, size_t length);
void pty_resize(Pty *pty, int width, int height);
/* The shell's `fg`. */
void pty_continue(Pty *pty);
/* Takes in what comes for MS milliseconds. */
void pty_pump(Pty *pty, int ms);
/* Takes in until the screen shows WORDS, or the job ended or stopped; fails the test after 10 s. */
void pty_wait(Pty *pty, const char *words);
void pty_wait_gone(Pty *pty, const char *words);        /* until they are not there any more */
void pty_wait_end(Pty *pty);
void pty_wait_stop(Pty *pty);
/* The screen as text, rows ended by "\n", trailing blanks dropped; borrowed until the next call. */
const char *pty_screen(Pty *pty);
bool pty_shows(Pty *pty, const char *words);
/* Where ASCII WORDS stand first on the screen; fails when they do not. */
void pty_find(Pty *pty, const char *words, int *x, int *y);
/* Fails unless the terminal is as it was before the program: modes, screen, cursor, mouse. */
void pty_check_restored(Pty *pty);
/* The process below the job that is the editor itself; fails when there is none. */
pid_t pty_editor(Pty *pty);

#endif
