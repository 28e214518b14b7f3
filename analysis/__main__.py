"""The command line: one verb per table. Each reads a corpus, calls the function of its own name and writes a table."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import analysis as same
from analysis.schema import PARTS, VOICES, InputError
from analysis.texts.corpus import CHECKOUT, SHIPPED, find
from analysis.texts.gold import TASKS
from analysis.texts.words import words
from analysis.views.export import write_table
from analysis.views.terminal import (
    OUTPUT,
    PROGRAM,
    SETTINGS,
    CommandLine,
    GoldVerb,
    LabelledVerb,
    ShippedVerb,
    check_file,
    failed,
    in_steps,
    say,
    with_bar,
)
from analysis.views.wording import counted

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import Counts


@click.group(cls=CommandLine, context_settings=SETTINGS, subcommand_metavar="VERB ...", options_metavar="[--debug]")
@click.option("--debug", is_flag=True, expose_value=False, help="Show where a failure happened (or SAMESTORY_DEBUG=1).")
@click.version_option(same.__version__, message="Same Story %(version)s")
def cli() -> None:
    """Compare how different kinds of source tell the same story.

    Each verb reads a corpus and writes one table: "terms -o terms.csv" counts the words of the five texts in data/raw,
    "terms my-texts.csv -o -" those of another corpus, and shows them on the screen. A table ends in .csv, .jsonl or
    .parquet. "VERB --help" says more of each.
    """


cli.sections = {  # in the order of the path
    "Whose words they are": ("voices", "sources"),
    "Words in their places": ("kwic", "markers", "names"),
    "Words counted": ("terms", "dispersion", "collocations"),
    "Texts compared": ("tfidf", "similarity", "reuse", "keyness", "wordshift", "stability"),
    "How far to trust it": ("robustness", "validate", "calibrate"),
    "Learning from people": ("train",),
    "Everything at once": ("figures", "build"),
}

VOICE = click.option(
    "--voice",
    type=click.Choice([*VOICES, "all"]),
    metavar="VOICE",
    default="all",
    help="Count one voice: author (the text's own words), direct (quoted), indirect (reported) or all.",
)
PART = click.option(
    "--part",
    type=click.Choice([*PARTS, "all"]),
    metavar="PART",
    default="body",
    help=f"Count one part of the pages: {', '.join(PARTS)} or all.",
)


SHARED = click.option(
    "--shared",
    type=click.Choice(["once", "all"]),
    default="all",
    help="Count what several texts share (see reuse) in each of them, or once: in the first that has it.",
)
LEXICON = click.option("--lexicon", metavar="FILE", help="Another word list.  [default: data/lexicon/lexicon.csv]")


def _read(corpus: str | None, by: str | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return documents and segments; name the texts without a word."""
    documents = same.read_corpus(corpus)
    if by is not None:
        from analysis.measures.groups import labels

        labels(documents, by)
    rows = zip(documents["doc_id"], documents["text"], strict=True)
    wordless = [doc_id for doc_id, text in rows if not (words(text[:1000]) or words(text))]
    if len(wordless) == len(documents):
        raise InputError(f"{corpus or SHIPPED}: no text has a word; give a corpus with words")
    if wordless:
        more = f" and {len(wordless) - 10} more" * (len(wordless) > 10)
        say(f"no word in: {', '.join(wordless[:10])}{more} (kept, counted as nothing)")
    return documents, in_steps(same.voices, documents)


def _count(
    corpus: str | None, voice: str, part: str, *, by: str | None = None, ngrams: int = 1, shared: str = "all"
) -> Counts:
    documents, segments = _read(corpus, by)
    if shared == "once":
        passages = same.reuse(segments, documents, part=part)
        segments = same.once(segments, documents, passages)
        say(f"{counted(len(passages), 'shared passage')}: the words that an earlier text has already are not counted")
    return same.count(segments, documents, ngrams=ngrams).where(voice=voice, part=part)


@cli.verb("voices -o voices.csv")
def voices(corpus: str | None) -> pd.DataFrame:
    """Cut each text into its author's words, what it quotes or reports, and what the page adds.

    Every character of a text is in one segment. The column part says what it is of the page, voice whose words they
    are, speaker and cue who is quoted and with which verb.
    """
    return _read(corpus)[1]


