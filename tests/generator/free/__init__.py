"""A random meeting printed as no publisher that we know prints it: every habit of the page is drawn by itself."""

from generator.free.document import print_free
from generator.free.habits import Habits, draw

__all__ = ["Habits", "draw", "print_free"]
