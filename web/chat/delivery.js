import { NotNow } from "./errors.js";

const FIRST_PAUSE = 1; // seconds
const LONGEST_PAUSE = 30;

/** Sends one thing until it has arrived, with ever longer pauses; the connection's return ends one. */
export class Delivery {
  #abort = new AbortController();
  #endPause = () => {};

  /**
   * @template T
   * @param {(signal: AbortSignal) => Promise<T>} send
   * @param {(error: NotNow) => void} onWait Called before each pause.
   * @returns {Promise<T>} What `send` returned. Whatever else than `NotNow` it throws, this throws.
   */
  async run(send, onWait) {
    for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        return await send(this.#abort.signal);
      } catch (error) {
        if (!(error instanceof NotNow)) {
          throw error;
        }
        onWait(error);
        // Up to a quarter longer, so that not everyone comes back at once after an outage.
        await this.#pause(error.seconds ?? pause * (1 + Math.random() / 4));
      }
      this.#abort.signal.throwIfAborted();
    }
  }

  /** Ends the pause. */
  hurry() {
    this.#endPause();
  }

  /** Gives up: `run` throws an AbortError. */
  cancel() {
    this.#abort.abort();
    this.#endPause();
  }

  #pause(seconds) {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        removeEventListener("online", end);
        resolve();
      };
      const timer = setTimeout(end, seconds * 1000);
      addEventListener("online", end);
      this.#endPause = end;
    });
  }
}
