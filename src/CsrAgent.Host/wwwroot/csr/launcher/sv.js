/** What the chat says before it is opened, in Swedish. */
export default {
  title: "Kundtjänst",
  ai: "AI-assistent",
  openChat: "Öppna {title}",
  openChatUnread: "Öppna {title}, nya meddelanden: {n}",
  closeChat: "Stäng chatten",
  loading: "Chatten laddas…",
  couldNotLoad: "Chatten kunde inte laddas. Kontrollera din anslutning och försök igen.",
  tryAgain: "Försök igen",
};
