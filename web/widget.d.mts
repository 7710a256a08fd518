/** The public API of the chat widget: `import { mount } from "https://HOST/chat/widget.mjs"`. */

/** What the tag's `data-` attributes set, too. */
export interface Options {
  /** What the chat is called. */
  title?: string;
  /** An opaque colour as CSS writes it: `#0a66c2`, `teal`. */
  colour?: string;
  /** The language of the labels and the first answers; the page's own if left out. */
  language?: "en" | "fr";
  /** The first message. */
  greeting?: string;
  /** What the first message suggests to ask, at most six questions. */
  questions?: string[];
  /** The address of a square picture for the launcher and the header. */
  logo?: string;
  /** The side of the page; the one where lines end if left out. */
  side?: "left" | "right";
  /** Open from the start, except on phones, where it would cover the page. */
  open?: boolean;
  theme?: "light" | "dark";
  /** The address of the assistant's server, if the script doesn't come from there. */
  endpoint?: string;
  /** Whether events have what people write and are answered. */
  eventTexts?: boolean;
}

/** What each event has in its `detail`. `text` is there only with the option `eventTexts`. */
export interface Events {
  open: null;
  close: null;
  /** A question was asked. */
  question: { text?: string };
  /** The assistant has answered. `rateable` says whether from the guide. */
  answer: { rateable: boolean; text?: string };
  /** An answer was rated, or its rating taken back. */
  rating: { rating: "up" | "down" | null };
  /** The conversation was forgotten by `reset`. */
  reset: null;
}

/** The element `<ml-career-chat>`. */
export interface Chat extends HTMLElement {
  readonly isOpen: boolean;
  /** Opens the chat and puts the cursor where people type. Resolves to whether it is open. */
  open(): Promise<boolean>;
  close(): void;
  toggle(): Promise<void>;
  /** Opens the chat and asks a question. Resolves to whether it could be asked. */
  ask(question: string): Promise<boolean>;
  /** Forgets the conversation in this browser, for the next person: at log-out, say. */
  reset(): void;
  /** Takes the chat from the page. `mount` puts a new one there. */
  destroy(): void;
  /** Calls a function at each event of a kind. Returns a function that ends it. */
  on<Name extends keyof Events>(
    name: Name,
    listener: (event: CustomEvent<Events[Name]>) => void,
  ): () => void;
}

/** Puts the chat on the page; resolves to nothing where the page can't have it. */
export function mount(options?: Options): Promise<Chat | undefined>;
