import { embeddedFont } from './embedded-font';

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
