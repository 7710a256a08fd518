"""Qualifiers of the source's claims: whatever rests on a sentence keeps what it hedges with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from guide import Guide
from guide.text import LANGUAGES, Frozen, Text


@dataclass(frozen=True)
class Claim:
    """A claim of the source that holds with a qualifier only.

    Attributes:
        reference: the sentence of the source.
        says: finds the claim in what rests on it.
        qualified: finds the qualifier in the same sentence.
    """

    reference: str
    says: str
    qualified: str


CLAIMS = (
    Claim(
        "education.2",
        says=r"employers look|employeurs(?: au Canada)? recherchent",
        qualified=r"[Ii]n most cases|la plupart des cas",
    ),
    Claim(
        "certifications.2",
        says=r"(?:leading|main) providers|principaux fournisseurs|parmi les principaux",
        qualified=r"Canada",
    ),
    Claim("network.2", says=r"\{cities\}", qualified=r"such as|like|comme"),
    Claim("introduction.3", says=r"\{cities\}", qualified=r"such as|like|comme"),
    Claim(
        "faq.2",
        says=r"[Ss]oftware engineering|génie logiciel",
        qualified=r"need|\bfaut\b|nécessaire",
    ),
    Claim(
        "faq.6",
        says=r"ML engineers have|ingénieurs ML (?:en )?ont",
        qualified=r"[Mm]ost|[Ll]a plupart",
    ),
    Claim(
        "introduction.3",
        says=r"(?:tech ecosystems|techno dynamique)\s?:",
        qualified=r"examples|en exemple",
    ),
    Claim(
        "programs.2",
        says=r"career support(?:,| and) industry|soutien à la carrière(?:,| et) un contenu",
        qualified=r"benefits (?:such as|like)|avantages comme",
    ),
    # Learning online is one of the benefits, not how all of it is.
    Claim(
        "programs.2",
        says=r"[Ff]lexible online learning|apprentissage souple en ligne",
        qualified=r"benefits?\b|avantages?\b|come with|offer|offr|via",
    ),
    # Demand has grown in Canada, not everywhere.
    Claim(
        "introduction.4",
        says=r"[Dd]emand has grown|demande a augmenté",
        qualified=r"country|Canada|pays",
    ),
    # Cities that are listed are examples.
    Claim("introduction.3", says=r"[Cc]ities named|Le guide cite", qualified=r"examples|exemple"),
    # What is needed isn't merely advised.
    Claim(
        "faq.7",
        says=r"portfolio of projects, vol|portfolio de projets, (?:du|le) bén",
        qualified=r"\bneed\b|what it takes|\bfaut\b|\bfaudra\b",
    ),
    # Of three needs, none is told without the others.
    Claim(
        "faq.7",
        says=r"need a strong portfolio|faudra (?:aussi )?un solide portfolio",
        qualified=r"volunteer.*professional networks|bénévolat.*réseaux professionnels",
    ),
)


def texts(record: Frozen) -> Iterator[Text]:
    """Every wording in a record."""
    if isinstance(record, Text):
        yield record
    for value in (getattr(record, name) for name in record.__fields__):
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Frozen):
                yield from texts(each)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.reference} {claim.qualified}")
def test_whatever_rests_on_a_claim_keeps_its_qualifier(guide: Guide, claim: Claim) -> None:
    said = [
        sentence
        for topic in guide.topics
        for text in texts(topic)
        if claim.reference in text.based_on
        for language in LANGUAGES
        for sentence in re.split(r"(?<=[.:;])\s", text.in_language(language))
        if re.search(claim.says, sentence)
    ]

    assert said
    for sentence in said:
        assert re.search(claim.qualified, sentence), sentence


def test_a_need_is_nowhere_told_as_advice(guide: Guide) -> None:
    for topic in guide.topics:
        for text in texts(topic):
            if "faq.7" in text.based_on:
                for language in LANGUAGES:
                    assert not re.search(r"\badvise|conseill", text.in_language(language))
