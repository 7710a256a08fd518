/*
 * The embed line puts the chat on any page:
 *
 *   <script src="https://HOST/widget.js" defer></script>
 *
 * The server sends this as one file with all that the launcher is made of; the chat itself is loaded
 * when it is opened. As a module, the script doesn't know its tag, and widget.mjs takes over.
 */
import { mount } from "./launcher/mount.js";
import { findModuleTag, optionsOf } from "./launcher/options.js";

const script = document.currentScript; // only there while a classic script runs
if (script) {
  mount(optionsOf(script), new URL(".", script.src));
} else {
  import("./chat/widget.mjs").then((module) => module.mount(optionsOf(findModuleTag())));
}
