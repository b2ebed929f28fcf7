/** Several files are sent as the one zip that they are the contents of; null for none. */
export async function oneFile(files: readonly File[]): Promise<File | null> {
  const [first] = files;
  if (!first || files.length === 1) return first ?? null;
  const { zipSync } = await import("fflate");
  const entries = await Promise.all(
    files.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const),
  );
  const zip = zipSync(Object.fromEntries(entries)) as Uint8Array<ArrayBuffer>;
  return new File([zip], `${files.length} files.zip`, { type: "application/zip" });
}
