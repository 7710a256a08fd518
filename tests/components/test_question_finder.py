"""Which parts of a message are questions by themselves, from how they were read."""

from __future__ import annotations

from dataclasses import replace

from components.question_finder import find_questions
from components.question_parts import Question, candidates
from components.reading import Aspect, Candidate, Entity, Reading
from tests.components.splitter import SETTINGS, units_of


def read(
    intent: str,
    confidence: float = 0.99,
    *,
    kind: str | None = None,
    entities: tuple[Entity, ...] = (),
    **more: float,
) -> Reading:
    ranking = (
        Candidate(intent, confidence),
        *(Candidate(name, share) for name, share in more.items()),
    )
    return Reading("", intent, confidence, ranking, kind, entities)


UNKNOWN = read("nlu_fallback", 0.2, ask_demand=0.2)
UNDERSTOOD = read("ask_demand", 0.9)


def questions(message: str, whole: Reading = UNDERSTOOD, **readings: Reading) -> list[Question]:
    """What is found when the classifier reads each part as told, and knows no other."""
    parts = units_of(message)
    by_words = {name.replace("_", " "): reading for name, reading in readings.items()}
    texts = candidates(message, parts, SETTINGS)
    read_as = {text: by_words.get(text.lower(), UNKNOWN) for text in texts}
    return find_questions(message, parts, read_as, whole, SETTINGS)


def intents(found: list[Question]) -> list[str]:
    return [question.reading.intent for question in found]


def test_two_questions_in_order() -> None:
    found = questions(
        "Which skills? And what pay?", which_skills=read("ask_skills"), what_pay=read("ask_salary")
    )
    assert intents(found) == ["ask_skills", "ask_salary"]
    assert [question.reading.text for question in found] == ["Which skills", "what pay"]


def test_the_same_question_twice_is_one() -> None:
    readings = {"which_skills": read("ask_skills"), "what_tools": read("ask_skills")}
    assert questions("which skills and what tools", **readings) == []


def test_the_same_question_of_two_things_is_two() -> None:
    junior = (Entity("level", "entry", 8, 15),)
    senior = (Entity("level", "senior", 8, 15),)
    found = questions(
        "what do juniors earn and what do seniors earn",
        what_do_juniors_earn=read("ask_salary", 0.9, entities=junior),
        what_do_seniors_earn=read("ask_salary", 0.9, entities=senior),
    )
    assert [question.reading.entities for question in found] == [junior, senior]


def about(intent: str, aspect: str, confidence: float = 0.95) -> Reading:
    return replace(read(intent), aspects=(Aspect(aspect, confidence),))


def test_two_points_of_a_topic_are_two_questions() -> None:
    found = questions(
        "are stages paid and where are they",
        are_stages_paid=about("ask_practical_experience", "cost"),
        where_are_they=about("ask_practical_experience", "where"),
    )
    assert [question.reading.aspect for question in found] == ["cost", "where"]


def test_points_that_are_not_sure_are_one_question() -> None:
    found = questions(
        "are stages paid and where are they",
        are_stages_paid=about("ask_practical_experience", "cost"),
        where_are_they=about("ask_practical_experience", "where", 0.3),
    )
    assert found == []


def test_a_follow_up_that_asks_something_else_of_the_same_is_a_question() -> None:
    found = questions(
        "are stages paid and how hard is it",
        are_stages_paid=about("ask_practical_experience", "cost"),
        how_hard_is_it=about("follow_up", "hard"),
    )
    assert intents(found) == ["ask_practical_experience", "follow_up"]


def test_an_unsure_question_that_asks_another_thing_is_one() -> None:
    found = questions(
        "what pay and is there travel",
        what_pay=read("ask_salary"),
        is_there_travel=read("ask_networking", 0.25),
    )
    assert intents(found) == ["ask_salary", "out_of_scope"]
    assert found[1].reading.text == "is there travel"


def of_the_subject(aspect: str, in_context: str) -> Reading:
    """A follow-up with what it asks beside "How do I become an ML engineer?"."""
    return replace(about("follow_up", aspect), in_context=about("ask_how_to_become", in_context))


def test_a_first_question_that_leans_on_nothing_is_of_the_subject() -> None:
    for message, reading in {
        "is it dull and what pay": of_the_subject("drawbacks", "drawbacks"),
        "what is needed and what pay": of_the_subject("what", "required"),
    }.items():
        first, second = (each.replace(" ", "_") for each in message.split(" and "))
        found = questions(message, **{first: reading, second: read("ask_salary")})
        assert intents(found) == ["follow_up", "ask_salary"], message


