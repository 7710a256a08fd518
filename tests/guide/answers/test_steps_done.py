"""Which steps somebody has behind them, by what they have told."""

from __future__ import annotations

import pytest

from guide.answers.steps_done import steps_done
from guide.edition import current_edition
from guide.model import Background

STUDIES = "degree_requirements"


@pytest.mark.parametrize(
    ("background", "done"),
    [
        (None, set()),
        (Background(), set()),
        (Background(degree_level="bachelor"), {STUDIES}),
        (Background(degree_field="statistics"), {STUDIES}),
        (Background(degree_field="biology"), set()),
        (Background(degree_level="diploma"), set()),
        (Background(degree_level="bachelor", no_degree=True), set()),
        (Background(done=("certifications",)), {"certifications"}),
        (Background(degree_level="phd", done=("certifications",)), {STUDIES, "certifications"}),
    ],
)
def test_steps_that_are_done(background: Background | None, done: set[str]) -> None:
    assert steps_done(current_edition().guide, background) == done
