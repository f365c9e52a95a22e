import { Lead, PageHeader, Section } from '@/components/ui/page';
import { ImportForm } from './import-form';

interface ImportPageProps {
  formats: readonly { name: string; words: string }[];
  targets: readonly string[];
}

/** Results of other tools become runs, to be compared and followed like any other. */
export function ImportPage({ formats, targets }: ImportPageProps) {
  return (
    <>
      <PageHeader title="Import results" />
      <Lead>
        Results from other tools become runs, marked as imported. Missing data is shown as missing,
        never estimated.
      </Lead>
      <ImportForm formats={formats} targets={targets} />
      <Section title="Supported formats">
        <ul className="columns-2 gap-8 text-ink-2 max-sm:columns-1">
          {formats.map(({ name, words }) => (
            <li key={name} className="py-0.5">
              {words}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
