"""Which line is what: a document's own habits are measured, then it is read by them."""
