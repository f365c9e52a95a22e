import { ListSkeleton } from '@/components/ui/skeleton';

export default function ScenariosLoading() {
  return <ListSkeleton title="Scenarios" what="scenarios" rows={6} />;
}
