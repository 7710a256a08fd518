/**
 * Loads a style sheet for a shadow tree.
 *
 * A constructed style sheet works under any Content-Security-Policy, unlike `<style>` and
 * `<link>`, for which the page around the chat would have to allow it.
 *
 * @param {URL} url
 * @returns {Promise<CSSStyleSheet>}
 */
export async function loadStyles(url) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await loadText(url));
  return sheet;
}

/**
 * @param {URL} url
 * @returns {Promise<string>} The file's text.
 */
export async function loadText(url) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url} answered with ${response.status}`);
  }
  return response.text();
}
