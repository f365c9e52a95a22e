import { Logo } from '@/components/ui/logo';

/** The same for a link that has expired, was revoked, or never was: nobody learns which there are. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center p-8">
      <div className="flex max-w-[56ch] flex-col items-start gap-3">
        <Logo size={40} className="text-ink-3" />
        <h1 className="text-2xl font-semibold tracking-tight">This link is not valid</h1>
        <p className="text-lg text-ink-2">
          It has expired, was revoked, or is incomplete. Ask the sender for a new one.
        </p>
      </div>
    </main>
  );
}
