/** What the chat says before it is opened, in Russian. */
export default {
  title: "Служба поддержки",
  ai: "ИИ-помощник",
  openChat: "Открыть чат «{title}»",
  openChatUnread: "Открыть чат «{title}», новых сообщений: {n}",
  closeChat: "Закрыть чат",
  loading: "Загрузка чата…",
  couldNotLoad: "Не удалось загрузить чат. Проверьте, пожалуйста, соединение и попробуйте ещё раз.",
  tryAgain: "Повторить",
};
