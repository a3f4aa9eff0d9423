/** What the chat says before it is opened, in German. */
export default {
  title: "Kundenservice",
  ai: "KI-Assistent",
  openChat: "{title} öffnen",
  openChatUnread: "{title} öffnen, neue Nachrichten: {n}",
  closeChat: "Chat schließen",
  loading: "Der Chat wird geladen …",
  couldNotLoad: "Der Chat konnte nicht geladen werden. Bitte prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
  tryAgain: "Erneut versuchen",
};
