"""Files of many kinds become a text with places: a module a kind, each bytes → Input, and `kinds` tells them apart."""
