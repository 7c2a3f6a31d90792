/* Landlock and seccomp by their system calls: there is no library to trust or to install. Where the kernel or
 * the container does not offer one, the limits and the deadline set by the parent remain. */
#include "config.h"

#include "render/draw_contain.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#if defined(HAVE_LINUX_LANDLOCK_H) && defined(SYS_landlock_create_ruleset)
#include <linux/landlock.h>

/* Where fonts, their settings and the tables of the C library stand. */
static const char *const readable[] = {
	"/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts", "/usr/share/fontconfig", "/var/cache/fontconfig",
	"/usr/share/X11/fonts", "/usr/share/xml/fontconfig", "/usr/share/locale", "/usr/lib/locale",
};
static const char *const readable_at_home[] = {".fonts", ".local/share/fonts", ".cache/fontconfig", ".config/fontconfig"};

static void allow_reading(int rules, const char *path)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
		.parent_fd = open(path, O_PATH | O_CLOEXEC),
	};

	if (rule.parent_fd < 0)
		return;
	syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(rule.parent_fd);
}

static int lock_files(void)
{
	/* The rights of the first version; every later kernel knows them. */
	struct landlock_ruleset_attr what = {.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	const char *home = getenv("HOME");
	char path[4096];
	int rules;
	bool locked;

	if (version < 1)
		return 0;
	rules = (int)syscall(SYS_landlock_create_ruleset, &what, sizeof what, 0);
	if (rules < 0)
		return 0;
	for (size_t i = 0; i < sizeof readable / sizeof *readable; i++)
		allow_reading(rules, readable[i]);
	for (size_t i = 0; home && *home == '/' && i < sizeof readable_at_home / sizeof *readable_at_home; i++)
		if ((size_t)snprintf(path, sizeof path, "%s/%s", home, readable_at_home[i]) < sizeof path)
			allow_reading(rules, path);
	locked = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return locked ? (int)version : 0;
}
#else
static int lock_files(void)
{
	return 0;
}
#endif

#if defined(HAVE_LINUX_SECCOMP_H) && (defined(__x86_64__) || defined(__aarch64__))
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>

#ifdef __x86_64__
#define THIS_ARCH AUDIT_ARCH_X86_64
#else
#define THIS_ARCH AUDIT_ARCH_AARCH64
#endif

/* Calls that start programs, reach the network or other processes, or change the system. A library that tries
 * one is told that it may not; a list of all that is allowed would break with the next C library. */
static const int refused[] = {
	SYS_execve, SYS_execveat, SYS_ptrace, SYS_kill, SYS_tkill, SYS_pidfd_send_signal, SYS_pidfd_open,
	SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
	SYS_sendto, SYS_sendmsg, SYS_sendmmsg,
	SYS_process_vm_readv, SYS_process_vm_writev, SYS_io_uring_setup, SYS_io_uring_enter, SYS_bpf,
	SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_unshare, SYS_setns,
	SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_open_by_handle_at, SYS_init_module,
	SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_personality, SYS_setsid,
	SYS_shmget, SYS_msgget, SYS_semget,
#ifdef __x86_64__
	SYS_fork, SYS_vfork,
#endif
};

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offsetof(struct seccomp_data, field))
#define JUMP_IF(test, value, yes, no) BPF_JUMP(BPF_JMP | (test) | BPF_K, (value), (yes), (no))
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define MAY_NOT ANSWER(SECCOMP_RET_ERRNO | EPERM)

static bool lock_calls(void)
{
	enum { COUNT = sizeof refused / sizeof *refused };
	struct sock_filter filter[2 * COUNT + 16] = {
		LOAD(arch),
		JUMP_IF(BPF_JEQ, THIS_ARCH, 1, 0),
		ANSWER(SECCOMP_RET_KILL_PROCESS),
		LOAD(nr),
		JUMP_IF(BPF_JGE, 0x40000000, 0, 1),     /* the other numbering of x86 */
		MAY_NOT,
		/* clone3 hides its flags behind a pointer: the C library falls back to clone. */
		JUMP_IF(BPF_JEQ, SYS_clone3, 0, 1),
		ANSWER(SECCOMP_RET_ERRNO | ENOSYS),
		JUMP_IF(BPF_JEQ, SYS_clone, 0, 4),
		LOAD(args[0]),
		JUMP_IF(BPF_JSET, CLONE_THREAD, 0, 1),
		ANSWER(SECCOMP_RET_ALLOW),
		MAY_NOT,
	};
	struct sock_fprog program = {.filter = filter};
	unsigned short used = 13;

	for (size_t i = 0; i < COUNT; i++) {
		filter[used++] = (struct sock_filter)JUMP_IF(BPF_JEQ, (unsigned)refused[i], 0, 1);
		filter[used++] = (struct sock_filter)MAY_NOT;
	}
	filter[used++] = (struct sock_filter)ANSWER(SECCOMP_RET_ALLOW);
	program.len = used;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}
#else
static bool lock_calls(void)
{
	return false;
}
#endif

/* Not what was asked for but what holds: may a folder be read, may a process be made? */
static bool files_are_locked(void)
{
	int fd = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0)
		close(fd);
	return fd < 0 && errno == EACCES;
}

static bool calls_are_locked(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	if (pid > 0)
		waitpid(pid, NULL, 0);
	return pid < 0 && errno == EPERM;
}

Containment draw_contain(void)
{
	Containment containment = {0};

#ifdef __linux__
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return containment;
#endif
	containment.landlock = lock_files();
	if (!files_are_locked())
		containment.landlock = 0;
	containment.seccomp = lock_calls() && calls_are_locked();
	return containment;
}
