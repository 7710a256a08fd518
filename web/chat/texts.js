/*
 * What the chat itself says; the assistant's answers come from the server.
 *
 * @typedef {typeof EN} ChatTexts
 */

const EN = {
  subtitle: "Answers with sources",
  disclaimer: "Based on one career guide only: check what matters to you.",

  close: "Close the chat",
  startOver: "Start over",
  startedOver: "This is a new conversation.",
  goBack: "Back to the earlier conversation",
  wentBack: "This is the earlier conversation.",
  menu: "More",
  otherLanguage: "Français",
  inThisLanguage: "In English, please.",
  save: "Save the conversation",
  print: "Print",
  newest: "Go to the newest message",
  messages: "Messages",
  input: "Your question",
  placeholder: "Ask a question…",
  send: "Send",
  you: "You:",
  assistant: "Assistant:",
  answering: "The assistant is answering.",
  suggestions: "You could ask",
  suggested: (count) =>
    `${count === 1 ? "1 question fits" : `${count} questions fit`}: arrow keys choose, Enter asks.`,
  newTab: "(opens in a new tab)",

  chart: "Chart",
  enlarge: "Show the chart larger",
  closeChart: "Close the chart",
  twice: "Twice as large",

  share: "Copy this answer",
  copyText: "Copy as text",
  copyMarkdown: "Copy as Markdown",
  copyLink: "Copy a link to the question",
  copied: "Copied.",
  notCopied: "This browser doesn't allow copying here.",

  helpful: "Was this answer helpful?",
  yes: "Yes, helpful",
  no: "No, not helpful",
  thanks: "Thank you!",
  takenBack: "Your rating is taken back.",
  notRated: "Your rating couldn't be saved. Please try again.",
  comment: "What was missing or wrong? (optional)",
  sendComment: "Send comment",
  skipComment: "No comment",

  today: "Today",
  yesterday: "Yesterday",

  notSentYet: "Not sent yet",
  queued: "Next, after this answer",
  offline: "You're offline. Your question will be sent as soon as the connection is back.",
  unavailable: "The assistant can't be reached right now. I keep trying to send your question.",
  tooFast: (seconds) =>
    `That was quick! Your question will be sent in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`,
  tryNow: "Try now",
  edit: "Edit question",
  refused: "Your question couldn't be sent, so it's back in the box below.",
  notRestored: "Your earlier messages can't be shown right now.",
  tryAgain: "Try again",
  lengthLeft: (left) => (left === 1 ? "1 character left" : `${left} characters left`),
  tooLong: (over) =>
    `Too long by ${over === 1 ? "1 character" : `${over} characters`}: please shorten your question.`,
};

/** @type {ChatTexts} */
const FR = {
  subtitle: "Des réponses avec leurs sources",
  disclaimer: "D’après un seul guide de carrière : vérifiez ce qui compte pour vous.",

  close: "Fermer le clavardage",
  startOver: "Recommencer",
  startedOver: "Voici une nouvelle conversation.",
  goBack: "Revenir à la conversation précédente",
  wentBack: "Voici la conversation précédente.",
  menu: "Plus",
  otherLanguage: "English",
  inThisLanguage: "En français, s’il vous plaît.",
  save: "Enregistrer la conversation",
  print: "Imprimer",
  newest: "Aller au message le plus récent",
  messages: "Messages",
  input: "Votre question",
  placeholder: "Posez une question…",
  send: "Envoyer",
  you: "Vous :",
  assistant: "Assistant :",
  answering: "L’assistant répond.",
  suggestions: "Vous pourriez demander",
  suggested: (count) =>
    `${count === 1 ? "1 question convient" : `${count} questions conviennent`} : flèches pour choisir, Entrée pour demander.`,
  newTab: "(s’ouvre dans un nouvel onglet)",

  chart: "Graphique",
  enlarge: "Agrandir le graphique",
  closeChart: "Fermer le graphique",
  twice: "Deux fois plus grand",

  share: "Copier cette réponse",
  copyText: "Copier le texte",
  copyMarkdown: "Copier en Markdown",
  copyLink: "Copier un lien vers la question",
  copied: "C’est copié.",
  notCopied: "Ce navigateur ne permet pas de copier ici.",

  helpful: "Cette réponse vous a-t-elle été utile?",
  yes: "Oui, utile",
  no: "Non, pas utile",
  thanks: "Merci!",
  takenBack: "Votre évaluation est retirée.",
  notRated: "Votre évaluation n’a pas pu être enregistrée. Veuillez réessayer.",
  comment: "Qu’est-ce qui manquait ou n’allait pas? (facultatif)",
  sendComment: "Envoyer le commentaire",
  skipComment: "Sans commentaire",

  today: "Aujourd’hui",
  yesterday: "Hier",

  notSentYet: "Pas encore envoyé",
  queued: "Ensuite, après cette réponse",
  offline: "Vous êtes hors ligne. Votre question partira dès que la connexion sera rétablie.",
  unavailable:
    "L’assistant est injoignable en ce moment. Je continue d’essayer d’envoyer votre question.",
  tooFast: (seconds) =>
    `C’était rapide! Votre question partira dans ${seconds === 1 ? "une seconde" : `${seconds} secondes`}.`,
  tryNow: "Réessayer maintenant",
  edit: "Modifier la question",
  refused: "Votre question n’a pas pu être envoyée; la revoici dans la zone de texte.",
  notRestored: "Vos messages précédents ne peuvent pas être affichés en ce moment.",
  tryAgain: "Réessayer",
  lengthLeft: (left) => (left === 1 ? "Il reste 1 caractère" : `Il reste ${left} caractères`),
  tooLong: (over) =>
    `Trop long de ${over === 1 ? "1 caractère" : `${over} caractères`} : veuillez raccourcir votre question.`,
};

/**
 * @param {"en"|"fr"} language
 * @returns {ChatTexts}
 */
export function textsIn(language) {
  return language === "fr" ? FR : EN;
}
