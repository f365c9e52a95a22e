import type { DataColumn } from './series';

/** Hands a file to the browser to save. */
export function download(content: Blob, fileName: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A file as an address that holds it. */
export function dataUrl(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('The file could not be read.'));
    reader.readAsDataURL(file);
  });
}

/** Columns as text, a header first: tab-separated for pasting, or CSV (RFC 4180) for a file. */
export function delimited(columns: readonly DataColumn[], separator: '\t' | ','): string {
  const rows = columns[0]?.values.length ?? 0;
  const lines = [columns.map((column) => column.header)];
  for (let row = 0; row < rows; row++)
    lines.push(columns.map((column) => String(column.values[row] ?? '')));
  return `${lines.map((cells) => cells.map((cell) => quoted(cell, separator)).join(separator)).join('\n')}\n`;
}

function quoted(cell: string, separator: string): string {
  return cell.includes(separator) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const SCALE = 2;

/** An SVG as a PNG at twice its size. */
export async function rasterOf(svg: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg.outerHTML)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * SCALE;
  canvas.height = image.height * SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be drawn.'))),
      'image/png',
    ),
  );
}

const PAINT = [
  'fill',
  'stroke',
  'font-size',
  'font-weight',
  'stroke-dasharray',
  'stop-color',
] as const;
const SVG = 'http://www.w3.org/2000/svg';
const TITLE_HEIGHT = 28;

/** A plot as a picture that stands alone: colours resolved, titled, with ground and font of its own. */
export async function standaloneSvg(plot: SVGSVGElement, title: string): Promise<SVGSVGElement> {
  const { width, height } = plot.getBoundingClientRect();
  const copy = plot.cloneNode(true) as SVGSVGElement;
  copyPaint(plot, copy);
  copy.setAttribute('y', String(TITLE_HEIGHT));
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.querySelector('.recharts-tooltip-cursor')?.remove();

  const root = plotElement('svg', { width, height: height + TITLE_HEIGHT, xmlns: SVG });
  root.setAttribute('font-family', "'Inter Variable', Inter, system-ui, sans-serif");
  const sheet = plotElement('style', {});
  sheet.textContent = await embeddedFont();
  root.append(sheet);
  const style = getComputedStyle(plot);
  const ground = resolved(style, '--surface');
  root.append(plotElement('rect', { width: '100%', height: '100%', fill: ground }));
  const heading = plotElement('text', { x: 16, y: 19, 'font-size': 13, 'font-weight': 600 });
  heading.setAttribute('fill', resolved(style, '--ink'));
  heading.textContent = title;
  root.append(heading, copy);
  return root as SVGSVGElement;
}

function copyPaint(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const property of PAINT) {
    const value = style.getPropertyValue(property);
    if (value !== '') to.setAttribute(property, value);
  }
  for (const [index, child] of [...from.children].entries()) {
    const twin = to.children[index];
    if (twin) copyPaint(child, twin);
  }
}

/** A variable's colour as the browser would paint it now. */
function resolved(style: CSSStyleDeclaration, variable: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${variable}, ${style.color})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function plotElement(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

const FAMILY = 'Inter Variable';

/** The page's own font as a style sheet that a picture can carry with it; empty if it has none. */
async function embeddedFont(): Promise<string> {
  const source = fontUrl();
  if (source === undefined) return '';
  const file = await fetch(source).then((response) => response.blob());
  return `@font-face{font-family:'${FAMILY}';font-weight:100 900;src:url(${await dataUrl(file)})}`;
}

/** The Latin face's file: the one whose range holds the digits. */
function fontUrl(): string | undefined {
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const { style } = rule;
      const family = style.getPropertyValue('font-family').replaceAll(/["']/g, '');
      const latin = /U\+0(000)?-FF/i.test(style.getPropertyValue('unicode-range'));
      const url = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src'))?.[1];
      if (family === FAMILY && latin && url !== undefined)
        return new URL(url, sheet.href ?? document.baseURI).href;
    }
  return undefined;
}
