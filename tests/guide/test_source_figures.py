"""The figures of the published guide, written down here once more: a slip in the data shows."""

from __future__ import annotations

from guide import Guide
from guide.model import SalaryTopic


def test_pay_is_what_the_published_guide_says(guide: Guide) -> None:
    salary = guide.topic("salary")
    assert isinstance(salary, SalaryTopic)

    assert salary.average.amount == 100_000
    assert (salary.range.low, salary.range.high) == (83_000, 100_000)
    assert [
        (band.first_year, band.last_year, band.pay.low, band.pay.high) for band in salary.bands
    ] == [
        (1, 3, 83_000, 100_000),
        (4, 6, 95_000, 100_000),
        (7, 9, 97_000, 100_000),
        (10, 14, 100_000, 200_000),
    ]
    assert {band.pay.provider for band in salary.bands} == {"glassdoor"}


def test_lists_are_as_long_as_in_the_published_guide(guide: Guide) -> None:
    counts = {topic.topic: len(list(topic.all_items())) for topic in guide.topics}

    assert counts["how_to_become"] == 5
    assert counts["degree_requirements"] == 6
    assert counts["skills"] == 7 + 5 + 4 + 5  # three groups and the five areas to master
    assert counts["certifications"] == 3
    assert counts["cities"] == 3
    assert counts["responsibilities"] == 7
    assert counts["career_path"] == 4 + 3 + 5
    assert counts["programs"] == 2
