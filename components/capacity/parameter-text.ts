const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A parameter with four digits; what is very small as a power of ten: "1.736 × 10⁻⁶". */
export function parameterText(value: number | undefined): string {
  if (value === undefined) return '–';
  if (value === 0 || Math.abs(value) >= 1e-3) return String(Number(value.toPrecision(4)));
  const [digits = '', power = ''] = value.toExponential(3).split('e-');
  const raised = [...power].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `${Number(digits)} × 10⁻${raised}`;
}
