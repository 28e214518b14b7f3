"""Gather as a whole: whatever it is given, all is accounted for, and what is broken stops nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis as same
from analysis.texts.intake import gather as module
from tests.calls import call, fails
from tests.gathering import SEEDS, gather_holds, written
from tests.texts.intake.documents import packed

PAGE = b"The ferry is old.\n\nIt sails on Monday."
FILES = [(f"{kind}.{ending}", data) for kind, (ending, data) in SEEDS.items()]


@given(
    st.lists(st.sampled_from(FILES), max_size=3),
    st.lists(st.binary(max_size=400), max_size=3),
    st.lists(st.tuples(st.sampled_from(FILES), st.floats(0, 1)), max_size=3),
)
def test_a_folder_of_sound_random_and_cut_files(tmp_path_factory, sound, random, cut):
    folder = tmp_path_factory.mktemp("in")
    for number, (name, data) in enumerate(
        [*sound, *(((name, data[: int(len(data) * part)])) for (name, data), part in cut)]
    ):
        (folder / f"{number} {name}").write_bytes(data)
    for number, data in enumerate(random):
        (folder / f"random {number}").write_bytes(data)
    if sound or random or cut:
        written(folder, folder.parent / f"{folder.name}-out")


@given(
    st.recursive(
        st.dictionaries(st.sampled_from("abc"), st.binary(max_size=20)),
        lambda inner: st.dictionaries(st.sampled_from("xyz"), inner),
        max_leaves=8,
    )
)
def test_archives_in_archives_are_named_and_end(tmp_path_factory, tree):
    def archive(node):
        return packed({name: archive(one) if isinstance(one, dict) else one for name, one in node.items()})

    place = tmp_path_factory.mktemp("in") / "nest.zip"
    place.write_bytes(archive(tree))
    if any(isinstance(one, dict) or one.strip() for one in tree.values()):
        gather_holds(place)


def test_a_broken_file_of_any_kind_stops_no_other(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(PAGE)
    (tmp_path / "b.txt").write_bytes(PAGE)
    reader_of = module.reader_of

    def broken(file):
        if file.stem == "a":
            raise ZeroDivisionError("no\nway")
        return reader_of(file)

    monkeypatch.setattr(module, "reader_of", broken)
    found = same.gather([str(tmp_path)])
    assert found.documents["doc_id"].tolist() == ["b"]
    why = "is broken in a way that is not known (ZeroDivisionError: no way); save it again, or in another format"
    assert found.left_out[["why", "is_error"]].values.tolist() == [[why, True]]


def test_a_place_without_files_is_named(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / ".DS_Store").write_bytes(b"x")
    assert "in: holds no files; name files, or a folder" in fails(2, "gather", tmp_path / "in", "-o", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_a_kill_left_does_not_stop_the_next_call(tmp_path):
    (tmp_path / "a.txt").write_bytes(PAGE)
    (tmp_path / ".out.same-story-new" / "texts").mkdir(parents=True)
    assert call("gather", tmp_path / "a.txt", "-o", tmp_path / "out").exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "out"]


def test_a_file_without_an_article_is_left_out_with_a_reason(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(PAGE)
    (tmp_path / "in" / "b.csv").write_text("title;text\nFerry;\n")
    assert gather_holds(tmp_path / "in").left_out["why"].tolist() == ["no text"]


@pytest.mark.parametrize("odd", ["<?xml version='1.0'?><odd><w>The</w></odd>", "<part a='1'>\n<w>The</w>\n</part>\n"])
def test_mark_up_of_no_known_kind_is_no_text(tmp_path, odd):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(PAGE)
    (tmp_path / "in" / "b.txt").write_text(odd)
    left = gather_holds(tmp_path / "in").left_out
    assert left["why"].str.startswith("is HTML or XML, whose tags would be counted as words; save it").all()
    assert left["is_error"].tolist() == [True]
    written(tmp_path / "in", tmp_path / "out")


def test_half_a_character_of_json_becomes_a_sign_that_it_is_broken(tmp_path):
    (tmp_path / "a.json").write_text(
        '[{"id": "\\ud800", "title": "A \\ude00", "text": "It \\ud83d waits.", "more": "\\ud800"}]'
    )
    row = gather_holds(tmp_path / "a.json").documents.iloc[0]
    assert row["text"] == "It \ufffd waits."
    assert row["title"] == "A \ufffd"


@pytest.mark.parametrize("kind", SEEDS)
def test_a_sound_file_of_each_kind_becomes_a_corpus(kind, tmp_path):
    ending, data = SEEDS[kind]
    (tmp_path / f"sound.{ending}").write_bytes(data)
    assert len(gather_holds(tmp_path / f"sound.{ending}").documents)
    written(tmp_path / f"sound.{ending}", tmp_path / "out")
