/** What the chat says before it is opened, in Hindi. */
export default {
  title: "ग्राहक सहायता",
  ai: "एआई (AI) सहायक",
  openChat: "{title} खोलें",
  openChatUnread: "{title} खोलें, नए संदेश: {n}",
  closeChat: "चैट बंद करें",
  loading: "चैट लोड हो रही है…",
  couldNotLoad: "चैट लोड नहीं हो सकी। कृपया अपना कनेक्शन जाँचें और फिर कोशिश करें।",
  tryAgain: "फिर कोशिश करें",
};
