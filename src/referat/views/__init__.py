"""What is read, drawn for people: lines of text, or a page for a browser. Nothing here knows a terminal."""
