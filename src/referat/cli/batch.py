"""`referat batch`."""

import json
import sys
import time
from contextlib import suppress
from typing import Any

import typer

from referat.archive.batch.files import Failure
from referat.archive.batch.job import Result
from referat.archive.batch.left_out import said
from referat.archive.batch.reasons import Reasons
from referat.archive.batch.run import Options, Summary, Watch, batch
from referat.cli.choices import Log, Target
from referat.cli.options import FAILED, named, usage_error
from referat.cli.streams import opened
from referat.cli.terminal import unguarded
from referat.errors import LayoutError, OutputError, OutputLostError, SourceError
from referat.text.inputs.kinds import Opening
from referat.views.cells import escaped

_STREAM = "-"
_INTERRUPTED = 130
_EVERY = 2.0
# Reasons that are named; those with the fewest files are not.
_MOST_REASONS = 20
_LONGEST = 1e7


def run(
    paths: list[str],
    to: Target | None,
    jobs: int | None,
    timeout: float,
    *,
    resume: bool,
    excel: bool,
    redact: bool,
    layout: str | None,
    authority: str | None,
    scheduler: str | None,
    quiet: bool,
    verbose: bool,
    log: Log,
    opening: Opening,
) -> None:
    """Read an archive and write it; exit 1 where a file gave nothing."""
    if not 0 < timeout < _LONGEST:
        usage_error(f"--timeout {timeout:g} is no number of seconds.")
    if len(paths) < 2:  # noqa: PLR2004  what to read, and what to write
        usage_error("say what to read and what to write: referat batch ARCHIVE OUT.db")
    *inputs, out = paths
    options = Options(to and to.value, jobs, timeout, resume, excel, layout, named(authority), redact, scheduler)
    options = options._replace(opening=opening)
    watch = _watch(log, quiet=quiet, verbose=verbose)
    try:
        listed = sys.stdin.buffer.read() if _STREAM in inputs and sys.stdin is not None else b""
        with watch:
            if out == _STREAM:
                with opened(None) as stream:
                    summary = batch(inputs, out, options, listed=listed, stream=stream, watch=watch)
            else:
                summary = batch(inputs, out, options, listed=listed, watch=watch)
    except OutputLostError as error:
        typer.echo(f"referat: {error}", err=True)
        raise typer.Exit(FAILED) from None
    except (LayoutError, OutputError, SourceError) as error:
        usage_error(str(error))
    except KeyboardInterrupt:
        watch.interrupted()
        again = "" if out == _STREAM else " What was read is kept; the same command goes on from there."
        typer.echo(f"referat: interrupted.{again}", err=True)
        raise typer.Exit(_INTERRUPTED) from None
    watch.summed(summary)
    if summary.totals.failures:
        raise typer.Exit(FAILED)


