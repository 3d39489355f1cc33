/** Leaving quickly from the pages that are only read: they hold no talk, so blank and go is all. */
import { byId } from "./dom";
import { Exit, onThreeShifts } from "./exit";
import { Session } from "./session";

const session = new Session();
const exit = new Exit({
  url: document.body.dataset.exitUrl ?? "about:blank",
  parents: [],
  sessionId: () => session.id,
  forget: () => session.forget(),
  hangUp: () => undefined,
});
byId("leave").addEventListener("click", exit.leave);
onThreeShifts(exit.leave);
