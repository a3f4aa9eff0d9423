/** What the chat says before it is opened, in Ukrainian. */
export default {
  title: "Служба підтримки",
  ai: "ШІ-помічник",
  openChat: "Відкрити чат «{title}»",
  openChatUnread: "Відкрити чат «{title}», нових повідомлень: {n}",
  closeChat: "Закрити чат",
  loading: "Завантаження чату…",
  couldNotLoad: "Не вдалося завантажити чат. Перевірте, будь ласка, з’єднання та спробуйте ще раз.",
  tryAgain: "Спробувати ще раз",
};
