export const installLine: string;
export function findChromium(): Promise<string | null>;
export function installed(): string | null;
