/** What the chat says before it is opened, in French. */
export default {
  title: "Service client",
  ai: "Assistant IA",
  openChat: "Ouvrir {title}",
  openChatUnread: "Ouvrir {title}, nouveaux messages : {n}",
  closeChat: "Fermer le chat",
  loading: "Chargement du chat…",
  couldNotLoad: "Le chat n’a pas pu être chargé. Veuillez vérifier votre connexion et réessayer.",
  tryAgain: "Réessayer",
};
