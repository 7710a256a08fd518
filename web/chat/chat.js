import { element } from "../launcher/elements.js";
import { Composer } from "./composer.js";
import { MessageLog } from "./log.js";
import { Memory } from "./memory.js";
import { MessageMaker } from "./message.js";
import { Notices } from "./notices.js";
import { Times } from "./times.js";
import { saveFile, toMarkdown } from "./transcript.js";
import { TypeAhead } from "./typeahead.js";

const AT_ONCE = 4; // messages drawn in one go
const ANSWERING_IS_SAID_AFTER = 1500; // milliseconds: an answer that comes sooner says enough

/** The conversation, shown: puts together what was said and what shows it. */
export class Chat {
  /** @type {HTMLElement} */
  element;
  #settings;
  #conversation;
  #log;
  #composer;
  #typeAhead;
  #notices;
  #times;
  #maker;
  #announce;
  #drafts;
  #notRestored = false;
  #gone = new AbortController();
  #showRating = new Map();
  #lastQuestion;

  /**
   * @param {import("../launcher/settings.js").Settings} settings
   * @param {import("./conversation.js").Conversation} conversation
   * @param {object} panel
   * @param {(picture: HTMLElement) => void} panel.enlarge
   * @param {(text: string) => void} panel.announce
   * @param {(address: string) => URL|undefined} panel.serverUrl
   * @param {(text: string) => Promise<string[]>} panel.suggest
   */
  constructor(settings, conversation, { enlarge, announce, serverUrl, suggest }) {
    this.#settings = settings;
    const { texts, endpoint, language } = settings;
    this.#announce = announce;
    this.#drafts = new Memory(endpoint, "sessionStorage");
    this.#times = new Times(language, texts);
    this.#conversation = conversation;
    this.#maker = new MessageMaker(settings, this.#times, {
      say: (text) => this.#conversation.say(text),
      rate: (...rating) => this.#conversation.rate(...rating),
      enlarge,
      serverUrl,
      linkTo: (question) => new URL(`chat?q=${encodeURIComponent(question)}`, endpoint),
    });
    const notice = element("div.notice", { role: "status" });
    this.#log = new MessageLog(texts);
    this.#composer = new Composer(texts);
    this.#typeAhead = new TypeAhead(this.#composer.textarea, texts, suggest, announce);
    this.#composer.element.append(this.#typeAhead.element);
    this.#notices = new Notices(notice, texts);
    this.element = element("div.chat", {}, this.#log.element, notice, this.#composer.element);
    this.#connect();
  }

  /** Puts the cursor where people type. */
  focus() {
    this.#composer.focus();
  }

  /**
   * Asks a question, as if someone had typed it; one that is too long is left for them to shorten.
   *
   * @param {string} text
   */
  ask(text) {
    if (Notices.fits(text)) {
      this.#conversation.say(text);
    } else {
      this.#composer.text = text;
    }
  }

  /** Saves the conversation as a Markdown file. */
  save() {
    const { title } = this.#settings;
    const { entries } = this.#conversation;
    saveFile(`${title}.md`, toMarkdown(entries, this.#settings, this.#times));
  }

  /** Shows no more. */
  destroy() {
    this.#gone.abort();
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
      this.#typeAhead.close();
      conversation.say(text);
    };
    this.#typeAhead.onPick = composer.onSend;
    composer.onInput = (text) => {
      this.#drafts.set("draft", text || undefined);
      this.#notices.showLength(text.trim());
    };
    composer.text = this.#drafts.get("draft") ?? "";
    this.element.addEventListener("keydown", (event) => this.#typeAnywhere(event));
    const { signal } = this.#gone;
    const on = (name, show) => conversation.addEventListener(name, show, { signal });
    on("entries", () => this.#showAll());
    on("added", ({ detail }) => this.#showNew(detail.entries));
    on("rated", ({ detail }) => this.#showRating.get(detail.entry.id)?.());
    on("state", () => this.#showState());
    on("refused", ({ detail }) => this.#showRefused(detail));
    on("reset", () => this.#forget());
    addEventListener("beforeprint", () => this.#unfold(), { signal });
    addEventListener("online", () => this.#notRestored && this.restore(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.restore(), { signal });
    this.#showAll();
    this.#showState();
  }

  /** Unfolds the sections of all answers: on paper nobody can. */
  #unfold() {
    this.element.querySelectorAll(".answer details").forEach((section) => (section.open = true));
  }

  /** Lets a letter that is typed beside the input, such as on a suggestion, go into it. */
  #typeAnywhere({ key, target, ctrlKey, metaKey, altKey }) {
    const isLetter = key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
    if (isLetter && target.localName !== "textarea") {
      this.focus();
    }
  }

  /** Shows what was said before, once the server has told it. */
  restore() {
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
      this.#notices.show(texts.notRestored, { [texts.tryAgain]: () => this.restore() });
    }
  }

  #forget() {
    this.#composer.text = "";
    this.#notices.show();
  }

  #showAll() {
    const { greeting } = this.#settings;
    const questions = this.#settings.questions ?? this.#settings.texts.questions;
    this.#log.clear();
    this.#showRating.clear();
    this.#lastQuestion = undefined;
    const buttons = questions.map((question) => ({ title: question, payload: question }));
    const first = this.#maker.createAnswer({ text: greeting, buttons }).element;
    const { entries, state, hasEarlier } = this.#conversation;
    this.#log.add(first, hasEarlier && this.#createBack());
    const shown = Math.max(0, entries.length - AT_ONCE);
    this.#show(entries, shown, entries.length);
    this.#lastQuestion?.setWaiting(state.name === "waiting");
    this.#log.scrollToEnd();
    this.#showOlder(entries, shown);
  }

  /** Shows the rest from the latest to the oldest, little by little: the page stays quick. */
  async #showOlder(entries, shown) {
    for (let end = shown; end > 0; end -= AT_ONCE) {
      await new Promise((resolve) => setTimeout(resolve));
      if (entries !== this.#conversation.entries || this.#gone.signal.aborted) {
        return;
      }
      const start = Math.max(0, end - AT_ONCE);
      this.#log.addOlder(entries.slice(start, end).flatMap((_, i) => this.#make(entries, start + i)));
    }
  }

  #createBack() {
    const { texts } = this.#settings;
    const back = element("button.plain.back", { type: "button" }, texts.goBack);
    back.addEventListener("click", async () => {
      this.#log.focus(); // the button goes
      this.#announce(texts.wentBack);
      await this.#restoreWith(() => this.#conversation.goBack());
    });
    return back;
  }

  #showNew(added) {
    const { entries } = this.#conversation;
    this.#show(entries, entries.length - added.length, entries.length);
    if (added.length > 0 && this.#lastQuestion) {
      this.#lastQuestion.setLanguage(added.at(-1).lang);
      this.#log.scrollToAnswer(this.#lastQuestion.element);
    }
  }

  #show(entries, start, end) {
    const keep = (question) => (this.#lastQuestion = question);
    const places = Array.from({ length: end - start }, (_, i) => start + i);
    this.#log.add(...places.flatMap((place) => this.#make(entries, place, keep)));
  }

  /** The elements of an entry: a line for its day if that is another than before, and itself. */
  #make(entries, place, onQuestion = (_question) => {}) {
    const entry = entries[place];
    const before = entries[place - 1]?.time ?? new Date().toISOString(); // today needs no line
    const isSameDay = this.#times.day(before) === this.#times.day(entry.time);
    const made = isSameDay ? [] : [this.#maker.createDay(entry.time)];
    if (entry.from === "user") {
      const question = this.#maker.createQuestion(entry, entries[place + 1]?.lang);
      onQuestion(question);
      return [...made, question.element];
    }
    const question = entries.slice(0, place).findLast(({ from }) => from === "user");
    const answer = this.#maker.createAnswer(entry, question?.text);
    this.#showRating.set(entry.id, answer.showRating);
    return [...made, answer.element];
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
    this.#notices.show(`${this.#settings.texts.refused} ${reason}`.trim());
  }

  /** Puts a question back where it was typed, unless something else is being typed there. */
  #putBack(text) {
    const typed = this.#composer.text.trim();
    this.#composer.text = typed ? `${text}\n${typed}` : text;
    this.focus();
  }
}
