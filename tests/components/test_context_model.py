"""What a message asks beside the question before it is learned from pairs."""

from __future__ import annotations

import io

import numpy as np

from components.arrays import FloatArray
from components.context_model import ContextModel, Features
from components.labelled_pairs import LabelledPair

# Of what a text is about: pay, skills, interviews; how long.
PAY, SKILLS, INTERVIEWS, TIME = np.eye(4, dtype=np.float32)


def features(*texts: FloatArray) -> Features:
    rows = np.array(texts, dtype=np.float32)
    return Features(np.float32(4) * rows, rows / np.linalg.norm(rows, axis=1, keepdims=True))


OWN = (TIME, TIME, PAY, PAY, TIME, TIME)
BEFORE = (SKILLS, SKILLS, SKILLS, INTERVIEWS, INTERVIEWS, INTERVIEWS)
ASKS = (
    LabelledPair("skills", "how long", "ask_skills", "time", False),
    LabelledPair("skills then", "how long", "ask_skills", "time", False),
    LabelledPair("skills", "do they pay", "ask_salary", "what"),
    LabelledPair("interviews", "do they pay", "ask_salary", "what"),
    LabelledPair("interviews", "how long", "out_of_scope", kind="hiring"),
    LabelledPair("interviews then", "how long", "out_of_scope", kind="hiring"),
)


def learnt() -> ContextModel:
    both = features(*(own + before for own, before in zip(OWN, BEFORE, strict=True)))
    return ContextModel.fit(features(*OWN), both, ASKS)


def test_the_same_words_ask_about_what_was_asked_before() -> None:
    model = learnt()
    after_skills, after_interviews = model.predict(
        features(TIME, TIME), features(TIME + SKILLS, TIME + INTERVIEWS)
    )
    assert after_skills.ranking[0][0] == "ask_skills"
    assert after_skills.aspects[0][0] == "time"
    assert after_skills.answerable is not None and after_skills.answerable < 0.5
    assert (after_interviews.ranking[0][0], after_interviews.kind) == ("out_of_scope", "hiring")


def test_words_that_name_a_topic_ask_about_that() -> None:
    (read,) = learnt().predict(features(PAY), features(PAY + SKILLS))
    assert read.ranking[0][0] == "ask_salary"
    assert sum(share for _, share in read.ranking) > 0.999


def test_what_was_learnt_is_stored() -> None:
    model, file = learnt(), io.BytesIO()
    np.savez(file, **model.to_arrays())
    file.seek(0)
    with np.load(file, allow_pickle=False) as arrays:
        restored = ContextModel.from_arrays(arrays)
    asked = features(TIME), features(TIME + SKILLS)
    assert restored.predict(*asked) == model.predict(*asked)
