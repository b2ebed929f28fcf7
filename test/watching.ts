import { vi } from "vitest";
import type { Hello, Present, ServerMessage } from "#party/protocol";
import { origin, type Somebody } from "./people.ts";

/** Somebody's open dashboard, as far as the room is concerned. */
export class Watcher {
  readonly messages: ServerMessage[] = [];
  /** The code the room closed with, if its last word was that goodbye. */
  closed: number | "without a goodbye" | null = null;
  texts: string[] = [];

  constructor(readonly socket: WebSocket) {
    socket.addEventListener("message", ({ data }) => {
      const text = String(data);
      this.texts.push(text);
      if (text.startsWith("{")) this.messages.push(JSON.parse(text));
    });
    socket.addEventListener("close", ({ code }) => {
      const last = this.messages.at(-1);
      this.closed = last?.type === "bye" && last.code === code ? code : "without a goodbye";
    });
    socket.accept();
  }

  get hello(): Hello | undefined {
    return this.messages.find((message) => message.type === "hello");
  }

  /** Everything told so far, in the order it was told. */
  get events() {
    return this.messages.flatMap((message) => (message.type === "events" ? message.events : []));
  }

  /** The numbers of the frames told so far, each once. */
  get numbers(): number[] {
    return this.messages.flatMap((message) =>
      message.type === "events"
        ? Array.from({ length: message.to - message.from + 1 }, (_, i) => message.from + i)
        : [],
    );
  }

  /** Who is here, as it was last told. */
  get here(): Present[] {
    return this.messages.findLast((message) => message.type === "presence")?.people ?? [];
  }

  async until(holds: (watcher: Watcher) => boolean, what = "what was waited for"): Promise<void> {
    await vi
      .waitUntil(() => holds(this), { timeout: 5_000, interval: 5 })
      .catch(() => {
        throw new Error(`${what} never came; heard ${this.texts.join("\n")}`);
      });
  }
}

/** Opens the room of somebody's school and waits to be greeted, or closed. */
export async function watch(person: Somebody, school = person.school): Promise<Watcher> {
  const answer = await person.ask(`/api/schools/${school}/room`, {
    headers: { Upgrade: "websocket", Origin: origin },
  });
  if (!answer.webSocket) throw new Error(`No socket: ${answer.status} ${await answer.text()}`);
  const watcher = new Watcher(answer.webSocket);
  await watcher.until((w) => w.hello !== undefined || w.closed !== null, "the greeting");
  return watcher;
}