def test_what_points_back_at_nothing_is_no_question() -> None:
    found = questions(
        "which of those and what pay",
        which_of_those=of_the_subject("what", "how_to"),
        what_pay=read("ask_salary"),
    )
    assert found == []


def test_what_asks_of_the_words_after_it_is_no_question_of_its_own() -> None:
    found = questions(
        "pick one for me: degree or course",
        pick_one_for_me=of_the_subject("best", "best"),
        degree=read("ask_degree_necessity", 0.5),
        course=read("ask_programs", 0.5),
    )
    assert found == []


def test_what_is_refused_with_what_was_told_ahead_of_it_is_a_question() -> None:
    message = "I speak no English. is it a problem? what pay?"
    found = questions(
        message,
        is_it_a_problem=read("follow_up"),
        what_pay=read("ask_salary"),
        **{
            "i speak no english. is it a problem": read(
                "out_of_scope", 0.95, kind="language_requirements"
            )
        },
    )
    assert intents(found) == ["out_of_scope", "ask_salary"]


def test_a_follow_up_for_the_list_itself_is_none() -> None:
    found = questions(
        "are stages paid and what are they",
        are_stages_paid=about("ask_practical_experience", "cost"),
        what_are_they=about("follow_up", "what"),
    )
    assert found == []


def test_small_talk_is_no_question() -> None:
    assert questions("hi, what pay", hi=read("greet"), what_pay=read("ask_salary")) == []


def test_a_part_that_means_nothing_alone_goes_with_the_one_before() -> None:
    found = questions(
        "which skills, what pay, how come",
        which_skills=read("ask_skills"),
        what_pay=read("ask_salary"),
        how_come=read("follow_up"),
    )
    assert [question.reading.text for question in found] == ["which skills", "what pay, how come"]


def test_a_refusal_beside_an_answer_counts() -> None:
    found = questions(
        "what pay and do I need a visa",
        what_pay=read("ask_salary"),
        do_i_need_a_visa=read("out_of_scope", 0.95, kind="immigration"),
    )
    assert intents(found) == ["ask_salary", "out_of_scope"]
    assert found[1].reading.kind == "immigration"


def test_the_one_plain_question_of_a_message_that_was_not_understood() -> None:
    message, readings = "which skills? wibble", {"which_skills": read("ask_skills")}

    assert intents(questions(message, UNKNOWN, **readings)) == ["ask_skills"]
    assert questions(message, UNDERSTOOD, **readings) == []


def test_refusals_alone_stay_one_message() -> None:
    readings = {name: read("out_of_scope") for name in ("what_weather", "which_visa")}
    assert questions("what weather, which visa", **readings) == []


def test_a_question_about_something_refused_is_refused_with_it() -> None:
    found = questions(
        "how do chefs train and what does it pay",
        how_do_chefs_train=read("out_of_scope"),
        what_does_it_pay=read("ask_salary"),
    )
    assert found == []


def test_an_unsure_part_that_may_ask_the_same_does() -> None:
    found = questions(
        "is it in demand and is canada good",
        is_it_in_demand=read("ask_demand"),
        is_canada_good=read("ask_cities", 0.5, ask_demand=0.4),
    )
    assert found == []


def test_what_is_told_counts_for_every_question() -> None:
    years = Entity("experience_years", "2", 7, 14)
    told = read("ask_skills", 0.5, entities=(years, Entity("role", "analyst", 0, 1)))
    found = questions(
        "I have 2 years. What pay? Which skills?",
        i_have_2_years=told,
        what_pay=read("ask_salary"),
        which_skills=read("ask_skills"),
    )
    assert [question.reading.entities for question in found] == [(years,), (years,)]


def test_a_question_that_means_little_alone_is_read_with_what_is_told_ahead() -> None:
    told = (Entity("detail", "no_degree", 0, 11),)
    found = questions(
        "I never studied. can I do it? what pay?",
        whole=UNKNOWN,
        can_i_do_it=read("follow_up"),
        what_pay=read("ask_salary"),
        **{"i never studied. can i do it": read("ask_degree_necessity", entities=told)},
    )
    assert intents(found) == ["ask_degree_necessity", "ask_salary"]
    assert found[0].reading.entities[0].role == "background"


def test_an_unsure_part_that_points_back_is_not_passed_over() -> None:
    message = "what comes after senior, and does pay rise with it"
    readings = {
        "what_comes_after_senior": read("ask_career_path"),
        "does_pay_rise_with_it": read("ask_salary", 0.6),
    }
    assert intents(questions(message, **readings)) == ["ask_career_path", "ask_salary"]


