/**
 * The conversation as a Markdown file's text.
 *
 * @param {import("./api.js").Entry[]} entries
 * @param {string} title
 * @param {import("./times.js").Times} times
 * @param {import("./texts.js").ChatTexts} texts
 * @returns {string}
 */
export function toMarkdown(entries, title, times, texts) {
  const parts = entries.map((entry) => {
    const who = entry.from === "user" ? texts.you : texts.assistant;
    const when = `${times.date(entry.time)}, ${times.clock(entry.time)}`;
    return `**${who}** (${when})\n\n${answerToMarkdown(entry)}`;
  });
  return [`# ${title}`, ...parts].join("\n\n").concat("\n");
}

/**
 * One message in Markdown, its chart in words.
 *
 * @param {import("./api.js").Entry} entry
 * @returns {string}
 */
export function answerToMarkdown({ text = "", image }) {
  return image ? `${text}\n\n> ${image.alt}` : text;
}

/**
 * Lets the browser save a text as a file.
 *
 * @param {string} name
 * @param {string} text
 */
export function saveFile(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