@cli.verb("sources -o sources.csv")
def sources(corpus: str | None) -> pd.DataFrame:
    """List who is given the word: each quotation, its speaker, and the verb that brings it in.

    An empty speaker is not an anonymous one: it was not found whose words they are.
    """
    return same.sources(_read(corpus)[1], same.read_actors(), same.read_cues())


@cli.verb(
    'kwic --find "human rights" -o kwic.csv',
    click.option("--find", "phrase", metavar="PHRASE", required=True, help='A word or phrase; * as in "terroris*".'),
)
def kwic(corpus: str | None, phrase: str) -> pd.DataFrame:
    """Show a word or phrase in every place where it stands, with what is before and after it.

    Capitals do not matter, except in a word written in capitals: "US" is not "us".
    """
    from analysis.texts.patterns import compile_entries

    compile_entries([phrase])  # a phrase without a word is told before the corpus is read
    return same.kwic(_read(corpus)[1], phrase)


@cli.verb(
    "markers -o markers.csv",
    LEXICON,
    click.option("--model", metavar="FILE", help="Add what a model finds that train has made."),
)
def markers(corpus: str | None, lexicon: str | None, model: str | None) -> pd.DataFrame:
    """List the loaded language: where a word of the lexicon stands, its category, and whose words it is in.

    The column loaded tells loaded words from others, such as hedges. A word list knows words, not what they mean where
    they stand: read the places before you quote a number. What a model adds has the category model.
    """
    entries, learned = same.read_lexicon(lexicon), None if model is None else same.read_model(model)
    segments = _read(corpus)[1]
    names = same.names(segments, same.read_actors())
    found = same.markers(segments, entries, names)
    if learned is None:
        return found
    from analysis.texts.model import lexicon_hash

    if learned.lexicon != lexicon_hash(entries):
        say(f"{model}: was trained with another lexicon, so its figures do not hold here; train it anew")
    return same.model_markers(found, segments, learned, names)


@cli.verb("names -o names.csv")
def names(corpus: str | None) -> pd.DataFrame:
    """List what the actors are called: each name of data/actors.csv, where it stands and who says it."""
    return same.names(_read(corpus)[1], same.read_actors())


@cli.verb(
    "terms --by source_type --voice author -o terms.csv",
    click.option("--by", metavar="COLUMN", help="Count for each value of this column of the corpus, doc_id too."),
    VOICE,
    PART,
    click.option(
        "--ngrams", type=click.IntRange(min=1), metavar="N", default=1, help="Words in a row that count as one term."
    ),
    SHARED,
)
def terms(corpus: str | None, by: str | None, voice: str, part: str, ngrams: int, shared: str) -> pd.DataFrame:
    """Count the words: how often, per 1,000 words, in how many texts, and how evenly."""
    return same.terms(_count(corpus, voice, part, by=by, ngrams=ngrams, shared=shared), by=by)


@cli.verb(
    "dispersion --by source_type --voice author -o dispersion.csv",
    click.option("--by", metavar="COLUMN", help="Measure within each value of this column of the corpus."),
    click.option("--within", is_flag=True, help="Measure within each text, over blocks of five sentences."),
    VOICE,
    PART,
)
def dispersion(corpus: str | None, by: str | None, within: bool, voice: str, part: str) -> pd.DataFrame:
    """Measure how evenly each word is spread over the texts, by every measure in use.

    range is the number of texts with the word, of n_parts; dp, dp_norm and kl are 0 where it is spread as evenly as
    the sizes of the texts allow, juilland_d, rosengren_s and carroll_d2 are 1 there. All are empty with one text.
    """
    if within:
        if by not in (None, "doc_id"):
            raise InputError(f"--within measures each text by itself; leave out --by {by}")
        documents, segments = _read(corpus)
        return same.dispersion_within(same.count_blocks(segments, documents, voice=voice, part=part))
    return same.dispersion(_count(corpus, voice, part, by=by), by=by)


@cli.verb("collocations -o pairs.csv", VOICE, PART)
def collocations(corpus: str | None, voice: str, part: str) -> pd.DataFrame:
    """List the neighbouring words that stand together more often than chance would have it."""
    return same.collocations(_read(corpus)[1], voice=voice, part=part)


