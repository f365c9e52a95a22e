import { NotFoundPage } from '@/components/ui/figures';

export default function AutomationNotFound() {
  return (
    <NotFoundPage
      title="There is no such schedule or channel"
      href="/automation"
      link="See the routine"
    >
      It may have been deleted. What it has started or sent stays.
    </NotFoundPage>
  );
}
