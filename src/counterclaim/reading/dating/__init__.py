"""When an article was written, from its own words: constraints (what each piece of evidence allows) and agreement."""
