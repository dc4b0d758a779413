export { formatDelta, formatNumber, formatPlain } from './format-number.ts';
export {
  formatWeight,
  formatWeightDelta,
  fromKilograms,
  toKilograms,
  weightUnit,
  type Units,
} from './format-weight.ts';
export { formatCalendarDay, formatDate, formatDateTime, formatDay, formatTime } from './format-date.ts';
export { shortAgo, shortStamp } from './format-ago.ts';
export type { Viewer } from './intl.ts';
