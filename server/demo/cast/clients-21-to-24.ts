import { checkIn, client, coach, type Persona, unread } from '../persona.ts';

/** client21 to client24, with the other coach. */
export const otherCoach: readonly Persona[] = [
  {
    ...{
      name: 'Fatima Zahra El Idrissi',
      timeZone: 'Africa/Casablanca',
      units: 'metric',
      gender: 'female',
      age: 32,
      height: 166,
    },
    ...{
      weight: 65.9,
      perWeek: -0.08,
      joined: 172,
      trainsAt: 1080,
      adherence: 0.86,
      checkInDay: 6,
      checkIns: 0.9,
    },
    ...{ chats: 1.1, strength: 0.8, traits: ['run', 'desk'] },
    hello: [
      'coach: Hey Fatima, glad you are here. Tell me about the knee, the whole story.',
      'client: Ran a trail 10k in the Atlas with no training because my cousins dared me. Knee has been grumpy since March.',
      'coach: A classic. We rebuild from the calf up, and next year you beat the cousins.',
    ],
    plans: [
      { template: 'Kettlebell base', from: 170, to: 90 },
      { template: 'Back to running', from: 89 },
    ],
    tail: [
      coach(
        48,
        'Six weeks without a grumpy morning. The 40 minute trail is yours this weekend if the calves agree.',
      ),
      client(46, 'The calves have voted yes'),
      unread(
        client(
          6.2,
          'Did it! Knee 1 of 10 on the last descent, 0 this morning. Do I repeat it on Saturday or go up to 45?',
        ),
      ),
    ],
  },
  {
    ...{
      name: 'Ben Carter',
      timeZone: 'America/Denver',
      units: 'imperial',
      gender: 'male',
      age: 48,
      height: 185,
    },
    ...{
      weight: 94.8,
      perWeek: -0.02,
      joined: 180,
      trainsAt: 360,
      adherence: 0.97,
      checkInDay: 6,
      checkIns: 1,
    },
    ...{ chats: 1.3, strength: 1.55, traits: ['strength'] },
    hello: [
      'coach: Ben, welcome. What did you squat when you last kept a log?',
      'client: 315 in college. I am 48, so I assume we are in the "empty bar" part of the film.',
      'coach: Opening credits. Three days a week, add a little when every rep looks the same. You will be surprised by spring.',
    ],
    plans: [{ template: 'Barbell basics, 3 days', from: 178 }],
    tail: [
      client(
        29,
        'Squatted today with my son spotting. He is sixteen and said "respect", which I believe is a compliment.',
      ),
      coach(27, 'At sixteen it is the only compliment. Film the last set on Friday, side view.'),
      client(26, 'Will do. From the good side.'),
    ],
  },
  {
    ...{
      name: 'Katya Morozova',
      timeZone: 'Europe/Riga',
      units: 'metric',
      gender: 'female',
      age: 40,
      height: 171,
    },
    ...{
      weight: 76.2,
      perWeek: -0.17,
      joined: 100,
      trainsAt: 1020,
      adherence: 0.83,
      checkInDay: 6,
      checkIns: 0.95,
    },
    ...{ chats: 1, strength: 0.9, traits: ['lose', 'desk'] },
    hello: [
      'coach: Hi Katya. Swimmer until nineteen, then fifteen years of spreadsheets. Which shoulder?',
      'client: Both, but the left one sends the louder letters.',
      'coach: Then nothing goes overhead for a while, and we make rows your new best friend.',
    ],
    plans: [
      { template: 'Shoulder-friendly upper', from: 98 },
      { template: 'Kettlebell base', from: 60 },
    ],
    tail: [
      client(
        55,
        'Swam 600 metres on Sunday for the first time in a year. Slow, happy, no letters from the shoulder.',
      ),
      coach(53, 'Best news of the week. Stay at 600 until it bores you.'),
      unread(
        checkIn(
          10,
          5,
          -0.4,
          'All sessions and a swim. The landmine press went up and nothing complained. Ate out three times for a birthday week and still lost a little, please explain.',
        ),
      ),
    ],
  },
  {
    ...{
      name: "Liam O'Connor",
      timeZone: 'Pacific/Auckland',
      units: 'metric',
      gender: 'male',
      age: 22,
      height: 188,
    },
    ...{ weight: 79.3, perWeek: 0.2, joined: 15, trainsAt: 1020, adherence: 0.9, checkInDay: 6, checkIns: 1 },
    ...{ chats: 1.5, strength: 1.2, traits: ['gain', 'student'] },
    hello: [
      "coach: Welcome Liam. Rugby pre-season in eleven weeks, and you sent me your coach's sheet. What do YOU think is missing?",
      'client: I get pushed off the ball by blokes ten kilos heavier. Also I do not really know how to squat, I just bend.',
      'coach: Honest and fixable. We learn the squat properly first, the kilos come with it.',
    ],
    plans: [{ template: 'Barbell basics, 3 days', from: 13 }],
    tail: [
      client(38, 'Is it normal to be sore in the bit between my shoulder blades from SQUATS'),
      coach(
        36,
        'Yes. It means you are finally holding the bar with your back and not with your neck. Give it another week.',
      ),
      client(35.5, 'Sweet as. Eating everything in the flat meanwhile'),
    ],
  },
];
