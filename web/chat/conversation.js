import { Delivery } from "./delivery.js";
import { Refused } from "./errors.js";
import { newId } from "./ids.js";

const MOST_EARLIER = 5; // conversations
const CLOCKS_MAY_DIFFER = 120_000; // milliseconds

/** @import { Entry } from "./api.js" */

/**
 * One person's conversation, the same in all tabs and after a reload.
 *
 * Events:
 * - `entries`: the list is another (restored, started over); everything is to be shown anew
 * - `added`: `detail.entries` are new at the end
 * - `asked`: `detail.text` is a question, asked in this tab
 * - `answered`: `detail.entries` are the answers to a question of this browser
 * - `reset`: everything was forgotten, and what is typed is to be, too
 * - `rated`: `detail.entry` has another `rating`, given in this tab if it `isOwn`
 * - `state`: `state` or `pending` has changed
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

  /**
   * The questions that were asked and aren't answered: the one on its way, and those queued after
   * it. The browser's memory has only a copy, for other tabs and the next visit.
   *
   * @type {{id: string, text: string, time: string}[]}
   */
  pending;

  #api;
  #memory;
  #tabs;
  #id;
  #delivery;
  /** The ids of conversations that were left, oldest first. */
  #earlier;

  /**
   * @param {import("./api.js").Api} api
   * @param {import("./memory.js").Memory} memory
   */
  constructor(api, memory) {
    super();
    this.#api = api;
    this.#memory = memory;
    this.#id = memory.get("conversation");
    this.pending = [memory.get("pending") ?? []].flat(); // earlier versions kept one, not a list
    this.#earlier = memory.get("earlier") ?? [];
    this.#tabs = memory.openChannel();
    this.#tabs.addEventListener("message", ({ data }) => this.#hear(data));
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
    this.#sendNext();
    const id = this.#id;
    const entries = await this.#api.history(id);
    if (id === this.#id) {
      const known = new Set(entries.map((entry) => entry.id));
      const [question] = this.pending;
      if (known.has(question?.id)) {
        this.#delivery?.cancel();
        this.#settle(question.id); // it was answered, while no page was there or to another tab
        this.#emit("answered", { entries: answersTo(question, entries) });
      }
      this.entries = [...entries, ...this.entries.filter((entry) => !known.has(entry.id))];
      this.#emit("entries");
      this.#sendNext();
    }
  }

  /**
   * Asks a question; one that comes before the last is answered is sent after that.
   *
   * @param {string} text
   */
  say(text) {
    if (!this.#id) {
      this.#id = newId();
      this.#memory.set("conversation", this.#id);
    }
    const question = { id: newId(), text, time: new Date().toISOString() };
    this.#setPending([...this.pending, question]);
    this.#tell({ kind: "asked", question });
    this.#emit("asked", { text });
    this.#sendNext();
  }

  /** Hears no more of other tabs, and sends nothing more. */
  close() {
    this.#tabs.close();
    this.#delivery?.cancel();
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
    const [{ id, text }] = this.pending;
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
    this.#setRating(entry, rating, true);
    this.#tell({ kind: "rated", id: entry.id, rating });
  }

  /** Begins a new conversation. One can go back to the earlier ones, to read or to erase them. */
  startOver() {
    this.#keepEarlier();
    this.#leave();
  }

  /** Forgets everything in this browser, with no way back. */
  reset() {
    this.#earlier = [];
    this.#memory.set("earlier", undefined);
    this.#leave();
    this.#tell({ kind: "reset" });
    this.#emit("reset");
  }

  /** Whether there is an earlier conversation. */
  get hasEarlier() {
    return this.#earlier.length > 0;
  }

  /**
   * Goes back to the conversation before this one, and then to the one before that. This one comes
   * after all of them.
   *
   * @throws {import("./errors.js").NotNow} If the server can't be asked now.
   */
  async goBack() {
    const id = this.#earlier.pop();
    this.#keepEarlier((current) => this.#earlier.unshift(current));
    this.#leave();
    this.#id = id;
    this.#memory.set("conversation", id);
    this.#tell({ kind: "went back" });
    await this.restore();
  }

  #keepEarlier(keep = (current) => this.#earlier.push(current)) {
    if (this.#id && this.entries.length > 0) {
      keep(this.#id);
    }
    this.#earlier.splice(0, this.#earlier.length - MOST_EARLIER);
    this.#memory.set("earlier", this.#earlier.length > 0 ? this.#earlier : undefined);
  }

  #leave() {
    this.#delivery?.cancel();
    this.#setPending([]);
    this.#memory.set("conversation", undefined);
    this.#tell({ kind: "started over", earlier: this.#earlier });
    this.#clear();
  }

  /** Sends the next question, once the one before is answered. */
  #sendNext() {
    const [question] = this.pending;
    if (question && this.state.name === "idle") {
      this.#add([asEntry(question)]);
      this.#deliver(question);
    } else {
      this.#emit("state");
    }
  }

  /** Sends a question until it is answered, in one tab at a time: if that is closed, another goes on. */
  async #deliver(question) {
    this.#setState({ name: "answering" });
    await this.#memory.alone(() => this.pending[0]?.id === question.id && this.#send(question));
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
      if (answers.some((answer) => answer.erased)) {
        const [, ...queued] = this.pending;
        this.#leave(); // there is nothing to go back to
        this.#add(answers);
        queued.forEach((question) => this.say(question.text));
        return;
      }
      this.#correctTime(id, answers[0]?.time);
      this.#settle(id);
      this.#add(answers);
      this.#tell({ kind: "answered", id, entries: answers });
      this.#emit("answered", { entries: answers });
      this.#sendNext();
    } catch (error) {
      if (delivery !== this.#delivery || error.name === "AbortError") {
        return;
      }
      this.#forget(id);
      this.#emit("refused", {
        text: message,
        reason: error instanceof Refused ? error.message : "",
      });
    }
  }

  /** Takes the server's time for a question's, where this device's clock is wrong. */
  #correctTime(id, time) {
    const question = this.entries.find((entry) => entry.id === id);
    if (question && Math.abs(Date.parse(question.time) - Date.parse(time)) > CLOCKS_MAY_DIFFER) {
      question.time = time;
      this.#emit("entries");
    }
  }

  /** Takes a question that was not answered out of the conversation. */
  #forget(id) {
    this.#settle(id);
    this.#remove(id);
    this.#tell({ kind: "taken back", id });
    this.#sendNext();
  }

  #settle(id) {
    this.#delivery = undefined;
    this.#setPending(this.pending.filter((question) => question.id !== id));
    this.#setState({ name: "idle" });
  }

  #setPending(questions) {
    this.pending = questions;
    this.#memory.set("pending", questions.length > 0 ? questions : undefined);
  }

  /** Does here what another tab has done. */
  #hear({ conversation, kind, question, entries, id, rating, earlier }) {
    if (kind === "started over" || kind === "reset") {
      this.#earlier = earlier ?? [];
      this.#delivery?.cancel();
      this.#clear();
      if (kind === "reset") {
        this.#emit("reset");
      }
      return;
    }
    if (conversation !== this.#id) {
      this.#id = conversation;
      this.pending = [];
      this.entries = [];
      this.#emit("entries");
    }
    if (kind === "went back") {
      this.restore().catch(() => {}); // the other tab says so
    } else if (kind === "asked") {
      this.pending = [...this.pending, question];
      this.#sendNext();
    } else if (kind === "answered") {
      this.#settle(id);
      this.#add(entries);
      this.#sendNext();
    } else if (kind === "taken back") {
      this.#settle(id);
      this.#remove(id);
      this.#sendNext();
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
    this.pending = [];
    this.entries = [];
    this.#setState({ name: "idle" });
    this.#emit("entries");
  }

  #setRating(entry, rating, isOwn = false) {
    entry.rating = rating ?? undefined;
    this.#emit("rated", { entry, rating, isOwn });
  }

  #setState(state) {
    this.state = state;
    this.#emit("state");
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function answersTo({ id }, entries) {
  const after = entries.slice(entries.findIndex((entry) => entry.id === id) + 1);
  const next = after.findIndex((entry) => entry.from === "user");
  return next < 0 ? after : after.slice(0, next);
}

function asEntry(question) {
  return { from: "user", ...question };
}
