"""Questions about other jobs, told from jobs that people have."""

from __future__ import annotations

import pytest

from components.other_job import OtherJobs
from guide import load_guide

JOBS = OtherJobs(load_guide().other_jobs.all)


@pytest.mark.parametrize(
    "text",
    [
        "which certificates do I need for bookkeeping",
        "how do I become a nurse",
        "my brother wants to be an electrician, what should he do",
        "Cybersecurity analyst salary in Toronto",
        "skills for a UX designer",
        "how do pilots get certified",
        "are welders in demand out west",
        "switch from retail into nursing, where do i start",
        "accountant vs auditor",
        "steps to becoming a paralegal",
        "salaire d'un infirmier",
    ],
)
def test_another_job_is_asked_about(text: str) -> None:
    assert JOBS.asked_about(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm a nurse, is it too late for me",
        "teacher, 45, no coding. where do I start?",
        "can a lawyer become an ML engineer",
        "from accountant to data scientist, is it realistic",
        "I have a nursing degree, which courses should I take",
        "ex hairdresser, now what",
        "I work as a truck driver and want to switch careers",
        "my background is in accounting, what jobs could I get",
        "is this career good for a plumber",
        "which skills do I need",
        "what does a data analyst earn",
    ],
)
def test_a_job_that_a_person_has_is_not(text: str) -> None:
    assert not JOBS.asked_about(text)


@pytest.mark.parametrize(
    "text",
    ["I'm a pharmacist looking into DS", "worked as a welder until May, is AI realistic for me"],
)
def test_a_job_beside_ours_is_the_person_s_own(text: str) -> None:
    assert JOBS.is_own(text)


@pytest.mark.parametrize("text", ["I'm a nurse", "AI for lawyers", "how do plumbers use AI"])
def test_a_job_is_not_the_person_s_own(text: str) -> None:
    assert not JOBS.is_own(text)
