import { ListSkeleton } from '@/components/ui/list-skeleton';

export default function TargetsLoading() {
  return <ListSkeleton title="Targets" what="the targets" rows={2} />;
}
