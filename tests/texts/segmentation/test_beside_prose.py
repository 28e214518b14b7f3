"""What is no prose is seen, and prose with odd signs is left in peace."""

import pytest

from analysis.texts.segmentation.beside_prose import beside_prose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Snow fell.<br/>Roads shut.", ["tags"]),
        ('<DIV class="lead">Snow', ["tags"]),
        ("<!-- ad -->Snow fell.", ["tags"]),
        ("The [[Oder]] rose. {{cite web}}", ["wiki signs"]),
        ("[quote]Snow[/quote]", ["wiki signs"]),
        ("# Snow\n\n**Roads** shut in [Kiel](https://kiel.example).", ["Markdown"]),
        ("Snow fell on… [+1,204 chars]", ["a cut-off"]),
        ("Snow fell on [12 more words]", ["a cut-off"]),
        ("Snow fell. window.ads = []; Roads shut.", ["code"]),
        ("function load(a, b) { show(); }", ["code"]),
        (".lead { color: red; }", ["code"]),
        ('{"@type": "News", "wordCount": 12}', ["data (JSON)"]),
        (r"Snow fell.\n\n\u201cRoads shut\u201d", ["escapes"]),
        ("Snow=E2=80=99s here", []),
        ("Snow=E2=80=99s and ice=E2=80=99s", ["escapes"]),
        ("Logo data:image/png;base64,iVBORw0", ["encoded data"]),
        ("Snow " + "aGVsbG8gd29ybGQ5" * 5 + "== fell", ["encoded data"]),
        ("Snow " + "a9" * 30 + " fell", ["encoded data"]),
        ("Snow " + "a9" * 29 + "b fell", []),
        ("Snow &amp; ice&#8217;s", ["entities"]),
        ("Kiel 3 1 2 9\nBergen 2 2 2 8\n1. Oslo 1 3 2 6\nLund 0 0 6 0", ["a table of numbers"]),
    ],
)
def test_what_is_no_prose_is_seen(text, expected):
    assert beside_prose(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rain & wind at AT&T; 3 < 4 > 2, he [the mayor] said. [1]",
        "He wrote “a = b” and {nothing} else * twice *. #Snow",
        "It rose by 3, 4 and 5 per cent in 2019, 2020 and 2021.\n" * 5,
        "See https://www.kiel.example/news/2019/12/21/snow-falls-on-the-town-and-on-the-fields-beside-it-1234567",
        "Won 3-1.\nLost 0-2.\nWon 4-0.\nDrew 1-1.\nWon 2-0.",
        'He said: "Go": 3 left. "Go on": 4 stayed',
    ],
)
def test_prose_with_odd_signs_is_left_in_peace(text):
    assert beside_prose(text) == []
