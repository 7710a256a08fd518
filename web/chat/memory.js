/**
 * What this browser remembers of the chat: a bonus. Where storage is turned off, full or emptied by
 * the page, or locks are refused, everything works but the memory.
 */
export class Memory {
  #name;
  #storage;

  /**
   * @param {URL} endpoint Each assistant has a memory of its own.
   * @param {"localStorage"|"sessionStorage"} storage Of all tabs, or of this one.
   */
  constructor(endpoint, storage = "localStorage") {
    this.#storage = storage;
    this.#name = `ml-career-chat ${endpoint.host}${endpoint.pathname}`;
  }

  /**
   * @param {string} key
   * @returns {any} What was kept, or `undefined`.
   */
  get(key) {
    try {
      return JSON.parse(window[this.#storage].getItem(`${this.#name} ${key}`)) ?? undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * @param {string} key
   * @param {any} value Anything that JSON can write; `undefined` forgets it.
   */
  set(key, value) {
    try {
      if (value === undefined) {
        window[this.#storage].removeItem(`${this.#name} ${key}`);
      } else {
        window[this.#storage].setItem(`${this.#name} ${key}`, JSON.stringify(value));
      }
    } catch {
      // Turned off or full.
    }
  }

  /** Forgets everything. */
  clear() {
    try {
      const storage = window[this.#storage];
      const names = Object.keys(storage).filter((name) => name.startsWith(`${this.#name} `));
      names.forEach((name) => storage.removeItem(name));
    } catch {
      // Turned off.
    }
  }

  /**
   * Waits until no other tab is in here, then does something.
   *
   * @param {() => Promise<void>|false} work
   */
  async alone(work) {
    let isIn = false;
    try {
      await navigator.locks.request(this.#name, () => {
        isIn = true;
        return work();
      });
    } catch (error) {
      if (isIn) {
        throw error;
      }
      await work(); // locks are there only over HTTPS and on localhost, and may be refused
    }
  }

  /** @returns {BroadcastChannel|MessagePort} Between the tabs that share this memory. */
  openChannel() {
    try {
      return new BroadcastChannel(this.#name);
    } catch {
      return new MessageChannel().port1; // nobody is at its other end
    }
  }
}
