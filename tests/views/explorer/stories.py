"""Made texts for the tests of the explorer: enough of each kind for a test, three kinds, and what must not run."""

from __future__ import annotations

import pandas as pd

import analysis as same

EVIL = "<script>window.ran = 1</script> <img src=x onerror='window.ran = 1'> 🛥 ]]> \u202e"


def ferry_documents(kinds=("paper", "union")):
    """Return six texts of each kind; the union calls the plan brutal, the papers quote it."""
    rows = []
    for kind in kinds:
        for i in range(6):
            own = {
                "union": f"The brutal plan ends ferry number {i}. A brutal, brutal cut, the crews know.",
                "paper": f"The plan ends ferry number {i}. “It is a brutal cut,” Ann Roe said. The council met.",
                "blog": f"I like the ferry a lot, and number {i} best. Boats are fun, and the council met.",
            }[kind]
            rows.append(
                {
                    "doc_id": f"{kind}{i}",
                    "text": f"Ferry news {i}\n\n{own}\n\n{EVIL if i == 0 else 'It rained all day.'}\n",
                    "title": f"<b>{kind}</b> {i} & “so”",
                    "source_type": kind,
                }
            )
    return pd.DataFrame(rows)


def ferry_story(documents=None, **options):
    """Return the story of these texts, or of others."""
    documents = ferry_documents() if documents is None else documents
    lists = (
        same.read_lexicon(),
        same.read_actors(documents=documents),
        same.read_cues(),
        same.read_categories(),
        same.read_sides(documents=documents),
    )
    return same.Story(documents, same.voices(documents), *lists, **options)
