/** 1, 2 and 5 times the powers of ten within [from, to]; powers alone over more than 3 decades. */
export function logTicks(from: number, to: number): number[] {
  const steps = Math.log10(to / from) > 3 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power++)
    for (const step of steps) {
      const tick = step * 10 ** power;
      if (tick >= from && tick <= to) ticks.push(tick);
    }
  return ticks;
}
