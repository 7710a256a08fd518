"""The Slack app's own texts (UI strings), in English and French."""

from __future__ import annotations

from channels.ask import APOLOGIES
from channels.plain_text import MAX_MESSAGE_LENGTH
from guide.text import Language, bilingual

SORRY = APOLOGIES
NOT_SENT = bilingual(
    "Sorry, Slack did not take my answer. Please ask again.",
    "Désolé, Slack n'a pas pris ma réponse. Reposez votre question.",
)
NOT_THERE = bilingual(
    "I may not write in {place}, so I answer here. {quote}",
    "Je ne peux pas écrire dans {place}; je réponds donc ici. {quote}",
)
TOO_FAST = bilingual(
    "That was too fast. Please try again in {seconds} s.",
    "Vos messages se suivent trop vite. Réessayez dans {seconds} s.",
)
TOO_LONG = bilingual(
    f"I read only the first {MAX_MESSAGE_LENGTH} characters of that.",
    f"Je n'ai lu que les {MAX_MESSAGE_LENGTH} premiers caractères.",
)
ONLY_TEXT = bilingual("I can only read text.", "Je ne lis que le texte.")
STOPPED = bilingual(
    "I no longer follow this thread. Mention me to ask again.",
    "Je ne suis plus ce fil. Mentionnez-moi pour une autre question.",
)
ANSWERED_IN_MESSAGES = bilingual(
    "The answer is in the *Messages* tab: “{question}”",
    "La réponse est dans l'onglet *Messages* : « {question} »",
)
YOU_ASKED = bilingual("You asked: “{question}”", "Votre question : « {question} »")
SOMEBODY_ASKED = bilingual("{user} asked: “{question}”", "{user} demande : « {question} »")
LOWEST, HIGHEST = bilingual("From", "De"), bilingual("To", "À")
HELPFUL = bilingual("This helped", "Réponse utile")
NOT_HELPFUL = bilingual("This didn't help", "Réponse pas utile")
SHARE = bilingual("Share with channel", "Partager dans le canal")
SHARED = bilingual("Shared with the channel.", "Partagé dans le canal.")
SHARED_WITH = bilingual("Ask your own: `/mlcareer QUESTION`", "À vous : `/mlcareer QUESTION`")
NOT_SHARED = bilingual(
    "I couldn't share that answer. Please ask again with `/mlcareer QUESTION`, then share it.",
    "Je n'ai pas pu partager cette réponse. Reposez la question avec `/mlcareer QUESTION`.",
)
THANKS_UP = bilingual(
    "Thanks! Good to know that this helped.", "Merci! Heureux que cela vous aide."
)
THANKS_DOWN = bilingual("Thanks, noted: this didn't help.", "Merci, c'est noté.")
NOT_RATED = bilingual(
    "Sorry, I couldn't keep your rating. Please try again in a moment.",
    "Désolé, je n'ai pas pu garder votre avis. Réessayez dans un instant.",
)
# A modal's title has room for 24 characters.
WHAT_WAS_WRONG = bilingual("What went wrong?", "Que manquait-il?")
COMMENT = bilingual("What was missing or wrong?", "Qu'est-ce qui manquait ou était faux?")
SEND = bilingual("Send", "Envoyer")
SKIP = bilingual("Skip", "Passer")

PROMPTS_TITLE = bilingual(
    "Ask about becoming an ML engineer in Canada",
    "Vos questions sur le métier en apprentissage automatique",
)
FOR_EXAMPLE = bilingual(
    "For example: `/mlcareer do I need a degree?`",
    "Par exemple : `/mlcareer faut-il un diplôme?`",
)
HOME_TITLE = bilingual("ML careers in Canada", "Carrières en apprentissage automatique au Canada")
START_WITH = bilingual("*Start with a question*", "*Pour commencer, une question*")
WHERE_TO_ASK = bilingual("*Where to ask*", "*Où poser vos questions*")
IN_MESSAGES = bilingual(
    "In the *Messages* tab. I answer in a thread; a reply there goes on with it.",
    "Dans l'onglet *Messages*. Je réponds dans un fil; répondez-y pour continuer.",
)
IN_CHANNELS = bilingual(
    "In a channel: invite me, then mention me. I answer in the thread, where questions that follow "
    "need no mention. Say *stop* when I should leave the thread alone.",
    "Dans un canal : invitez-moi, puis mentionnez-moi. Je réponds dans le fil, où les questions "
    "suivantes se passent de mention. Dites *stop* pour que je quitte le fil.",
)
BY_COMMAND = bilingual(
    "Anywhere outside threads: `/mlcareer QUESTION`. Only you see the answer, and you can share "
    "it.",
    "Partout hors des fils : `/mlcareer QUESTION`. La réponse n'est visible que pour vous; "
    "vous pouvez la partager.",
)
BY_SHORTCUT = bilingual(
    "About any message, in threads too: *Ask about this* in the menu of the message (⋮). Only you "
    "see the answer.",
    "Sur tout message, dans les fils aussi : *Ask about this* dans le menu du message (⋮). "
    "La réponse n'est visible que pour vous.",
)
YOUR_DATA = bilingual("*Your data*", "*Vos données*")
WHAT_IS_STORED = bilingual("What do you store about me?", "Que conservez-vous à mon sujet?")
DELETE_MY_DATA = bilingual("Delete my data", "Effacez mes données")
GOOD_TO_KNOW = bilingual(
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
