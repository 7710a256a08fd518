"""Components that learn from the guide learn anew when it changes, and say where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import GraphComponent
from rasa.shared.exceptions import InvalidConfigException

from components import guide_training
from components.background_reader import BackgroundReader
from components.entity_extractor import GuideEntityExtractor
from components.guide_training import guide_to_learn
from components.language_detector import LanguageDetector
from guide import GuideError, load_guide


@pytest.mark.parametrize("component", [GuideEntityExtractor, BackgroundReader, LanguageDetector])
def test_a_changed_guide_changes_the_fingerprint(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, component: type[GraphComponent]
) -> None:
    monkeypatch.setattr(guide_training, "GUIDE_DIRECTORY", tmp_path)
    (tmp_path / "salary.yml").write_text("a")
    before = component.fingerprint_addon({})
    (tmp_path / "salary.yml").write_text("b")

    assert component.fingerprint_addon({}) != before


def test_a_mistake_in_the_guide_is_an_error_of_the_training(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert guide_to_learn() == load_guide()

    def invalid() -> None:
        raise GuideError(Path("data/guide/skills.yml"), 7, "groups", "this field is missing")

    monkeypatch.setattr(guide_training, "load_guide", invalid)
    with pytest.raises(InvalidConfigException, match=r"skills\.yml, line 7, groups"):
        guide_to_learn()
