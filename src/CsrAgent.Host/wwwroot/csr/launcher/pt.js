/** What the chat says before it is opened, in Portuguese. */
export default {
  title: "Suporte ao cliente",
  ai: "Assistente de IA",
  openChat: "Abrir {title}",
  openChatUnread: "Abrir {title}, novas mensagens: {n}",
  closeChat: "Fechar o chat",
  loading: "O chat está carregando…",
  couldNotLoad: "Não foi possível carregar o chat. Verifique a sua conexão e tente novamente.",
  tryAgain: "Tentar novamente",
};
