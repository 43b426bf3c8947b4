"""The reader of the first version; it goes when the new one wins everywhere."""
