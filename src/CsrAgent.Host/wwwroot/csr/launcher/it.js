/** What the chat says before it is opened, in Italian. */
export default {
  title: "Assistenza clienti",
  ai: "Assistente IA",
  openChat: "Apri {title}",
  openChatUnread: "Apri {title}, nuovi messaggi: {n}",
  closeChat: "Chiudi la chat",
  loading: "Caricamento della chat…",
  couldNotLoad: "Non è stato possibile caricare la chat. Controlli la connessione e riprovi.",
  tryAgain: "Riprova",
};
