import type { Component } from 'svelte';
import type { UserView } from '#contract/auth';
import type { ClientView } from '#contract/clients';
import CheckInsSection from './CheckInsSection.svelte';
import type { ClientFacts } from './client-facts.svelte.ts';
import PlansSection from './PlansSection.svelte';

/** What every section of the client panel is drawn from. */
export interface ClientPanelSectionProps {
  facts: ClientFacts;
  client: ClientView;
  viewer: UserView;
}

/** The sections of the client panel, in order. */
export const panelSections: readonly { key: string; Section: Component<ClientPanelSectionProps> }[] = [
  { key: 'check-ins', Section: CheckInsSection },
  { key: 'plans', Section: PlansSection },
];
