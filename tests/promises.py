"""What happens when …: the table in docs/when.md, each row with the test that shows it. `docs/generate.py` writes it.

Whoever adds a row names a test that exists; `tests/test_promises.py` looks for it.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """What may happen, what then is done, and the tests that show it: a file, or a file and a test of it."""

    when: str
    then: str
    tests: tuple[str, ...]


ROWS = (
    Row(
        "the disk is full",
        "one line with the system's reason and status 1 or 2; a file that stood there before stays as it was",
        ("tests/test_cli.py::test_a_full_disk_is_told_in_one_line",),
    ),
    Row(
        "the output may not be written",
        "one line that names it, status 2; nothing is read before",
        (
            "tests/test_cli.py::test_output_that_cannot_be_written_is_told",
            "tests/test_batch.py::test_a_folder_that_cannot_be_written_is_wrong_usage",
        ),
    ),
    Row(
        "it is killed, or the machine goes down",
        "what was done is kept every two seconds, and no half file stands anywhere; the same command goes on",
        ("tests/test_batch.py::test_killed_in_the_middle_and_run_again_is_as_if_it_had_not_been",),
    ),
    Row(
        "a worker dies",
        "its file is a failure with a name, the others go on",
        (
            "tests/test_batch.py::test_a_worker_that_dies_costs_one_file",
            "tests/test_batch.py::test_a_worker_that_is_killed_costs_nothing",
        ),
    ),
    Row(
        "two runs write into one output",
        "one of them stops; at an address such as s3:// the later of two on a machine, of others that which ends last",
        (
            "tests/test_batch.py::test_a_run_that_another_has_written_into_stops",
            "tests/test_addresses.py::test_two_runs_cannot_write_to_one_address",
            "tests/test_addresses.py::test_what_another_has_written_to_an_address_meanwhile_stays",
        ),
    ),
    Row(
        "somebody reads the database while a run writes to it",
        "what was committed last is shown, whole",
        (
            "tests/test_browse.py::test_while_a_run_writes_the_last_committed_state_is_shown",
            "tests/test_browse.py::test_it_can_be_opened_while_a_run_writes",
        ),
    ),
    Row(
        "a file is hostile: a bomb, a ring, a million parts, no end",
        "it is refused with what to try, in less than 300 MB and bounded time",
        ("tests/test_hostile_files.py",),
    ),
    Row(
        "a text is anything at all",
        "it is read or refused; every line has one owner, and nothing raises",
        ("tests/test_fuzz.py", "tests/property/test_lossless.py"),
    ),
    Row(
        "a text takes much memory: more than 300 MB beside the program, on Linux",
        "it is refused with what to try, the next file is read",
        ("tests/test_memory.py",),
    ),
    Row(
        "a text repeats one phrase for megabytes",
        "the work grows in proportion to the size",
        ("tests/test_growth.py",),
    ),
    Row(
        "a name, a text or an option holds orders to a terminal",
        "they are shown as escapes on a terminal and in every message; data in files and pipes is verbatim",
        ("tests/test_terminal.py::test_no_command_hands_orders_to_a_terminal",),
    ),
    Row(
        "a cell looks like a formula",
        "with --excel it has an apostrophe before it",
        ("tests/test_export.py",),
    ),
    Row(
        "a layout of one's own is broken, endless or huge",
        "one line that names file and line, status 2; a pattern works 0.2 s on a text at most",
        ("tests/property/test_any_layout.py",),
    ),
    Row(
        "a web page of another site asks browse",
        "it is refused: other hosts, other methods, requests across sites, frames",
        (
            "tests/test_browse_guarded.py::test_no_other_host_is_answered",
            "tests/test_browse_guarded.py::test_pages_of_other_sites_may_lead_here_but_not_ask",
            "tests/test_browse_guarded.py::test_every_page_is_bound",
        ),
    ),
    Row(
        "a name in the archive is a piece of a web page",
        "it is text in the report; a report has no script but its own, which comes with --interactive, and asks nobody",
        (
            "tests/test_report.py::test_hostile_names_stay_text",
            "tests/test_report.py::test_nothing_is_asked_from_anywhere",
            "tests/test_report.py::test_a_browser_shows_the_page_without_a_complaint",
        ),
    ),
    Row(
        "somebody asks browse for much",
        "SQL of one's own needs --sql; a question has 10 s, 1,000 rows, 16 MB a value, 24 MB in all",
        (
            "tests/test_browse_guarded.py::test_sql_of_one_s_own_is_refused",
            "tests/test_browse_guarded.py::test_what_costs_much_is_refused",
            "tests/test_browse_guarded.py::test_a_table_s_rows_are_bounded_too",
        ),
    ),
    Row(
        "the network is gone",
        "nothing changes: no command asks for it but batch with addresses such as s3://, and --scheduler",
        ("tests/test_promises.py::test_no_command_asks_for_the_network",),
    ),
    Row(
        "an extra package is missing",
        "one line that names the extra to install, status 2",
        ("tests/test_browse.py::test_without_datasette_the_extra_is_named",),
    ),
)
