"""The labelled pairs as training data of components: their fingerprint, and mistakes as Rasa's."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from rasa.shared.exceptions import InvalidConfigException

from components.labelled_pairs import LabelledPair, read_labelled_pairs


def pairs_fingerprint(file: str | None) -> str | None:
    """What changes with the pairs: a component's ``fingerprint_addon``, so that it retrains."""
    return None if file is None else hashlib.sha256(Path(file).read_bytes()).hexdigest()


def pairs_to_learn(file: str | None) -> Sequence[LabelledPair]:
    """The pairs; without a file, none.

    Raises:
        InvalidConfigException: the file is not valid; says which pair.
    """
    try:
        return [] if file is None else read_labelled_pairs(Path(file))
    except ValueError as error:
        raise InvalidConfigException(str(error)) from error
