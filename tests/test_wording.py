"""The texts of the pictures: each says the same in every language."""

import re
from collections.abc import Iterator, Mapping

import pytest

from referat.views.wording import LANGUAGES, pictures, wording

_SLOT = re.compile(r"\{(\w*)\}")


def slots(texts: Mapping[str, object], above: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each key with the slots of its text."""
    for key, said in texts.items():
        if isinstance(said, Mapping):
            yield from slots(said, f"{above}{key}.")
        else:
            yield f"{above}{key}", tuple(sorted(set(_SLOT.findall(str(said)))))


@pytest.mark.parametrize("picture", pictures())
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_the_same_texts_with_the_same_slots(picture: str, language: str) -> None:
    assert dict(slots(wording(picture, language))) == dict(slots(wording(picture)))


@pytest.mark.parametrize("picture", pictures())
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(picture: str, language: str) -> None:
    assert [key for key, said in wording(picture, language).items() if said == ""] == []
