import { ListSkeleton } from '@/components/ui/skeleton';

export default function ScenariosLoading() {
  return <ListSkeleton title="Scenarios" what="the scenarios" rows={6} />;
}
