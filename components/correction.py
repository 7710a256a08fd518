"""Self-correction (repair): what a person means by "no, I meant seniors", "not certs, programs"."""

from __future__ import annotations

import re

_I_MEANT = (
    r"(?:i (?:meant|mean|was asking about|asked about|want|wanted)|i(?:'m| am|m) asking about"
    r"|rather|but|just)"
)
# "no, with 5 years", "sorry i meant seniors"; never "no degree, …", which is no correction.
_TAKEN_BACK = re.compile(
    rf"(?:(?:no+|nope|nah|sorry|oops|wait|actually)[,.! ]+)*(?:no+|nope|nah|sorry|oops|wait)"
    rf"(?:\s*[,.!:-]+(?!\s*(?:thank|thx|not\b))\s*(?:{_I_MEANT} )?|\s+{_I_MEANT} )",
    re.IGNORECASE,
)
# Words after "not" that begin something else than what was not meant: "not sure, which degree".
_NO_CORRECTION = r"(?!a\b|an\b|sure|really|yet|bad|good|now|too|only|just|that|much|so\b|even|very)"
_NOT_THIS = re.compile(
    rf"(?:no+[, ]+)?not (?:the |for |in )?{_NO_CORRECTION}[\w-]+(?: [\w-]+){{0,2}}?"
    rf"(?:,? {_I_MEANT} |, )",
    re.IGNORECASE,
)


def meant_from(text: str) -> int:
    """Where in ``text`` that begins which a person means, after what they take back.

    Args:
        text: what the person wrote.

    Returns:
        The place of the first character that counts: 0 where nothing is taken back, or where
        nothing would be left.
    """
    start = len(text) - len(text.lstrip())
    for taken_back in (_TAKEN_BACK, _NOT_THIS):
        if found := taken_back.match(text, start):
            start = found.end()
    return start if re.search(r"\w", text[start:]) else 0


def negates(text: str, start: int) -> bool:
    """Whether the words at ``start`` follow a "not": "8 years, not 5"."""
    return bool(re.search(r"\bnot (?:the |for |in )?$", text[:start], re.IGNORECASE))
