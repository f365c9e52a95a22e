import { NotFoundPage } from '@/components/ui/figures';

export default function Forbidden() {
  return (
    <NotFoundPage title="Not for your role" href="/" link="Go to overview">
      An administrator can give you a role that may see this page.
    </NotFoundPage>
  );
}
