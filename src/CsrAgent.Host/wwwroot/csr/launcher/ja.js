/** What the chat says before it is opened, in Japanese. */
export default {
  title: "カスタマーサポート",
  ai: "AIアシスタント",
  openChat: "「{title}」を開く",
  openChatUnread: "「{title}」を開く（新着メッセージ：{n}件）",
  closeChat: "チャットを閉じる",
  loading: "チャットを読み込んでいます…",
  couldNotLoad: "チャットを読み込めませんでした。接続をご確認のうえ、もう一度お試しください。",
  tryAgain: "再試行",
};
