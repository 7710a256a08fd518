"""The steps that somebody has behind them, by what they have told: a degree, an internship."""

from __future__ import annotations

from guide import model

_STUDIES = "degree_requirements"


def steps_done(guide: model.Guide, background: model.Background | None) -> frozenset[str]:
    """The topics of the steps that somebody has told they have behind them.

    Args:
        guide: has the fields of study.
        background: what they have told.
    """
    if background is None:
        return frozenset()
    done = set(background.done)
    fields = {each.id for each in guide.topic(_STUDIES).all_items()}
    studied = background.degree_field in fields and not background.no_degree
    if studied or background.has_degree:
        done.add(_STUDIES)
    return frozenset(done)
