"""Fuzzes for some seconds with atheris (libFuzzer), which keeps what reaches code that nothing reached before.

    python tests/fuzz/coverage_guided.py [FOLDER…] [-max_total_time=SECONDS] [-runs=N]

The options are libFuzzer's. Without FOLDER, which it writes to, the corpus of seeds is the beginning. Where atheris is
not installed (the extra "fuzz"; it has no wheels for Windows), it says so, and ends with 0.
"""

import importlib.util
import sys
from pathlib import Path

SEEDS = Path(__file__).parent / "seeds"
sys.path.insert(0, str(Path(__file__).parent.parent))


def main() -> int:
    """Fuzz; libFuzzer ends the process itself."""
    if importlib.util.find_spec("atheris") is None:
        print("skipped: atheris is not installed. Try: pip install 'referat[fuzz]'")
        return 0
    import atheris

    with atheris.instrument_imports(include=["referat"]):
        from fuzz.properties import check

    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    atheris.Setup([*sys.argv, *([] if folders else [str(SEEDS)]), "-timeout=60", "-rss_limit_mb=4096"], check)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