def test_what_is_hardly_known_is_said_not_to_be_in_its_own_words() -> None:
    found = questions(
        "which skills? do you like cheese?",
        which_skills=read("ask_skills"),
        do_you_like_cheese=read("out_of_scope", 0.3),
    )
    assert intents(found) == ["ask_skills", "out_of_scope"]
    assert found[1].reading.text == "do you like cheese"


def test_circumstances_ahead_count_for_each_question() -> None:
    found = questions(
        "10 years in ML, what pay and what titles",
        what_pay=read("ask_salary"),
        what_titles=read("ask_career_path"),
        **{"10_years_in_ml": read("follow_up", entities=(Entity("experience_years", "10", 0, 8),))},
    )
    named = [{each.value for each in question.reading.entities} for question in found]
    assert named == [{"10"}, {"10"}]


def test_another_case_asks_the_same_once_more() -> None:
    def years(number: str) -> tuple[Entity, ...]:
        return (Entity("experience_years", number, 0, 1),)

    found = questions(
        "what pay with 3 years? then with 12?",
        what_pay_with_3_years=read("ask_salary", entities=years("3")),
        with_12=read("follow_up", entities=years("12")),
        then_with_12=read("follow_up", entities=years("12")),
    )
    assert intents(found) == ["ask_salary", "ask_salary"]
    assert found[1].reading.entities == years("12")


def test_what_is_plain_counts_beside_a_refusal_unless_another_job_may_be_meant() -> None:
    def asked(kind: str | None) -> list[str]:
        found = questions(
            "what is the rent in Toronto, and what do they pay there",
            what_is_the_rent_in_toronto=read("out_of_scope", kind=kind),
            what_do_they_pay_there=read("ask_salary"),
        )
        return intents(found)

    assert asked("living") == ["out_of_scope", "ask_salary"]
    assert asked("other_job") == asked(None) == []


def test_a_topic_that_is_surely_another_is_no_part_of_the_question() -> None:
    message = "tell me the pay and the skills"
    both = {message: read("ask_salary", 0.995)}
    sure = {"tell_me_the_pay": read("ask_salary", 0.9), "the_skills": read("ask_skills")}
    assert intents(questions(message, **sure, **both)) == ["ask_salary", "ask_skills"]
    unsure = sure | {"the_skills": read("ask_skills", 0.92)}
    assert questions(message, **unsure, **both) == []


def test_what_joins_a_topic_and_a_question_makes_them_two() -> None:
    level = (Entity("level", "senior", 0, 6),)
    apart = {
        "senior_pay": read("ask_salary", entities=level),
        "how_do_i_start": read("ask_how_to_become"),
    }
    for between in (" and ", " + ", " / "):
        found = questions(f"senior pay{between}how do i start", **apart)
        assert intents(found) == ["ask_salary", "ask_how_to_become"]
    assert questions("senior pay: how do i start", **apart) == []


def test_a_name_alone_joined_to_a_question_says_of_what_it_is_asked() -> None:
    city = (Entity("city", "toronto", 0, 7),)
    readings = {"Toronto": read("ask_cities", entities=city), "what_pay": read("ask_salary")}
    assert len(questions("Toronto and what pay", **readings)) < 2


def test_what_a_term_means_and_what_is_asked_of_it_are_two_questions() -> None:
    it = replace(read("follow_up"), aspects=(Aspect("required", 0.9),))
    message = {"what_is_mlops": read("out_of_scope", kind="terms")}
    stays = replace(it, in_context=read("ask_skills"))
    found = questions("what is mlops and do i need it", **message, do_i_need_it=stays)
    assert intents(found) == ["out_of_scope", "follow_up"]
    assert questions("what is mlops and do i need it", **message, do_i_need_it=it) == []


def test_a_listed_name_of_two_topics_is_the_likelier() -> None:
    degree = read("nlu_fallback", 0.5, ask_degree_requirements=0.5, ask_degree_necessity=0.45)
    readings = {"degree": degree, "skills": read("ask_skills"), "pay": read("ask_salary")}
    found = questions("degree, skills, pay", **readings)
    assert intents(found) == ["ask_degree_requirements", "ask_skills", "ask_salary"]


def test_years_in_another_job_stay_the_askers() -> None:
    years = Entity("experience_years", "6", 15, 24)
    whole = replace(UNDERSTOOD, entities=(replace(years, role="background"),))
    found = questions(
        "I was a tailor for six years. what pay? which skills?",
        whole,
        **{"i was a tailor for six years": read("ask_from_scratch", entities=(years,))},
        what_pay=read("ask_salary"),
        which_skills=read("ask_skills"),
    )
    assert [each.reading.entities for each in found] == [whole.entities, whole.entities]
