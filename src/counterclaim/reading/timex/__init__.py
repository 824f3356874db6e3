"""Time expressions: words (tokens and classes), grammar, meaning, resolution, the story's own time, dated anchors."""
