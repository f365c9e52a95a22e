import { dataUrl } from './data-url';

const FAMILY = 'Inter Variable';

/** The page's own font as a style sheet that a picture can carry with it; empty if it has none. */
export async function embeddedFont(): Promise<string> {
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