class _Talk(Watch):
    """Failures by their reason and the summary, at the end; with `verbose`, a line for each failure."""

    def __init__(self, *, quiet: bool, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        # Of what this run has read, and of all that the output holds in the end.
        self._so_far, self._reasons = Reasons(), Reasons()

    def __enter__(self) -> "_Talk":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def done(self, result: Result) -> None:
        """Count a file that failed; a mistake of ours is told at once, once for all files that show it."""
        if result.state == "failed":
            failure = Failure(result.name, result.code, result.message)
            if self._so_far.add(failure) and result.trace:
                self.say(f"{result.trace}{failure.said()}")

    def failed(self, failure: Failure) -> None:
        """Count it, or name it at once."""
        if self.verbose:
            self.say(failure.said())
        else:
            self._reasons.add(failure)

    def interrupted(self) -> None:
        """The reasons of what has failed until now."""
        self._tell(self._so_far)

    def _tell(self, reasons: Reasons) -> None:
        told = list(reasons)
        for reason in told[:_MOST_REASONS]:
            self.say(reason.line())
        rest = told[_MOST_REASONS:]
        if rest:
            self.say(f"{sum(reason.count for reason in rest)} files: {len(rest)} other reasons")
        if any(reason.count > len(reason.paths) for reason in told) or rest:
            self.say("--verbose names each of them.")

    def say(self, line: str) -> None:
        """A line on standard error; where nobody listens any more, the work goes on."""
        with suppress(OSError):
            typer.echo(line, err=True)

    def summed(self, summary: Summary) -> None:
        """Print the reasons and the summary."""
        self._tell(self._reasons)
        if not self.quiet:
            for line in _lines(summary):
                self.say(line)


def _lines(summary: Summary) -> list[str]:
    totals = summary.totals
    looked = summary.read + summary.unchanged
    rate = looked / summary.seconds if summary.seconds else 0
    changes = [f"{summary.read} read", f"{summary.unchanged} unchanged"]
    changes += [f"{summary.removed} removed"] if summary.removed else []
    lines = [
        f"{totals.files} files ({', '.join(changes)}): {totals.meetings} meetings, {totals.items} items, "
        f"{_failures(summary)}; {summary.seconds:.1f} s, {rate:.0f} files/s"
    ]
    left_out = said(summary.left_out)
    lines += [left_out] if left_out else []
    if summary.redacted is not None:
        # Imported here: it brings the whole parser, which a run that finds nothing new does without.
        from referat.archive.privacy import said as redactions

        lines.append(f"{redactions(summary.redacted)} in the {summary.read} files read")
    if totals.warnings:
        lines.append("diagnostics: " + ", ".join(f"{count} {code}" for code, count in totals.warnings.items()))
    return lines


def _failures(summary: Summary) -> str:
    count = summary.totals.failures
    where = f" ({summary.failures_at})" if summary.failures_at else ""
    return f"{count} failures{where}" if count else "no failures"


class _Json(_Talk):
    """A line of JSON for each event."""

    def __init__(self, *, quiet: bool) -> None:
        super().__init__(quiet=quiet)
        self._files = self._done = 0
        self._said = time.monotonic()

    def planned(self, files: int) -> None:
        """The event "planned"."""
        self._files = files
        self._event("planned", files=files)

    def done(self, result: Result) -> None:
        """The event "failure", and from time to time "progress"."""
        self._done += 1
        if result.state == "failed":
            told = {"path": result.name, "code": result.code, "message": result.message}
            self._event("failure", **told, **({"trace": result.trace} if result.trace else {}))
        self._tell_progress()

    def waiting(self, name: str, seconds: float) -> None:
        """The event "progress", also while nothing is done, with what is waited for."""
        self._tell_progress(waiting_for=name, seconds=round(seconds))

    def _tell_progress(self, **about: Any) -> None:
        if time.monotonic() - self._said >= _EVERY:
            self._said = time.monotonic()
            self._event("progress", done=self._done, files=self._files, **about)

    def failed(self, failure: Failure) -> None:
        """It was an event when it came."""

    def interrupted(self) -> None:
        """They were events when they came."""

    def summed(self, summary: Summary) -> None:
        """The event "summary"."""
        about = {"read": summary.read, "unchanged": summary.unchanged, "removed": summary.removed}
        about |= {"left_out": sum(summary.left_out.values())}
        about |= {} if summary.redacted is None else {"redacted": sum(summary.redacted.values())}
        self._event("summary", **summary.totals._asdict(), **about, seconds=round(summary.seconds, 3))

    def _event(self, event: str, **about: Any) -> None:
        if not self.quiet or event == "failure":
            self.say(json.dumps({"event": event, **about}, ensure_ascii=False))


class _Bar(_Talk):
    """A progress bar, on a terminal, that counts the failures."""

    def __init__(self, *, verbose: bool) -> None:
        super().__init__(quiet=False, verbose=verbose)
        # Imported here: a run without a terminal needs no rich.
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._console = Console(file=unguarded(sys.stderr), highlight=False)
        said = TextColumn("{task.fields[failures]}{task.fields[rate]}", markup=False)
        columns = (BarColumn(), MofNCompleteColumn(), said, TimeRemainingColumn())
        self._progress = Progress(
            *columns, console=self._console, transient=True, redirect_stdout=False, redirect_stderr=False
        )
        self._task = self._progress.add_task("", total=None, rate="", failures="")
        self._begun = time.monotonic()
        self._done = self._failures = 0

    def __enter__(self) -> "_Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def planned(self, files: int) -> None:
        """Now the bar has a length."""
        self._begun = time.monotonic()
        self._progress.update(self._task, total=files)

    def done(self, result: Result) -> None:
        """One step on."""
        super().done(result)
        self._done += 1
        self._failures += result.state == "failed"
        failures = f"{self._failures} failed, " if self._failures else ""
        seconds = time.monotonic() - self._begun
        rate = f"{self._done / seconds:.0f} files/s" if seconds > 1 else ""
        self._progress.update(self._task, advance=1, rate=rate, failures=failures)

    def waiting(self, name: str, seconds: float) -> None:
        """Beside the bar, until something is done."""
        self._progress.update(self._task, rate=f"waiting for {escaped(name)}, {seconds:.0f} s")

    def say(self, line: str) -> None:
        """A line above the bar."""
        self._console.print(escaped(line), markup=False, soft_wrap=True)


def _watch(log: Log, *, quiet: bool, verbose: bool) -> _Talk:
    if log is Log.json:
        return _Json(quiet=quiet)
    if not quiet and sys.stderr is not None and sys.stderr.isatty():
        return _Bar(verbose=verbose)
    return _Talk(quiet=quiet, verbose=verbose)
