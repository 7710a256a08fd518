"""Cache of replies (memoization): the same question after the same answer is composed once.

Kept is what was asked in the guide's own ids. A job that somebody has named is in their words, and
those are not kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from guide.answers.answer import answer
from guide.answers.compose import Composer
from guide.reply import Reply, Target
from guide.text import LANGUAGES

MOST = 512
"""How many are kept of a language, of some 5 kB each: those that were asked for last."""


def reply_to(composer: Composer, target: Target, last: Target | None = None) -> Reply:
    """What ``guide.answers.answer.answer`` says, which is asked once for each question.

    Args:
        composer: the guide and the language to answer in; with another, nothing is kept.
        target: what is asked.
        last: what the last answer was about, if there was one.

    Raises:
        KeyError: there is no such topic.
    """
    if last is not None and last.topic != target.topic:
        last = None  # the last answer has said nothing of this topic, whatever it was about
    if _is_in_ids(target) and (last is None or _is_in_ids(last)):
        return _kept(composer)(target, last)
    return answer(composer, target, last)


@lru_cache(maxsize=len(LANGUAGES))
def _kept(composer: Composer) -> Callable[[Target, Target | None], Reply]:
    return lru_cache(maxsize=MOST)(partial(answer, composer))


def _is_in_ids(target: Target) -> bool:
    focus = target.focus
    quoted = (focus.job, focus.member, focus.skill_part)
    return all(each is None for each in quoted) and focus.background is None
