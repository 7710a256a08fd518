import { element, icon } from "../launcher/elements.js";
import { answerToMarkdown } from "./transcript.js";

const TWO_SHEETS = "M9 9h10.5v10.5H9zM5.5 15H4.5V4.5H15v1";

/**
 * Copying an answer, and a link to its question: a button, and the choices that it unfolds.
 *
 * @param {import("./api.js").Entry} entry
 * @param {HTMLElement} bubble The answer as it is shown.
 * @param {URL|undefined} link An address that asks the question, if there is one.
 * @param {import("../launcher/settings.js").Settings} settings
 * @returns {{button: HTMLElement, choices: HTMLElement}}
 */
export function createShare(entry, bubble, link, { texts, endpoint }) {
  const button = element(
    "button.thumb.share",
    { type: "button", title: texts.share, "aria-label": texts.share, "aria-expanded": "false" },
    icon(TWO_SHEETS),
  );
  const said = element("span.said", { role: "status" });
  const choices = element("div.choices", { hidden: true, "aria-live": "off" });
  const add = (label, make) => {
    const choice = element("button.plain", { type: "button" }, label);
    choice.addEventListener("click", async () => {
      said.textContent = (await copy(make(), choices)) ? texts.copied : texts.notCopied;
    });
    choices.append(choice);
  };
  add(texts.copyText, () => plainText(bubble));
  add(texts.copyMarkdown, () => answerToMarkdown(entry, endpoint));
  if (link) {
    add(texts.copyLink, () => link.href);
  }
  choices.append(said);
  button.addEventListener("click", () => {
    choices.hidden = !choices.hidden;
    said.textContent = "";
    button.setAttribute("aria-expanded", String(!choices.hidden));
    choices.scrollIntoView({ block: "nearest" });
  });
  return { button, choices };
}

/** What is shown, line by line, without what is only heard. */
function plainText(bubble) {
  const copied = bubble.cloneNode(true);
  copied.querySelectorAll(".heard").forEach((part) => part.remove());
  copied.querySelectorAll("details").forEach((part) => (part.open = true));
  bubble.after(copied); // innerText needs it to be laid out
  const text = copied.innerText;
  copied.remove();
  return text.trim();
}

/** @returns {Promise<boolean>} Whether it could be copied. */
async function copy(text, place) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Over plain HTTP, or where the page around the chat doesn't allow it: the older way.
    const box = element("textarea.heard");
    box.value = text;
    place.append(box);
    box.select();
    const copied = document.execCommand("copy");
    box.remove();
    return copied;
  }
}
