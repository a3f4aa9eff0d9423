export interface ChatOptions {
  title?: string;
  /** "#rrggbb" */
  color?: string;
  theme?: "light" | "dark";
  greeting?: string;
  /** At most six; empty for none. */
  suggestions?: string[];
  /** A language tag such as "de". */
  lang?: string;
  position?: "left" | "right";
  /** Pixels. */
  offsetX?: number;
  offsetY?: number;
  /** "hidden": the page has a button of its own, which calls `open`. */
  launcher?: "hidden";
  /** A preview of what arrives while the panel is closed; on by default. */
  preview?: boolean;
  /** A soft sound for it; off by default. */
  sound?: boolean;
  /** The number of unread messages in the page's title; off by default. */
  unreadTitle?: boolean;
  /** Your id of a customer who has signed in. */
  userId?: string;
  /** What proves that they are who they are. */
  userToken?: string;
}

export interface LoadOptions extends ChatOptions {
  /** Where the server is, as in "https://support.example.com". */
  server: string;
  /** For a content policy with nonces. */
  nonce?: string;
}

export type ChatStatus = "bot" | "waiting_for_human" | "human" | "ended";

export interface ChatMessage {
  role: "customer" | "agent" | "human";
  text: string;
  turnId?: string;
}

export interface ChatEvents {
  ready: undefined;
  open: undefined;
  close: undefined;
  message: ChatMessage;
  /** How many. */
  unread: number;
  status: ChatStatus;
  shutdown: undefined;
}

export type QueuedCall = [keyof CsrChatApi, ...unknown[]] | ((chat: CsrChatApi) => void);

/** Calls take effect in the order in which they are made. */
export interface CsrChatApi {
  /** Shows the widget. */
  boot(options?: ChatOptions): Promise<void>;
  /** Changes options; the conversation stays. */
  update(options?: ChatOptions): Promise<void>;
  /** For when a customer signs out: the widget goes, and nothing of the conversation stays in the browser. */
  shutdown(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  /** Shows the launcher. */
  show(): Promise<void>;
  /** Hides the launcher; `open` still opens the panel. */
  hide(): Promise<void>;
  identify(customer: { userId?: string; userToken?: string }): Promise<void>;
  setLocale(language: string): Promise<void>;
  /** Opens the panel with a text that the customer can send. */
  prefill(text: string): Promise<void>;
  /** Returns what ends it. */
  on<Name extends keyof ChatEvents>(name: Name, listener: (detail: ChatEvents[Name]) => void): () => void;
  push(...calls: QueuedCall[]): void;
}

/** Loads the widget from your server, once, and shows it. Later calls change its options. */
export function loadCsrChat(options: LoadOptions): Promise<CsrChatApi>;

/** Calls a method of the widget; before it has loaded, the call waits for it. */
export function callCsrChat(method: keyof CsrChatApi, ...values: unknown[]): void;

declare global {
  interface Window {
    CsrChat?: CsrChatApi | { push(...calls: QueuedCall[]): unknown };
    csrChatSettings?: ChatOptions & { server?: string; manual?: boolean };
  }
}
