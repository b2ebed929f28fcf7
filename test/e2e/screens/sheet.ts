/** A page of thumbnails, each of which leads to its picture. */
export function sheet(title: string, pictures: { name: string; file: string }[]): string {
  const figures = pictures.map(
    ({ name, file }) =>
      `<figure><a href="${file}"><img src="${file}" alt="" loading="lazy"></a><figcaption>${name}</figcaption></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>${title}</title>
<style>
  body { margin: 16px; font: 13px system-ui; background: #888; }
  div { display: flex; flex-wrap: wrap; gap: 12px; align-items: start; }
  figure { margin: 0; width: 300px; }
  img { width: 100%; max-height: 600px; object-fit: cover; object-position: top; }
</style>
<h1>${title}</h1><div>${figures.join("\n")}</div>`;
}
