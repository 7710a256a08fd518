import { Delivery } from "./delivery.js";
import { newId } from "./ids.js";

/** @import { Entry } from "./api.js" */

/**
 * One person's conversation, the same in all tabs and after a reload.
 *
 * Events:
 * - `entries`: the list is another (restored, started over); everything is to be shown anew
 * - `added`: `detail.entries` are new at the end
 * - `rated`: `detail.entry` has another rating
 * - `state`: `state` has changed
 * - `refused`: `detail` has the question's `text` and the server's `reason`; the question is gone
 */
export class Conversation extends EventTarget {
  /** @type {Entry[]} What was said, oldest first; the greeting isn't one. */
  entries = [];

  /**
   * What the conversation is doing. `waiting` has the `NotNow` error that is the reason.
   *
   * @type {{name: "idle"|"answering"} | {name: "waiting", error: import("./errors.js").NotNow}}
   */
  state = { name: "idle" };

  #api;
  #memory;
  #tabs;
  #id;
  #delivery;

  /**
   * @param {import("./api.js").Api} api
   * @param {import("./memory.js").Memory} memory
   */
  constructor(api, memory) {
    super();
    this.#api = api;
    this.#memory = memory;
    this.#id = memory.get("conversation");
    this.#tabs = memory.openChannel();
    this.#tabs.addEventListener("message", ({ data }) => this.#hear(data));
  }

  /** The question that is on its way, if there is one. */
  get pending() {
    return this.#memory.get("pending");
  }

  /**
   * Shows what was said before, and goes on sending what was on its way when the page was closed.
   *
   * @throws {import("./errors.js").NotNow} If the server can't be asked now.
   */
  async restore() {
    if (!this.#id) {
      return;
    }
    const { pending } = this;
    if (pending && !this.#delivery) {
      this.entries = [asEntry(pending)];
      this.#emit("entries");
      this.#deliver(pending);
    }
    const id = this.#id;
    const entries = await this.#api.history(id);
    if (id === this.#id) {
      // The answers to what is on its way come with its delivery.
      const asked = entries.findIndex((entry) => entry.id === this.pending?.id);
      const settled = asked < 0 ? entries : entries.slice(0, asked + 1);
      const known = new Set(settled.map((entry) => entry.id));
      this.entries = [...settled, ...this.entries.filter((entry) => !known.has(entry.id))];
      this.#emit("entries");
    }
  }

  /**
   * Asks a question, unless one is on its way.
   *
   * @param {string} text
   */
  say(text) {
    if (this.state.name !== "idle") {
      return;
    }
    if (!this.#id) {
      this.#id = newId();
      this.#memory.set("conversation", this.#id);
    }
    const question = { id: newId(), text, time: new Date().toISOString() };
    this.#memory.set("pending", question);
    this.#add([asEntry(question)]);
    this.#deliver(question);
    this.#tell({ kind: "asked", entry: asEntry(question) });
  }

  /** Tries at once to send what is waiting. */
  hurry() {
    this.#delivery?.hurry();
  }

  /**
   * Takes the waiting question back.
   *
   * @returns {string} Its text.
   */
  takeBack() {
    const { id, text } = this.pending;
    this.#delivery.cancel();
    this.#forget(id);
    return text;
  }

  /**
   * Rates an answer, once more or for the first time.
   *
   * @param {Entry} entry
   * @param {"up"|"down"|null} rating `null` takes the rating back.
   * @param {string} [comment]
   */
  async rate(entry, rating, comment) {
    const feedback = { conversation: this.#id, answer: entry.id, rating };
    await this.#api.rate(comment ? { ...feedback, comment } : feedback);
    this.#setRating(entry, rating);
    this.#tell({ kind: "rated", id: entry.id, rating });
  }

  /** Begins a new conversation; the old one stays on the server, and nobody can find it again. */
  startOver() {
    this.#delivery?.cancel();
    this.#memory.set("pending", undefined);
    this.#memory.set("conversation", undefined);
    this.#tell({ kind: "started over" });
    this.#clear();
  }

  /** Sends a question until it is answered, in one tab at a time: if that is closed, another goes on. */
  async #deliver(question) {
    this.#setState({ name: "answering" });
    await this.#memory.alone(() => this.pending?.id === question.id && this.#send(question));
  }

  async #send({ id, text: message }) {
    const delivery = (this.#delivery = new Delivery());
    try {
      const messages = await delivery.run(
        (signal) => this.#api.ask({ conversation: this.#id, id, message }, signal),
        (error) => this.#setState({ name: "waiting", error }),
      );
      if (delivery !== this.#delivery) {
        return;
      }
      const answers = messages.map((answer) => ({ from: "bot", ...answer }));
      this.#settle();
      this.#add(answers);
      this.#tell({ kind: "answered", entries: answers });
    } catch (error) {
      if (delivery !== this.#delivery || error.name === "AbortError") {
        return;
      }
      this.#forget(id);
      this.#emit("refused", { text: message, reason: error.message });
    }
  }

  /** Takes a question that was not answered out of the conversation. */
  #forget(id) {
    this.#settle();
    this.#remove(id);
    this.#tell({ kind: "taken back", id });
  }

  #settle() {
    this.#delivery = undefined;
    this.#memory.set("pending", undefined);
    this.#setState({ name: "idle" });
  }

  /** Does here what another tab has done. */
  #hear({ conversation, kind, entry, entries, id, rating }) {
    if (kind === "started over") {
      this.#delivery?.cancel();
      this.#clear();
      return;
    }
    if (conversation !== this.#id) {
      this.#id = conversation;
      this.entries = [];
      this.#emit("entries");
    }
    if (kind === "asked") {
      this.#add([entry]);
      this.#deliver(entry);
    } else if (kind === "answered") {
      this.#setState({ name: "idle" });
      this.#add(entries);
    } else if (kind === "taken back") {
      this.#setState({ name: "idle" });
      this.#remove(id);
    } else if (kind === "rated") {
      const rated = this.entries.find((known) => known.id === id);
      if (rated) {
        this.#setRating(rated, rating);
      }
    }
  }

  #tell(news) {
    this.#tabs.postMessage({ conversation: this.#id, ...news });
  }

  #add(entries) {
    const known = new Set(this.entries.map((entry) => entry.id));
    const added = entries.filter((entry) => !known.has(entry.id));
    this.entries.push(...added);
    this.#emit("added", { entries: added });
  }

  #remove(id) {
    this.entries = this.entries.filter((entry) => entry.id !== id);
    this.#emit("entries");
  }

  #clear() {
    this.#id = undefined;
    this.#delivery = undefined;
    this.entries = [];
    this.#setState({ name: "idle" });
    this.#emit("entries");
  }

  #setRating(entry, rating) {
    entry.rating = rating ?? undefined;
    this.#emit("rated", { entry });
  }

  #setState(state) {
    this.state = state;
    this.#emit("state");
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function asEntry(question) {
  return { from: "user", ...question };
}
