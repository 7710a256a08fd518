"""Which point of a topic's list a question asks for, without calling it by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.labelled_points import LABELLED_POINTS, NO_POINT, read_labelled_points
from components.normalize import normalize
from components.point_reader import PointModel
from components.sentence_encoder import shared_encoder
from guide.edition import current_edition


@pytest.fixture(scope="module")
def model() -> PointModel:
    """One that was taught by the labelled questions alone."""
    lines = read_labelled_points()["responsibilities"]
    vectors = shared_encoder().encode([normalize(line) for line, _ in lines])
    return PointModel.fit(vectors, [label for _, label in lines])


def point(model: PointModel, text: str) -> str | None:
    return model.point(shared_encoder().encode([normalize(text)])[0])


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("and who minds the model when it has gone live?", "deployment"),
        ("qui veille sur le modèle quand il est en service?", "deployment"),
        ("are they around other people often", "collaboration"),
        ("how much pay do they get", None),
        ("est-ce que c'est bien payé", None),
    ],
)
def test_a_point_is_known_by_what_is_meant(model: PointModel, text: str, asked: str | None) -> None:
    assert point(model, text) == asked


def test_what_was_learnt_can_be_stored(model: PointModel) -> None:
    stored = PointModel.from_json(model.to_json())
    vector = shared_encoder().encode(["who minds the model when it has gone live"])[0]
    assert stored.point(vector) == model.point(vector)


def test_of_two_labels_either_is_known() -> None:
    lines = read_labelled_points()["programs"]
    vectors = shared_encoder().encode([normalize(line) for line, _ in lines])
    model = PointModel.fit(vectors, [label for _, label in lines])
    assert point(model, "what university is a good one for her") == "program_ranking"
    assert point(model, "what does the diploma cost") is None


def test_every_label_is_an_item_or_a_gap_of_its_topic() -> None:
    guide = current_edition().guide
    for topic_id, lines in read_labelled_points().items():
        topic = guide.topic(topic_id)
        ids = {*(item.id for item in topic.all_items()), *(gap.id for gap in topic.gaps)}
        assert {label for _, label in lines} <= ids | {NO_POINT}


def test_what_is_no_question_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / LABELLED_POINTS.name
    path.write_text("skills:\n  none: [why]\n  communication: [{a: b}]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="skills"):
        read_labelled_points(path)
