import { useEffect, useRef } from "react";
import { callCsrChat, loadCsrChat } from "./index.js";

const events = { onReady: "ready", onOpen: "open", onClose: "close", onMessage: "message", onUnread: "unread", onStatus: "status" };

/**
 * The widget for as long as the component is there; its conversation outlives it. Renders nothing of its own.
 * @param {import("./react.d.ts").CsrChatProps} props
 */
export function CsrChat({ server, nonce, onError, ...props }) {
  const handlers = useRef({});
  handlers.current = { ...props, onError };
  const options = Object.fromEntries(Object.entries(props).filter(([name]) => !(name in events)));
  const asText = JSON.stringify(options);

  useEffect(() => {
    const ends = [];
    let isGone = false;
    const follow = (chat) => {
      for (const [handler, name] of Object.entries(events)) ends.push(chat.on(name, (detail) => handlers.current[handler]?.(detail)));
    };
    // Listeners first, so that they hear of the start; the widget gives itself to functions in its queue.
    (window.CsrChat ??= []).push((chat) => { if (!isGone) follow(chat); });
    callCsrChat(handlers.current.launcher === "hidden" ? "hide" : "show");
    return () => {
      isGone = true;
      for (const end of ends) end();
      callCsrChat("close");
      callCsrChat("hide");
    };
  }, [server]);

  useEffect(() => {
    loadCsrChat({ server, nonce, ...JSON.parse(asText) }).catch((error) => {
      if (handlers.current.onError) handlers.current.onError(error);
      else console.warn(error);
    });
  }, [server, nonce, asText]);

  return null;
}
