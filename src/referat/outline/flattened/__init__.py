"""Texts that have lost their line ends: which lines are pages, and where the lines that these had can have begun."""
