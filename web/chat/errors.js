/** The request never got an answer, or not now: it may be sent again. */
export class NotNow extends Error {
  /**
   * @param {"unreachable"|"too fast"} reason
   * @param {number} [seconds] How long the server asks to wait.
   */
  constructor(reason, seconds) {
    super(reason);
    this.reason = reason;
    this.seconds = seconds;
  }
}

/** The server doesn't take the request, and wouldn't the next time; the message says why. */
export class Refused extends Error {}
