import type { ChatMessage, ChatStatus, LoadOptions } from "./index.js";

export interface CsrChatProps extends LoadOptions {
  onReady?(): void;
  onOpen?(): void;
  onClose?(): void;
  onMessage?(message: ChatMessage): void;
  onUnread?(count: number): void;
  onStatus?(status: ChatStatus): void;
  /** The server could not be reached; without it the console says so. */
  onError?(error: Error): void;
}

/** The widget for as long as the component is there; its conversation outlives it. Renders nothing of its own. */
export function CsrChat(props: CsrChatProps): null;
