// The types of clients/js, as a site with React uses them. Compiled only.
import { useState } from "react";
import { callCsrChat, loadCsrChat } from "../../../../clients/js/index.js";
import { CsrChat } from "../../../../clients/js/react.js";

export function Shop({ customer }: { customer?: { id: string; token: string } }) {
  const [unread, setUnread] = useState(0);
  const identity = customer ? { userId: customer.id, userToken: customer.token } : {};
  return (
    <>
      <button onClick={() => callCsrChat("open")}>Help {unread > 0 && `(${unread})`}</button>
      <CsrChat server="https://support.example.com" launcher="hidden" {...identity} onUnread={setUnread} onStatus={console.log} />
    </>
  );
}

export async function follow(track: (name: string, role: "customer" | "agent" | "human") => void) {
  const chat = await loadCsrChat({ server: "https://support.example.com", title: "Alder & Finch" });
  chat.on("message", ({ role }) => track("chat message", role));
  await chat.identify({ userId: "ann", userToken: "a.b.c" });
  // @ts-expect-error There is no such event.
  chat.on("mesage", () => {});
  // @ts-expect-error The number of unread messages is no text.
  chat.on("unread", (count: string) => count);
}
