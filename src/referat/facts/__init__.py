"""What a block's words say: one module a kind of fact."""
