"""Files of many kinds become a text with places: one module a kind, each a function bytes → Input."""
