import { createServer as createHttpServer, request } from "node:http";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What a network does to a socket's handshake. */
export type Upgrades = "pass" | "refuse" | "redirect" | "swallow";

const answers = {
  refuse: "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
  redirect:
    "HTTP/1.1 302 Found\r\nLocation: http://filter.example/blocked\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
};

/** What stands between a browser and the server: a wire that can be told what to do to those who use it. */
export async function openWire() {
  /** Both ends of every connection. */
  const pairs = new Set<[Socket, Socket]>();
  let upgrades: Upgrades = "pass";
  let dropsCookies = false;
  let target = 0;
  let port = 0;

  const server = createServer((browser) => {
    const upstream = connect(target, "127.0.0.1");
    const pair: [Socket, Socket] = [browser, upstream];
    pairs.add(pair);
    for (const [one, other] of [pair, pair.toReversed() as [Socket, Socket]]) {
      one.on("error", () => undefined);
      one.on("close", () => {
        pairs.delete(pair);
        other.destroy();
      });
    }
    upstream.on("data", (bytes) =>
      browser.write(
        dropsCookies
          ? Buffer.from(
              bytes.toString("latin1").replace(/^set-cookie:/gim, "no-cookies:"),
              "latin1",
            )
          : bytes,
      ),
    );
    browser.on("data", (bytes) => {
      if (upgrades === "pass" || !/^upgrade: *websocket/im.test(bytes.toString("latin1")))
        return void upstream.write(bytes);
      if (upgrades !== "swallow") browser.end(answers[upgrades]);
    });
  });
  await listen();

  return {
    url: `http://localhost:${port}`,
    leadTo(serverPort: number): void {
      target = serverPort;
    },
    setUpgrades(wanted: Upgrades): void {
      upgrades = wanted;
    },
    /** Whether answers lose their cookies, as in a browser that keeps none. */
    dropCookies(drops: boolean): void {
      dropsCookies = drops;
    },
    /** Ends what uses the wire, as a server that goes away does. */
    cut(): void {
      for (const [browser] of pairs) browser.destroy();
    },
    /** Lets nothing more through of what is open now; nobody is told. What is opened later works. */
    swallowOpen(): void {
      for (const pair of pairs)
        for (const one of pair) one.removeAllListeners("data").on("data", () => undefined);
    },
    /** Nobody is there any more, until `listen`. */
    down(): Promise<void> {
      const isClosed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const [browser] of pairs) browser.destroy();
      return isClosed;
    },
    listen,
  };

  function listen(): Promise<void> {
    return new Promise((resolve) =>
      server.listen(port, "127.0.0.1", () => {
        port = (server.address() as AddressInfo).port;
        resolve();
      }),
    );
  }
}

export type Wire = Awaited<ReturnType<typeof openWire>>;

/** A school's proxy, which passes requests on and refuses every tunnel. Gives its address and how to end it. */
export async function openForwardProxy() {
  let tunnels = 0;
  const server = createHttpServer((asked, answer) => {
    const { method, headers, url = "" } = asked;
    const passed = request(url, { method, headers }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.headers);
      found.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    asked.pipe(passed);
  });
  server.on("connect", (_, socket) => {
    tunnels++;
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels: () => tunnels,
    close: () => server.close(),
  };
}
