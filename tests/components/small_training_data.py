"""A few questions of a few intents: enough to train a model in a blink."""

from __future__ import annotations

from components.intent_model import TrainingExample

_TEXTS = {
    ("ask_salary", None): [
        "how much does the job pay",
        "what is the salary",
        "average pay for a beginner",
        "what would i earn after five years",
        "is the money good",
        "salary range please",
        "what do seniors make a year",
        "how big is the paycheque",
    ],
    ("ask_cities", None): [
        "which city has the most jobs",
        "is toronto a good place for this work",
        "do i have to move to montreal",
        "where are the tech hubs",
        "best town for ai companies",
        "are there jobs in halifax",
        "can i stay in calgary and still find work",
        "vancouver or ottawa for machine learning",
    ],
    ("ask_skills", None): [
        "which skills do i need",
        "is python enough",
        "how much maths must i know",
        "what programming languages are used",
        "do i need to learn the cloud",
        "which tools should i study",
        "are soft skills important",
        "what should i know about statistics",
    ],
    ("follow_up", None): [
        "and with eight years",
        "what about the others",
        "tell me more",
        "the second one",
        "and for seniors",
        "why is that",
        "such as",
        "anything else",
    ],
    ("out_of_scope", "immigration"): [
        "how do i get a work permit",
        "can my wife come on my visa",
        "express entry score",
        "how long does permanent residence take",
        "do i need a visa to visit",
        "study permit refused",
    ],
    ("out_of_scope", "off_topic"): [
        "what is the weather today",
        "tell me a joke",
        "who won the hockey game",
        "recommend a pizza place",
        "sing me a song",
        "which phone should i buy",
    ],
}

EXAMPLES = [
    TrainingExample(text, intent, kind)
    for (intent, kind), texts in _TEXTS.items()
    for text in texts
]
