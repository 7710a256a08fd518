import { loadText } from "../launcher/styles.js";
import { Api } from "./api.js";
import { Conversation } from "./conversation.js";
import { Memory } from "./memory.js";
import { MessageMaker } from "./message.js";
import { Notices } from "./notices.js";
import { Times } from "./times.js";
import { View } from "./view.js";

const ANSWERING_IS_SAID_AFTER = 1500; // milliseconds: an answer that comes sooner says enough

/** The conversation, shown: puts together what was said and what shows it. */
export class Chat {
  #settings;
  #conversation;
  #view;
  #notices;
  #times;
  #maker;
  #announce;
  #drawn;
  #notRestored = false;
  #showRating = new Map();
  #lastDay;
  #lastQuestion;

  /**
   * @param {import("../launcher/settings.js").Settings} settings
   * @param {{enlarge: (picture: HTMLElement) => void, announce: (text: string) => void}} panel
   * @returns {Promise<Chat>} Drawn, with what was said before on its way.
   */
  static async create(settings, panel) {
    const files = ["controls.css", "messages.css"].map((name) => new URL(name, import.meta.url));
    const styles = await Promise.all(files.map(loadText));
    const chat = new Chat(settings, panel, styles.join("\n"));
    await chat.#drawn;
    return chat;
  }

  constructor(settings, { enlarge, announce }, styles) {
    this.#settings = settings;
    const { texts, endpoint, language } = settings;
    const api = new Api(endpoint, language);
    this.#announce = announce;
    this.#times = new Times(language, texts);
    this.#conversation = new Conversation(api, new Memory(endpoint));
    this.#maker = new MessageMaker(settings, this.#times, {
      say: (text) => this.#say(text),
      rate: (...rating) => this.#conversation.rate(...rating),
      enlarge,
      pictureUrl: (address) => api.pictureUrl(address),
    });
    this.#view = new View(texts, styles);
    this.#notices = new Notices(this.#view.notice, texts);
    this.#connect();
  }

  /** @returns {HTMLElement} */
  get element() {
    return this.#view.element;
  }

  /** Puts the cursor where people type. */
  focus() {
    this.#view.focus();
  }

  /** Begins a new conversation. */
  startOver() {
    this.#conversation.startOver();
    this.#notices.show();
    this.#announce(this.#settings.texts.startedOver);
  }

  #connect() {
    const view = this.#view;
    const conversation = this.#conversation;
    view.canSend = (text) => conversation.state.name === "idle" && Notices.fits(text);
    view.onSend = (text) => {
      view.text = "";
      this.#say(text);
    };
    view.onInput = (text) => this.#notices.showLength(text);
    this.#drawn = new Promise((resolve) => {
      view.onDrawn = () => {
        this.#showAll();
        this.#showState();
        resolve();
      };
    });
    conversation.addEventListener("entries", () => this.#showAll());
    conversation.addEventListener("added", ({ detail }) => this.#showNew(detail.entries));
    conversation.addEventListener("rated", ({ detail }) =>
      this.#showRating.get(detail.entry.id)?.(),
    );
    conversation.addEventListener("state", () => this.#showState());
    conversation.addEventListener("refused", ({ detail }) => this.#showRefused(detail));
    addEventListener("online", () => this.#notRestored && this.#restore());
    addEventListener("pageshow", ({ persisted }) => persisted && this.#restore());
    this.#restore();
  }

  async #restore() {
    const { texts } = this.#settings;
    try {
      await this.#conversation.restore();
      if (this.#notRestored) {
        this.#notices.show();
      }
      this.#notRestored = false;
    } catch {
      this.#notRestored = true;
      this.#notices.show(texts.notRestored, { [texts.tryAgain]: () => this.#restore() });
    }
  }

  #say(text) {
    this.#conversation.say(text);
  }

  #showAll() {
    if (!this.#view.isDrawn) {
      return;
    }
    const { greeting, texts } = this.#settings;
    this.#view.clear();
    this.#showRating.clear();
    this.#lastQuestion = undefined;
    this.#lastDay = this.#times.day(new Date().toISOString()); // today needs no line of its own
    const buttons = texts.questions.map((question) => ({ title: question, payload: question }));
    this.#view.add(this.#maker.createAnswer({ text: greeting, buttons }).element, "ai");
    const { entries, state } = this.#conversation;
    for (const entry of entries) {
      this.#showEntry(entry);
    }
    this.#view.showTyping(state.name === "answering");
    this.#lastQuestion?.setWaiting(state.name === "waiting");
    this.#view.scrollToEnd();
  }

  #showNew(entries) {
    if (!this.#view.isDrawn) {
      return;
    }
    for (const entry of entries) {
      this.#showEntry(entry);
    }
    if (entries.length > 0 && this.#lastQuestion) {
      this.#view.scrollTo(this.#lastQuestion.element);
    }
  }

  #showEntry(entry) {
    const day = this.#times.day(entry.time);
    if (day !== this.#lastDay) {
      this.#lastDay = day;
      this.#view.add(this.#maker.createDay(entry.time), "ai");
    }
    if (entry.from === "user") {
      this.#lastQuestion = this.#maker.createQuestion(entry);
      this.#view.add(this.#lastQuestion.element, "user");
    } else {
      const answer = this.#maker.createAnswer(entry);
      this.#view.add(answer.element, "ai");
      this.#showRating.set(entry.id, answer.showRating);
    }
  }

  #showState() {
    if (!this.#view.isDrawn) {
      return;
    }
    const { name } = this.#conversation.state;
    this.#view.showTyping(name === "answering");
    this.#view.setBusy(name !== "idle");
    this.#lastQuestion?.setWaiting(name === "waiting");
    if (name === "waiting") {
      this.#showWaiting(this.#conversation.state.error);
    } else {
      this.#notices.show();
    }
    if (name === "answering") {
      setTimeout(() => this.#sayStillAnswering(), ANSWERING_IS_SAID_AFTER);
    }
  }

  #sayStillAnswering() {
    if (this.#conversation.state.name === "answering") {
      this.#announce(this.#settings.texts.answering);
    }
  }

  #showWaiting({ reason, seconds }) {
    const { texts } = this.#settings;
    let text = navigator.onLine ? texts.unavailable : texts.offline;
    if (reason === "too fast") {
      text = texts.tooFast(seconds);
    }
    this.#notices.show(text, {
      [texts.tryNow]: () => this.#conversation.hurry(),
      [texts.edit]: () => this.#putBack(this.#conversation.takeBack()),
    });
    this.#view.scrollToEnd(); // the line takes room from the messages
  }

  #showRefused({ text, reason }) {
    this.#putBack(text);
    this.#notices.show(`${this.#settings.texts.refused} ${reason}`);
  }

  /** Puts a question back where it was typed, unless something else is being typed there. */
  #putBack(text) {
    this.#view.text = this.#view.text ? `${text}\n${this.#view.text}` : text;
    this.focus();
  }
}
