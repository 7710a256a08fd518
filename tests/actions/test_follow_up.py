"""Follow-ups that mean nothing by themselves."""

from __future__ import annotations

from actions.follow_up import ActionFollowUp
from actions.topics import TOPIC_ACTIONS
from tests.pay import pay_at

from .conftest import Run


def test_follow_ups_about_pay_build_on_each_other(run: Run) -> None:
    turn = run(TOPIC_ACTIONS["salary"]())
    turn = run(ActionFollowUp(), {"experience_years": "8"}, turn.slots)
    assert pay_at(8) in turn.text
    turn = run(ActionFollowUp(), {"level": "entry"}, turn.slots)
    assert "Entry-level" in turn.text and pay_at(1) in turn.text
    turn = run(ActionFollowUp(), {"city": "vancouver"}, turn.slots)
    assert "nothing on Vancouver" in turn.text and pay_at(1) in turn.text


def test_the_third_one_is_the_third_step(run: Run) -> None:
    steps = run(TOPIC_ACTIONS["how_to_become"]())

    assert "Kaggle" in run(ActionFollowUp(), {"ordinal": "3"}, steps.slots).text


def test_places_go_on_meaning_the_same_list(run: Run) -> None:
    steps = run(TOPIC_ACTIONS["how_to_become"]())
    third = run(ActionFollowUp(), {"ordinal": "3"}, steps.slots)

    assert "AI meetups" in run(ActionFollowUp(), {"ordinal": "5"}, third.slots).text


def test_a_place_beyond_the_list_asks_which(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())

    assert run(ActionFollowUp(), {"ordinal": "5"}, skills.slots).text.startswith("Which one")


def test_a_follow_up_with_nothing_before_asks_for_a_question(run: Run) -> None:
    assert "not sure what that refers to" in run(ActionFollowUp()).text


def test_what_was_just_said_is_not_repeated_with_a_gap(run: Run) -> None:
    networking = run(TOPIC_ACTIONS["networking"]())
    events = run(ActionFollowUp(), {"detail": "event_names"}, networking.slots)

    assert events.text.startswith("The guide names no particular events or dates.")
    assert "meetups" not in events.text


def test_a_gap_without_the_answer_before_comes_with_it(run: Run) -> None:
    turn = run(TOPIC_ACTIONS["networking"](), {"detail": "event_names"})

    assert turn.text.startswith("The guide names no particular events or dates.")
    assert "meetups" in turn.text


def test_tell_me_more_says_that_this_was_all(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())
    turn = run(ActionFollowUp(), slots=skills.slots, act="more")

    assert turn.text.startswith("The guide's list of essential skills has no others")
    assert "Soft skills" not in turn.text


def test_tell_me_more_of_an_answer_without_a_list(run: Run) -> None:
    pay = run(TOPIC_ACTIONS["salary"](), {"experience_years": "8"})
    turn = run(ActionFollowUp(), slots=pay.slots, act="more")

    assert turn.text.startswith("Beside the average, the guide gives these figures and no others")


def test_what_was_repeated_is_not_repeated_again(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())
    once = run(ActionFollowUp(), slots=skills.slots, act="more")
    twice = run(ActionFollowUp(), slots=once.slots, act="more")

    assert twice.text == "I have nothing more on that. I can answer these:"
    assert twice.buttons == skills.buttons
    assert run(ActionFollowUp(), {"skill_group": "soft"}, twice.slots).text.startswith(
        "You need soft skills"
    )


def aspect(name: str) -> dict[str, object]:
    """Rasa's dict of a message that asks this."""
    return {"aspect_ranking": [{"name": name, "confidence": 0.9}]}


def test_an_aspect_alone_is_asked_of_the_last_topic(run: Run) -> None:
    certificates = run(TOPIC_ACTIONS["certifications"]())
    cost = run(ActionFollowUp(), slots=certificates.slots, **aspect("cost"))

    assert cost.text == "The guide doesn't say what certificates cost, which are free, or who pays."
    hard = run(ActionFollowUp(), slots=cost.slots, **aspect("hard"))
    assert hard.text == "The guide doesn't say how hard a certificate is, or which is the easiest."


