import { dataUrl } from '@/components/charts/download';

/** A report as one file that needs nothing else: styles, fonts and drawings inside, no script, no address. */
export async function standalonePage(): Promise<string> {
  const article = document.querySelector('.report');
  if (article === null) throw new Error('There is no report on this page.');
  const copy = article.cloneNode(true) as Element;
  for (const element of copy.querySelectorAll('script, button, select, form, [data-noprint]'))
    element.remove();
  // Addresses of the dashboard mean nothing elsewhere; places within the report do.
  for (const link of copy.querySelectorAll('a[href]'))
    if (!link.getAttribute('href')?.startsWith('#')) link.removeAttribute('href');
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";
  return [
    '<!doctype html>',
    '<html lang="en" data-theme="light">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(document.title)}</title>`,
    `<style>${await styles()}</style>`,
    '</head>',
    `<body>${copy.outerHTML}</body>`,
    '</html>',
  ].join('\n');
}

async function styles(): Promise<string> {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const kept = await Promise.all(
    rules.map((rule) => (rule instanceof CSSFontFaceRule ? fontOf(rule) : rule.cssText)),
  );
  return kept.join('\n').replaceAll('</', '<\\/');
}

/** The fonts that the page has really used, as data; others are left out. */
async function fontOf(rule: CSSFontFaceRule): Promise<string> {
  const of = (name: string) => rule.style.getPropertyValue(name);
  const plain = (text: string) => text.replaceAll(/["'\s]/g, '').toLowerCase();
  const used = [...document.fonts].some(
    (face) =>
      face.status === 'loaded' &&
      plain(face.family) === plain(of('font-family')) &&
      plain(face.style) === plain(of('font-style') || 'normal') &&
      plain(face.unicodeRange) === plain(of('unicode-range')),
  );
  const url = /url\("?([^")]+)"?\)/.exec(of('src'))?.[1];
  if (!used || url === undefined) return '';
  const file = await fetch(new URL(url, rule.parentStyleSheet?.href ?? document.baseURI));
  return rule.cssText.replace(/src:[^;]+;/, `src: url(${await dataUrl(await file.blob())});`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
