/** Says when something was said, as people of a language do. */
export class Times {
  #texts;
  #clock;
  #date;
  #day;

  /**
   * @param {"en"|"fr"} language
   * @param {import("./texts.js").ChatTexts} texts
   */
  constructor(language, texts) {
    this.#texts = texts;
    this.#clock = new Intl.DateTimeFormat(`${language}-CA`, { timeStyle: "short" });
    this.#date = new Intl.DateTimeFormat(`${language}-CA`, { dateStyle: "long" });
    this.#day = new Intl.DateTimeFormat(`${language}-CA`, {
      weekday: "long",
      day: "numeric",
      month: "long",
    });
  }

  /**
   * @param {string} time ISO 8601.
   * @returns {string} The time of day, such as `2:05 p.m.`
   */
  clock(time) {
    return this.#clock.format(new Date(time));
  }

  /**
   * @param {string} time ISO 8601.
   * @returns {string} The date, such as `January 5, 2026`.
   */
  date(time) {
    return this.#date.format(new Date(time));
  }

  /**
   * @param {string} time ISO 8601.
   * @returns {string} The day, such as `Yesterday`.
   */
  day(time) {
    const now = new Date();
    const then = new Date(time);
    const daysAgo = Math.round((midnight(now) - midnight(then)) / 86_400_000); // summer time: ±1 h
    return [this.#texts.today, this.#texts.yesterday][daysAgo] ?? this.#day.format(then);
  }
}

function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}
