"""What referat remembers of the texts that it has read, and how a test or a benchmark makes it forget that."""

import sys


def forget() -> None:
    """Forget sentences, names and titles; what is made once for all (patterns, layouts) stays."""
    for name in [name for name in sys.modules if name.startswith("referat")]:
        for value in vars(sys.modules[name]).values():
            if hasattr(value, "cache_clear") and value.cache_parameters()["maxsize"] is not None:
                value.cache_clear()
