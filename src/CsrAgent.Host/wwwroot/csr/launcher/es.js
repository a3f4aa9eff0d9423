/** What the chat says before it is opened, in Spanish. */
export default {
  title: "Atención al cliente",
  ai: "Asistente de IA",
  openChat: "Abrir {title}",
  openChatUnread: "Abrir {title}, mensajes nuevos: {n}",
  closeChat: "Cerrar el chat",
  loading: "Cargando el chat…",
  couldNotLoad: "No se ha podido cargar el chat. Compruebe su conexión e inténtelo de nuevo.",
  tryAgain: "Reintentar",
};
