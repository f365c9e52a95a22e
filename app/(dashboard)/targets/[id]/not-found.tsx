import { NotFoundPage } from '@/components/ui/figures';

export default function TargetNotFound() {
  return (
    <NotFoundPage title="There is no such target" href="/targets" link="See all targets">
      It may have been deleted. The runs against it are kept.
    </NotFoundPage>
  );
}
