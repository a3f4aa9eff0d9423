/** What the chat says before it is opened, in Polish. */
export default {
  title: "Obsługa klienta",
  ai: "Asystent AI",
  openChat: "Otwórz: {title}",
  openChatUnread: "Otwórz: {title}, nowe wiadomości: {n}",
  closeChat: "Zamknij czat",
  loading: "Wczytywanie czatu…",
  couldNotLoad: "Nie udało się wczytać czatu. Proszę sprawdzić połączenie i spróbować ponownie.",
  tryAgain: "Spróbuj ponownie",
};
