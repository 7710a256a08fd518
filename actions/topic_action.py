"""The base of the actions that answer a topic."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.background import (
    coloured,
    first_step,
    introduction,
    others_of,
    start_of,
    without_own,
)
from actions.both import answered_of_both
from actions.deduplicate import deduplicated, more_of
from actions.focus import (
    is_fragment,
    names_step,
    read_background,
    read_focus,
    read_ordinal,
    read_ordinals,
    reading_of,
)
from actions.fragment import answer_changed
from actions.homonyms import by_another_meaning, means_listed
from actions.in_context import before_refusal, in_context, stays, tied
from actions.kept_replies import reply_to
from actions.labelled_example import labelled_example
from actions.memory import carried_aspect, last_listed, last_target, remember
from actions.missing import still_missing
from actions.point import point_of_last, with_point
from actions.respond import composer_for, say
from actions.school import of_its_school
from actions.step_done import known_after, next_step, step_after_done, step_told
from actions.title_before import of_title_before
from actions.told_pay import with_amount, with_told_pay
from components.reading import ELLIPTIC, FOLLOW_UP, JOB, MORE, ONLY, Reading, intent_of, refers_back
from guide.answers.answer import answer
from guide.answers.at_place import at_place
from guide.answers.compose import Composer
from guide.answers.dialogue import beside_step, only_these
from guide.figures import with_figure
from guide.follow_up import (
    LISTED,
    beside_last,
    beside_ml_engineer,
    carry_over,
    continued,
    moved,
    of_its_gap,
    on_list,
    pick,
    steps_of,
    tells,
    topic_of_name,
)
from guide.formats import count_in_words
from guide.model import Aspect, CareerPathTopic, Focus, Guide, SalaryTopic, StepsTopic
from guide.reply import Reply, Target
from guide.said import Said

# The steps that questions about the order ask for by themselves: the first; after the studies.
_PLACES_BY_ACT = {"lowest": 1, "next": 2}

# As sure as this in context, a question is about the last answer, whatever it is by itself.
_SURE = 0.8
# Less sure than this, a question may as well be about the last answer.
_UNSURE = 0.5
# What is asked of two of a list, by their plain names, too: "computer science or data science".
_OF_TWO: frozenset[Aspect] = frozenset({"best", "compare"})
# As likely as this, such a question may be a follow-up, too.
_MAY_LEAN = 0.2


class TopicAction(Action, ABC):
    """Answers a question about one topic, and remembers it for follow-ups.

    A full question counts as it stands: nothing of earlier questions is mixed in. Only a fragment
    that makes a difference to the last answer ("3-4 years?" after pay) or names a place in the last
    list ("step 3") is taken as a follow-up, and a pronoun ("what do they do?" after senior roles)
    for what the last answer was about.
    """

    @property
    @abstractmethod
    def topic(self) -> str:
        """The topic's id in ``data/guide``."""

    def name(self) -> str:
        """``action_answer_`` and the topic."""
        return f"action_answer_{self.topic}"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Says the answer and returns the slots to remember."""
        composer = composer_for(tracker)
        reading = reading_of(tracker)
        target = Target(self.topic, _read_focus(composer, self.topic, reading))
        target = by_another_meaning(composer.guide, target, reading)
        introduced = introduction(composer.guide, reading, target)
        last = last_target(tracker)
        last = before_refusal(composer.guide, tracker, reading) or last
        topic = composer.guide.topic(self.topic)
        if isinstance(topic, CareerPathTopic):
            target = _with_other_title(composer, target, reading, last)
            last = _with_years_of_pay(composer.guide, last, reading)
            target = _by_then(topic, target, reading, last)
        elif isinstance(topic, SalaryTopic):
            if target.focus.amount is None:  # years in another job are told, not asked about
                target = start_of(reading) or target
            target = with_told_pay(tracker, topic, target, last, reading)
            target = with_figure(composer.guide, target, reading.text)
        gaps = composer.guide.topic(last.topic).gap_ids if last else None
        fragment = is_fragment(reading, gaps)
        picked = self._picked(composer, tracker, reading, fragment)
        on_list = reading.aspect == "counts" and topic_of_name(composer.guide, target.focus)
        if on_list and on_list.topic == self.topic:
            fragment = fragment and last is not None and last.topic == self.topic
        fragment = fragment and not _asks_of_another(reading, last, self.topic)
        changed = continued(composer.guide, last, target.focus, self.topic) if fragment else None
        picked = picked or step_told(composer.guide, tracker, last) or introduced
        if self.topic == "source" and topic.gap(target.focus) is None:
            picked = picked or _named_in_guide(composer, target, reading)
        school = of_its_school(composer.guide, reading, target, last)
        picked = picked or school
        if picked is not None:
            target = picked
        elif last is not None and reading.tied:
            of_point = point_of_last(composer.guide, reading, last)
            plain = target.focus if reading.aspect == "counts" else Focus()
            target = of_point or tied(composer.guide, reading, last, self.topic)
            if of_point is None and not topic.names_one(target.focus) and topic.names_one(plain):
                target = Target(self.topic, plain)  # "is AI one?", of the fields of study
        elif last is not None and reading.act == ELLIPTIC:
            asked = last.about(target.focus.aspect)
            told = composer.guide.topic(last.topic).told(asked.focus)
            if told is not None:
                target = asked
            elif last.topic != self.topic:
                target = carry_over(composer.guide, last, target)
        elif last is not None and (missing := still_missing(composer.guide, tracker, target)):
            target = missing
        elif last is not None and (leaning := _of_the_last(composer, last, target, reading)):
            target = leaning
        elif last is not None and _of_its_group(composer, last, target, reading):
            target = Target(
                self.topic, target.focus.copy(update={"skill_group": last.focus.skill_group})
            )
        elif (
            last is not None
            and last.topic != self.topic
            and refers_back(reading.text)
            and not (reading.tells and _tells_a_start(target.focus))  # "I'm a cook, does it help?"
        ):
            both, asked = reading.in_context, target
            if both is not None and both.share(intent_of(self.topic)) >= _SURE:
                # "Does he need maths", after pay, isn't about pay by skill.
                asked = Target(self.topic, Focus(details=target.focus.details))
            named = of_its_gap(composer.guide, last, asked)
            target = named or carry_over(composer.guide, without_own(tracker, last), target)
        elif last is not None and _goes_on(composer, target):
            target = _on_from(composer, last, target, last_listed(tracker))
        target = of_title_before(composer.guide, tracker, reading, target, last)
        if last is not None and picked is None and _may_be_of(reading, last, self.topic):
            target = beside_last(composer.guide, last, target)
        if picked is None and changed is not None:
            changed = changed.about(carried_aspect(tracker, target.focus))
            reply = answer_changed(composer, changed, target.focus, last, reading)
        else:
            reply = reply_to(composer, coloured(tracker, target, last), last)
        if picked is None or self.topic == "how_to_become":
            reply = _with_place(composer, reading, reply, picked)
        asks_more = reading.act == MORE and not target.focus.without
        if asks_more and last is not None and last.topic == self.topic:
            others = others_of(tracker, last, own=True)
            reply = (
                more_of(composer, tracker, reply) if others is None else answer(composer, others)
            )
        elif (
            reading.act == ONLY
            and last is not None
            and last.topic == self.topic
            and not reading.entities
        ):
            reply = only_these(composer, reply)
        elif asks_more and last is not None and self.topic == "how_to_become":
            reply = beside_step(composer, reply, last)
        if school is None:  # whose program it is may have been said, among other things
            reply = deduplicated(composer, tracker, reading, reply)
        reply = answered_of_both(composer, tracker, reading) or reply
        say(dispatcher, reply)
        from_list = picked is not None and any(
            each is not None and each.topic == picked.topic for each in last_listed(tracker)
        )
        slots = remember(tracker, reply, keep_listed=from_list, repeated=reply.repeats)
        return slots + labelled_example(tracker, intent_of(self.topic))

    def _picked(
        self, composer: Composer, tracker: Tracker, reading: Reading, fragment: bool
    ) -> Target | None:
        """What the place in a list that a question names leads to, if it names one.

        A fragment means the last list ("number 3"), if there is one; a question about the steps,
        those.
        """
        ordinal = read_ordinal(reading)
        if ordinal is None or reading.act == "lowest":
            done = step_after_done(composer.guide, self.topic, reading)
            by_act = done or self._step_by_act(composer, tracker, reading)
            if ordinal is None or by_act is not None:
                return by_act
        listed = last_listed(tracker) if fragment and not names_step(reading) else []
        if listed:
            return pick(listed, ordinal)
        if reading.act == "next":  # "the first two steps are done"
            ordinal = max(read_ordinals(reading)) + 1
        step = pick(steps_of(composer.guide), ordinal)
        asks_step = self.topic == "how_to_become" or (
            step is not None and step.topic == self.topic and names_step(reading)
        )
        return step.about("order") if step is not None and asks_step else None

    def _step_by_act(self, composer: Composer, tracker: Tracker, reading: Reading) -> Target | None:
        """The step that is asked for as the first, or as what follows the studies.

        Not where somebody tells what they are, which is where their way begins, nor where another
        step was just spoken of.
        """
        place = _PLACES_BY_ACT.get(reading.act or "")
        background = read_background(reading)
        if self.topic == "from_scratch" and reading.tied and reading.aspect == "order":
            # "What do I begin with?", after what was said of where they start.
            return first_step(known_after(tracker), last_target(tracker))
        if self.topic != "how_to_become" or place is None:
            return None
        if background is not None and (background.job or background.role):
            return None
        steps = steps_of(composer.guide)
        last = last_target(tracker)
        if reading.act == "next" and last is not None and last.topic in {s.topic for s in steps}:
            return None
        if reading.act == "next" and last is not None:
            after = next_step(composer.guide, tracker)
            if after is not None:
                return after
        if place == 1 and (start := first_step(known_after(tracker), last)) is not None:
            return start
        step = pick(steps, place)
        return step.about("order") if step is not None else None


def _with_place(composer: Composer, reading: Reading, reply: Reply, picked: Target | None) -> Reply:
    """A reply with what stands at the place of its list that a question asks for, if it does.

    Of a step, which is told by itself, with how many there are, where that is asked, too.
    """
    ordinal = read_ordinal(reading)
    if ordinal is None or reply.target is None:
        return reply
    if picked is not None:
        steps = composer.guide.topic("how_to_become")
        assert isinstance(steps, StepsTopic)
        if reading.aspect != "how_much" or steps.counted is None:
            return reply
        count = count_in_words(len(steps.items), composer.language)
        said: Said | None = composer.say(steps.counted, count=count)
    else:
        # "Is Canada number one?" asks about no list of ours: what the guide says on that is said.
        topic, focus = composer.guide.topic(reply.target.topic), reply.target.focus
        asks = reading.act is None and reading.aspect in ("how_much", "what", "counts")
        placed = asks and topic.gap(focus) is None
        said = at_place(composer, reply.target, ordinal) if placed else None
    return reply if said is None else replace(reply, lead=Said.sentences([said, reply.lead]))


def _tells_a_start(focus: Focus) -> bool:
    """Whether a question's own message tells where somebody starts, which "it" may mean."""
    return focus.background is not None and focus.background.tells_a_start


