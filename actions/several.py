"""Several questions in one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.focus import names_our_title, names_step, read_focus, read_ordinal, reading_of
from actions.in_context import in_context, of_the_subject, stays, tied
from actions.memory import last_offer, last_target, remember
from actions.point import target_of
from actions.respond import composer_for, say
from components.reading import (
    ACKNOWLEDGE,
    AFFIRM,
    ASKED,
    BACKGROUND,
    BOT_CHALLENGE,
    CHOOSE_LANGUAGE,
    DETAIL,
    ELLIPTIC,
    ERASE_MY_DATA,
    FOLLOW_UP,
    LANGUAGE,
    OF_ALL,
    SHARED_ENTITIES,
    Reading,
    refers_back,
    topic_of,
)
from guide.answers.answer import answer
from guide.answers.at_place import at_place
from guide.answers.compose import Composer
from guide.answers.dialogue import near_miss, offer
from guide.answers.several import Section, answer_several, heading_of
from guide.figures import with_figure
from guide.follow_up import (
    OF_NEED,
    STARTS,
    carry_over,
    moved,
    of_its_gap,
    resolve,
    tells,
    tells_point,
    topic_of_aspect,
    topic_of_name,
    way_to_level,
)
from guide.formats import quoted
from guide.model import MOVES, PARTICULARS, Focus, Guide
from guide.reply import Reply, Suggestion, Target
from guide.said import Said
from guide.text import Language

MOST_ANSWERS = 4
# As sure as this, a question stays with the topic that it is read with.
_SURE = 0.7
# A question about the assistant that is answered by the domain's own response.
_RESPONSES = {BOT_CHALLENGE: "utter_bot"}


class ActionAnswerSeveral(Action):
    """Answers each question as if it had been asked alone; offers those beyond the fourth."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_answer_several"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Says the answers and returns the slots to remember: those of the last answer."""
        composer = composer_for(tracker)
        sections: list[Section] = []
        left_out: list[Suggestion] = []
        last: Reply | None = None
        earlier: list[Target] = []
        for question in reading_of(tracker).questions:
            if question.act == OF_ALL:
                sections.insert(0, _not_ranked(composer, question.text))
                continue
            if len(sections) == MOST_ANSWERS:
                left_out += _offered(composer.guide, question)
                continue
            section = _section(composer, question, tracker, domain, earlier, last)
            if section is None:
                continue
            sections.append(section)
            if section.reply.target is not None:
                earlier.append(section.reply.target)
                last = last if section.aside else section.reply
            for beside in _named_beside(composer.guide, question, section.reply.target):
                reply = answer(composer, beside)
                sections.append(Section(heading_of(composer, reply), reply))
        if sections:
            reply = answer_several(composer, sections, left_out)
        else:
            reply = offer(composer, composer.guide.phrases.what_next)
        say(dispatcher, reply)
        remembered = reply if last is None else replace(last, suggestions=reply.suggestions)
        return remember(tracker, remembered)


def _section(
    composer: Composer,
    question: Reading,
    tracker: Tracker,
    domain: DomainDict,
    earlier: Sequence[Target],
    last: Reply | None,
) -> Section | None:
    """The answer to one question; ``None`` for a yes to nothing, and a language, which is set."""
    phrases = composer.guide.phrases
    intent = question.intent
    if intent == CHOOSE_LANGUAGE:
        return None
    if intent in _RESPONSES:
        text = _response(domain, _RESPONSES[intent], composer.language)
        return Section(composer.say(phrases.about_me), Reply(Said(text)))
    if intent == ERASE_MY_DATA:
        # It is asked back first, which needs a turn of its own.
        return Section(composer.say(phrases.about_me), Reply(composer.say(phrases.how_to_erase)))
    ordinal = read_ordinal(question)
    of_list = last.target if last is not None and not names_step(question) else None
    if question.intent == FOLLOW_UP and ordinal is not None and of_list is not None:
        placed = at_place(composer, of_list, ordinal)
        if placed is not None:
            reply = Reply(placed, target=of_list)
            return Section(heading_of(composer, reply), reply)
    target = _target(composer, question, tracker, earlier, last)
    if question.intent == FOLLOW_UP and target is not None:
        target = _of_earlier(composer.guide, target, earlier)
    before = last.target if last is not None else None
    aside = False
    if target is not None and before is not None and _is_of_amount(question, target, before):
        target = before.about("time")
    if target is not None:
        if before is not None and before.topic == target.topic:
            # What the topic has of it has just been told: "how many events, and where?".
            target = Target(target.topic, target.focus.copy(update={"answerable": True}))
        elif before is not None:
            # "How long does it take, what does it cost, is it worth it": all of the first.
            aside = intent == FOLLOW_UP
        told = [each for each in earlier if each.topic == target.topic]
        reply = answer(composer, target, told[-1] if told else before)
    elif intent == AFFIRM:
        return None
    else:
        reply = near_miss(composer, question.kind, focus=read_focus(question))
        if composer.guide.near_miss(question.kind) is None:  # which of them isn't known is said
            return Section(quoted(question.text, composer.language), reply)
    return Section(heading_of(composer, reply), reply, aside)


def _is_of_amount(question: Reading, asked: Target, before: Target) -> bool:
    """Whether it is how soon an amount is earned: "200k, really? and how long to get there"."""
    of_pay = before.topic == "salary" and before.focus.amount is not None
    return of_pay and asked.topic == "time_to_become" and not names_our_title(question.text)


def _named_beside(guide: Guide, question: Reading, asked: Target | None) -> list[Target]:
    """What else a question asks the need of: "is that certificate enough, or a portfolio, too?".

    Only what is a point of its own of another topic, and not where the first is needed for, nor
    whom it is asked of ("without experience").
    """
    if asked is None or question.aspect not in OF_NEED:
        return []
    own = guide.topic(asked.topic).asked_by_name
    points = {each.start for each in question.entities if each.name == DETAIL}
    gap = guide.topic(asked.topic).gap(asked.focus)
    points -= {
        each.start
        for each in question.entities
        if each.name in own or (gap is not None and each.value == gap.id)
    }
    for each in question.entities:
        if each.name in PARTICULARS and each.name not in SHARED_ENTITIES and each.start in points:
            to = topic_of_name(guide, Focus.parse_obj({each.name: each.value}))
            if to is not None and to.topic != asked.topic and each.role == ASKED:
                return [to.about("required")]
    return []


def _response(domain: DomainDict, name: str, language: Language) -> str:
    """The text of a response: its variation for the language, else the one without a condition."""
    wanted = [{"type": "slot", "name": LANGUAGE, "value": language}]
    variations = domain["responses"][name]
    fitting = [each for each in variations if each.get("condition") == wanted]
    fitting += [each for each in variations if "condition" not in each]
    text: str = fitting[0]["text"]
    return text


def _target(
    composer: Composer,
    question: Reading,
    tracker: Tracker,
    earlier: Sequence[Target],
    last: Reply | None,
) -> Target | None:
    if question.intent == AFFIRM:
        return None if question.act == ACKNOWLEDGE else last_offer(tracker)
    if question.intent == FOLLOW_UP:
        before = last.target if last is not None else last_target(tracker)
        question = _asked_itself(question)
        guide, said = composer.guide, read_focus(question)
        if last is not None and before is not None and question.act in MOVES:
            # "Which jobs are entry level, and what comes after?"
            to = moved(guide, before, (), question.act)
            if isinstance(to, Target):
                return to
        if before is not None and before != (stayed := _stayed_with(question, earlier, before)):
            # "Is it a senior title, does it pay, and is it in Toronto?": not the pay in Toronto.
            other = topic_of_name(guide, said) or resolve(guide, stayed, said)
            return stayed.about(said.aspect) if other in (None, stayed) else other
        if last is not None and before is not None and stays(question, before):
            stayed = _of_named(guide, question, before, in_context(guide, question, before))
            of = guide.topic(stayed.topic)
            if tells(of, stayed.focus) or of.is_silent(stayed.focus):
                return stayed
            return topic_of_aspect(guide, stayed.focus) or stayed
        asked = resolve(guide, before, said)
        # "How long does it take and what does it cost": of the way there is no price.
        if asked is None or (asked == before and not tells_point(guide, asked, said.aspect)):
            by_aspect = topic_of_aspect(guide, said)
            if asked is None or by_aspect is not None:
                if before is None and by_aspect is not None:
                    said = said.copy(update={"answerable": False})
                    return Target(by_aspect.topic, said)
                return by_aspect or of_the_subject(guide, question)
        return asked.about(said.aspect)
    target = target_of(composer.guide, question)
    if target is not None:
        target = with_figure(composer.guide, target, question.text)
    if target is not None and last is not None and last.target is not None:
        if question.tied:
            asked = tied(composer.guide, question, last.target, target.topic)
            return _of_named(composer.guide, question, last.target, asked)
        of_last = _of_last(composer.guide, question, target, last.target)
        if of_last is not None:
            return of_last
        # "How much do juniors make, and what are their titles?"
        elsewhere = last.target.topic != target.topic
        if elsewhere and refers_back(question.text):
            own = composer.guide.topic(target.topic).particulars
            named = any(getattr(target.focus, name) for name in own)
            of_gap = None if named else of_its_gap(composer.guide, last.target, target)
            return of_gap or carry_over(composer.guide, last.target, target)
        if refers_back(question.text):
            return _of_named(composer.guide, question, last.target, target)
    return target


def _of_earlier(guide: Guide, asked: Target, earlier: Sequence[Target]) -> Target:
    """A follow-up of the way there, where that was asked about earlier in the message.

    "How do I become one, what does it pay, is it hard?". Not of what has things that "it" may stand
    for, nor where the guide has something to say of the point.
    """
    topic, aspect = guide.topic(asked.topic), asked.focus.aspect
    told = topic.told(asked.focus)
    ways = [each for each in earlier if each.topic in STARTS]
    if not ways or topic.among is not None or (told is not None and told.text.based_on):
        return asked
    of_way = ways[-1].about(aspect)
    return of_way if tells_point(guide, of_way, aspect) else asked


def _asked_itself(question: Reading) -> Reading:
    """A follow-up without what is told beside it: "83k in Toronto is nothing. Is it worth it?".

    Whether something is needed or enough is asked of what is told: "I have a DEC. Is it enough?".
    """
    if question.in_context is None or question.aspect in OF_NEED:
        return question
    named = {(each.name, each.value) for each in question.in_context.entities}
    kept = [
        each
        for each in question.entities
        if each.role == BACKGROUND or (each.name, each.value) in named
    ]
    return replace(question, entities=tuple(kept))


def _stayed_with(question: Reading, earlier: Sequence[Target], last: Target) -> Target:
    """What a follow-up surely goes on with: an earlier question's, or else the last one's.

    "What's the difference, who earns more, and which is easier?": of the jobs, not of the pay.
    """
    both = question.in_context
    topic = topic_of(both.intent) if both is not None and both.confidence >= _SURE else None
    ours = [each for each in earlier if each.topic == topic]
    return ours[-1] if ours and question.act != ELLIPTIC else last


def _not_ranked(composer: Composer, listed: str) -> Section:
    """That the guide doesn't say which of the things that a message lists matters most."""
    return Section("", Reply(composer.say(composer.guide.phrases.not_ranked, names=listed)))


