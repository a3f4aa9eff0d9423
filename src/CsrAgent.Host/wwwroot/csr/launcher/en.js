/** What the chat says before it is opened, in English. The other languages have the same shape; tests compare them. */
export default {
  title: "Customer Support",
  ai: "AI assistant",
  // "{n}" and "{title}" are filled in; numbers are written as the language writes them.
  openChat: "Open {title}",
  openChatUnread: "Open {title}, new messages: {n}",
  closeChat: "Close chat",
  loading: "Loading the chat…",
  couldNotLoad: "The chat could not be loaded. Please check your connection and try again.",
  tryAgain: "Try again",
};
