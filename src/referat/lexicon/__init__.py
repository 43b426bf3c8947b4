"""The language that rules are written in, and its words."""
