import type { Component } from 'svelte';
import type { UserView } from '#contract/auth';
import type { Card, CardKind, CardOf } from '#contract/cards';
import type { MessageView } from '#contract/conversations';
import AchievementCard from '../achievements/AchievementCard.svelte';
import CheckInCard from '../check-ins/CheckInCard.svelte';
import RoutineAssignmentCard from '../training/RoutineAssignmentCard.svelte';

/** What every card is drawn from: the thing in its present state, the message that carries it, and who looks. */
export interface CardProps<C extends Card> {
  card: C;
  message: MessageView;
  viewer: UserView;
}

/** The component that draws each kind. A kind without one does not compile. */
export const cards: { [K in CardKind]: Component<CardProps<CardOf<K>>> } = {
  check_in: CheckInCard,
  routine_assignment: RoutineAssignmentCard,
  achievement: AchievementCard,
};