@cli.verb("tfidf -o tfidf.csv", VOICE, PART, SHARED)
def tfidf(corpus: str | None, voice: str, part: str, shared: str) -> pd.DataFrame:
    """Weigh which words mark each text: frequent in it, rare in the others."""
    return same.tfidf(_count(corpus, voice, part, shared=shared))


@cli.verb("similarity -o similarity.csv", VOICE, PART)
def similarity(corpus: str | None, voice: str, part: str) -> pd.DataFrame:
    """Measure how alike the vocabulary of each two texts is: 1 the same, 0 no word in common."""
    return same.similarity(_count(corpus, voice, part))


@cli.verb(
    "reuse -o reuse.csv",
    click.option("--least", type=click.IntRange(min=4), metavar="N", default=8, help="Words that must be alike."),
    PART,
)
def reuse(corpus: str | None, least: int, part: str) -> pd.DataFrame:
    """Find the passages that two texts share, word for word or nearly, with where they stand in each.

    A long name alone is no passage. Two texts may share a passage because one took it from the other or because both
    took it from a third: an earlier date does not tell. terms, tfidf and keyness count shared passages once with
    --shared once.
    """
    documents, segments = _read(corpus)
    return same.reuse(segments, documents, least=least, part=part)


@cli.verb(
    "keyness --target advocacy --voice author -o keyness.csv",
    click.option(
        "--by", metavar="COLUMN", default="source_type", help="The column of the corpus that tells the groups."
    ),
    click.option("--target", metavar="VALUE", help="The group in question: a value of that column."),
    click.option("--reference", metavar="VALUE", help="The group to compare it with.  [default: all the rest]"),
    click.option("--each", "several", flag_value="each", help="In place of --target: each group against all the rest."),
    click.option("--pairs", "several", flag_value="pairs", help="In place of --target: each group against each."),
    click.option("--cluster", metavar="COLUMN", help="Test by the values of this column, not by text: outlet, say."),
    VOICE,
    PART,
    SHARED,
)
def keyness(corpus: str | None, voice: str, part: str, shared: str, several: str | None, **call: Any) -> pd.DataFrame:
    """Compare groups of texts: which words set them apart, how far, and how sure that is.

    Positive log ratios are words of the target: 1 means twice as frequent there, 2 four times. The test compares texts,
    not words. p, q and the interval of the log ratio are empty where there are too few texts for it.
    """
    if several is None and call["target"] is None:
        raise click.UsageError("Missing option '--target', or --each or --pairs in its place")
    if several is not None and (call["target"] or call["reference"]):
        raise click.UsageError(f"--{several} compares every group; leave out --target and --reference")
    groups = {name: call.pop(name) for name in ("target", "reference")}
    counts = _count(corpus, voice, part, by=call["by"], shared=shared)
    if several is None:
        table = same.keyness(counts, **groups, **call)
    else:
        table = same.compare(counts, pairs=several == "pairs", **call)
    return _with_reasons(table, "document" if call["cluster"] is None else "cluster")


