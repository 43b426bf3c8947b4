"""The head of a document: its lines taken apart, what each says, and what of it counts."""
