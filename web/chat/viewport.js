/**
 * Keeps an element as large as what can be seen of the page: browsers that lay their keyboard over
 * the page (Safari on iOS) would hide its lower part.
 *
 * @param {HTMLElement} element It gets `--seen-height` and `--seen-top` while it is followed.
 * @returns {() => void} Ends it.
 */
export function followViewport(element) {
  const seen = window.visualViewport;
  if (!seen) {
    return () => {};
  }
  const follow = () => {
    // Someone who zooms in with two fingers moves around in the panel, which stays as it is.
    if (seen.scale === 1) {
      const zoom = element.currentCSSZoom ?? 1; // the page's own
      element.style.setProperty("--seen-height", `${seen.height / zoom}px`);
      element.style.setProperty("--seen-top", `${seen.offsetTop / zoom}px`);
    }
  };
  seen.addEventListener("resize", follow);
  seen.addEventListener("scroll", follow);
  follow();
  return () => {
    seen.removeEventListener("resize", follow);
    seen.removeEventListener("scroll", follow);
    element.style.removeProperty("--seen-height");
    element.style.removeProperty("--seen-top");
  };
}
