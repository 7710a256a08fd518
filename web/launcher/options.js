/*
 * Where a page says what its chat is like: the attributes of the script's tag or, for tag managers
 * that drop those, the query of its address.
 */

// A link to the chat's own page mustn't put words into the assistant's mouth.
const FROM_A_LINK = ["colour", "color", "language", "theme"];

/**
 * @param {HTMLScriptElement|null} script
 * @returns {DOMStringMap} Options by their names in `dataset`: `fullPage` for `data-full-page`.
 */
export function optionsOf(script) {
  if (!script) {
    return {};
  }
  const isOwnPage = "fullPage" in script.dataset;
  const linked = isOwnPage ? readQuery(location.href, FROM_A_LINK) : {};
  return { ...readQuery(script.src), ...script.dataset, ...linked };
}

/** @returns {HTMLScriptElement|null} The tag that has loaded widget.js as a module. */
export function findModuleTag() {
  return document.querySelector('script[type="module"][src*="/widget.js"]');
}

function readQuery(address, names) {
  const pairs = [...new URL(address).searchParams];
  const options = pairs.map(([name, value]) => [name.replace(/-(.)/g, toUpperCase), value]);
  return Object.fromEntries(options.filter(([name]) => !names || names.includes(name)));
}

function toUpperCase(_, letter) {
  return letter.toUpperCase();
}
