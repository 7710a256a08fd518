"""Where clauses begin and what they are, learned."""

from __future__ import annotations

from pathlib import Path

from components.clause_model import ClauseModel, LabelledClause, tokens_of
from tests.components.splitter import clause_model


def test_words_marks_and_line_breaks_are_tokens() -> None:
    tokens = tokens_of("Co-op, 12 years?\nno")

    assert [token.word for token in tokens] == ["co-op", ",", "0", "years", "?", "\n", "no"]
    assert [token.start for token in tokens][:3] == [0, 5, 7]
    assert [token.word for token in tokens if token.is_mark] == [",", "?", "\n"]


def test_clauses_are_found_in_texts_that_taught_none_of_it() -> None:
    text = "I have a degree in zoology. What does it pay, and which towns hire?"

    found = clause_model().clauses(text)

    assert found == [
        LabelledClause(0, 26, "tells"),
        LabelledClause(28, 44, "asks"),
        LabelledClause(50, 66, "asks"),
    ]


def test_a_text_without_words_has_no_clauses() -> None:
    assert clause_model().clauses("") == []
    assert clause_model().clauses("?!") == []


def test_what_is_learnt_are_the_labels(tmp_path: Path) -> None:
    one, two = "apples are red", "pears are green"
    cut = [LabelledClause(0, 6, "names"), LabelledClause(7, 14, "tells")]
    examples = [(one, cut), (two, [LabelledClause(0, 15, "asks")])] * 5
    ClauseModel.train(examples, tmp_path / "model")

    model = ClauseModel(tmp_path / "model")

    assert model.clauses(one) == cut
    assert model.clauses(two) == [LabelledClause(0, 15, "asks")]
