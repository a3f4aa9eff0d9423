/** What the chat says before it is opened, in Turkish. */
export default {
  title: "Müşteri Hizmetleri",
  ai: "Yapay zeka asistanı",
  openChat: "Aç: {title}",
  openChatUnread: "Aç: {title}, yeni mesajlar: {n}",
  closeChat: "Sohbeti kapat",
  loading: "Sohbet yükleniyor…",
  couldNotLoad: "Sohbet yüklenemedi. Lütfen bağlantınızı kontrol edip yeniden deneyin.",
  tryAgain: "Yeniden dene",
};
