import type { SearchKind } from '#contract/enums';

/** What each kind is called on screen, in the order in which they are offered. */
export const SEARCH_KIND_LABELS: Record<SearchKind, string> = {
  text: 'Text',
  media: 'Photos and video',
  voice: 'Voice',
  file: 'Files',
  link: 'Links',
  check_in: 'Check-ins',
  routine_assignment: 'Plans',
  achievement: 'Achievements',
};
