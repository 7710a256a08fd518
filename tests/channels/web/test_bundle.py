"""The chat as one file, made from its modules."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from channels.web import bundle as bundling
from channels.web.bundle import BundlerMissingError, bundle, find_bundler


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of modules that isn't the project's, with the project's bundler."""
    folder = tmp_path / "chat"
    folder.mkdir()
    (folder / "main.js").write_text('import words from "./words.css";\nexport const said = words;')
    (folder / "words.css").write_text("p { color: teal }")
    program = find_bundler()
    monkeypatch.setattr(bundling, "find_bundler", lambda: program)
    monkeypatch.setattr(bundling, "SOURCES", (folder,))
    return folder


def test_a_module_and_what_it_imports_are_one_file(sources: Path) -> None:
    made = bundle(sources / "main.js").decode()
    assert "p { color: teal }" in made and "export{" in made
    assert "import" not in made


def test_a_classic_script_leaves_no_names_to_the_page(sources: Path) -> None:
    made = bundle(sources / "main.js", "iife").decode()
    assert "p { color: teal }" in made and "export" not in made
    assert made.startswith("(()=>{") and made.rstrip().endswith("})();")


def test_a_change_of_any_of_them_makes_it_anew(sources: Path) -> None:
    before = bundle(sources / "main.js")
    assert bundle(sources / "main.js") is before
    (sources / "words.css").write_text("p { color: gold }")
    assert b"gold" in bundle(sources / "main.js")


def test_what_is_wrong_with_a_source_is_said(
    sources: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (sources / "main.js").write_text("export const = 1;")
    with pytest.raises(subprocess.CalledProcessError):
        bundle(sources / "main.js")
    assert "main.js:1:" in capfd.readouterr().err


def test_a_missing_bundler_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundling, "WEB", tmp_path)
    with pytest.raises(BundlerMissingError):
        find_bundler()