def _with_other_title(
    composer: Composer, target: Target, reading: Reading, last: Target | None
) -> Target:
    """A question about a title with ML engineer, or the last answer's, where it means both."""
    text = reading.text
    for each in reading.entities:
        if each.name in ("role", JOB):
            text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    before = last if refers_back(text) else None
    return Target(target.topic, beside_ml_engineer(composer.guide, target.focus, text, before))


def _may_be_of(reading: Reading, last: Target, topic: str) -> bool:
    """Whether a question that isn't sure by itself asks about another topic as of the last."""
    both = reading.in_context
    if both is None or last.topic == topic or reading.confidence >= _SURE:
        return False
    return both.share(intent_of(topic)) >= _UNSURE


def _asks_of_another(reading: Reading, last: Target | None, topic: str) -> bool:
    """Whether in context, too, another topic than the last answer's is likeliest what is asked.

    Then a question of no more than names ("how do you become lead", after pay) asks about that.
    """
    both = reading.in_context
    return (
        last is not None
        and last.topic != topic
        and both is not None
        and both.intent == intent_of(topic)
    )


def _with_years_of_pay(guide: Guide, last: Target | None, reading: Reading) -> Target | None:
    """The last answer with the years with which alone the amount is earned that it was about."""
    amount = with_amount(guide, last, reading).focus.amount if last is not None else None
    pay = guide.topic("salary")
    if last is None or amount is None or not isinstance(pay, SalaryTopic):
        return last
    years = {"experience_years": pay.years_of(int(amount))}
    return Target(last.topic, last.focus.copy(update=years))


