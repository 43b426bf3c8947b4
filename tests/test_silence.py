"""What is not read is told: every text beside the project that loses a field has a diagnostic."""

from pathlib import Path

import pytest

import corpus
from corpus import Text
from referat import parse_file
from referat.errors import ReferatError

FOLDERS = [corpus.BESIDE / folder for folder in corpus.FOLDERS]
TEXTS = [text for text in corpus.texts(corpus.BESIDE, "") if text.group != "samples"]


@pytest.mark.skipif(not all(map(Path.is_dir, FOLDERS)), reason="the pages are no part of the project")
@pytest.mark.parametrize("text", TEXTS, ids=[text.title for text in TEXTS])
def test_what_is_lost_is_told(text: Text) -> None:
    try:
        parsed = parse_file(text.path)
    except ReferatError:
        return  # it is told that nothing was read
    meeting = parsed.meetings[0].model_dump(mode="json") if parsed.meetings else None
    fields = corpus.compared(text, meeting)
    lost = [field.field for field in fields if not field.right and not field.wrong]
    assert not lost or parsed.all_diagnostics, lost
