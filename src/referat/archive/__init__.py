"""Many files: one outcome each."""
