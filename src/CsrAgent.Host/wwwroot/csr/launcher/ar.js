/** What the chat says before it is opened, in Arabic. */
export default {
  title: "خدمة العملاء",
  ai: "مساعد بالذكاء الاصطناعي",
  openChat: "فتح {title}",
  openChatUnread: "فتح {title}، عدد الرسائل الجديدة: {n}",
  closeChat: "إغلاق المحادثة",
  loading: "جارٍ تحميل المحادثة…",
  couldNotLoad: "تعذّر تحميل المحادثة. يُرجى التحقق من الاتصال والمحاولة مرة أخرى.",
  tryAgain: "إعادة المحاولة",
};
