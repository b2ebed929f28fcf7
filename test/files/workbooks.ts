import { strToU8, zipSync } from "fflate";

/** What a spreadsheet knows; a date is the days since 1899. */
export type Cell = string | number | boolean | { date: number } | null;

/** A workbook as Excel saves one: strings shared, dates as numbers with a style. Each sheet is rows of cells. */
export function workbook(sheets: Record<string, Cell[][]>): Uint8Array<ArrayBuffer> {
  const shared: string[] = [];
  const names = Object.keys(sheets);
  const xml = (body: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`);
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const escaped = (text: string) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const cell = (value: Cell, at: string): string => {
    if (value === null) return "";
    if (typeof value === "number") return `<c r="${at}"><v>${value}</v></c>`;
    if (typeof value === "boolean") return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
    if (typeof value === "object") return `<c r="${at}" s="1"><v>${value.date}</v></c>`;
    if (!shared.includes(value)) shared.push(value);
    return `<c r="${at}" t="s"><v>${shared.indexOf(value)}</v></c>`;
  };
  const row = (cells: Cell[], i: number) =>
    cells.length === 0
      ? ""
      : `<row r="${i + 1}">${cells.map((value, j) => cell(value, `${"ABCDEFGH"[j]}${i + 1}`)).join("")}</row>`;
  const parts = Object.fromEntries(
    names.map((name, i) => [
      `xl/worksheets/sheet${i + 1}.xml`,
      xml(
        `<worksheet xmlns="${main}"><sheetData>${sheets[name]?.map(row).join("")}</sheetData></worksheet>`,
      ),
    ]),
  );
  const sheetType = `${rels}/worksheet`;
  return zipSync({
    "[Content_Types].xml": xml(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>`,
    ),
    "_rels/.rels": xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    "xl/workbook.xml": xml(
      `<workbook xmlns="${main}" xmlns:r="${rels}"><sheets>${names.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${sheetType}" Target="worksheets/sheet${i + 1}.xml"/>`).join("")}<Relationship Id="rId90" Type="${rels}/styles" Target="styles.xml"/><Relationship Id="rId91" Type="${rels}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ),
    "xl/styles.xml": xml(
      `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    "xl/sharedStrings.xml": xml(
      `<sst xmlns="${main}">${shared.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join("")}</sst>`,
    ),
    ...parts,
  }) as Uint8Array<ArrayBuffer>;
}
