import { element } from "../launcher/elements.js";
import { Api } from "./api.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { MessageLog } from "./log.js";
import { Memory } from "./memory.js";
import { MessageMaker } from "./message.js";
import { Notices } from "./notices.js";
import { Times } from "./times.js";

const ANSWERING_IS_SAID_AFTER = 1500; // milliseconds: an answer that comes sooner says enough

/** The conversation, shown: puts together what was said and what shows it. */
export class Chat {
  /** @type {HTMLElement} */
  element;
  #settings;
  #conversation;
  #log;
  #composer;
  #notices;
  #times;
  #maker;
  #announce;
  #drafts;
  #notRestored = false;
  #showRating = new Map();
  #lastDay;
  #lastQuestion;

  /**
   * @param {import("../launcher/settings.js").Settings} settings
   * @param {{enlarge: (picture: HTMLElement) => void, announce: (text: string) => void}} panel
   */
  constructor(settings, { enlarge, announce }) {
    this.#settings = settings;
    const { texts, endpoint, language } = settings;
    const api = new Api(endpoint, language);
    this.#announce = announce;
    this.#drafts = new Memory(endpoint, "sessionStorage");
    this.#times = new Times(language, texts);
    this.#conversation = new Conversation(api, new Memory(endpoint));
    this.#maker = new MessageMaker(settings, this.#times, {
      say: (text) => this.#say(text),
      rate: (...rating) => this.#conversation.rate(...rating),
      enlarge,
      serverUrl: (address) => api.serverUrl(address),
    });
    const notice = element("div.notice", { role: "status" });
    this.#log = new MessageLog(texts);
    this.#composer = new Composer(texts);
    this.#notices = new Notices(notice, texts);
    this.element = element("div.chat", {}, this.#log.element, notice, this.#composer.element);
    this.#connect();
  }

  /** Puts the cursor where people type. */
  focus() {
    this.#composer.focus();
  }

  /** Begins a new conversation. */
  startOver() {
    this.#conversation.startOver();
    this.#notices.show();
    this.#announce(this.#settings.texts.startedOver);
  }

  #connect() {
    const composer = this.#composer;
    const conversation = this.#conversation;
    composer.canSend = (text) => Notices.fits(text);
    composer.onSend = (text) => {
      composer.text = "";
      this.#say(text);
    };
    composer.onInput = (text) => {
      this.#drafts.set("draft", text || undefined);
      this.#notices.showLength(text.trim());
    };
    composer.text = this.#drafts.get("draft") ?? "";
    this.element.addEventListener("keydown", (event) => this.#typeAnywhere(event));
    conversation.addEventListener("entries", () => this.#showAll());
    conversation.addEventListener("added", ({ detail }) => this.#showNew(detail.entries));
    conversation.addEventListener("rated", ({ detail }) =>
      this.#showRating.get(detail.entry.id)?.(),
    );
    conversation.addEventListener("state", () => this.#showState());
    conversation.addEventListener("refused", ({ detail }) => this.#showRefused(detail));
    addEventListener("online", () => this.#notRestored && this.#restore());
    addEventListener("pageshow", ({ persisted }) => persisted && this.#restore());
    this.#showAll();
    this.#restore();
  }

  /** Lets a letter that is typed beside the input, such as on a suggestion, go into it. */
  #typeAnywhere({ key, target, ctrlKey, metaKey, altKey }) {
    const isLetter = key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
    if (isLetter && target.localName !== "textarea") {
      this.focus();
    }
  }

  #restore() {
    return this.#restoreWith(() => this.#conversation.restore());
  }

  async #restoreWith(restore) {
    const { texts } = this.#settings;
    try {
      await restore();
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
    const { greeting, texts } = this.#settings;
    this.#log.clear();
    this.#showRating.clear();
    this.#lastQuestion = undefined;
    this.#lastDay = this.#times.day(new Date().toISOString()); // today needs no line of its own
    const buttons = texts.questions.map((question) => ({ title: question, payload: question }));
    this.#log.add(this.#maker.createAnswer({ text: greeting, buttons }).element);
    const { entries, state, hasEarlier } = this.#conversation;
    if (hasEarlier) {
      this.#log.add(this.#createBack());
    }
    for (const entry of entries) {
      this.#showEntry(entry);
    }
    this.#log.showTyping(state.name === "answering");
    this.#lastQuestion?.setWaiting(state.name === "waiting");
    this.#log.scrollToEnd();
  }

  #createBack() {
    const { texts } = this.#settings;
    const back = element("button.plain.back", { type: "button" }, texts.goBack);
    back.addEventListener("click", async () => {
      this.focus();
      this.#announce(texts.wentBack);
      await this.#restoreWith(() => this.#conversation.goBack());
    });
    return back;
  }

  #showNew(entries) {
    for (const entry of entries) {
      this.#showEntry(entry);
    }
    if (entries.length > 0 && this.#lastQuestion) {
      this.#log.scrollTo(this.#lastQuestion.element);
    }
  }

  #showEntry(entry) {
    const day = this.#times.day(entry.time);
    if (day !== this.#lastDay) {
      this.#lastDay = day;
      this.#log.add(this.#maker.createDay(entry.time));
    }
    if (entry.from === "user") {
      this.#lastQuestion = this.#maker.createQuestion(entry);
      this.#log.add(this.#lastQuestion.element);
    } else {
      const answer = this.#maker.createAnswer(entry);
      this.#log.add(answer.element);
      this.#showRating.set(entry.id, answer.showRating);
    }
  }

  #showState() {
    const { name } = this.#conversation.state;
    this.#log.showTyping(name === "answering");
    const queued = this.#conversation.pending.slice(1);
    this.#log.showQueue(queued.map((question) => this.#maker.createQueued(question)));
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
    this.#log.scrollToEnd(); // the line takes room from the messages
  }

  #showRefused({ text, reason }) {
    this.#putBack(text);
    this.#notices.show(`${this.#settings.texts.refused} ${reason}`);
  }

  /** Puts a question back where it was typed, unless something else is being typed there. */
  #putBack(text) {
    const typed = this.#composer.text.trim();
    this.#composer.text = typed ? `${text}\n${typed}` : text;
    this.focus();
  }
}
