from __future__ import annotations

import pytest

from evaluation.understanding.metrics import confusion, in_words, intent_metrics, metrics_of

from .messages import named, scored

MESSAGES = [
    scored("pay", "ask_salary", "ask_salary"),
    scored("wage", "ask_salary", "ask_cities"),
    scored("money", "ask_salary", "nlu_fallback"),
    scored("where", "ask_cities", "ask_cities"),
    scored("pizza", "out_of_scope", "out_of_scope"),
    scored("visa", "out_of_scope", "nlu_fallback"),
    scored("nurse pay", "out_of_scope", "ask_salary"),
    scored("rent", "out_of_scope", "out_of_scope"),
]


def test_questions_are_right_asked_back_or_answered_wrongly() -> None:
    metrics = metrics_of(MESSAGES)

    assert metrics["intent_accuracy"].value == pytest.approx(2 / 4)
    assert metrics["asked_back"].value == pytest.approx(1 / 4)
    assert metrics["answered_wrongly"].value == pytest.approx(1 / 4)
    assert [m.text for m in metrics["intent_accuracy"].mistakes] == ["wage", "money"]
    assert [m.text for m in metrics["asked_back"].mistakes] == ["money"]
    assert [m.text for m in metrics["answered_wrongly"].mistakes] == ["wage"]


def test_asking_back_is_as_good_as_refusing() -> None:
    refused = metrics_of(MESSAGES)["refused"]

    assert refused.value == pytest.approx(3 / 4)
    assert [str(mistake) for mistake in refused.mistakes] == [
        "set.yml:1: “nurse pay” is out_of_scope, taken for ask_salary"
    ]


def test_macro_f1_counts_each_intent_of_the_questions_the_same() -> None:
    # ask_salary: precision 1, recall 1/3, F1 1/2; ask_cities: precision 1/2, recall 1, F1 2/3.
    assert metrics_of(MESSAGES[:4])["macro_f1"].value == pytest.approx((1 / 2 + 2 / 3) / 2)


def test_another_acceptable_intent_is_right_and_costs_no_precision() -> None:
    message = scored(
        "certs?", "ask_certifications", "ask_skills", also_ok=frozenset({"ask_skills"})
    )

    assert metrics_of([message])["intent_accuracy"].value == 1.0
    assert intent_metrics([message])[0].f1 == 1.0


def test_what_may_also_be_refused_may_be_asked_back() -> None:
    acceptable = frozenset({"out_of_scope"})

    assert scored("net pay", "ask_salary", "nlu_fallback", also_ok=acceptable).right
    assert not scored("net pay", "ask_salary", "nlu_fallback").right


def test_several_questions_are_right_only_together() -> None:
    metrics = metrics_of(
        [
            scored("a and b", ("ask_salary", "ask_skills"), ("ask_skills", "ask_salary")),
            scored("a, c", ("ask_salary", "ask_cities"), "ask_salary"),
            scored("a", "ask_salary", "ask_salary"),
            scored("a or b", "ask_cities", ("ask_cities", "ask_salary")),
        ]
    )

    assert metrics["answered_in_full"].value == pytest.approx(1 / 2)
    assert metrics["answered_in_full"].mistakes[0].text == "a, c"
    assert metrics["several_f1"].value == pytest.approx(2 * 3 / (2 * 3 + 1))
    assert metrics["single_kept"].value == pytest.approx(1 / 2)
    assert metrics["single_kept"].mistakes[0].found == "ask_cities + ask_salary"
    assert "intent_accuracy" not in metrics


def test_entities_count_as_pairs_of_the_labelled_types() -> None:
    metric = metrics_of(
        [
            named("pay in Montréal", {"city": "Montréal"}, {"city": "montreal", "detail": "pay"}),
            named("a van", {}, {"city": "vancouver"}),
            named("quebec", {"city": "Quebec City"}, {}),
        ]
    )["entity_f1"]

    assert metric.value == pytest.approx(2 * 1 / (2 * 1 + 1 + 1))
    assert [
        (m.text, in_words(m.expected, "en"), in_words(m.found, "en")) for m in metric.mistakes
    ] == [
        ("a van", "nothing", "city=vancouver"),
        ("quebec", "city=quebec_city", "nothing"),
    ]


def test_entities_count_where_their_intent_is_labelled_with_them() -> None:
    """Of these labels, none is about a city where degrees are asked about."""
    metric = metrics_of(
        [
            named("jobs in mtl", {"city": "Montreal"}, {"city": "montreal"}, is_about="ask_cities"),
            named("jobs, says ottawa", {}, {"city": "ottawa"}, is_about="ask_cities"),
            named("a degree in mtl", {}, {"city": "montreal"}, is_about="ask_programs"),
        ]
    )["entity_f1"]

    assert metric.value == pytest.approx(2 * 1 / (2 * 1 + 1))
    assert [mistake.text for mistake in metric.mistakes] == ["jobs, says ottawa"]


def test_an_entity_may_be_labelled_by_any_of_its_names() -> None:
    messages = [named("hard skills", {"skill_group": "technical"}, {"skill_group": "core"})]

    assert metrics_of(messages)["entity_f1"].value == 1.0


def test_confusions_have_a_column_for_everything_found() -> None:
    rows, columns, counts = confusion(MESSAGES)

    assert rows == ["ask_cities", "ask_salary", "out_of_scope"]
    assert columns == [*rows, "nlu_fallback"]
    assert counts == [[1, 0, 0, 0], [1, 1, 0, 1], [0, 1, 3, 0]]


def test_any_of_the_labelled_aspects_is_right_and_none_read_is_not() -> None:
    either = frozenset({"worth", "enough"})
    messages = [
        scored("is it good", "ask_skills", "ask_skills", aspects=(either, "worth")),
        scored("will it do", "ask_skills", "ask_skills", aspects=(either, None)),
        scored("is it dear", "ask_skills", "ask_skills", aspects=(frozenset({"cost"}), "worth")),
        scored("not labelled", "ask_skills", "ask_skills"),
    ]

    accuracy = metrics_of(messages)["aspect_accuracy"]

    assert accuracy.value == pytest.approx(1 / 3)
    assert accuracy.count == 3
    assert [str(mistake) for mistake in accuracy.mistakes] == [
        "set.yml:1: “will it do” is enough or worth, taken for nothing",
        "set.yml:1: “is it dear” is cost, taken for worth",
    ]
