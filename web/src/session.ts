/** The id of the session: kept in sessionStorage only, and forgotten at exit. */
const KEY = "s";

export class Session {
  private held: string | null = read();

  get id(): string | null {
    return this.held;
  }

  keep(id: string): void {
    this.held = id;
    try {
      sessionStorage.setItem(KEY, id);
    } catch {
      // A frame on another site may have no storage: the talk then lasts as long as the page.
    }
  }

  forget(): void {
    this.held = null;
    try {
      sessionStorage.clear();
    } catch {
      // As above.
    }
  }
}

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
