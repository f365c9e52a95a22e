import { Missing } from '@/components/ui/missing';

export default function NotFound() {
  return (
    <Missing title="There is no such page" href="/" link="Go to the overview">
      The address may be mistyped, or what it named has been deleted.
    </Missing>
  );
}
