/** What the chat says before it is opened, in Chinese. */
export default {
  title: "在线客服",
  ai: "人工智能（AI）助手",
  openChat: "打开“{title}”",
  openChatUnread: "打开“{title}”，新消息：{n}",
  closeChat: "关闭聊天窗口",
  loading: "正在加载聊天窗口…",
  couldNotLoad: "聊天窗口加载失败，请检查网络连接后重试。",
  tryAgain: "重试",
};
