"""HTML pages to Articles: the body's paragraphs, what the page says of itself, and what kind of page it is."""
