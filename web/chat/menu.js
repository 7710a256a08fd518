import { element, icon } from "../launcher/elements.js";

const DOTS = "M5.5 12h.01M12 12h.01M18.5 12h.01";

/**
 * The header's menu: a button that unfolds others.
 *
 * @param {string} label
 * @param {{label: string, lang?: string, act: () => void}[]} choices
 * @returns {HTMLElement}
 */
export function createMenu(label, choices) {
  const opener = element("summary.round", { title: label, "aria-label": label }, icon(DOTS));
  const menu = element("details.menu", {}, opener);
  const close = () => {
    menu.open = false;
    opener.focus();
  };
  const buttons = choices.map(({ label: words, lang, act }) => {
    const button = element("button", { type: "button", lang }, words);
    button.addEventListener("click", () => {
      close();
      act();
    });
    return button;
  });
  menu.append(element("div.choices", {}, ...buttons));
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      event.stopPropagation(); // the panel stays
      close();
    }
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    menu.open &&= !relatedTarget || menu.contains(relatedTarget);
  });
  return menu;
}
