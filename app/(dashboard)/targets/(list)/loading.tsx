import { ListSkeleton } from '@/components/ui/skeleton';

export default function TargetsLoading() {
  return <ListSkeleton title="Targets" what="targets" rows={2} />;
}
