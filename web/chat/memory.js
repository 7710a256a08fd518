/** What this browser remembers of the chat; only for this page where storage is turned off. */
export class Memory {
  #name;
  #fallback = new Map();

  /** @param {URL} endpoint Each assistant has a memory of its own. */
  constructor(endpoint) {
    this.#name = `ml-career-chat ${endpoint.host}${endpoint.pathname}`;
  }

  /**
   * @param {string} key
   * @returns {any} What was kept, or `undefined`.
   */
  get(key) {
    try {
      return JSON.parse(localStorage.getItem(`${this.#name} ${key}`)) ?? undefined;
    } catch {
      return this.#fallback.get(key);
    }
  }

  /**
   * @param {string} key
   * @param {any} value Anything that JSON can write; `undefined` forgets it.
   */
  set(key, value) {
    this.#fallback.set(key, value);
    try {
      if (value === undefined) {
        localStorage.removeItem(`${this.#name} ${key}`);
      } else {
        localStorage.setItem(`${this.#name} ${key}`, JSON.stringify(value));
      }
    } catch {
      // Turned off or full: the fallback has it.
    }
  }

  /**
   * Waits until no other tab is in here, then does something.
   *
   * @param {() => Promise<void>|false} work
   */
  async alone(work) {
    // Locks are there only over HTTPS and on localhost.
    await (navigator.locks ? navigator.locks.request(this.#name, work) : work());
  }

  /** @returns {BroadcastChannel} Between the tabs that share this memory. */
  openChannel() {
    return new BroadcastChannel(this.#name);
  }
}
