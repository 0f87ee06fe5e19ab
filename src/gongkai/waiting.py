"""What a person who waits is told: after a second, what is being done; on a terminal also for how long."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 1.0
_BEGAN = time.monotonic() - time.process_time()  # when a person started this program


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Says on standard error what goes on inside, once it has taken more than a second; the time that the program
    took to start counts.
    """
    done = threading.Event()
    telling = threading.Thread(target=_tell, args=(what, done), daemon=True)
    telling.start()
    try:
        yield
    finally:
        done.set()
        telling.join()


def _tell(what: str, done: threading.Event) -> None:
    passed = time.monotonic() - _BEGAN
    if done.wait(PATIENCE - passed if passed < PATIENCE else PATIENCE):
        return
    if not sys.stderr.isatty():
        print(f"{what}……", file=sys.stderr, flush=True)
        return
    seconds = 1
    while True:
        print(f"\r{what}…… {seconds} 秒", end="", file=sys.stderr, flush=True)
        if done.wait(PATIENCE):
            break
        seconds += 1
    print("\r\033[K", end="", file=sys.stderr, flush=True)