def test_an_aspect_that_the_answer_tells_gets_the_answer(run: Run) -> None:
    providers = run(TOPIC_ACTIONS["certifications"]())

    assert run(ActionFollowUp(), slots=providers.slots, **aspect("who")).text == providers.text


def test_an_aspect_of_one_in_the_list(run: Run) -> None:
    programs = run(TOPIC_ACTIONS["programs"]())
    cost = run(ActionFollowUp(), {"ordinal": "1"}, programs.slots, **aspect("cost"))

    assert cost.text.startswith("The guide gives no prices, ")
    assert "who pays. **Master of Science" in cost.text


def test_one_level_up_and_down_again(run: Run) -> None:
    turn = run(TOPIC_ACTIONS["career_path"](), {"level": "entry"})
    turn = run(ActionFollowUp(), slots=turn.slots, act="next")
    assert turn.text.startswith("Mid-level roles")
    turn = run(ActionFollowUp(), slots=turn.slots, act="next")
    assert turn.text.startswith("Senior and leadership roles")
    end = run(ActionFollowUp(), slots=turn.slots, act="next")
    assert end.text.startswith("That is as far as the guide goes.") and end.buttons
    turn = run(ActionFollowUp(), slots=end.slots, act="previous")
    assert turn.text.startswith("Mid-level roles")


def test_the_highest_and_the_lowest_pay(run: Run) -> None:
    pay = run(TOPIC_ACTIONS["salary"]())
    highest = run(ActionFollowUp(), slots=pay.slots, act="highest")
    assert pay_at(14) in highest.text
    assert pay_at(1) in run(ActionFollowUp(), slots=highest.slots, act="lowest").text


def test_what_has_no_highest_is_said_not_to_be_ranked(run: Run) -> None:
    cities = run(TOPIC_ACTIONS["cities"]())
    turn = run(ActionFollowUp(), slots=cities.slots, act="highest", **aspect("best"))

    assert turn.text == "The guide doesn't rank cities."


def test_the_next_step_after_one_that_was_picked(run: Run) -> None:
    steps = run(TOPIC_ACTIONS["how_to_become"]())
    second = run(ActionFollowUp(), {"ordinal": "2"}, steps.slots)
    third = run(ActionFollowUp(), slots=second.slots, act="next")

    assert "Kaggle" in third.text


def test_a_figure_alone_is_years_after_pay_by_years(run: Run) -> None:
    pay = run(TOPIC_ACTIONS["salary"](), {"experience_years": "3"})
    turn = run(ActionFollowUp(), slots=pay.slots, text="make it 12")

    assert "At 12 years" in turn.text
    half = run(ActionFollowUp(), slots=turn.slots, text="or 3.5?")
    assert "no figure for exactly 3.5 years" in half.text


def test_a_figure_alone_is_nothing_after_another_topic(run: Run) -> None:
    cities = run(TOPIC_ACTIONS["cities"]())

    assert run(ActionFollowUp(), slots=cities.slots, text="make it 12").text.startswith(
        "I'm not sure what you mean"
    )


def test_what_is_not_understood_is_said_and_offers_what_can_be_asked(run: Run) -> None:
    skills = run(TOPIC_ACTIONS["skills"]())
    turn = run(ActionFollowUp(), slots=skills.slots)

    assert turn.text == "I'm not sure what you mean by that. I can answer these:"
    assert turn.buttons == skills.buttons
    assert run(ActionFollowUp(), slots=turn.slots, act="again").text == skills.text


def test_in_one_line(run: Run) -> None:
    steps = run(TOPIC_ACTIONS["how_to_become"]())
    short = run(ActionFollowUp(), slots=steps.slots, act="shorter")

    assert short.text.startswith("In short: Study; Build the skills;")
    assert "\n-" not in short.text
    assert "Kaggle" in run(ActionFollowUp(), {"ordinal": "3"}, short.slots).text


