import { checkIn, client, coach, type Persona, showing, unread } from '../persona.ts';

/** client1 to client5. */
export const firstFive: readonly Persona[] = [
  {
    ...{
      name: 'Amira Khalil',
      timeZone: 'Europe/Lisbon',
      units: 'metric',
      gender: 'female',
      age: 34,
      height: 168,
    },
    ...{
      weight: 84.2,
      perWeek: -0.24,
      joined: 181,
      trainsAt: 1050,
      adherence: 0.92,
      checkInDay: 6,
      checkIns: 0.97,
    },
    ...{ chats: 1.5, strength: 1, traits: ['lose', 'desk'], todayTicks: 2 },
    hello: [
      'coach: Hi Amira, good to have you here. Tell me two things: what made you start now, and what made you stop the last time?',
      'client: Now: I get out of breath on the stairs to my own office, third floor. Last time: I went six days a week for a month and then never again.',
      'coach: That second answer is the useful one. We start with three days and we earn the fourth.',
    ],
    plans: [
      { template: 'Full body, 3 days', from: 179, to: 96 },
      { template: 'Lower A', from: 95, weekday: 0 },
      { template: 'Upper A', from: 95, weekday: 3 },
      { template: 'Conditioning, 2 days', from: 60 },
      { template: 'Daily hips and back', from: 10, unfailing: true },
    ],
    tail: [
      coach(
        57,
        'Seven mornings in a row on the hips, I saw the medal. That is the one I am proud of, more than the squat.',
      ),
      client(
        46,
        'Three months ago I would have laughed at you for suggesting split squats with a dumbbell in each hand',
      ),
      coach(45.2, 'Three months ago I would not have suggested it. How is the right hip the day after?'),
      client(44.8, 'Quiet. A bit stiff when I get up from the desk, gone after a few steps.'),
      showing(
        'walk-home',
        client(
          28.4,
          'Walked home instead of taking the tram, the long way along the river. Hip still quiet.',
        ),
      ),
      coach(
        27,
        'Good. Keep the hip flexor stretch after the long meetings, and on the next lower day take the squat to three seconds down. Same weight, I want to see the control.',
      ),
      unread(
        checkIn(
          3.4,
          4,
          -0.6,
          'Slept badly on Tuesday so I cut the row short, otherwise strong. Hips feel tight after sitting all day. Jeans from two winters ago close again, I may have told everybody at work.',
        ),
      ),
      unread(
        client(
          1.2,
          'Also: can I swap the rowing this week for the bike? The rower at my gym is broken until Friday.',
        ),
      ),
    ],
  },
  {
    ...{
      name: 'Jonas Öberg',
      timeZone: 'Europe/Stockholm',
      units: 'metric',
      gender: 'male',
      age: 41,
      height: 184,
    },
    ...{
      weight: 91.5,
      perWeek: -0.1,
      joined: 168,
      trainsAt: 400,
      adherence: 0.84,
      checkInDay: 6,
      checkIns: 0.85,
    },
    ...{ chats: 1.2, strength: 1.35, traits: ['parent', 'desk'] },
    hello: [
      'coach: Welcome, Jonas. I read your form. Before we talk exercises: what does a normal week look like, hour by hour if you can stand it?',
      'client: Up at 5:45, gym at 6:30 if nobody is ill, kids to school at 8, desk until 5, kids again, asleep on the sofa at 9:30.',
      'coach: Then mornings it is, and everything has to fit in 50 minutes with the shower. I can work with that.',
    ],
    plans: [
      { template: 'Full body, 3 days', from: 166, to: 110 },
      { template: 'Upper / Lower, 4 days', from: 109 },
    ],
    tail: [
      coach(30, 'How did the first week with the extra set feel?'),
      unread(
        client(
          5.3,
          'Mostly fine. But my left knee clicks on the way up in the split squat, every rep since Monday.',
        ),
      ),
      unread(client(5.2, 'It does not hurt, it just sounds awful. Is that something to worry about?')),
      unread(client(5.1, 'I can film it tomorrow morning if that helps.')),
    ],
  },
  {
    ...{
      name: 'Sofía Paredes',
      timeZone: 'America/Mexico_City',
      units: 'metric',
      gender: 'female',
      age: 29,
      height: 161,
    },
    ...{
      weight: 67.8,
      perWeek: -0.18,
      joined: 176,
      trainsAt: 1110,
      adherence: 0.88,
      checkInDay: 5,
      checkIns: 0.9,
    },
    ...{
      chats: 1.1,
      strength: 0.85,
      traits: ['lose', 'student'],
      fades: { day: 40, adherence: 0.3, checkIns: 0.2 },
    },
    hello: [
      'coach: Hola Sofía. The goal on your form says "be strong for my thesis year". What does strong mean to you?',
      'client: Honestly? Carrying my own suitcase up four floors and not crying over a chapter. In that order.',
      "coach: The suitcase I can promise. Farmer's carries from day one, then.",
    ],
    plans: [
      { template: 'Full body, 3 days', from: 174 },
      { template: 'Daily hips and back', from: 120, to: 70 },
    ],
    tail: [
      client(
        24 * 14,
        'The thesis draft is due and I have been sleeping in the library. I will be back on Monday, promise.',
      ),
      coach(
        24 * 12,
        'No promise needed. How did Thursday go? If the week is full, one session counts: just the Monday one, forty minutes.',
      ),
    ],
  },
  {
    ...{
      name: 'Dele Williams',
      timeZone: 'Europe/London',
      units: 'metric',
      gender: 'male',
      age: 37,
      height: 179,
    },
    ...{
      weight: 86.4,
      perWeek: 0.08,
      joined: 183,
      trainsAt: 1080,
      adherence: 0.97,
      checkInDay: 6,
      checkIns: 1,
    },
    ...{ chats: 1.6, strength: 1.65, traits: ['strength', 'parent'] },
    hello: [
      'coach: Dele, welcome. Your numbers are better than you think. What is the one lift you want to brag about next spring?',
      'client: Deadlift, 180. My brother pulled 175 at his wedding gym, do not ask, and I have not heard the end of it.',
      'coach: A clear target and a clear enemy. Perfect. We start lighter than you will like.',
    ],
    plans: [
      { template: 'Upper / Lower, 4 days', from: 181 },
      { template: 'Conditioning, 2 days', from: 150 },
    ],
    tail: [
      client(
        30,
        'Every single session this week, and both bike days. I would like that in writing somewhere.',
      ),
      coach(
        28.5,
        'Consider it in writing. And the calm thing about it: your bar speed is better than six weeks ago at a higher load. That is what the boring weeks buy.',
      ),
      client(28, 'My brother asked what I am on. I said "sleep and a woman who shouts at me by text".'),
      coach(7, 'I never shout. Thursday you may take the deadlift up by 2.5 if the third set still moves.'),
    ],
  },
  {
    ...{
      name: 'Mei Tanaka',
      timeZone: 'Asia/Tokyo',
      units: 'metric',
      gender: 'female',
      age: 31,
      height: 159,
    },
    ...{
      weight: 54.6,
      perWeek: 0.05,
      joined: 150,
      trainsAt: 1200,
      adherence: 0.86,
      checkInDay: 6,
      checkIns: 0.88,
    },
    ...{ chats: 1, strength: 0.75, traits: ['strength', 'desk'] },
    hello: [
      'coach: Hello Mei, and thank you for the long form. You wrote "pull-up" three times, so I take it we want a pull-up?',
      'client: Yes. One real one. My climbing partner says I cheat with my legs and she is right.',
      'coach: Then we do negatives and hangs twice a week and stop cheating one centimetre at a time.',
    ],
    plans: [{ template: 'Upper / Lower, 4 days', from: 148 }],
    tail: [
      coach(50, 'Lovely negatives in that video. Five full seconds on the second one, I counted.'),
      client(49, 'My forearms counted too'),
      unread(
        client(
          9.5,
          'Could we move Friday to Saturday this week? There is a team dinner I cannot get out of, and last time I trained after one of those I regretted both.',
        ),
      ),
    ],
  },
];
