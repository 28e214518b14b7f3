"""Pairing quotation marks, where newspapers leave them out, turn them round or use one for two."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.texts.attribution.cue_speaker import cue_ends
from analysis.texts.attribution.quotation_marks import quotations
from analysis.texts.segmentation.document import ParsedText


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(ParsedText(text), partial(cue_ends, ParsedText(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “go” and “stay”.", ["“go”", "“stay”"]),
        ('He said "go" and "stay".', ['"go"', '"stay"']),
        ("He said «go» now.", ["«go»"]),
        ("Er sagte „geh“ jetzt.", ["„geh“"]),
        ("“Go,” he said. “I stay.", ["“Go,”", "“I stay."]),
        ("“We ‘never’ go,” he said.", ["“We ‘never’ go,”"]),
        ("“He said, “go” to me,” she said.", ["“He said, “go” to me,”"]),
        ("He said: “They ask for “more money”.", ["“They ask for “more money”."[:-1]]),
        ("She said: “It is so. It was so. She added, ” it will be.”", ["“It is so. It was so.", "” it will be.”"]),
        ("He said: “It is so. (Town Daily – May 3)", ["“It is so."]),
        ("These are:\n– “More money\n– “More time”.", ["“More money", "“More time”"]),
        ("“It is so.\n\n“And it was so,” he said.", ["“It is so.", "“And it was so,”"]),
        ("“It is so.\n\nAnd it was so,” he said.", ["“It is so.\n\nAnd it was so,”"]),
        ("‘I go,’ he said of the boys’ plan.", ["‘I go,’"]),
        ("The boys’ plan is the girls’ plan.", []),
        ("‘He said “no” twice,’ she said.", ["‘He said “no” twice,’"]),
        ("Rock ’n’ roll in the '90s isn't 'dead' yet.", ["'dead'"]),
        ("A 6\" pipe.", []),
        ("»We go«, said the baker. «We stay», he said. „We eat“, he said.", ["»We go«", "«We stay»", "„We eat“"]),
        ("It rained. We go,” said Ann Roe.", ["We go,”"]),
        ("It rained. We met. My farm fell. I left,” he said.", ["We met. My farm fell. I left,”"]),
        ('It is so" in York. I go," she said.', ['I go,"']),
        ("“We go, he said.\n\n“Keep left,” said Ann Roe.", ["“We go,", "“Keep left,”"]),
        ("“We go, said Ann Roe. “Keep left,” he said.", ["“We go,", "“Keep left,”"]),
        ("'I go.\n\n'It's the boys' farm.\n\n'It rains.'", ["'I go.", "'It's the boys' farm.", "'It rains.'"]),
        ("‘The ‘old’ farm,’ he said. ‘It's ‘new’.’", ["‘The ‘old’ farm,’", "‘new’"]),
        ("‘The ‘old’ farm.\n\n‘No,’ he said.", ["‘The ‘old’ farm.", "‘No,’"]),
        ("'It's the boys' farm.\n\nIt rains.", ["'It's the boys'"]),
        ("<p>&ldquo;I go,&rdquo; he said.</p> It is &quot;so&quot;.", ["&ldquo;I go,&rdquo;", "&quot;so&quot;"]),
        ("&#8216;I go,&#8217; he said of Ann&#8217;s farm.", ["&#8216;I go,&#8217;"]),
        ('It is <a href="a b" title="Go now">“so”</a> in a <post by="that it is so, and was" on="May">"big" mill.',
         ["“so”", '"big"']),
        ("Stray” mark.", []),
        ("", []),
    ],
)  # fmt: skip
def test_where_a_quotation_opens_and_closes(text, expected):
    assert quoted(text) == expected


@given(st.text(alphabet="“”\"'‘’«»„ \n.,:aB", max_size=60))
def test_quotations_are_in_order_and_apart(text):
    at = 0
    for quote in quotations(ParsedText(text), partial(cue_ends, ParsedText(text))):
        assert at <= quote.start < quote.end <= len(text)
        at = quote.end
