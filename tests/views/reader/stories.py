"""A small corpus for the tests of the reader, with what a text can hold that a page must not run or lose."""

from __future__ import annotations

import pandas as pd

import analysis as same

HARBOUR = (
    "Ferry plan is a disaster, says union\n\n"
    "Ann Roe said the brutal cuts would end the night boats. “This is a shameful lie,” she added.\n"
    "The council denied it.\n\n"
    "The plan was published on Monday without a word to the crews who keep the boats running.\n"
)
COUNCIL = (
    "Council sets out ferry plan\n\n"
    "“Nobody will lose a job,” Omar Lind said. The union calls it a disaster.\n\n"
    "The plan was published on Monday without a word to the crews who keep the boats running.\n"
)
ODD = (
    "<script>window.ran = 1</script> <img src=x onerror='window.ran = 1'> & “javascript:alert(1)”\r\n\r\n"
    "Ünïcode 🛥🛥 and\x00 a shameful lie]]> \u202e-- </p></main> said Ann Roe.\n"
)
DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["harbour", "council", "odd/<b>"],
        "text": [HARBOUR, COUNCIL, ODD],
        "title": ["Ferry plan is a disaster, says union", "Council sets out ferry plan", "<i>odd</i> & “so”"],
        "source_type": ["advocacy", "newswire", "newswire"],
        "outlet": ["Quay Union", "Estuary Council", "<b>nobody</b>"],
        "date": ["2024-03-04", "2024-03-05", ""],
    }
)


def harbour_story():
    """Return the story of these texts."""
    nobody = same.read_actors(documents=DOCUMENTS)
    lists = (
        same.read_lexicon(),
        nobody,
        same.read_cues(),
        same.read_categories(),
        same.read_sides(documents=DOCUMENTS),
    )
    return same.Story(DOCUMENTS, same.voices(DOCUMENTS), *lists)
