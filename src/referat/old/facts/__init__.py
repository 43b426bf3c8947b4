"""What the words of a section say.

Every reader works on sentences, and its idioms stand in the TOML file of its name.
"""
