"""One reply to several questions."""

from __future__ import annotations

import pytest

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.answers.several import Section, answer_several, heading_of
from guide.model import Focus
from guide.reply import Reply, Suggestion, Target
from guide.said import Said


def section(composer: Composer, topic: str) -> Section:
    reply = answer(composer, Target(topic))
    return Section(heading_of(composer, reply), reply)


@pytest.fixture
def two(composer: Composer) -> Reply:
    return answer_several(composer, [section(composer, "salary"), section(composer, "cities")])


def test_each_answer_stands_under_its_heading_in_order(composer: Composer, two: Reply) -> None:
    salary, cities = (section(composer, topic) for topic in ("salary", "cities"))

    assert two.lead.startswith(f"**{salary.heading}**")
    assert two.lead.index(salary.reply.lead) < two.lead.index(f"**{cities.heading}**")
    assert cities.reply.lead in two.lead


def test_there_is_one_source_line_for_all(two: Reply) -> None:
    assert two.text.count("Source:") == 1
    assert two.source is not None and "Glassdoor" in two.source


def test_suggestions_lead_to_what_was_not_asked(two: Reply) -> None:
    topics = [suggestion.target.topic for suggestion in two.suggestions]

    assert topics and not {"salary", "cities"} & set(topics)


def test_the_last_answer_is_what_a_follow_up_goes_by(two: Reply) -> None:
    assert two.target == Target("cities")
    assert two.chart is not None and two.chart.name == "salary"


def test_many_answers_are_shorter(composer: Composer) -> None:
    topics = ("how_to_become", "demand", "skills")
    sections = [section(composer, topic) for topic in topics]

    assert len(answer_several(composer, sections).text) < sum(len(s.reply.text) for s in sections)


def test_what_was_left_out_is_named_and_offered(composer: Composer) -> None:
    left = Suggestion("and the cities?", Target("cities"))
    reply = answer_several(composer, [section(composer, "salary")], [left])

    assert reply.suggestions[0] == left
    assert composer.guide.topic("cities").label.en in reply.lead


def test_answers_of_one_topic_need_no_heading(composer: Composer) -> None:
    sections = [
        Section("Pay", answer(composer, Target("salary", Focus(experience_years=years))))
        for years in ("2", "8", "2")
    ]

    text = answer_several(composer, sections).text

    assert "**Pay**" not in text
    assert text.count("At 2 years") == text.count("At 8 years") == 1


def test_a_list_that_was_given_is_not_given_again(composer: Composer) -> None:
    cost, plain = (answer(composer, Target("programs", Focus(aspect=a))) for a in ("cost", "what"))
    reply = answer_several(composer, [Section("Programs", cost), Section("Programs", plain)])

    assert reply.lead.count(str(plain.bullets[0].text)) == 1


def test_another_point_of_the_same_comes_without_the_list_that_stands_above(
    composer: Composer,
) -> None:
    both = Focus(city="toronto", others=(("city", "vancouver"),), aspect="compare")
    replies = [
        answer(composer, Target("cities", focus)) for focus in (both, Focus(aspect="enough"))
    ]
    text = answer_several(composer, [Section("Cities", reply) for reply in replies]).text

    assert replies[0].bullets == replies[1].bullets
    assert all(text.count(f"- {bullet.text}") == 1 for bullet in replies[0].bullets)
    assert not any(line.endswith(":") for line in text.splitlines()[-3:])


def test_what_an_answer_leaves_open_gives_way_to_the_next_point(composer: Composer) -> None:
    plain = answer(composer, Target("certifications"))
    cost = answer(composer, Target("certifications", Focus(aspect="cost")), plain.target)
    reply = answer_several(
        composer, [Section("Certificates", plain), Section("Certificates", cost)]
    )

    assert plain.limit is not None and plain.limit not in reply.lead
    assert cost.lead in reply.lead


def test_a_heading_stands_once(composer: Composer) -> None:
    sections = [section(composer, topic) for topic in ("salary", "cities")]
    again = answer(composer, Target("salary", Focus(aspect="drawbacks")))
    reply = answer_several(composer, [*sections, Section(sections[0].heading, again)])

    assert reply.lead.count(f"**{sections[0].heading}**") == 1


def test_no_sentence_is_said_under_two_headings(composer: Composer) -> None:
    first = Section("One", Reply(Said("It takes practice. There is more.")))
    second = Section("Two", Reply(Said("It takes practice. And luck.")))
    third = Section("Three", Reply(Said("There is more.")))

    lead = answer_several(composer, [first, second, third]).lead
    assert lead.count("It takes practice.") == 1 == lead.count("There is more.")
    assert "**Two**\n\nAnd luck." in lead and "Three" not in lead
