interface LogoProps {
  size?: number;
  className?: string;
}

/** The load line: a circle crossed by a horizontal line. */
export function Logo({ size = 24, className }: LogoProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      className={className}
      aria-hidden="true"
    >
      <circle cx="12" cy="12" r="7" strokeWidth="1.75" />
      <path d="M1 12h22" strokeWidth="2.5" />
    </svg>
  );
}
