/** The names by which nobody but the machine itself, or a network of its own, is reached. */
const inner = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|arpa|test|invalid)$/i;
const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * What is wrong with the address of a server that we are to ask, as a sentence; null for nothing. Only https to a name that everybody
 * can look up: whoever gives it could else have us ask what only we can reach. On one's own machine, `isLocal`, its own ports will do.
 */
export function sourceSlip(text: string, isLocal: boolean): string | null {
  if (!URL.canParse(text)) return "Use an address like https://mis.example.org.";
  const { protocol, hostname, username, password } = new URL(text);
  if (isLocal && loopback.has(hostname)) return null;
  if (protocol !== "https:") return "Use an address that begins with https://.";
  if (username || password) return "Leave name and password out of the address.";
  const isNumber = /^[\d.]+$/.test(hostname) || hostname.startsWith("[");
  if (isNumber || !hostname.includes(".") || inner.test(hostname.replace(/\.$/, "")))
    return "Use a name that can be reached from everywhere, like mis.example.org.";
  return null;
}
