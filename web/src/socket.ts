/** The line to the front door: socket.io 4, websocket first, the events of Rasa's own channel. */
import { io, type Socket } from "socket.io-client";
import { asRaw } from "./rows";

const ACK_MS = 10_000;

export interface Answer {
  ok: boolean;
  seq?: number;
  error?: string;
  say?: string;
  wait?: number;
}

export interface Listener {
  /** The line is up: ask for the session now. */
  up(): void;
  down(): void;
  /** It could not be reached at all, this time. */
  away(): void;
  confirmed(sessionId: string): void;
  /** No session now, and why, in words for the person. */
  turnedAway(say: string): void;
  bot(data: unknown): void;
  person(data: unknown): void;
  turnDone(): void;
  typing(from: string): void;
  holder(holder: string): void;
}

export class Line {
  private socket: Socket;

  constructor(private listener: Listener) {
    this.socket = io({
      path: "/socket.io",
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      autoConnect: false,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
    });
    const { socket } = this;
    socket.on("connect", () => listener.up());
    socket.on("disconnect", () => listener.down());
    socket.on("connect_error", () => listener.away());
    socket.on("session_confirm", (data: unknown) => listener.confirmed(String(asRaw(data).session_id ?? data)));
    socket.on("bot_uttered", (data: unknown) => listener.bot(data));
    socket.on("person_uttered", (data: unknown) => listener.person(data));
    socket.on("turn_done", () => listener.turnDone());
    socket.on("typing", (data: unknown) => listener.typing(String(asRaw(data).from ?? "guide")));
    socket.on("holder", (data: unknown) => listener.holder(String(asRaw(data).holder ?? data)));
  }

  open(): void {
    this.socket.connect();
  }

  get isUp(): boolean {
    return this.socket.connected;
  }

  ask(sessionId: string | null, since: number): void {
    const answered = (error: Error | null, answer?: Answer) => {
      // A front door that is busy for a moment says so here and nowhere else.
      if (error || answer?.ok === false) this.listener.turnedAway(answer?.say ?? "");
    };
    this.socket.timeout(ACK_MS).emit("session_request", sessionId ? { session_id: sessionId, since } : {}, answered);
  }

  catchUp(since: number): void {
    this.socket.emit("catch_up", { since });
  }

  /** Null when no answer came in time or the line dropped: it may or may not have arrived. */
  async say(message: Record<string, unknown>): Promise<Answer | null> {
    try {
      return (await this.socket.timeout(ACK_MS).emitWithAck("user_uttered", message)) as Answer;
    } catch {
      return null;
    }
  }

  typing(): void {
    if (this.isUp) this.socket.volatile.emit("typing", {});
  }

  leave(): void {
    if (this.isUp) this.socket.emit("leave", {});
    this.socket.disconnect();
  }

  /** The device says it is online again: try now and not at the next turn of the clock. */
  hurry(): void {
    if (!this.isUp && this.socket.active) this.socket.disconnect().connect();
  }
}
