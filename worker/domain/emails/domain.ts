// Workers, browsers and Node have it; this realm is compiled for none of them.
declare const URL: {
  new (address: string): { hostname: string };
  /** Older browsers have none. */
  canParse?: (address: string) => boolean;
};

const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const ascii = new RegExp(`^(?:${label}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$`);

/**
 * The one spelling of a mail domain: lower case and ASCII, `xn--` for other letters (UTS 46, as browsers apply it to addresses).
 * Null for what is no domain with a dot in it, or longer than DNS allows (RFC 1035: 63 a label, 253 in all).
 */
export function asciiDomain(domain: string): string | null {
  const spelt = isPlain(domain) ? domain.toLowerCase() : hostname(domain);
  if (spelt === null || spelt.length > 253 || !ascii.test(spelt)) return null;
  // What does not lead back to itself two programs would read as two domains.
  return isPlain(spelt) || hostname(spelt) === spelt ? spelt : null;
}

function isPlain(domain: string): boolean {
  return /^[a-z0-9.-]*$/i.test(domain) && !/xn--/i.test(domain);
}

function hostname(domain: string): string | null {
  // Nothing may come in that ends a host, stands for a character of it, or makes a number of it.
  if (!/^(?:[\p{L}\p{M}\p{N}.。-]|\u200c|\u200d)+$/u.test(domain)) return null;
  const address = `http://${domain}`;
  // A Worker takes its time over what it throws.
  if (URL.canParse?.(address) === false) return null;
  try {
    return new URL(address).hostname;
  } catch {
    return null;
  }
}