def _by_then(
    topic: CareerPathTopic, target: Target, reading: Reading, last: Target | None
) -> Target:
    """A question about titles that leans on pay at some years or a level: "what am I by then"."""
    focus = target.focus
    named = focus.move or focus.job or any(getattr(focus, name) for name in topic.particulars)
    leans = reading.leans or focus.aspect == "order"
    if last is None or named or focus.experience_years or not leans:
        return target
    at = {name: getattr(last.focus, name) for name in ("experience_years", "level")}
    return Target(target.topic, focus.copy(update=at))


def _named_in_guide(composer: Composer, target: Target, reading: Reading) -> Target | None:
    """What a question about the guide asks to be in it, if it names something: "is AWS in it?"."""
    listed = any(each.name in LISTED for each in reading.entities)
    asks = reading.aspect == "counts" or (listed and reading.aspect in (None, "what"))
    return topic_of_name(composer.guide, target.focus) if asks else None


def _of_its_group(composer: Composer, last: Target, asked: Target, reading: Reading) -> bool:
    """Whether something is asked to be in the group answered last: "is patience one?"."""
    topic, focus = composer.guide.topic(asked.topic), asked.focus
    if last.topic != asked.topic or focus.aspect != "counts" or topic.gap(focus) is not None:
        return False
    named = any(getattr(focus, name) for name in topic.particulars)
    return not named and last.focus.skill_group is not None and stays(reading, last, _SURE)


