import { element } from "../launcher/elements.js";
import { createFeedback } from "./feedback.js";
import { renderMarkdown } from "./markdown.js";
import { createPicture } from "./picture.js";
import { createShare } from "./share.js";

/**
 * What pressing something in a message does.
 *
 * @typedef {object} Actions
 * @property {(text: string) => void} say
 * @property {(entry: import("./api.js").Entry, rating: "up"|"down"|null, comment?: string) => Promise<void>} rate
 * @property {(picture: HTMLElement) => void} enlarge
 * @property {(address: string) => URL|undefined} serverUrl
 * @property {(question: string) => URL} linkTo
 */

/** Makes the elements of messages. */
export class MessageMaker {
  #settings;
  #times;
  #actions;

  /**
   * @param {import("../launcher/settings.js").Settings} settings
   * @param {import("./times.js").Times} times
   * @param {Actions} actions
   */
  constructor(settings, times, actions) {
    this.#settings = settings;
    this.#times = times;
    this.#actions = actions;
  }

  /**
   * What the person said, word for word. It isn't announced: they know what they said.
   *
   * @param {import("./api.js").Entry} entry
   * @param {string} [lang] Its language, which is that of the answer.
   * @returns {{
   *   element: HTMLElement,
   *   setWaiting: (waiting: boolean) => void,
   *   setLanguage: (lang?: string) => void,
   * }} `setWaiting` shows whether it is still to be sent.
   */
  createQuestion({ text, time }, lang) {
    const { texts } = this.#settings;
    const bubble = element("div.bubble", { dir: "auto", lang }, text);
    const sent = this.#createTime(time);
    const waits = element("span.time.waiting", { hidden: true }, texts.notSentYet);
    const made = element(
      "div.question",
      { "aria-live": "off" },
      element("span.heard", {}, `${texts.you} `),
      bubble,
      sent,
      waits,
    );
    const setWaiting = (waiting) => {
      sent.hidden = waiting;
      waits.hidden = !waiting;
    };
    const setLanguage = (answered) => answered && (bubble.lang = answered);
    return { element: made, setWaiting, setLanguage };
  }

  /**
   * A question that is sent once an earlier one is answered.
   *
   * @param {{text: string}} question
   * @returns {HTMLElement}
   */
  createQueued({ text }) {
    const { texts } = this.#settings;
    return element(
      "div.question.queued",
      {},
      element("span.heard", {}, `${texts.you} `),
      element("div.said-next", { dir: "auto" }, text),
      element("span.time.waiting", {}, texts.queued),
    );
  }

  /**
   * What the assistant said. Its words are announced, what can be pressed below them isn't.
   *
   * @param {import("./api.js").BotMessage} entry Without time: the greeting.
   * @param {string} [question] What it answers.
   * @returns {{element: HTMLElement, showRating?: () => void}}
   */
  createAnswer(entry, question) {
    const { texts } = this.#settings;
    const said = renderMarkdown(entry.text ?? "", texts, this.#actions.serverUrl);
    const bubble = element("div.bubble", { dir: "auto", lang: entry.lang }, said);
    const made = element(
      "div.answer",
      {},
      element("span.heard", {}, `${texts.assistant} `),
      bubble,
    );
    if (entry.time) {
      const link = question && this.#actions.linkTo(question);
      const { button, choices } = createShare(entry, bubble, link, this.#settings);
      made.append(button, choices);
    }
    this.#addPicture(made, entry.image);
    let feedback;
    const below = element("div.below", { "aria-live": "off" });
    if (entry.time) {
      const line = element("div.line", {}, this.#createTime(entry.time));
      below.append(line);
      if (entry.rateable) {
        feedback = createFeedback(entry, texts, (...rating) =>
          this.#actions.rate(entry, ...rating),
        );
        line.append(feedback.thumbs);
        below.append(feedback.comment);
      }
    }
    this.#addSuggestions(below, entry);
    made.append(below);
    return { element: made, showRating: feedback?.show };
  }

  /**
   * The line between two days.
   *
   * @param {string} time ISO 8601, a time of the day that begins.
   * @returns {HTMLElement}
   */
  createDay(time) {
    return element("div.day", { "aria-live": "off" }, this.#times.day(time));
  }

  #createTime(time) {
    return element("time.time", { datetime: time }, this.#times.clock(time));
  }

  #addPicture(parent, image) {
    const address = image && this.#actions.serverUrl(image.src);
    if (address) {
      parent.append(createPicture(image, address, this.#settings, this.#actions.enlarge));
    }
  }

  #addSuggestions(parent, { buttons = [], lang }) {
    if (buttons.length === 0) {
      return;
    }
    const label = this.#settings.texts.suggestions;
    const group = element("div.suggestions", { role: "group", "aria-label": label });
    for (const { title, payload } of buttons) {
      const button = element("button.suggestion", { type: "button", dir: "auto", lang }, title);
      button.addEventListener("click", ({ detail: clicks }) => {
        // A double click asks once, though another suggestion may have come under the pointer.
        if (clicks < 2) {
          this.#actions.say(payload);
        }
      });
      group.append(button);
    }
    parent.append(group);
  }
}
