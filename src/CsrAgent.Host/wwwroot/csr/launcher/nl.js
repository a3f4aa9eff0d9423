/** What the chat says before it is opened, in Dutch. */
export default {
  title: "Klantenservice",
  ai: "AI-assistent",
  openChat: "{title} openen",
  openChatUnread: "{title} openen, nieuwe berichten: {n}",
  closeChat: "Chat sluiten",
  loading: "De chat wordt geladen…",
  couldNotLoad: "De chat kon niet worden geladen. Controleer uw verbinding en probeer het opnieuw.",
  tryAgain: "Opnieuw proberen",
};
