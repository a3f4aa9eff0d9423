import styles from "./messages.css";
import { Attention } from "./attention.js";
import { startChat } from "./start.js";
import { useWords } from "./words.js";

export { Attention, startChat, styles, useWords };
