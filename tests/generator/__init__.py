"""Random meetings, rendered as publishers print them, with what a careful reader gets out of them.

Everything is invented. `random_meeting` makes a meeting; a renderer in `RENDERERS` prints it as one layout does, traps
included, and gives the text with the expected reading; `disguise` changes the bytes and keeps the meaning.
Used by the property tests and by the benchmarks.
"""

from generator.disguise import DISGUISES, disguise
from generator.meeting import Draft, random_meeting
from generator.page import Rendered
from generator.render import RENDERERS, render

__all__ = ["DISGUISES", "RENDERERS", "Draft", "Rendered", "disguise", "random_meeting", "render"]
