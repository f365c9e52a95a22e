import { Download } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { Section } from '@/components/ui/section';

/** What a monitoring system takes over, made from the profile and the measured line. */
export function Monitoring({ target, profile }: { target: string; profile?: string }) {
  const query = new URLSearchParams({ target, ...(profile !== undefined && { profile }) });
  return (
    <Section
      title="For your monitoring"
      note="With the profile’s limits and the measured line in them."
    >
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={`/api/capacity/alerts.yml?${query}`} prefetch={false} download>
          <Download className="size-4" aria-hidden="true" />
          Prometheus alert rules
        </ButtonLink>
        <ButtonLink href={`/api/capacity/dashboard.json?${query}`} prefetch={false} download>
          <Download className="size-4" aria-hidden="true" />
          Grafana dashboard
        </ButtonLink>
      </div>
    </Section>
  );
}
