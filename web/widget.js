/*
 * The embed line puts the chat on any page:
 *
 *   <script src="https://HOST/widget.js" defer></script>
 *
 * The launcher comes with the page; the chat itself is loaded when it is opened.
 */
(() => {
  "use strict";
  const script = document.currentScript; // only there while the script runs
  import(new URL("chat/files/VERSION/launcher/start.js", script.src)).then(
    ({ start }) => start(script),
    () =>
      console.error(
        `The chat of ${new URL(script.src).host} could not be loaded. If it is up, the address ` +
          `${location.origin} is missing from its setting CHAT_ORIGINS, or from this page's ` +
          "Content-Security-Policy the chat's address.",
      ),
  );
})();