def test_what_was_named_before_is_answered_again(run: Run) -> None:
    pay = run(TOPIC_ACTIONS["salary"](), {"level": "entry"})

    assert run(ActionFollowUp(), {"level": "entry"}, pay.slots).text == pay.text


def test_whether_the_list_is_all(run: Run) -> None:
    titles = run(TOPIC_ACTIONS["career_path"](), {"level": "mid"})
    turn = run(ActionFollowUp(), slots=titles.slots, act="only")

    assert turn.text.startswith("The guide names these titles here, and no others: ML Engineer;")


def test_whether_an_answer_without_a_list_is_all(run: Run) -> None:
    fields = run(TOPIC_ACTIONS["degree_requirements"]())
    time = run(TOPIC_ACTIONS["time_to_become"]())

    assert (
        "no others: computer science" in run(ActionFollowUp(), slots=fields.slots, act="only").text
    )
    assert run(ActionFollowUp(), slots=time.slots, act="only").text.startswith(
        "I have nothing more"
    )


def test_a_second_conclusion_is_told_whether_one_is_needed(run: Run) -> None:
    field = run(TOPIC_ACTIONS["degree_requirements"](), {"degree_field": "arts"})
    once = run(ActionFollowUp(), slots=field.slots, act="verdict")
    twice = run(ActionFollowUp(), slots=once.slots, act="verdict")

    assert once.text.startswith("A degree in another field isn't ruled out")
    assert twice.text.startswith("You don't necessarily need a degree, so")


def test_a_line_of_a_list_that_has_no_more_to_it_is_only_named(run: Run) -> None:
    networking = run(TOPIC_ACTIONS["networking"]())
    turn = run(ActionFollowUp(), {"ordinal": "2"}, networking.slots)

    assert turn.text.startswith("Conferences: the list names that")


def test_a_remark_gets_the_last_answer_in_short_and_once_only(run: Run) -> None:
    pay = run(TOPIC_ACTIONS["salary"]())
    once = run(ActionFollowUp(), slots=pay.slots, act="remark")
    twice = run(ActionFollowUp(), slots=once.slots, act="remark")

    assert once.text.startswith("I see. I can only go by the guide. On average")
    assert twice.text.startswith("I have nothing more on that.")


def test_yes_or_no_keeps_to_what_the_guide_says(run: Run) -> None:
    degree = run(TOPIC_ACTIONS["degree_necessity"]())
    turn = run(ActionFollowUp(), slots=degree.slots, act="verdict")

    assert turn.text.startswith("You don't necessarily need a degree, so not having one doesn't")


def test_a_city_that_changes_nothing_leads_to_what_is_said_of_it(run: Run) -> None:
    demand = run(TOPIC_ACTIONS["demand"]())
    turn = run(ActionFollowUp(), {"city": "vancouver"}, demand.slots)

    assert turn.text.startswith("Vancouver is among the cities")


def test_more_after_one_thing_is_the_others(run: Run) -> None:
    ibm = run(TOPIC_ACTIONS["certifications"](), {"provider": "ibm"})
    turn = run(ActionFollowUp(), slots=ibm.slots, act="more")

    assert "- Microsoft" in turn.text and "IBM" not in turn.text.split("_Source")[0]


def test_who_else_would_know_is_not_in_the_guide(run: Run) -> None:
    programs = run(TOPIC_ACTIONS["programs"]())
    turn = run(ActionFollowUp(), slots=programs.slots, act="elsewhere")

    assert turn.text.startswith("The guide doesn't say who would know")


def test_a_point_is_asked_of_what_is_named_next(run: Run) -> None:
    toronto = run(TOPIC_ACTIONS["cities"](), {"city": "toronto"}, **aspect("cost"))
    turn = run(ActionFollowUp(), {"city": "montreal"}, toronto.slots)

    assert turn.text.startswith("The guide says nothing about the cost of living.")
