/*
 * What the chat itself says; the assistant's answers come from the server.
 *
 * @typedef {typeof EN} Texts
 */

const EN = {
  title: "ML careers in Canada",
  subtitle: "Straight answers with sources",
  greeting:
    "Hello! I can help you find your way to a machine learning engineering career in Canada. " +
    "What would you like to know?",
  questions: [
    "How do I become an ML engineer?",
    "How much do ML engineers earn?",
    "What skills do I need?",
    "Do I need a degree at all?",
  ],
  disclaimer: "Based on one career guide only: check what matters to you.",

  open: (title) => `Open the chat: ${title}`,
  close: "Close the chat",
  startOver: "Start over",
  startedOver: "This is a new conversation.",
  loading: "Loading the chat…",
  notLoaded: "The chat couldn't be loaded. Please check your connection and try again.",
  messages: "Messages",
  input: "Your question",
  placeholder: "Ask a question…",
  send: "Send",
  you: "You:",
  assistant: "Assistant:",
  answering: "The assistant is answering.",
  suggestions: "You could ask",
  newTab: "(opens in a new tab)",

  chart: "Chart",
  enlarge: "Show the chart larger",
  closeChart: "Close the chart",

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

/** @type {Texts} */
const FR = {
  title: "Carrières en ML au Canada",
  subtitle: "Des réponses claires, sourcées",
  greeting:
    "Bonjour! Je peux vous aider à trouver votre chemin vers une carrière d’ingénieure ou " +
    "d’ingénieur en apprentissage automatique au Canada. Que voulez-vous savoir?",
  questions: [
    "Comment devenir ingénieure ou ingénieur ML?",
    "Combien gagne-t-on dans ce métier?",
    "Quelles compétences faut-il?",
    "Faut-il vraiment un diplôme?",
  ],
  disclaimer: "Selon un seul guide de carrière : vérifiez ce qui compte pour vous.",

  open: (title) => `Ouvrir le clavardage : ${title}`,
  close: "Fermer le clavardage",
  startOver: "Recommencer",
  startedOver: "Voici une nouvelle conversation.",
  loading: "Chargement du clavardage…",
  notLoaded: "Le clavardage n’a pas pu être chargé. Vérifiez votre connexion, puis réessayez.",
  messages: "Messages",
  input: "Votre question",
  placeholder: "Posez une question…",
  send: "Envoyer",
  you: "Vous :",
  assistant: "Assistant :",
  answering: "L’assistant répond.",
  suggestions: "Vous pourriez demander",
  newTab: "(s’ouvre dans un nouvel onglet)",

  chart: "Graphique",
  enlarge: "Agrandir le graphique",
  closeChart: "Fermer le graphique",

  helpful: "Cette réponse vous a-t-elle aidé?",
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
 * @returns {Texts}
 */
export function textsIn(language) {
  return language === "fr" ? FR : EN;
}
