/* Handlers that write one byte, one for requests that are not met in time, and one for crashes.
 *
 * A crash restores the terminal, writes a report of addresses and dies by the same signal, so that
 * the guardian and the shell see what happened. It runs on a stack of its own: the reason may be
 * that the other is full. */
#include "tui/signals.h"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#include "tui/restore.h"

enum { GRACE_S = 1 };                   /* between a request to end and the end, whatever happens */
enum { CRASH_STACK = 32 << 10, REPORT_PATH = 4096, REPORT_WORDS = 2048, REPORT_ADDRESSES = 24 };

static const int asking[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT};
static const int killing[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
enum { ASKING_COUNT = sizeof asking / sizeof *asking, KILLING_COUNT = sizeof killing / sizeof *killing };

static int pipe_ends[2] = {-1, -1};
static char report_path[REPORT_PATH];
static const uintptr_t *stack_top;      /* above it nothing is read */
static volatile sig_atomic_t asked_to_end;      /* the signal that did; 0: none */

extern const char __executable_start[], etext[];        /* the linker's: bounds of the code */

const char *signal_word(int number)
{
	static const struct { int number; const char *word; } words[] = {
		{SIGSEGV, "SIGSEGV"}, {SIGABRT, "SIGABRT"}, {SIGBUS, "SIGBUS"}, {SIGFPE, "SIGFPE"},
		{SIGILL, "SIGILL"}, {SIGKILL, "SIGKILL"}, {SIGTERM, "SIGTERM"}, {SIGHUP, "SIGHUP"},
		{SIGINT, "SIGINT"}, {SIGQUIT, "SIGQUIT"}, {SIGTRAP, "SIGTRAP"}, {SIGSYS, "SIGSYS"},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].number == number)
			return words[i].word;
	return "a signal";
}

/* --- what asks ------------------------------------------------------------------------ */

/* The program did not come round to its end: it hangs, or computes for long. */
static void on_alarm(int number)
{
	(void)number;
	restore_now();
	_exit(128 + asked_to_end);
}

static void ask_to_end(int number)
{
	if (asked_to_end)
		return;
	asked_to_end = number;
	alarm(GRACE_S);
}

static void on_asking(int number)
{
	int before = errno;
	unsigned char byte = (unsigned char)number;
	ssize_t done;

	if (number != SIGWINCH && number != SIGTSTP && number != SIGCONT)
		ask_to_end(number);
	done = write(pipe_ends[1], &byte, 1);   /* a full pipe has been told enough */
	(void)done;
	errno = before;
}

Signals signals_take(void)
{
	unsigned char bytes[64];
	Signals signals = {0};
	ssize_t got;

	while ((got = read(pipe_ends[0], bytes, sizeof bytes)) > 0)
		for (ssize_t i = 0; i < got; i++)
			switch (bytes[i]) {
			case SIGWINCH: signals.resized = true; break;
			case SIGTSTP: signals.stop = true; break;
			case SIGCONT: signals.resumed = true; break;
			default: signals.end = signals.end ? signals.end : bytes[i];
			}
	return signals;
}

void signals_stop(void)
{
	struct sigaction plain = {.sa_handler = SIG_DFL}, before;

	sigaction(SIGTSTP, &plain, &before);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &before, NULL);
}

/* --- what kills ----------------------------------------------------------------------- */

/* Adds NUMBER in hexadecimal and a space; only what a handler may do. */
static size_t add_hex(char *line, size_t length, uintptr_t number)
{
	char digits[2 * sizeof number];
	size_t count = 0;

	do {
		digits[count++] = "0123456789abcdef"[number & 15];
		number >>= 4;
	} while (number);
	while (count > 0)
		line[length++] = digits[--count];
	line[length++] = ' ';
	return length;
}

