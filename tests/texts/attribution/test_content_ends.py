"""Where the content of a cue begins and ends, in short sentences."""

import pytest

from analysis.texts.attribution.voices import segment


def reported_in(text: str) -> list[tuple[str, str]]:
    return [(speaker, text[a:b]) for a, b, _, voice, speaker, _ in segment(text) if voice == "indirect"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vos warned the dyke would break.", "the dyke would break"),
        ("Vos warned the river would rise if it rained.", "the river would rise if it rained"),
        ("Vos promised the mill would be clean.", "the mill would be clean"),
        ("Vos cautioned the seed was dear.", "the seed was dear"),
        ("Vos warned sailors the gale would come.", "the gale would come"),
        ("Vos told the board the money was gone.", "the money was gone"),
        ("Vos told voters taxes would rise.", "taxes would rise"),
        ("Vos told Ann Roe taxes would rise.", "taxes would rise"),
        ("Vos told reporters on Monday that it was late.", "that it was late"),
        ("Vos warned residents to leave.", "to leave"),
    ],
)
def test_content_begins_behind_the_listener_or_with_its_clause(text, expected):
    assert reported_in(text) == [("Vos", expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vos said rents would fall but nobody trusted him.", "rents would fall"),
        ("Vos said rents would fall and drove off.", "rents would fall"),
        ("Vos said it was late and left.", "it was late"),
        ("Vos said it was late and urged them to go home.", "it was late"),
        ("Vos said the pier was shut but did not say why.", "the pier was shut"),
        ("Vos said the pier was shut, adding that it was old.", "the pier was shut"),
        ("Vos said the pier was shut, though no sign is up.", "the pier was shut"),
    ],
)
def test_what_the_writer_goes_on_to_tell_is_the_authors(text, expected):
    assert reported_in(text)[0] == ("Vos", expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vos said the talks were over and the truce was dead.", "the talks were over and the truce was dead"),
        ("Vos said she was tired but would race again.", "she was tired but would race again"),
        ("Vos said the shop was searched and closed.", "the shop was searched and closed"),
        ("Vos said he was ill and wanted a rest.", "he was ill and wanted a rest"),
        ("Vos said he broke a window and ran.", "he broke a window and ran"),
    ],
)
def test_a_coordinated_part_of_the_content_stays_in_it(text, expected):
    assert reported_in(text) == [("Vos", expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2008, Ann Roe said, the farm was sold.", [("Ann Roe", "the farm was sold")]),
        ("After the flood, Ann Roe asked for tents.", [("Ann Roe", "for tents")]),
        ("Her uncle, Jan Vos, confirmed the arrest.", [("Jan Vos", "the arrest")]),
        ("Asked if it was open, Ann Roe said it was.", [("Ann Roe", "it was")]),
    ],
)
def test_what_leads_to_the_cue_is_no_content(text, expected):
    assert reported_in(text) == expected
