/** The chat page: joins the line, the talk and what is seen. */
import { byId } from "./dom";
import { Chat } from "./chat";
import { Exit, onThreeShifts } from "./exit";
import { LiveRegion } from "./live-region";
import { Session } from "./session";
import { readWords } from "./words";

const words = readWords(document);
const live = new LiveRegion();
const session = new Session();
const { exitUrl, parents } = document.body.dataset;

const exit = new Exit({
  url: exitUrl ?? "about:blank",
  parents: (parents ?? "").split(" ").filter(Boolean),
  sessionId: () => session.id,
  forget: () => session.forget(),
  hangUp: () => chat.hangUp(),
});
byId("leave").addEventListener("click", exit.leave);
onThreeShifts(exit.leave, (left) => live.say(left === 2 ? words.exit.shift_two : words.exit.shift_one));

const chat = new Chat(words, live, session);
document.documentElement.classList.add("started");
chat.start();
