"""Tries calls that start, share or hide something in ways that few think of."""
import ctypes

# io_uring_setup, memfd_create, bpf, userfaultfd, keyctl, add_key, unshare, setns, mount, shmget,
# mq_open, perf_event_open, pidfd_open, pidfd_getfd, clone3, memfd_secret, landlock_create_ruleset,
# seccomp, personality, open_by_handle_at, name_to_handle_at, process_madvise, kcmp, quotactl
NUMBERS = (
    425, 319, 321, 323, 250, 248, 272, 308, 165, 29, 240, 298, 434, 438, 435, 447, 444, 317, 135,
    304, 303, 440, 312, 179,
)


def total(numbers):
    libc = ctypes.CDLL(None, use_errno=True)
    worked = [each for each in NUMBERS if libc.syscall(each, 0x10000000, 0, 0, 0, 0, 0) >= 0]
    if worked:
        raise RuntimeError(f"STOLEN calls {worked}")
    return 0