static uintptr_t program_counter(const void *context)
{
#if defined(__x86_64__) && defined(REG_RIP)
	return (uintptr_t)((const ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__) && defined(__linux__)
	return (uintptr_t)((const ucontext_t *)context)->uc_mcontext.pc;
#else
	(void)context;
	return 0;
#endif
}

static uintptr_t stack_pointer(const void *context)
{
#if defined(__x86_64__) && defined(REG_RSP)
	return (uintptr_t)((const ucontext_t *)context)->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__) && defined(__linux__)
	return (uintptr_t)((const ucontext_t *)context)->uc_mcontext.sp;
#else
	(void)context;
	return 0;
#endif
}

static bool is_code(uintptr_t address)
{
	return address >= (uintptr_t)__executable_start && address < (uintptr_t)etext;
}

/* Adds what on the stack looks like return addresses, as offsets into the program. */
__attribute__((no_sanitize("address")))
static size_t add_stack(char *line, size_t length, uintptr_t sp)
{
	const uintptr_t *word = (const uintptr_t *)(sp & ~(sizeof(uintptr_t) - 1));
	int found = 0;

	if (!sp || word > stack_top)
		return length;
	for (int i = 0; i < REPORT_WORDS && word < stack_top && found < REPORT_ADDRESSES; i++, word++)
		if (is_code(*word)) {
			length = add_hex(line, length, *word - (uintptr_t)__executable_start);
			found++;
		}
	return length;
}

/* Version, signal and addresses, and nothing of the design: those are confidential. */
static void write_report(int number, const siginfo_t *info, const void *context)
{
	static const char head[] = "troika " PACKAGE_VERSION " signal ", at[] = "at ", from[] = "from ";
	char line[sizeof head + 64 + REPORT_ADDRESSES * 20];
	uintptr_t pc = program_counter(context);
	size_t length = sizeof head - 1;
	ssize_t done;
	int fd;

	if (!report_path[0])
		return;
	fd = open(report_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return;
	memcpy(line, head, length);
	if (number >= 10)
		line[length++] = (char)('0' + number / 10);
	line[length++] = (char)('0' + number % 10);
	line[length++] = ' ';
	length = add_hex(line, length, number == SIGABRT ? 0 : (uintptr_t)info->si_addr);
	memcpy(line + length, at, sizeof at - 1);
	length = add_hex(line, length + sizeof at - 1,
	                 is_code(pc) ? pc - (uintptr_t)__executable_start : pc);
	memcpy(line + length, from, sizeof from - 1);
	length = add_stack(line, length + sizeof from - 1, stack_pointer(context));
	line[length - 1] = '\n';
	done = write(fd, line, length);
	(void)done;
	close(fd);
}

static void on_killing(int number, siginfo_t *info, void *context)
{
	restore_now();
	for (size_t i = 0; i < KILLING_COUNT; i++)      /* a second fault ends it */
		signal(killing[i], SIG_DFL);
	write_report(number, info, context);
	raise(number);
}

int signals_open(const char *report)
{
	static char crash_stack[CRASH_STACK];
	stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
	struct sigaction ask = {.sa_handler = on_asking}, late = {.sa_handler = on_alarm};
	struct sigaction kill_ = {.sa_sigaction = on_killing, .sa_flags = SA_SIGINFO | SA_ONSTACK};

	if (pipe(pipe_ends) < 0)
		return -1;
	for (int i = 0; i < 2; i++) {
		fcntl(pipe_ends[i], F_SETFD, FD_CLOEXEC);
		fcntl(pipe_ends[i], F_SETFL, O_NONBLOCK);
	}
	if (report && strlen(report) < sizeof report_path)
		strcpy(report_path, report);
	stack_top = __builtin_frame_address(0);
	sigaltstack(&stack, NULL);
	for (size_t i = 0; i < ASKING_COUNT; i++) {
		struct sigaction before;

		sigaction(asking[i], NULL, &before);
		if (before.sa_handler != SIG_IGN || asking[i] == SIGWINCH)      /* nohup */
			sigaction(asking[i], &ask, NULL);
	}
	for (size_t i = 0; i < KILLING_COUNT; i++)
		sigaction(killing[i], &kill_, NULL);
	sigaction(SIGALRM, &late, NULL);
	signal(SIGPIPE, SIG_IGN);
	return pipe_ends[0];
}
