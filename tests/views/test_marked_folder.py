"""A folder of ours is told from all others by its mark, and replaced as a whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.schema import InputError
from analysis.texts.readers.installation import HOME
from analysis.views import marked_folder
from analysis.views.marked_folder import is_whole, recover, replace_folder, resolve_output, write_mark


@pytest.fixture
def both(tmp_path):
    """Finished pages, and an older site in their place."""
    for name in ("pages", "site"):
        (tmp_path / name / "below").mkdir(parents=True)
        (tmp_path / name / "index.html").write_text(f"the {name}")
        (tmp_path / name / "below" / f"{name}.html").write_text("x")
        write_mark(tmp_path / name, "a site", name)
    return tmp_path / "pages", tmp_path / "site"


def test_a_folder_is_whole_if_it_holds_what_was_written_and_nothing_else(both):
    _, site = both
    assert is_whole(site, "a site", "site")
    assert not is_whole(site, "a site", "other") and not is_whole(site, "figures", "site")
    (site / "below" / "Thumbs.db").write_text("Windows was here")
    assert is_whole(site, "a site", "site")
    (site / "below" / "more").write_text("")
    assert not is_whole(site, "a site", "site")


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_replacement_takes_the_place_and_leaves_nothing(both, in_one_step, monkeypatch):
    pages, site = both
    if not in_one_step:
        monkeypatch.setattr(marked_folder, "_exchange", lambda one, other: False)
    (site / "index.html").chmod(0o640)
    site.chmod(0o750)
    replace_folder(pages, site)
    assert is_whole(site, "a site", "pages")
    assert (site.stat().st_mode & 0o777, (site / "index.html").stat().st_mode & 0o777) == (0o750, 0o640)
    assert sorted(os.listdir(site.parent)) == ["pages", "site"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no such call")
def test_two_folders_change_places_in_one_step(both):
    pages, site = both
    assert marked_folder._exchange(pages, site)
    assert is_whole(site, "a site", "pages") and is_whole(pages, "a site", "site")
    assert not marked_folder._exchange(pages, site.with_name("nowhere"))


def test_a_replacement_that_fails_is_undone(both, monkeypatch):
    pages, site = both
    rename = Path.rename

    def fails(self, target):
        if self.name.endswith("-new"):
            raise OSError(5, "Input/output error")
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", fails)
        patch.setattr(marked_folder, "_exchange", lambda one, other: False)
        with pytest.raises(OSError, match="Input/output"):
            replace_folder(pages, site)
    assert is_whole(site, "a site", "site")
    assert sorted(os.listdir(site.parent)) == ["pages", "site"]


def test_a_replacement_for_which_there_is_no_room_leaves_the_old_folder(both):
    """The limit on the size of a file stands for a full disk: a page cannot be copied to its end."""
    pages, site = both
    (pages / "below" / "large.html").write_text("x" * 100_000)
    write_mark(pages, "a site", "pages")
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from analysis.views.marked_folder import reason, replace_folder\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "try: replace_folder(*map(Path, sys.argv[1:]))\n"
        "except OSError as error: print(reason(error))"
    )
    call = [sys.executable, "-c", script, pages, site]
    ended = subprocess.run(call, cwd=HOME, capture_output=True, text=True, check=True)
    assert ended.stdout.startswith("a file of this size is not allowed here") and ended.stdout.count("\n") == 1
    assert is_whole(site, "a site", "site")
    assert sorted(os.listdir(site.parent)) == ["pages", "site"]


def test_a_replacement_that_was_killed_is_undone_or_finished(both):
    pages, site = both
    old, new = (site.with_name(f".site.same-story-{name}") for name in ("old", "new"))
    site.rename(old)
    pages.rename(new)
    recover(site)
    assert is_whole(site, "a site", "site")
    site.rename(old)
    new.mkdir()
    write_mark(old, "a site", "site")
    (site / "below").mkdir(parents=True)
    recover(site)
    assert os.listdir(site) == ["below"]
    assert os.listdir(site.parent) == ["site"]


def refused(out, root):
    with pytest.raises(InputError) as error:
        resolve_output(Path(out), root, "site")
    assert "\n" not in str(error.value)
    return str(error.value).removeprefix(f"{out}: ")


def test_no_folder_is_taken_for_the_site_that_serves_for_something_else(tmp_path, monkeypatch):
    root = tmp_path / "checkout"
    (root / "data" / "raw").mkdir(parents=True)
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    kept = "is kept for other things; name a folder of its own for the site"
    for out in ("/", "~", tmp_path / "home", tmp_path, root, root / "data", root / "data" / "raw", root / "figures"):
        assert refused(os.path.expanduser(out), root) == kept
    for out in (root / "analysis" / "new", root / ".git", root / ".cache" / "book", root / "docs" / ".." / "tests"):
        assert refused(out, root) == kept
    monkeypatch.chdir(root)
    assert refused(".", root) == kept
    assert refused("data/new", root) == kept
    assert resolve_output(Path("site"), root, "site") == root / "site"
    assert resolve_output(root / "figures", root, "figures") == root / "figures"


def test_no_link_is_followed_and_no_file_replaced(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "file").write_text("")
    assert refused(tmp_path / "link", HOME) == f"is a link to {tmp_path / 'real'}; name that folder itself"
    assert refused(tmp_path / "file", HOME) == "is a file; name a folder for the site"
    assert (
        refused(tmp_path / "no" / "where", HOME)
        == f"there is no folder {tmp_path / 'no'}; make it first or name another"
    )
    assert "cannot be used" in refused(tmp_path / ("long" * 100), HOME)
    assert resolve_output(tmp_path / "link" / "new", HOME, "site") == tmp_path / "real" / "new"
