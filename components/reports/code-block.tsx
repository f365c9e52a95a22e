/** What can be typed or copied from paper as it stands. */
export function CodeBlock({ children }: { children: string }) {
  return (
    <pre className="overflow-x-auto rounded-lg border bg-well px-3 py-2 font-mono text-xs whitespace-pre-wrap break-all">
      {children}
    </pre>
  );
}
