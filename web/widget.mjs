/*
 * The chat as an ES module, for sites that are made of modules; its types are in widget.d.mts:
 *
 *   import { mount } from "https://HOST/chat/widget.mjs";
 *   const chat = await mount({ title: "Ask us" });
 */
import { mount as mountFrom } from "./launcher/mount.js";

/**
 * Puts the chat on the page. If it is there already, nothing changes.
 *
 * @param {import("./widget.d.mts").Options} [options]
 * @returns {Promise<import("./widget.d.mts").Chat|undefined>} Nothing where the page can't have it;
 *   the console says why.
 */
export function mount(options = {}) {
  return mountFrom(options, new URL("..", import.meta.url));
}
