import { NotFoundPage } from '@/components/ui/figures';

export default function SuiteNotFound() {
  return (
    <NotFoundPage title="Suite not found" href="/suites" link="View suites">
      The number may be wrong.
    </NotFoundPage>
  );
}