def _of_named(guide: Guide, question: Reading, last: Target, asked: Target) -> Target:
    """What a question that names nothing asks of what was just named: "do I need it"."""
    named = any(getattr(last.focus, name) for name in guide.topic(last.topic).particulars)
    if not named or asked.topic != last.topic or question.entities:
        return asked
    return last.about(asked.focus.aspect)


def _of_last(guide: Guide, question: Reading, target: Target, last: Target) -> Target | None:
    """What a question leaves to the one before: "are they online, and how long do they take?".

    ``None`` if it asks of its own topic, or the one before has nothing to say of that.
    """
    aspect = target.focus.aspect
    if last.focus.aspect == "possible" and guide.topic(last.topic).among is None:
        return None  # "Can I get in without a degree, and how long does it take?": the way there
    refers = refers_back(question.text)
    if (refers or question.act == ELLIPTIC) and (way := way_to_level(guide, last, aspect)):
        return way
    by_aspect = aspect in guide.topic(target.topic).asked_by_aspect and refers
    if question.act != ELLIPTIC and not by_aspect:
        return None
    asked = last.without_details().about(aspect)
    return None if guide.topic(last.topic).told(asked.focus) is None else asked


def _offered(guide: Guide, question: Reading) -> Sequence[Suggestion]:
    """A question in the person's own words, if the guide answers it."""
    target = target_of(guide, question)
    return () if target is None else (Suggestion(question.text, target),)
