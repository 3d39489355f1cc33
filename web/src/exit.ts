/**
 * Leaving quickly. The order matters: blank first, then everything else, so that nothing that could be slow or
 * could fail stands between the person and an empty screen.
 */
const PRESSES = 3;
const WITHIN_MS = 5000;

interface Steps {
  url: string;
  /** Origins of the pages that hold this one in a frame; none when it stands alone. */
  parents: string[];
  sessionId(): string | null;
  forget(): void;
  hangUp(): void;
}

export class Exit {
  private gone = false;

  constructor(private steps: Steps) {
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      // Brought back from the browser's memory: after an exit stay blank, otherwise begin afresh.
      if (this.gone) this.blank();
      this.gone ? location.replace(steps.url) : location.reload();
    });
  }

  leave = (event?: Event): void => {
    event?.preventDefault();
    this.blank();
    if (this.gone) return;
    this.gone = true;
    const { steps } = this;
    const session_id = steps.sessionId();
    attempt(() => tellParents(steps.parents, steps.url));
    attempt(() => session_id && forgetThere(session_id));
    attempt(() => steps.hangUp());
    attempt(() => steps.forget());
    location.replace(steps.url);
  };

  private blank(): void {
    document.documentElement.className = "left";
    document.title = "";
    document.body.replaceChildren();
  }
}

function attempt(step: () => unknown): void {
  try {
    step();
  } catch {
    // Whatever fails, the person still leaves.
  }
}

/** Outlives the page, as a beacon does; a beacon would hide our own origin here, and the front door asks for it. */
function forgetThere(session_id: string): void {
  fetch("/leave", { method: "POST", body: JSON.stringify({ session_id }), keepalive: true }).catch(() => undefined);
}

function tellParents(origins: string[], url: string): void {
  for (const origin of origins) window.parent.postMessage({ guide: "leave", url }, origin);
}

/** Three presses of Shift alone, within five seconds; `counted` is told how many are still to come. */
export function onThreeShifts(leave: () => void, counted: (left: number) => void = () => undefined): void {
  let presses: number[] = [];
  let alone = false;
  addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && (alone || !event.repeat);
    if (!alone) presses = [];
  });
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
    if (presses.length >= PRESSES) leave();
    else counted(PRESSES - presses.length);
  });
}
