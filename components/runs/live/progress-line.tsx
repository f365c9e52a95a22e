interface ProgressLineProps {
  /** 0 to 1. */
  fraction: number;
  label: string;
}

/** Progress as a load line: the mark travels along it. */
export function ProgressLine({ fraction, label }: ProgressLineProps) {
  const share = Math.min(1, Math.max(0, fraction));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      className="relative h-4"
    >
      <div className="absolute inset-x-0 top-1/2 h-px bg-line-strong" />
      <div
        className="absolute top-1/2 left-0 h-0.5 -translate-y-1/2 bg-ink transition-[width] duration-150"
        style={{ width: `${share * 100}%` }}
      />
      <div
        className="absolute top-1/2 size-3 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-ink bg-paper transition-[left] duration-150"
        style={{ left: `clamp(6px, ${share * 100}%, calc(100% - 6px))` }}
      />
    </div>
  );
}
