"""What options of other commands than `parse` may say; that one starts without making these."""

from enum import StrEnum


class Lines(StrEnum):
    """The formats of `explain` and `layouts`."""

    text = "text"
    ndjson = "ndjson"


class Language(StrEnum):
    """The languages of what is drawn for people."""

    da = "da"
    en = "en"


class Report(StrEnum):
    """The formats of `check`."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


class Target(StrEnum):
    """What `batch` writes."""

    ndjson = "ndjson"
    json = "json"
    csv = "csv"
    sqlite = "sqlite"
    parquet = "parquet"


class Log(StrEnum):
    """What `batch` says on standard error."""

    text = "text"
    json = "json"


class View(StrEnum):
    """The formats of what is read from an archive."""

    text = "text"
    json = "json"
    csv = "csv"
