import { ListSkeleton } from '@/components/ui/skeleton';

export default function TargetsLoading() {
  return <ListSkeleton title="Targets" what="the targets" rows={2} />;
}
