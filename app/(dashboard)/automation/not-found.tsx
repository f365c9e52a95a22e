import { NotFoundPage } from '@/components/ui/figures';

export default function AutomationNotFound() {
  return (
    <NotFoundPage
      title="Schedule or channel not found"
      href="/automation"
      link="View schedules & notifications"
    >
      It may have been deleted. The runs it started and the notifications it sent are kept.
    </NotFoundPage>
  );
}
