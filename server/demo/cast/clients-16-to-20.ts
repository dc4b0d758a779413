import { checkIn, client, coach, type Persona, unread } from '../persona.ts';

/** client16 to client20. */
export const fourthFive: readonly Persona[] = [
  {
    ...{
      name: 'Yusuf Demir',
      timeZone: 'Europe/Istanbul',
      units: 'metric',
      gender: 'male',
      age: 25,
      height: 182,
    },
    ...{
      weight: 71.2,
      perWeek: 0.18,
      joined: 120,
      trainsAt: 1170,
      adherence: 0.88,
      checkInDay: 5,
      checkIns: 0.85,
    },
    ...{ chats: 1.2, strength: 1.15, traits: ['gain', 'student'] },
    hello: [
      'coach: Welcome Yusuf. 71 kilos at 182, and you want ten more. What do you eat before noon?',
      'client: Tea',
      'coach: I think I have found the problem. Eggs, bread, olives, and the tea, before your first lecture. The rest is patience and squats.',
    ],
    plans: [{ template: 'Upper / Lower, 4 days', from: 118 }],
    tail: [
      coach(44, 'Weigh in tomorrow before breakfast, please, not after lunch like last week.'),
      unread(client(11, '{bw} this morning, before breakfast, in my underwear. Official.')),
      unread(client(10.9, 'And I finished the 5 kg bag of rice. Alone.')),
      unread(
        client(
          10.7,
          'Question though: my wrists bend back a lot in the bench press. Is that the grip or am I just weak there?',
        ),
      ),
      unread(client(3.1, 'Trying it with the thumb lower tonight unless you tell me not to')),
    ],
  },
  {
    ...{
      name: 'Ingrid Solberg',
      timeZone: 'Europe/Oslo',
      units: 'metric',
      gender: 'female',
      age: 66,
      height: 164,
    },
    ...{
      weight: 69.5,
      perWeek: -0.06,
      joined: 175,
      trainsAt: 600,
      adherence: 0.94,
      checkInDay: 6,
      checkIns: 0.96,
    },
    ...{ chats: 0.9, strength: 0.6, traits: ['retired'] },
    hello: [
      'coach: Welcome Ingrid. What should your body still be able to do at eighty?',
      'client: Ski to the cabin with a rucksack, get up from the floor with a grandchild on my arm, and open every jar in the house.',
      'coach: That is the clearest brief I have had this year. Carries, squats, grip. We start on Monday.',
    ],
    plans: [
      { template: 'Full body, 3 days', from: 173 },
      { template: 'Daily hips and back', from: 100 },
    ],
    tail: [
      client(
        98,
        'First snow at the cabin. Eight kilometres on skis with the rucksack and I was the one who waited at the top.',
      ),
      coach(
        96,
        'The one who waits at the top. I am going to quote that to everybody. How were the knees on the way down?',
      ),
      client(95, 'Warm but friendly. Took the last hill sitting down, with dignity.'),
      coach(76, 'Dignity noted. Keep the loads this week, and Friday may be the short version.'),
    ],
  },
  {
    ...{
      name: 'Noah Petersen',
      timeZone: 'America/Chicago',
      units: 'imperial',
      gender: 'male',
      age: 38,
      height: 183,
    },
    ...{
      weight: 102.6,
      perWeek: -0.26,
      joined: 158,
      trainsAt: 840,
      adherence: 0.75,
      checkInDay: 6,
      checkIns: 0.8,
    },
    ...{ chats: 1, strength: 1.3, traits: ['lose', 'shift', 'parent'] },
    hello: [
      'coach: Welcome, Noah. Paramedic, 24 on and 48 off. What usually breaks the routine?',
      'client: The first day off. I sleep until two, eat whatever the kids left and call it rest.',
      'coach: Then we do not train on that day, we only protect the food. Training is for the second day off.',
    ],
    plans: [
      { template: 'Full body, 3 days', from: 156, to: 62 },
      { template: 'Upper / Lower, 4 days', from: 61 },
    ],
    tail: [
      client(
        33,
        'Lifted a guy twice my size down three floors last night and my back said nothing. Nothing! That used to be two days on the couch.',
      ),
      coach(31, 'That is what the deadlifts are for, much more than for the plates. Anything sore today?'),
      client(30.5, 'Grip. Only the grip.'),
      coach(12, 'Then an extra carry at the end of Thursday, one minute, and leave it at that.'),
    ],
  },
  {
    ...{
      name: 'Chloé Martin',
      timeZone: 'Europe/Paris',
      units: 'metric',
      gender: 'female',
      age: 33,
      height: 169,
    },
    ...{
      weight: 74.1,
      perWeek: -0.19,
      joined: 110,
      trainsAt: 810,
      adherence: 0.74,
      checkInDay: 4,
      checkIns: 0.9,
    },
    ...{ chats: 1, strength: 0.7, traits: ['parent', 'lose'] },
    hello: [
      'coach: Welcome Chloé, and congratulations. What did the midwife and the pelvic floor physio clear you for?',
      'client: Walking, breathing and "light strength". Nobody could say what light means. She is five months old and weighs 7.4, so that is my baseline.',
      'coach: Then light means "less than the baby" for four weeks. Anything that leaks, drags or aches, you stop and tell me, no heroics.',
    ],
    plans: [
      { template: 'Daily hips and back', from: 108 },
      { template: 'Full body, 3 days', from: 75 },
    ],
    tail: [
      coach(
        60,
        'Naps are training days too. If she sleeps, you may choose between the session and the sofa, both are right.',
      ),
      client(58, 'I chose the sofa on Wednesday and the session today. Equality.'),
      checkIn(
        25,
        3,
        -0.3,
        'Two of three, and the short ones nearly every day. Teeth are coming (hers), so nights are in pieces. No leaking on the step-ups any more, that is the big news here.',
      ),
      unread(
        client(
          21,
          'Forgot to ask in the check-in: is it fine to carry her in the sling for the walks, or does that undo things?',
        ),
      ),
    ],
  },
  {
    ...{
      name: 'Sam Whitaker',
      timeZone: 'Australia/Sydney',
      units: 'metric',
      gender: 'other',
      age: 28,
      height: 176,
    },
    ...{
      weight: 76.8,
      perWeek: 0.04,
      joined: 58,
      trainsAt: 375,
      adherence: 0.93,
      checkInDay: 6,
      checkIns: 0.95,
    },
    ...{ chats: 1.4, strength: 1.05, traits: ['strength', 'desk'] },
    hello: [
      'coach: Hi Sam, welcome from the other side of the clock. When you write at breakfast I am brushing my teeth at night, so expect answers by your afternoon.',
      'client: Works for me. I train before work and I would rather have a good answer than a quick one.',
      'coach: Then we will get along. What do you want from the next twelve weeks?',
      'client: A body weight bench and shoulders that do not live next to my ears.',
    ],
    plans: [{ template: 'Upper / Lower, 4 days', from: 56 }],
    tail: [
      coach(
        28,
        'The shoulders in your last video: ten centimetres further from the ears. Same cue on the rows.',
      ),
      client(20, 'That cue, "put them in your back pockets", is now a note on my monitor'),
    ],
  },
];
