r"""Same Story compares how different kinds of source tell the same story.

The path, one verb per arrow::

    raw text -> documents -> segments -> counts -> statistics -> figures -> notebooks -> book
            \____ analysis/texts ____/  \_ analysis/measures _/  \______ analysis/views ______/

It asks whose words they are before it counts them:

>>> import analysis as same
>>> documents = same.read_corpus("data/raw")          # one row per text
>>> segments = same.voices(documents)                 # the author's words, quoted words, page furniture
>>> counts = same.count(segments, documents)          # by document, part and voice
>>> own = counts.select(voice="author", part="body")  # what the texts say in their own voice
>>> key = same.keyness(own, target="advocacy")        # against all the rest: counts, effect sizes, intervals

`Story` carries the whole path, each table made once:

>>> story = same.read_story("data/raw")
>>> key = story.keyness(target="advocacy", voice="author")

Every table is a pandas DataFrame with the columns of `COLUMNS`; `describe` says what each holds. A name is loaded when
it is first used, so that ``import analysis`` costs nothing. ``__init__.pyi`` lists the public names.
"""

import lazy_loader

__version__ = "1.0.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
