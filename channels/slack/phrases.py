"""The Slack app's own texts (UI strings), in English and French."""

from __future__ import annotations

from channels.ask import APOLOGIES
from channels.plain_text import MAX_MESSAGE_LENGTH
from guide.text import Language, Text, Wording


def _text(en: str, fr: str) -> Text:
    return Text(en=Wording(en), fr=Wording(fr))


SORRY = APOLOGIES
NOT_SENT = _text(
    "Sorry, Slack did not take my answer. Please ask again.",
    "Désolé, Slack n'a pas pris ma réponse. Reposez votre question.",
)
NOT_THERE = _text(
    "I may not write in {place}, so I answer here. {quote}",
    "Je ne peux pas écrire dans {place}; je réponds donc ici. {quote}",
)
TOO_FAST = _text(
    "That was too fast. Please try again in {seconds} s.",
    "C'était trop vite. Réessayez dans {seconds} s.",
)
TOO_LONG = _text(
    f"I read only the first {MAX_MESSAGE_LENGTH} characters of that.",
    f"Je n'ai lu que les {MAX_MESSAGE_LENGTH} premiers caractères.",
)
ONLY_TEXT = _text("I can only read text.", "Je ne lis que le texte.")
STOPPED = _text(
    "I no longer follow this thread. Mention me to ask again.",
    "Je ne suis plus ce fil. Mentionnez-moi pour une autre question.",
)
ANSWERED_IN_MESSAGES = _text(
    "The answer is in the *Messages* tab: “{question}”",
    "La réponse est dans l'onglet *Messages* : « {question} »",
)
YOU_ASKED = _text("You asked: “{question}”", "Votre question : « {question} »")
SOMEBODY_ASKED = _text("{user} asked: “{question}”", "{user} demande : « {question} »")
LOWEST, HIGHEST = _text("From", "De"), _text("To", "À")
HELPFUL = _text("This helped", "Réponse utile")
NOT_HELPFUL = _text("This didn't help", "Réponse pas utile")
SHARE = _text("Share with channel", "Partager dans le canal")
SHARED = _text("Shared with the channel.", "Partagé dans le canal.")
SHARED_WITH = _text("Ask your own: `/mlcareer QUESTION`", "À vous : `/mlcareer QUESTION`")
NOT_SHARED = _text(
    "I couldn't share that answer. Please ask again with `/mlcareer QUESTION`, then share it.",
    "Je n'ai pas pu partager cette réponse. Reposez la question avec `/mlcareer QUESTION`.",
)
THANKS_UP = _text("Thanks! Good to know that this helped.", "Merci! Content que cela ait aidé.")
THANKS_DOWN = _text("Thanks, noted: this didn't help.", "Merci, c'est noté.")
NOT_RATED = _text(
    "Sorry, I couldn't keep your rating. Please try again in a moment.",
    "Désolé, je n'ai pas pu garder votre avis. Réessayez dans un instant.",
)
# A modal's title has room for 24 characters.
WHAT_WAS_WRONG = _text("What went wrong?", "Que manquait-il?")
COMMENT = _text("What was missing or wrong?", "Qu'est-ce qui manquait ou était faux?")
SEND = _text("Send", "Envoyer")
SKIP = _text("Skip", "Passer")

PROMPTS_TITLE = _text(
    "Ask about becoming an ML engineer in Canada",
    "Vos questions sur le métier en apprentissage automatique",
)
FOR_EXAMPLE = _text(
    "For example: `/mlcareer do I need a degree?`",
    "Par exemple : `/mlcareer faut-il un diplôme?`",
)
HOME_TITLE = _text("ML careers in Canada", "Carrières en apprentissage automatique au Canada")
START_WITH = _text("*Start with a question*", "*Pour commencer, une question*")
WHERE_TO_ASK = _text("*Where to ask*", "*Où poser vos questions*")
IN_MESSAGES = _text(
    "In the *Messages* tab. I answer in a thread; a reply there goes on with it.",
    "Dans l'onglet *Messages*. Je réponds dans un fil; répondez-y pour continuer.",
)
IN_CHANNELS = _text(
    "In a channel: invite me, then mention me. I answer in the thread, where questions that follow "
    "need no mention. Say *stop* when I should leave the thread alone.",
    "Dans un canal : invitez-moi, puis mentionnez-moi. Je réponds dans le fil, où les questions "
    "suivantes se passent de mention. Dites *stop* pour que je quitte le fil.",
)
BY_COMMAND = _text(
    "Anywhere outside threads: `/mlcareer QUESTION`. Only you see the answer, and you can share "
    "it.",
    "Partout hors des fils : `/mlcareer QUESTION`. La réponse n'est visible que pour vous; "
    "vous pouvez la partager.",
)
BY_SHORTCUT = _text(
    "About any message, in threads too: *Ask about this* in the menu of the message (⋮). Only you "
    "see the answer.",
    "Sur tout message, dans les fils aussi : *Ask about this* dans le menu du message (⋮). "
    "La réponse n'est visible que pour vous.",
)
YOUR_DATA = _text("*Your data*", "*Vos données*")
WHAT_IS_STORED = _text("What do you store about me?", "Que conservez-vous à mon sujet?")
DELETE_MY_DATA = _text("Delete my data", "Effacez mes données")
GOOD_TO_KNOW = _text(
    "Every figure comes with its source. I am a program; those who run me can read what is asked. "
    "Je comprends aussi les questions en français, et j’y réponds en français.",
    "Chaque chiffre vient avec sa source. Je suis un programme; les personnes qui m'exploitent "
    "peuvent lire les questions. I also understand questions in English, and answer them in "
    "English.",
)

IS_THINKING = "is thinking…"


def language_of(value: object) -> Language:
    """The language that a conversation is in, of what its slot ``language`` says."""
    return "fr" if value == "fr" else "en"
