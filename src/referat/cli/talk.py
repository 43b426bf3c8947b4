"""What is said to who runs a command, on standard error."""

import sys


def say(message: str) -> None:
    """Say a line, now."""
    print(message, file=sys.stderr, flush=True)
