// The chat page: Deep Chat's component, our channel and nothing else.

import "/chat/markdown.js";
import "/chat/deep-chat.js";

const GREETING =
  "Hello! I can help you find your way to a machine learning engineering career in Canada. " +
  "What would you like to know?";
const FIRST_QUESTIONS = [
  "How do I become an ML engineer?",
  "How much do ML engineers earn?",
  "What skills do I need?",
  "Do I need a degree at all?",
];
const UNREACHABLE =
  "I can't reach the assistant right now. Your question is back in the box below: " +
  "please check your connection and send it again.";
const SEND =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path d="M10 16V4.5M5 9l5-5 5 5"/></svg>';
const LONGEST_MESSAGE = 2000; // characters; the channel refuses more
const LONGEST_WAIT = 30_000; // milliseconds

const startOver = document.getElementById("start-over");
const storage = browserStorage();
let conversation = storage?.getItem("conversation") ?? newConversation();

/** The browser's storage, or nothing where the person has turned it off. */
function browserStorage() {
  try {
    localStorage.setItem("conversation-test", "");
    localStorage.removeItem("conversation-test");
    return localStorage;
  } catch {
    return null;
  }
}

/** Makes and keeps a random id, a version 4 UUID. */
function newConversation() {
  // randomUUID() is there only over HTTPS and on localhost.
  const id =
    crypto.randomUUID?.() ??
    "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
      (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
    );
  storage?.setItem("conversation", id);
  return id;
}

/** Asks the assistant. Returns its messages; throws an Error whose message is for the person. */
async function ask(message) {
  let response, answer;
  try {
    response = await fetch("/chat/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ conversation, message }),
      signal: AbortSignal.timeout(LONGEST_WAIT),
    });
    answer = await response.json();
  } catch {
    throw new Error(UNREACHABLE);
  }
  if (!response.ok) {
    throw new Error(response.status === 400 ? answer.error : UNREACHABLE);
  }
  return answer.messages;
}

/** What goes under a message, as HTML: built as elements, so that all text in it is escaped. */
function extras({ image, buttons = [] }) {
  const box = document.createElement("div");
  if (image) {
    const chart = document.createElement("img");
    Object.assign(chart, { className: "chart", src: image, alt: "Chart of the figures above" });
    box.append(chart);
  }
  if (buttons.length > 0) {
    const choices = document.createElement("div");
    choices.className = "choices";
    for (const { title } of buttons) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "deep-chat-suggestion-button"; // a click sends the button's text
      button.textContent = title;
      choices.append(button);
    }
    box.append(choices);
  }
  return box.innerHTML || undefined;
}

const styles = await (await fetch("/chat/messages.css")).text();
// It renders 20 ms from here at the latest, so nothing may wait before it is set up.
const chat = document.createElement("deep-chat");

async function handle(body, signals) {
  const { text } = body.messages.at(-1);
  startOver.disabled = true;
  try {
    const messages = await ask(text);
    await signals.onResponse(
      messages.map((message) => ({ text: message.text, html: extras(message) })),
    );
  } catch (error) {
    await signals.onResponse({ error: error.message });
    putBack(text);
  } finally {
    startOver.disabled = false;
  }
}

/** Puts a question that couldn't be sent back where it was typed. */
function putBack(text) {
  const input = chat.shadowRoot.getElementById("text-input");
  if (input.textContent === "") {
    input.textContent = text;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

/** Finishes what the component has rendered; doing it again changes nothing. */
function finish() {
  // What people type is shown as they typed it, not as Markdown.
  const typed = chat.getMessages().filter((message) => message.role === "user");
  chat.shadowRoot.querySelectorAll(".user-message-text").forEach((bubble, index) => {
    bubble.textContent = typed[index].text;
  });
  // A last line all in italics is where the answer comes from.
  for (const line of chat.shadowRoot.querySelectorAll(".ai-message-text > p:last-child")) {
    if (line.childNodes.length === 1 && line.firstChild.nodeName === "EM") {
      line.className = "source";
    }
  }
}

/** Says what the component's parts are to people who don't see them. */
function label() {
  const parts = chat.shadowRoot;
  setAttributes(parts.getElementById("messages"), {
    role: "log",
    "aria-label": "Messages",
    "aria-live": "polite",
    tabindex: "0",
  });
  setAttributes(parts.getElementById("text-input"), {
    "aria-label": "Your question",
    "aria-multiline": "true",
  });
  setAttributes(parts.querySelector(".input-button"), { "aria-label": "Send" });
}

function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
}

// On the element itself, because the component fetches its own font from elsewhere unless the
// element has one when it renders.
Object.assign(chat.style, {
  display: "block",
  width: "100%",
  height: "100%",
  border: "0 solid",
  backgroundColor: "transparent",
  fontFamily: "var(--font)",
  fontSize: "16px",
});

Object.assign(chat, {
  connect: { handler: handle },
  introMessage: [
    { text: GREETING },
    { html: extras({ buttons: FIRST_QUESTIONS.map((title) => ({ title })) }) },
  ],
  browserStorage: storage ? { key: "messages" } : undefined, // they are there after a reload
  remarkable: { html: false, breaks: true, linkTarget: "_blank" },
  errorMessages: { displayServiceErrorMessages: true },
  onMessage: ({ isHistory }) => isHistory || finish(), // earlier messages aren't in the page yet
  auxiliaryStyle: styles,
  textInput: { placeholder: { text: "Ask a question…" }, characterLimit: LONGEST_MESSAGE },
  submitButtonStyles: { position: "inside-end", submit: { svg: { content: SEND } } },
});

// Not onComponentRender: on a slow machine the component renders twice, and calls that only once.
new MutationObserver(() => {
  label();
  finish();
}).observe(chat.shadowRoot.getElementById("container"), { childList: true });

startOver.addEventListener("click", () => {
  conversation = newConversation();
  chat.clearMessages();
  chat.focusInput();
});

document.getElementById("loading").remove();
document.getElementById("chat").append(chat);
