import styles from "./messages.css";
import { Attention } from "./attention.js";
import { startChat } from "./start.js";
import { joinWords } from "./all-words.js";

export { Attention, joinWords, startChat, styles };
