import { NotNow, Refused } from "./errors.js";
import { newId } from "./ids.js";

const LONGEST_WAIT = 25_000; // milliseconds
const DEFAULT_PAUSE = 5; // seconds, where the server asks to slow down and doesn't say how long

/**
 * The server's requests. Each throws `NotNow` or `Refused`, or an AbortError when it is aborted.
 *
 * @typedef {object} BotMessage
 * @property {string} id
 * @property {string} time ISO 8601.
 * @property {string} [text] Markdown.
 * @property {"en"|"fr"} [lang] The language it is in, where the server knows that.
 * @property {{title: string, payload: string}[]} [buttons]
 * @property {{src: string, alt: string}} [image]
 * @property {boolean} [rateable] Whether it is an answer that can be rated.
 * @property {boolean} [erased] Whether everything before it was erased on the server.
 *
 * @typedef {BotMessage & {from: "user"|"bot", rating?: "up"|"down"}} Entry
 */
export class Api {
  #endpoint;
  // By this, a load balancer sends all requests of this page to one server. It is random, because
  // the conversation's id is the key to it, and balancers write down what they see.
  #affinity = newId();

  /**
   * What the chat's own words are in: answers are too, until the person has written enough to tell
   * theirs.
   *
   * @type {string}
   */
  language;

  /**
   * @param {URL} endpoint
   * @param {string} language
   */
  constructor(endpoint, language) {
    this.#endpoint = endpoint;
    this.language = language;
  }

  /**
   * @param {{conversation: string, id: string, message: string}} question With the same id again,
   *   the server answers again what it has answered, and doesn't handle the question twice.
   * @param {AbortSignal} signal
   * @returns {Promise<BotMessage[]>}
   */
  async ask(question, signal) {
    const body = { ...question, lang: this.language };
    return messagesOf(await this.#post("messages", body, signal));
  }

  /**
   * @param {string} conversation
   * @returns {Promise<Entry[]>} Everything said so far, in order.
   */
  async history(conversation) {
    return messagesOf(await this.#post("history", { conversation }));
  }

  /**
   * @param {{conversation: string, answer: string, rating: "up"|"down"|null, comment?: string}} feedback
   */
  async rate(feedback) {
    await this.#post("feedback", feedback);
  }

  /**
   * @param {string} text What somebody is typing: the server neither stores nor logs it.
   * @returns {Promise<string[]>} Questions of the guide that match.
   */
  async suggest(text) {
    const { questions } = await this.#post("suggestions", { text, lang: this.language });
    return Array.isArray(questions) ? questions.filter((each) => typeof each === "string") : [];
  }

  /**
   * @param {string} address A path on the server, as it gave it: of a picture or page.
   * @returns {URL|undefined} The whole address, if it is the server's own.
   */
  serverUrl(address) {
    const url = new URL(address.replace(/^\//, ""), this.#endpoint);
    return url.origin === this.#endpoint.origin ? url : undefined;
  }

  async #post(route, body, signal) {
    const request = new AbortController();
    const abort = () => request.abort();
    const timer = setTimeout(abort, LONGEST_WAIT);
    signal?.addEventListener("abort", abort);
    let response;
    let answer;
    try {
      response = await fetch(new URL(`chat/${route}`, this.#endpoint), {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Affinity": this.#affinity },
        body: JSON.stringify(body),
        signal: request.signal,
      });
      answer = response.status === 204 ? {} : await response.json();
    } catch (error) {
      if (signal?.aborted) {
        throw error;
      }
      throw new NotNow("unreachable"); // no connection, too slow, or a proxy's page
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
    if (response.status === 429) {
      const seconds = Number.parseInt(response.headers.get("Retry-After"), 10);
      throw new NotNow("too fast", Number.isNaN(seconds) ? DEFAULT_PAUSE : seconds);
    }
    if (response.ok) {
      return answer;
    }
    if (response.status < 500 && typeof answer?.error === "string") {
      throw new Refused(answer.error);
    }
    throw new NotNow("unreachable");
  }
}

/** The messages of an answer. One of another shape isn't the server's: a proxy has answered. */
function messagesOf(answer) {
  if (!Array.isArray(answer?.messages) || !answer.messages.every(isMessage)) {
    throw new NotNow("unreachable");
  }
  return answer.messages;
}

function isMessage(message) {
  const { id, time, text = "", buttons = [] } = message ?? {};
  return (
    [id, time, text].every((part) => typeof part === "string") &&
    Array.isArray(buttons) &&
    !Number.isNaN(Date.parse(time))
  );
}
