"""Clause segmentation: cuts a message into clauses that ask, tell or only name something.

There is no parser model: sentence ends come from spaCy's sentencizer, clause boundaries from marks,
conjunctions and question words, in English and French. A boundary too many does no harm: what
doesn't stand by itself is joined again, see ``components.question_parts``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token

from components.fold import fold, shorten_marks


class Form(Enum):
    """What a clause is by its words alone."""

    QUESTION = auto()
    """It asks: "what degree do I need", "tell me about pay"."""
    TOPIC = auto()
    """It only names something: "salary", "skills needed"."""
    STATEMENT = auto()
    """It tells something about the person: "I have a degree in math"."""


@dataclass(frozen=True)
class Clause:
    """A part of a message.

    Attributes:
        text: without the marks and conjunctions around it.
        start: its first character in the message.
        end: the character after its last.
        form: what it is by its words.
        sentence: number of the sentence it is in, from 0.
    """

    text: str
    start: int
    end: int
    form: Form
    sentence: int


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SENTENCE_ENDS = [".", "!", "?", "…", ";", "？", "！"]
_MARKS = [",", ":", "-", "–", "—", "(", ")", "•", "*", '"', "“", "”", "«", "»", "|", "/"]
# Join two questions. "or" doesn't: an either-or question is one question.
_CONJUNCTIONS = [
    *("and", "nd", "n", "&", "+", "plus", "also", "aswell", "additionally", "then", "but"),
    *("et", "aussi", "puis", "pis", "ensuite", "ainsi", "mais"),
]
_CONDITIONS = [
    ["if", "so"],
    ["if", "yes"],
    ["if", "not"],
    ["if", "no"],
    ["si", "oui"],
    ["si", "non"],
]
# Set a second question off, and belong to it: "compared to Germany".
_COMPARISONS = _words("compared comparé comparée")
_OR = _words("or ou vs versus nor ni")
_AND_THE_LIKE = _words("stuff such things co")
_BETWEEN = _words("between both entre")

_QUESTION_WORDS = _words(
    "what whats what's wat wats wht wut how hows how's hw which wich whch where wheres where's why"
    " who whos who's whom whether"
    " quel quels quelle quelles combien comment où pourquoi qui quoi lequel laquelle"
)
# Those that ask in the middle of a clause, not just lead on: "people who", "when I finish".
_MIDDLE_QUESTION_WORDS = _words(
    "what whats what's wat wats how hows how's which wich why combien comment pourquoi quel quelle"
    " quels quelles"
)
_AUXILIARIES = _words(
    "do does did is are am was were can could should would will shall isn't isnt aren't arent"
    " doesn't doesnt don't dont can't cant won't wont shouldn't must may"
)
# Tell as often as they ask: "did two years of teaching", "don't know anyone".
_ALSO_TELL = _words("did don't dont")
_SUBJECTS = _words(
    "i you u we they he she it there one people ppl someone a an the my ml employers"
)
_PREPOSITIONS = _words("in for at with to from by on of dans pour à avec de chez")
_REQUESTS = _words(
    "tell explain list describe give gimme show compare share recommend suggest advise elaborate"
    " teach any expliquez explique dites dis donne donnez parle parlez parlez-moi décris"
)
# French questions that don't begin with a question word.
_FRENCH_QUESTION = re.compile(
    r"^(?:est[- ]ce\b|qu[' ]?(?:est|e|il|elle|on)\b|c[' ]?est (?:quoi|combien)|ça prend quoi"
    r"|(?:il )?y[- ]?a[- ]?(?:t-|tu\b)|ya[- ]?tu\b|faut[- ]il"
    r"|\w+-(?:t-)?(?:je|tu|il|elle|on|vous|nous|ils|elles)\b)",
    re.IGNORECASE,
)
_ASKS_INSIDE = re.compile(
    r"\b(?:wan(?:t|na)(?: to)? (?:know|ask)|like to (?:know|ask)|(?:need|love) to know"
    r"|wonder(?:ing)?|curious|any idea|do you know|don'?t know (?:how|what|which|where|if)"
    r"|tell me|explain|let me know|savoir)\b",
    re.IGNORECASE,
)
# Say nothing about the form of what follows.
_FILLERS = _words(
    "and also so ok okay well please pls plz but then now just first firstly second secondly third"
    " thirdly lastly finally oh um btw hey hi hello thanks thx exactly really"
    " et alors donc svp sinon bon aussi enfin question 1 2 3 4 5 6 7 8 9"
)
_TELLING_WORDS = _words(
    "i im i'm ive i've i'd id we we're my our he she his her they they're it it's its this that"
    " that's thats there's graduated got finished did been worked working have had has currently"
    " moved moving born studied studying dropped coming living just already not never no nothing"
    " when quand je j ai jai mon ma mes nous il elle ça on suis aucune pas"
)
# A verb in the middle tells: "every posting says 3 years", "my chances are low".
_TELLING_VERBS = _words("is are was were am has have had says said wants est sont était")
# A naming clause that begins so belongs to the clause before it: "and no experience", "with a PhD".
_LEANING_WORDS = _words(
    "a an my our your his her their its with without w/ w in for from as because cuz bc since if"
    " when while at to of by no not or like such e.g eg i.e ie including especially even than that"
    " who only after before on into about over under through during until up back out off too"
    " something anything everything etc vs versus maybe probably"
    " un une le la les l' des du de d' mon ma mes avec sans dans pour comme car parce si chez en à"
    " au aux par après avant sur ou non pas aucune aucun"
)
_VERBS = _words(
    "get find become apply grow learn make land meet build work move start be have do go stay take"
    " study prepare write pass use know want like need earn keep join enter break switch"
    " getting finding becoming applying growing learning making landing meeting building working"
    " moving starting being having doing going taking studying preparing writing using retire"
    " trouver faire avoir être devenir apprendre travailler obtenir commencer"
)
# Question words after these are part of what is being said: "tell me how", "it depends what".
_LEADS_ON = _words(
    "tell me know knowing about on of in for to at with from by wonder wondering explain and or not"
    " matter depends if ask understand see idea sure than that so but no just like exactly please"
    " pls is are was be do does did say show list figure decide learn i you then also moi"
    " sais savoir de à en sur pour dans avec par et ou pas est c'est que dire dis"
)


@lru_cache(maxsize=1)
def _pipeline() -> tuple[Language, Matcher]:
    nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer", config={"punct_chars": _SENTENCE_ENDS})
    matcher = Matcher(nlp.vocab)
    matcher.add("space", [[{"IS_SPACE": True}]])
    matcher.add("mark", [[{"ORTH": {"IN": _MARKS}}]])
    matcher.add("end", [[{"ORTH": {"IN": [*_SENTENCE_ENDS, "...", ".."]}}]])
    matcher.add("conjunction", [[{"LOWER": {"IN": _CONJUNCTIONS}}]])
    matcher.add("conjunction", [[{"LOWER": "as"}, {"LOWER": "well"}, {"LOWER": "as", "OP": "?"}]])
    matcher.add("conjunction", [[{"LOWER": first}, {"LOWER": then}] for first, then in _CONDITIONS])
    number = {"TEXT": {"REGEX": r"^\d{1,2}$"}}
    matcher.add("number", [[number, {"ORTH": {"IN": [")", ".", "/"]}}]])
    return nlp, matcher


def split_clauses(text: str) -> list[Clause]:
    """Cuts a message into clauses.

    Args:
        text: What the person typed.

    Returns:
        The clauses in order; none is empty. One for a message that has no boundary.
    """
    nlp, matcher = _pipeline()
    doc = nlp(shorten_marks(text))
    clauses: list[Clause] = []
    spans = _spans(doc, *_joints(doc, matcher))
    in_sentence = Counter(number for _, _, number in spans)
    for first, end, number in spans:
        span = doc[first:end]
        alone = in_sentence[number] == 1
        asked = "?" in doc[end : min(end + 2, len(doc))].text
        clauses.append(
            Clause(
                span.text.strip(),
                span.start_char,
                span.end_char,
                _form(span.text, asked and alone),
                number,
            )
        )
    return clauses


def _spans(doc: Doc, joints: set[int], sentence_starts: set[int]) -> list[tuple[int, int, int]]:
    """First token, token after the last, and number of the sentence of each clause."""
    spans: list[tuple[int, int, int]] = []
    sentence, start = 0, -1  # -1: between clauses
    for token in doc:
        ends = token.i in joints or token.i in sentence_starts
        if start >= 0 and (ends or _opens_anew(doc, start, token)):
            spans.append((start, token.i, sentence))
            start = -1
        sentence += token.i in sentence_starts
        if start < 0 and token.i not in joints:
            start = token.i
    if start >= 0:
        spans.append((start, len(doc), sentence))
    return spans


def leans_back(clause: Clause) -> bool:
    """Whether a naming clause begins like the rest of another: "with a PhD", "get hired"."""
    words = _plain_words(clause.text)
    return not words or words[0] in _LEANING_WORDS or words[0] in _VERBS


def _joints(doc: Doc, matcher: Matcher) -> tuple[set[int], set[int]]:
    """Tokens between clauses, and tokens that begin a sentence."""
    joints: set[int] = set()
    starts = {sentence.start for sentence in doc.sents if sentence.start}
    for key, start, end in matcher(doc):
        name = doc.vocab.strings[key]
        tokens = doc[start:end]
        if name == "mark" and not _separates(doc, tokens[0]):
            continue
        if name == "conjunction" and not _joins(doc, start, end):
            continue
        if name == "number" and not _numbers_a_list(doc, start):
            continue
        joints.update(range(start, end))
        if name == "number" or (name == "space" and "\n" in tokens.text):
            starts.add(start)
    return joints, starts


def _numbers_a_list(doc: Doc, start: int) -> bool:
    return start == 0 or bool(doc[start - 1].whitespace_) or doc[start - 1].is_space


def _separates(doc: Doc, token: Token) -> bool:
    """Whether a mark stands between clauses: not in "co-op" nor before "or"."""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    before = doc[token.i - 1] if token.i else None
    if after is not None and after.lower_ in _OR:
        return False
    if token.text == "/":  # "pay / skills", not "R/Python" or "AI/ ML"
        return bool(before is not None and before.whitespace_ and token.whitespace_)
    if token.text in {"-", "*", "(", ")", '"', ":", "|"}:
        return not (
            before is not None
            and after is not None
            and not before.whitespace_
            and not token.whitespace_
        )
    return True


def _joins(doc: Doc, start: int, end: int) -> bool:
    """Whether a conjunction stands between clauses, not inside a name or a pair."""
    if end == len(doc):
        return True
    last, after = doc[end - 1], doc[end]
    if after.lower_ in _AND_THE_LIKE:
        return False
    if not last.whitespace_ and after.text not in {",", ":"}:
        return False  # puis-je, R&D
    before = doc[start - 1].lower_ if start else ""
    if after.lower_ in _OR or before in _OR:
        return False
    if before in _QUESTION_WORDS and after.lower_ in _QUESTION_WORDS:
        return False  # "where and how do people look"
    sentence = doc[start].sent
    earlier = {token.lower_ for token in doc[sentence.start : start]}
    return not earlier & _BETWEEN or after.lower_ in _QUESTION_WORDS


def _opens_anew(doc: Doc, start: int, token: Token) -> bool:
    """Whether a question begins at ``token`` without any mark before it."""
    if token.i - start < 2:
        return False
    before = doc[token.i - 1].lower_
    after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if token.lower_ in _COMPARISONS:
        return True
    if token.lower_ in _MIDDLE_QUESTION_WORDS:
        told = _form(doc[start : token.i].text, asked=False) is Form.STATEMENT
        return before not in _LEADS_ON and bool(after) and not told
    if token.lower_ in _AUXILIARIES and after in _SUBJECTS:
        asked = [other.lower_ for other in doc[start : token.i]]
        has_asked = any(
            word in _AUXILIARIES and following in _SUBJECTS for word, following in pairwise(asked)
        )
        return has_asked and before not in _LEADS_ON and before not in _OR
    return False


def _plain_words(text: str) -> list[str]:
    words = re.findall(r"[\w']+(?:-[\w']+)*|[&+/]", text.lower().replace("’", "'"))
    while words and words[0] in _FILLERS:
        words = words[1:]
    return words


def _form(text: str, asked: bool) -> Form:
    words = _plain_words(text)
    if not words:
        return Form.TOPIC
    first, second = words[0], words[1] if len(words) > 1 else ""
    plain = " ".join(words)
    if first == "who" and second in _TELLING_VERBS | {"does", "works"} and not asked:
        return Form.STATEMENT  # "my partner, who is an accountant"
    if first in _QUESTION_WORDS or first in _REQUESTS or asked:
        return Form.QUESTION
    if first in _PREPOSITIONS and second in _QUESTION_WORDS:
        return Form.QUESTION
    if first in {"when", "quand"} and second in _AUXILIARIES:
        return Form.QUESTION
    if first == "was" and second in {"a", "an", "the"}:
        return Form.STATEMENT  # "(I) was a nurse back home"
    if first in _AUXILIARIES and second in _SUBJECTS:
        return Form.QUESTION
    if first in _AUXILIARIES and second and first not in _ALSO_TELL:
        return Form.QUESTION
    if _FRENCH_QUESTION.match(plain) or _ASKS_INSIDE.search(plain):
        return Form.QUESTION
    if first in _TELLING_WORDS | _ALSO_TELL or fold(first).startswith(("j'", "d'", "c'")):
        return Form.STATEMENT
    if _TELLING_VERBS.intersection(words[1:]):
        return Form.STATEMENT
    return Form.TOPIC
