import { element, icon } from "../launcher/elements.js";

const THUMB_UP =
  "M7 10.5v9.5H4.5A1.5 1.5 0 0 1 3 18.5V12a1.5 1.5 0 0 1 1.5-1.5zM7 10.5 11 3.5c1.3 0 2.3 1 2.3 " +
  "2.3V9h5.2a2 2 0 0 1 2 2.3l-1.1 7A2 2 0 0 1 17.4 20H7";
const LONGEST_COMMENT = 1000; // characters

/**
 * The two thumbs under an answer, and the comment that a thumb down opens.
 *
 * @param {import("./api.js").Entry} entry
 * @param {import("./texts.js").ChatTexts} texts
 * @param {(rating: "up"|"down"|null, comment?: string) => Promise<void>} rate
 * @returns {{thumbs: HTMLElement, comment: HTMLElement, show: () => void}} `show` shows the
 *   entry's present rating.
 */
export function createFeedback(entry, texts, rate) {
  const said = element("span.said", { role: "status" });
  const up = thumb("up", texts.yes);
  const down = thumb("down", texts.no);
  const thumbs = element(
    "div.thumbs",
    { role: "group", "aria-label": texts.helpful },
    said,
    up,
    down,
  );
  const form = createCommentForm(texts);

  function mark(rating) {
    up.setAttribute("aria-pressed", String(rating === "up"));
    down.setAttribute("aria-pressed", String(rating === "down"));
  }

  async function save(rating, afterwards, comment) {
    mark(rating);
    try {
      await rate(rating, comment);
      said.textContent = afterwards;
      return true;
    } catch {
      mark(entry.rating);
      said.textContent = texts.notRated;
      return false;
    }
  }

  async function press(rating) {
    if (entry.rating === rating) {
      form.element.hidden = true;
      await save(null, texts.takenBack);
    } else if (rating === "up") {
      form.element.hidden = true;
      await save("up", texts.thanks);
    } else {
      form.element.hidden = false;
      form.focus();
      form.element.scrollIntoView({ block: "nearest" });
      if (!(await save("down", ""))) {
        form.element.hidden = true;
        down.focus();
      }
    }
  }

  up.addEventListener("click", () => press("up"));
  down.addEventListener("click", () => press("down"));
  form.onClose = async (comment) => {
    form.element.hidden = !comment || (await save("down", texts.thanks, comment));
    if (form.element.hidden) {
      down.focus();
    }
  };

  function show() {
    mark(entry.rating);
    form.element.hidden ||= entry.rating !== "down";
  }
  show();
  return { thumbs, comment: form.element, show };
}

function thumb(direction, label) {
  const attributes = { type: "button", "aria-label": label, title: label };
  return element(`button.thumb.${direction}`, attributes, icon(THUMB_UP));
}

function createCommentForm(texts) {
  const box = element("textarea", { rows: "2", maxlength: String(LONGEST_COMMENT) });
  const skip = element("button.plain", { type: "button" }, texts.skipComment);
  const form = element(
    "form.comment",
    { hidden: true },
    element("label", {}, element("span", {}, texts.comment), box),
    element(
      "div.actions",
      {},
      element("button.filled", { type: "submit" }, texts.sendComment),
      skip,
    ),
  );
  const parts = { element: form, focus: () => box.focus(), onClose: async (_comment) => {} };
  const close = (event, comment) => {
    event.preventDefault();
    event.stopPropagation();
    parts.onClose(comment);
  };
  form.addEventListener("submit", (event) => close(event, box.value.trim()));
  skip.addEventListener("click", (event) => close(event, ""));
  form.addEventListener("keydown", (event) => event.key === "Escape" && close(event, ""));
  return parts;
}
