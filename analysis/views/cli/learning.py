"""The verb that learns from people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import analysis as same
from analysis.schema import listed
from analysis.views.cli.app import Verb, cli
from analysis.views.cli.corpora import find_voices, read_lexicon_of
from analysis.views.cli.messages import echo
from analysis.views.cli.options import LEXICON, SAFE_CSV, check_file
from analysis.views.cli.progress import with_bar
from analysis.views.tables.phrases import counted, decimal
from analysis.views.tables.write import check_model_target, write_table

if TYPE_CHECKING:
    import pandas as pd

    from analysis.texts.readers.frame_model import FrameModel
    from analysis.texts.readers.model import Model

LABELLED = (
    "A .csv, .jsonl or .parquet file with one sentence or text per row: doc_id (or id), text and label (1 loaded, 0 "
    "not). Where people marked words too: spans, a list of [start, end] in characters of the text from 0, the end left "
    "out, or biased_words, a list of the words. For several labels per text, such as frames: in place of label the "
    "column labels, a list of names or names with | or ; between them; or --labels and a column with 0 and 1 for each."
)


def _check_model(ctx: click.Context, option: click.Parameter, file: str) -> str:
    check_model_target(file)
    return file


def _split(ctx: click.Context, option: click.Parameter, names: str | None) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in (names or "").split(",") if name.strip()))


@cli.command(
    "train",
    cls=Verb,
    heading="LABELLED",
    about=LABELLED,
    epilog="train sentences.csv -o model.json --report figures.csv",
)
@click.argument("labelled")
@click.option("-o", "file", metavar="MODEL", required=True, callback=_check_model, help="The model to write: .json.")
@click.option("--report", metavar="FILE", default="-", callback=check_file, help="The table of figures, or -.")
@click.option(
    "--labels",
    metavar="COLUMN,COLUMN",
    callback=_split,
    help="Several labels per text: the columns with 1 where a text has the label, else 0.",
)
@click.option(
    "--cluster",
    metavar="COLUMN",
    help="With several labels: never learn from a text to judge another with the same value of this column.",
)
@LEXICON
@click.option(
    "--repeats",
    type=click.IntRange(1, 1000),
    metavar="N",
    default=10,
    help="How often the sentences or texts are split into five parts.",
)
@SAFE_CSV
def run_train(
    labelled: str,
    *,
    file: str,
    report: str,
    labels: list[str],
    cluster: str | None,
    lexicon: str | None,
    repeats: int,
    safe_csv: bool,
) -> None:
    """Learn what people labelled: loaded language, or several labels per text, such as frames.

    A model of loaded language is for markers --model, one of several labels for frames --model. The figures say how
    well such a model does on sentences or texts that it was not trained on, next to the lexicon alone and to TF-IDF: of
    five parts each is judged by what was learned from the other four, again and again with other parts. The model is
    numbers and words in a JSON file; with few texts its words may identify people, so read it before you share it.
    """
    from analysis.texts.readers.frame_labels import holds_label_lists

    model: Model | FrameModel
    if labels or holds_label_lists(labelled):
        if lexicon is not None:
            raise click.UsageError("--lexicon is for loaded language; several labels are not learned from its entries")
        material = _frames(labelled, labels, cluster)
        figures = same.cross_validate_frames(material, repeats=repeats, progress=with_bar)
        model = same.train_frames(material)
        trained = f"{counted(model.trained['texts'], 'text')}, {counted(len(model.labels), 'label')}"
        _say_how_well(figures)
    else:
        if cluster is not None:
            raise click.UsageError("--cluster is for several labels per text; name them with --labels")
        loaded = _loaded(labelled, lexicon)
        figures = same.cross_validate(loaded, repeats=repeats, progress=with_bar)
        model = same.train(loaded)
        trained = ", ".join(f"{n:,} {what}" for what, n in model.trained.items())
    write_table(figures, report, safe=safe_csv)
    same.write_model(model, file)
    echo(f"the model is in {file}: {trained}; figures: {repeats} x 5 parts, seeds 0 to {repeats - 1}")


def _loaded(labelled: str, lexicon: str | None) -> same.Labelled:
    documents, spans = same.read_labelled(labelled)
    entries, segments = read_lexicon_of(lexicon), find_voices(documents)
    found = same.markers(segments, entries, same.names(segments, same.read_actors(documents=documents)))
    return same.Labelled(documents, spans, segments, found, entries)


def _frames(labelled: str, columns: list[str], cluster: str | None) -> same.LabelledFrames:
    documents, labels = same.read_frame_labels(labelled, columns=columns, cluster=cluster)
    segments, entries = find_voices(documents), same.read_frames()
    presence = same.frame_presence(same.frames(segments, entries), segments, entries)
    lexicon = same.lexicon_labels(presence, labels.columns, same.read_frame_categories())
    material = same.LabelledFrames(documents, labels, segments, lexicon)
    if unnamed := sorted(set(labels.columns) - set(lexicon["label"])):
        echo(f"no frame of the lexicon is named so, and it is not compared there: {listed(unnamed)}")
    for name, reason in material.left_out.items():
        echo(f"left out: {name}, {reason}")
    return material


def _say_how_well(figures: pd.DataFrame) -> None:
    """Say the mean F1 of the model and of what is simplest, and of which labels nothing was surely learned."""
    means = figures[figures["figure"] == "macro_f1"].set_index("method")
    told = {
        "model": "the model",
        "tfidf": "TF-IDF",
        "tfidf, balanced": "TF-IDF, balanced",
        "every text": "every label to every text",
    }
    scores = (f"{what} {decimal(means.at[method, 'value'], 2)}" for method, what in told.items())
    echo(f"mean F1 of the labels on texts not learned from: {', '.join(scores)}")
    apart = figures[(figures["method"] == "model - every text") & (figures["figure"] == "f1")]
    if unsure := apart.loc[apart["low"] <= 0, "label"].tolist():
        echo(f"no better than to give it to every text, as far as these texts tell: {listed(unsure)}")
