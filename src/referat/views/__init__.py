"""What is read, drawn for people: text in, lines of text out. Nothing here knows a terminal."""