def _with_reasons(table: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return table `keyness` and say of each comparison why there is no p, where there is none."""
    from analysis.measures.small_numbers import why_no_test

    compared = table.drop_duplicates(["target", "reference"])
    several = len(compared) > 1
    if several:
        say(f"{len(compared)} comparisons; q counts the {table['p'].notna().sum():,} words tested in all of them")
    for row in compared.itertuples():
        if why := why_no_test(row.n_units_target, row.n_units_reference, unit=unit):
            say(f"{row.target} against {row.reference}: {why}" if several else why)
    return table


@cli.verb(
    "calibrate my-texts.csv --by source_type --group newswire -o calibration.csv",
    click.option("--by", metavar="COLUMN", help="Split one group alone: the column that tells the groups."),
    click.option("--group", metavar="VALUE", help="The group: a value of that column.  [default: all texts]"),
    click.option("--splits", type=int, metavar="N", default=100, help="How many random splits."),
    click.option("--share", type=float, metavar="SHARE", default=0.5, help="The share of the texts in the first part."),
    click.option("--factor", type=float, metavar="N", default=2.0, help="How much more frequent planted words become."),
    click.option("--cluster", metavar="COLUMN", help="Keep the texts of each value of this column together."),
    click.option("--seed", type=int, metavar="N", default=0, help="Another seed, other splits."),
    VOICE,
    PART,
)
def calibrate(
    corpus: str | None, by: str | None, group: str | None, voice: str, part: str, **plan: Any
) -> pd.DataFrame:
    """Measure how often each test finds a difference that is not there, and how often one that is.

    The texts of one group are split at random, again and again: every "key" word is then a false alarm (kind null).
    In the same splits 20 words are made twice as frequent in the first part: each is written again where it stands
    (planted), or turns up in other texts too (spread). Kind coverage says how often the intervals hold the truth.
    """
    from analysis.measures.calibration import Plan

    tried = Plan(**plan)
    counts = _count(corpus, voice, part, by=by)
    return same.calibrate(
        counts, by=by, group=group, plan=tried, progress=lambda work: with_bar(work, "splitting", " splits")
    )


@cli.verb(
    "wordshift --target advocacy --voice author -o wordshift.csv",
    click.option(
        "--by", metavar="COLUMN", default="source_type", help="The column that tells the groups; voice and part too."
    ),
    click.option("--target", metavar="VALUE", required=True, help="The group in question: a value of that column."),
    click.option("--reference", metavar="VALUE", help="The group to compare it with.  [default: all the rest]"),
    VOICE,
    PART,
    click.option(
        "--of",
        type=click.Choice(["markers", "categories", "proportion", "entropy", "divergence"]),
        metavar="WHAT",
        default="markers",
        help="What to add up: loaded markers by entry (markers) or by category (categories), or the proportion, "
        "entropy or divergence of all words.",
    ),
    LEXICON,
    click.option("--scores", metavar="FILE", help="Compare mean scores instead: a table of term and score."),
)
def wordshift(corpus: str | None, by: str, voice: str, part: str, **call: Any) -> pd.DataFrame:
    """Say what each word adds to the difference between two groups of texts, or two voices (--by voice).

    Contributions add up to the difference, here of loaded markers per 1,000 words; share is their part of it. Bounds
    compare texts, and are empty where there are too few.
    """
    from analysis.measures.quantities import MarkerRate, MeanScore, WordUse
    from analysis.measures.wordshift import why_no_interval

    of, lexicon = call["of"], same.read_lexicon(call["lexicon"])
    scores = None if call["scores"] is None else same.read_scores(call["scores"])
    within = by in ("voice", "part")
    documents, segments = _read(corpus, None if within else by)
    counts = same.count(segments, documents).where(voice=voice, part=part)
    if scores is not None:
        quantity: Any = MeanScore(scores)
    elif of in ("markers", "categories"):
        found = same.markers(segments, lexicon, same.names(segments, same.read_actors()))
        quantity = MarkerRate(found, "entry" if of == "markers" else "category")
    else:
        quantity = WordUse(of)
    table = same.wordshift(counts, quantity, by=by, target=call["target"], reference=call["reference"])
    if not len(table):
        say("no item to add up in either group: the table is empty")
        return table
    first = table.iloc[0]
    if scores is not None:
        scored = f"{first['total_target'] + first['total_reference']:,} of their words have a score"
        say(f"{len(table):,} of {len(scores):,} scored terms stand in the groups; {scored}")
    if of not in ("entropy", "divergence") or scores is not None:
        if why := why_no_interval(int(first["n_docs_target"]), int(first["n_docs_reference"])):
            say(why)
    return table


@cli.verb(
    "stability --target advocacy --voice author -o stability.csv",
    click.option(
        "--by", metavar="COLUMN", default="source_type", help="The column of the corpus that tells the groups."
    ),
    click.option("--target", metavar="VALUE", required=True, help="The group in question: a value of that column."),
    click.option("--reference", metavar="VALUE", help="The group to compare it with.  [default: all the rest]"),
    VOICE,
    PART,
    click.option("--block", type=click.IntRange(min=1), metavar="N", default=5, help="Sentences in a block."),
)
def stability(corpus: str | None, by: str, voice: str, part: str, **call: Any) -> pd.DataFrame:
    """Say which differences stand all through a few texts, and which rest on a passage or two.

    Each text is written anew from its own blocks of sentences, 1,000 times: within_low and within_high are how far the
    log ratio moves. That speaks of these texts alone, never of other texts of their kind.
    """
    from analysis.measures.stability import why_no_bounds

    documents, segments = _read(corpus, by)
    counts = same.count_blocks(segments, documents, voice=voice, part=part, block=call.pop("block"))
    table = same.stability(counts, by=by, **call)
    why = why_no_bounds(counts, by=by, **call)
    say(why or "The bounds speak of these texts alone: they say nothing about other texts of their kind.")
    return table


@cli.verb(
    "robustness -o robustness.csv",
    click.option(
        "--by",
        metavar="COLUMN",
        default="source_type",
        help="The column of the corpus that tells the groups; without source types all texts are one group.",
    ),
    VOICE,
    PART,
    click.option(
        "--combinations",
        type=click.IntRange(min=0),
        metavar="N",
        default=500,
        help="How many combinations of choices to try for each finding, at most.",
    ),
)
def robustness(corpus: str | None, by: str, **options: Any) -> pd.DataFrame:
    """Say what would change the answer: each finding under every choice that could have been made otherwise.

    The choices are how words are cut, stop words, voice, part, TF-IDF variant, score, threshold, lexicon, each text
    left out in turn, and passages that texts share counted once. A row is a finding under one choice, or under several
    at once; keeps says whether it still holds. That is no evidence about other texts.
    """
    from analysis.measures.robustness import summary
    from analysis.measures.story import Story
    from analysis.texts.lexicon import read_categories
    from analysis.texts.sides import read_sides

    documents, segments = _read(corpus, None if by == "source_type" else by)
    lists = (same.read_lexicon(), same.read_actors(), same.read_cues(), read_categories(), read_sides())
    table = same.robustness(Story(documents, segments, *lists), by=by, progress=with_bar, **options)
    for row in summary(table).itertuples():
        broken = f"; broken by {row.broken_by}" if row.broken_by else ""
        say(f"kept in {row.n_keep} of {row.n_choices} choices: {row.statement}{broken}")
    return table


@cli.command(cls=GoldVerb, epilog="validate voices --gold annotated.jsonl -o figures.csv --errors errors.csv")
@click.argument("task", type=click.Choice(TASKS))
@click.option("--gold", metavar="FILE", required=True, help="The annotated texts: JSON lines.")
@OUTPUT
@click.option("--errors", metavar="FILE", callback=check_file, help="A table of the worst errors of each kind.")
def validate(task: str, gold: str, file: str, errors: str | None) -> None:
    """Measure voices or markers against texts that people have annotated.

    Each figure has its 95 % interval, from 1,000 resamples of the texts, its counts, and the number of texts; it stands
    for all texts and by outlet type, outlet, voice and, for markers, category of the lexicon.
    """
    if errors is not None and Path(errors).resolve() == Path(file).resolve():
        raise InputError(f"{errors}: is named twice; name another file for the errors")
    for name in (file, errors):
        if name is not None and Path(name).resolve() == find(gold).resolve():
            raise InputError(f"{name}: is the annotated data itself; name another file")
    documents, spans = same.read_gold(gold, task)
    segments = in_steps(same.voices, documents)
    people = f"{spans.groupby(['doc_id', 'annotation']).ngroups:,} annotations"
    if task == "voices":
        ours = f"{(segments['voice'] != 'author').sum():,} segments in another voice than the author's"
        tables = same.validate_voices(documents, spans, segments), same.voice_errors(documents, spans, segments)
    else:
        markers = same.markers(segments, same.read_lexicon(), same.names(segments, same.read_actors()))
        ours = f"{markers['loaded'].sum():,} loaded markers"
        tables = (
            same.validate_markers(documents, spans, markers, segments),
            same.marker_errors(documents, spans, markers),
        )
    if errors is not None:
        write_table(tables[1], errors)
    write_table(tables[0], file)
    say(f"{len(documents):,} texts; people: {people}; the suite: {ours}; {len(tables[0]):,} figures")


def _check_model(ctx: click.Context, option: click.Parameter, file: str) -> str:
    from analysis.views.model_file import check_model_file

    check_model_file(file)
    return file


@cli.command(cls=LabelledVerb, epilog="train sentences.csv -o model.json --report figures.csv")
@click.argument("labelled")
@click.option("-o", "file", metavar="MODEL", required=True, callback=_check_model, help="The model to write: .json.")
@click.option("--report", metavar="FILE", default="-", callback=check_file, help="The table of figures, or -.")
@LEXICON
@click.option("--repeats", type=click.IntRange(min=1), metavar="N", default=10, help="How often the sentences are cut.")
def train(labelled: str, file: str, report: str, lexicon: str | None, repeats: int) -> None:
    """Learn loaded language from sentences that people have labelled, for markers --model.

    The figures say how well such a model does on sentences that it was not trained on, beside the lexicon alone and
    beside TF-IDF: five parts, each judged by what was learned from the other four, again and again with other parts.
    The model is numbers in a JSON file; with few sentences, people can be known by them, so look before you share it.
    """
    for name in (file, report):
        if Path(name).resolve() == find(labelled).resolve():
            raise InputError(f"{name}: is the labelled file itself; name another file")
    if Path(file).resolve() == Path(report).resolve():
        raise InputError(f"{file}: is named twice; name another file for the report")
    documents, spans = same.read_labelled(labelled)
    entries, segments = same.read_lexicon(lexicon), in_steps(same.voices, documents)
    found = same.markers(segments, entries, same.names(segments, same.read_actors()))
    material = same.Labelled(documents, spans, segments, found, entries)
    figures = same.cross_validate(material, repeats=repeats, progress=with_bar)
    model = same.train(material)
    write_table(figures, report)
    same.write_model(model, file)
    trained = ", ".join(f"{n:,} {what}" for what, n in model.trained.items())
    say(f"the model is in {file}: {trained}; figures: {repeats} x 5 parts, seeds 0 to {repeats - 1}")


def _only_shipped(ctx: click.Context, argument: click.Parameter, corpus: str | None) -> None:
    if corpus is not None and find(corpus).resolve() != SHIPPED:
        raise InputError(f"{corpus}: {ctx.info_name} takes the texts in data/raw alone in this edition; leave it out")


SHIPPED_ALONE = click.argument("corpus", required=False, expose_value=False, callback=_only_shipped)


@cli.command(cls=ShippedVerb, epilog="figures --check")
@SHIPPED_ALONE
@click.option("--out", metavar="FOLDER", help="Where to write.  [default: figures]")
@click.option("--check", is_flag=True, help="Write nothing; say which figure's data has changed, cell by cell.")
def figures(out: str | None, check: bool) -> int:
    """Draw every figure of the five texts, with the table behind it."""
    from analysis.views.gallery import MANIFEST, check_figures, write_figures

    folder = Path(out) if out else CHECKOUT / "figures"
    if not check:
        if folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST).exists():
            raise InputError(f"{folder}: holds something that is not ours; name an empty or a new folder")
        write_figures(folder)
        say(f"the figures are in {folder}")
        return 0
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder; {PROGRAM} figures makes it")
    differences = check_figures(folder)
    for difference in differences:
        say(str(difference))
    return failed(f"the data behind {folder} has changed; {PROGRAM} figures draws anew", 1) if differences else 0


@cli.command(cls=ShippedVerb, epilog="build")
@SHIPPED_ALONE
@click.option("--out", metavar="FOLDER", help="Where to write.  [default: site]")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Notebooks to run side by side.  [default: one per core]"
)
@click.option("--force", is_flag=True, help="Do it all again, even where nothing has changed.")
def build(out: str | None, jobs: int | None, force: bool) -> None:
    """Make the book: every table, figure and notebook, and a home page to open in a browser."""
    from analysis.views.book import build

    book = build(Path(out) if out else CHECKOUT / "site", jobs=jobs, force=force)
    say(f"{'the book is' if book.made else 'nothing has changed; the book is'} in {book.out / 'index.html'}")


def _terminate(number: int, frame: object) -> None:
    sys.exit(128 + number)  # an end that cleans up, unlike the one that the system would make


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _terminate)
    cli()
