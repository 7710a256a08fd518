const RECENT = 8; // messages whose links and buttons are always stops
const STOPS = "a[href], button, textarea, summary";

/**
 * Keeps the stops to tab through few, however long the conversation is: those of the latest
 * messages, and where someone scrolls the list by keyboard, those of what is in view.
 */
export class TabStops {
  #log;

  /** @param {HTMLElement} log The list of messages, which is itself a stop. */
  constructor(log) {
    this.#log = log;
    log.addEventListener("scroll", () => log.matches(":focus") && this.update(true));
  }

  /**
   * Decides anew.
   *
   * @param {boolean} [withView] Whether what is in view counts.
   */
  update(withView = false) {
    const messages = [...this.#log.children];
    const view = withView && this.#log.getBoundingClientRect();
    messages.forEach((message, place) => {
      const isStop = place >= messages.length - RECENT || (view && overlaps(message, view));
      if (message.dataset.stops !== String(isStop)) {
        message.dataset.stops = String(isStop);
        for (const stop of message.querySelectorAll(STOPS)) {
          stop.tabIndex = isStop ? 0 : -1;
        }
      }
    });
  }
}

function overlaps(message, view) {
  const { top, bottom } = message.getBoundingClientRect();
  return bottom > view.top && top < view.bottom;
}
