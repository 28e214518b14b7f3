"""What the tables of the book are worded with: the names of a corpus, of its groups and of its target."""

from __future__ import annotations

import re
import shlex

from analysis.measures.story import Story


def words_of(story: Story, corpus: str, actors: str = "") -> dict[str, str]:
    """Return what the tables of a corpus of somebody's own are worded with; `actors` names its list, if any."""
    by = shlex.quote(story.by)
    return {
        "corpus": shlex.quote(corpus),
        "quoted": repr(corpus),
        "place": corpus,
        "by": by,
        "column": re.sub(r"[^\w-]+", "_", story.by),
        "actors": f"--actors {shlex.quote(actors)}" if actors else "",
        "actors_file": repr(actors) if actors else "",
        "grouped": f"--by {by}",
        "target": story.target_group,
        "named": shlex.quote(story.target_group),
        "others": "the other texts",
        "group": "group",
    }


SHIPPED_WORDS = {"corpus": "", "quoted": "", "place": "data/raw/", "by": "source_type", "grouped": ""}
SHIPPED_WORDS |= {"column": "source_type", "actors": "", "actors_file": ""}
SHIPPED_WORDS |= {"target": "advocacy", "named": "advocacy", "others": "the news wire", "group": "kind of source"}