def _goes_on(composer: Composer, asked: Target) -> bool:
    """Whether a question asks for what comes next, and doesn't say after what."""
    rung = composer.guide.topic(asked.topic).rung(asked.focus)
    return asked.focus.move is not None and rung is None


def _on_from(
    composer: Composer, last: Target, asked: Target, listed: Sequence[Target | None]
) -> Target:
    """What comes next after the last answer ("the next bracket"), or with what that named."""
    move = asked.focus.move
    if move is not None and last.topic == asked.topic:
        on = moved(composer.guide, last, listed, move)
        if isinstance(on, Target) and on.topic == asked.topic:
            return on
    return carry_over(composer.guide, last, asked)


def _of_the_last(
    composer: Composer, last: Target, asked: Target, reading: Reading
) -> Target | None:
    """What a question surely asks of the last answer's topic: "how long", after interviews.

    ``None`` if it isn't its topic by an aspect alone, and sure of it, or names something of its
    own; or if the last topic doesn't tell the point.
    """
    topic = composer.guide.topic(asked.topic)
    if last.topic == asked.topic or (reading.tells and _tells_a_start(asked.focus)):
        return None
    listed = means_listed(composer.guide, last, reading)
    if listed is not None and listed.topic != asked.topic:
        return Target(listed.topic, asked.focus)  # "is math enough?", after fields of study
    named = any(getattr(asked.focus, name) for name in topic.particulars)
    of_gap = composer.guide.topic(last.topic).gap(Focus(details=asked.focus.details))
    if of_gap is not None and not {*of_gap.like}.isdisjoint(topic.gap_ids) and not named:
        return Target(last.topic, asked.focus)  # "I'm shy", after soft skills
    leans = refers_back(reading.text) or reading.share(FOLLOW_UP) >= _MAY_LEAN
    unsure = reading.confidence < _UNSURE and not named and leans
    counts = asked.focus.aspect == "counts" and not is_fragment(reading)
    if unsure and counts and tells(composer.guide.topic(last.topic), asked.focus):
        return last.about(asked.focus.aspect)  # "is it recognized?", after programs
    if asked.focus.aspect == "enough" and refers_back(reading.text) and not topic.gap(asked.focus):
        # "Are they enough without a degree?", after certificates.
        about = {"aspect": asked.focus.aspect, "details": read_focus(reading).details}
        of_last = Target(last.topic, last.focus.copy(update=about))
        return of_last if composer.guide.topic(last.topic).told(of_last.focus) else None
    if {asked.topic, last.topic} == {"how_to_become", "from_scratch"}:
        return None  # where to begin, after what is said of an age
    sure = reading.confidence >= _SURE and reading.aspect not in topic.asked_by_aspect
    if sure or not stays(reading, last, _SURE):
        return None
    if any(getattr(asked.focus, name) for name in topic.particulars):
        return None
    target = in_context(composer.guide, reading, last)
    return target if tells(composer.guide.topic(last.topic), target.focus) else None


def _read_focus(composer: Composer, topic: str, reading: Reading) -> Focus:
    """The focus of a question; plain names count, too, where something of a list is weighed.

    Or where it is asked whether it's on the list.
    """
    of = composer.guide.topic(topic)
    focus = with_point(of, read_focus(reading, of.gap_ids), reading)
    if reading.only_tells and focus.without:
        return focus.copy(update={"aspect": None})  # that it is out, or there, isn't asked
    own = focus.background.degree_field if focus.background else None
    if own and focus.degree_field is None and "degree_field" in of.particulars:
        return focus.copy(update={"degree_field": own})
    listed = on_list(of, reading.text)
    if listed is None:
        return focus
    plain = listed.dict(exclude_defaults=True)
    if reading.aspect in _OF_TWO and listed.others:
        return focus.copy(update=plain)
    if reading.aspect != "counts" or any(getattr(focus, name) for name in plain):
        return focus
    return focus.copy(update=plain)
