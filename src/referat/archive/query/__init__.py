"""Questions to the database that `referat batch` makes: what `search` and `cases` answer."""
