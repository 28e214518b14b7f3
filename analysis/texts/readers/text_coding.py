"""Reading what one person marked in the texts: which words, as what, and how sure."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from analysis.schema import COLUMNS, InputError, listed, shown
from analysis.texts.readers.corrections import passage
from analysis.texts.readers.tables import read_list, to_table

SURE = ("certain", "fairly", "guess")
FINISHED = "finished"  # in place of a category: the coder has gone through the whole text


def is_text_coding(path: str | Path) -> bool:
    """Tell whether a file is what the reader exports of a person's marks; one that cannot be read is not."""
    try:
        with Path(path).open(encoding="utf-8-sig", errors="replace") as lines:
            head = lines.readline(10_000)
    except OSError:
        return False
    return all(name in head for name in ("doc_id", "category", "sure"))


def read_text_coding(path: str | Path, documents: pd.DataFrame, categories: Collection[str]) -> pd.DataFrame:
    r"""Return what one coder marked in these texts: table `text_coding`, a row for each mark.

    Parameters
    ----------
    path
        A CSV as the reader exports it, with the columns of the table.
    documents
        Table `documents`: the texts that were coded.
    categories
        The categories of the codebook.

    Returns
    -------
    DataFrame
        Table `text_coding`: ``coder, doc_id, start, end, words, category, sure, text_sha256``, in the order of the
        file. A row with the category ``finished`` says that the coder has gone through the whole text. `coder` is the
        name of the file where the coder gave none.

    Raises
    ------
    InputError
        If a column is missing, an offset lies outside its text or its words are others now, a category or a degree of
        certainty is not known, a text is not among the documents, two coders are in one file, or nothing is coded: one
        line that names the file's line.

    See Also
    --------
    text_agreement : how far coders agree.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["The brutal cuts."]})
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "coding.csv")
    ...     _ = file.write_text(",".join(same.COLUMNS["text_coding"]) + "\nAnn,a,4,10,brutal,cruelty,certain,\n")
    ...     same.read_text_coding(file, documents, ["cruelty"])["words"].tolist()
    ['brutal']
    """
    file = Path(path)
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    rows = read_list(file, needs=COLUMNS["text_coding"], filled=("doc_id", "start", "end", "category"))
    for row in rows:
        place = f"{file}, line {row['line']}"
        if row["doc_id"] not in texts:
            raise InputError(f"{place}: {shown(row['doc_id'])} is none of these texts, which are {listed(texts)}")
        if row["category"] == FINISHED:
            row |= {"start": "0", "end": str(len(texts[row["doc_id"]])), "sure": ""}
            continue
        passage(row, texts[row["doc_id"]], place)
        for column, known in (("category", list(categories)), ("sure", SURE)):
            if row[column] not in known:
                raise InputError(
                    f"{place}, column {column}: {shown(row[column])} is not known; use one of {listed(known, 40)}"
                )
    coders = {row["coder"] for row in rows} - {""}
    if len(coders) > 1:
        raise InputError(f"{file}: holds the coding of {listed(sorted(coders))}; give each coder a file")
    if not rows:
        raise InputError(f"{file}: nothing is coded in it")
    table = to_table(rows, COLUMNS["text_coding"]).astype({"start": "int64", "end": "int64"})
    return table.assign(coder=next(iter(coders), file.stem))
