/** A browser and what it runs on, in words. */
export interface Device {
  browser: string;
  system: string;
}

// Browsers claim to be one another, so the order decides: who names itself last is who it is.
const browsers: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|OPiOS|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/(?:Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
];

const systems: [RegExp, string][] = [
  [/\biPhone\b/, "an iPhone"],
  [/\biPad\b/, "an iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac(?:intosh| OS X)\b/, "a Mac"],
  [/\bLinux\b/, "Linux"],
];

/** What a browser said of itself at sign-in [A15]: "Chrome" on "Windows". */
export function deviceOf(userAgent: string | null): Device {
  return {
    browser: named(browsers, userAgent) ?? "Another browser",
    system: named(systems, userAgent) ?? "an unknown system",
  };
}

function named(names: [RegExp, string][], userAgent: string | null): string | undefined {
  return names.find(([sign]) => sign.test(userAgent ?? ""))?.[1];
}
