import { ListSkeleton } from '@/components/ui/list-skeleton';

export default function ScenariosLoading() {
  return <ListSkeleton title="Scenarios" what="the scenarios" rows={6} />;
}
