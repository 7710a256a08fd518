"""Other jobs are found by name, and by the structure of their titles."""

from __future__ import annotations

import pytest

from components.job_titles import JobTitles
from guide.edition import current_edition

QUESTIONS = [
    "what does a senior machine learning engineer do",
    "how does an experienced engineer get promoted",
    "should i write to the hiring manager",
    "what does a data scientist earn",
]


@pytest.fixture(scope="module")
def titles() -> JobTitles:
    """Learnt from the guide and a few questions, stored and restored."""
    return JobTitles.from_json(JobTitles.learn(current_edition().guide, QUESTIONS).to_json())


def names(titles: JobTitles, text: str) -> list[str]:
    return [job.name for job in titles.find(text.split())]


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("how do i become a nurse", "nurse"),
        ("what do nurses earn", "nurse"),
        ("are civil engineers in demand", "civil engineer"),
        ("salaire d un infirmier", "infirmier"),
        ("what does a machine operator make", "machine operator"),
        ("pay of a sound engineer", "sound engineer"),
        ("locomotive engineers in canada", "locomotive engineer"),
        ("is a social scientist in demand", "social scientist"),
        ("how much do train drivers get", "train driver"),
        ("the work of a speech therapist", "speech therapist"),
    ],
)
def test_another_job_is_found(titles: JobTitles, text: str, job: str) -> None:
    assert names(titles, text) == [job]


@pytest.mark.parametrize(
    "text",
    [
        "what does a machine learning engineer do",
        "an experienced engineer",
        "i wrote to the hiring manager",
        "senior data scientist salary",
        "python developer",
        "engineer in toronto",
        "does an engineer need a master",
        "machinelearning engineer",
    ],
)
def test_ours_are_not_other_jobs(titles: JobTitles, text: str) -> None:
    assert names(titles, text) == []


def test_where_a_job_stands_is_told(titles: JobTitles) -> None:
    (job,) = titles.find(["pay", "of", "a", "crane", "operator", "?"])

    assert (job.start, job.end) == (3, 5)


def test_a_name_in_the_list_ends_where_it_begins(titles: JobTitles) -> None:
    assert names(titles, "a 48 yr old bus driver") == ["bus driver"]
