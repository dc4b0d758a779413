import { checkIn, client, coach, type Persona, showing, unread } from '../persona.ts';

/** client6 to client10. */
export const secondFive: readonly Persona[] = [
  {
    ...{
      name: 'Ravi Balakrishnan',
      timeZone: 'Asia/Kolkata',
      units: 'metric',
      gender: 'male',
      age: 46,
      height: 173,
    },
    ...{
      weight: 88.9,
      perWeek: -0.28,
      joined: 140,
      trainsAt: 380,
      adherence: 0.8,
      checkInDay: 6,
      checkIns: 0.95,
    },
    ...{ chats: 0.8, strength: 0.95, traits: ['lose', 'desk', 'parent'] },
    hello: [
      'coach: Welcome Ravi. Your doctor wrote "lose weight, move more", which is not a plan. What would you miss least?',
      'client: The second dinner. I eat with the children at seven and again with my wife at ten. Nobody forces me.',
      'coach: One dinner, company at both. We begin there and with three sessions.',
    ],
    plans: [
      { template: 'Full body, 3 days', from: 138 },
      { template: 'Daily hips and back', from: 60 },
    ],
    tail: [
      showing(
        'blood-pressure',
        client(
          40,
          'Blood pressure this morning 128 over 82. It has not started with a 12 since I was forty.',
        ),
      ),
      coach(
        37,
        'That is the best number I have read all week, and I read a lot of numbers. Tell your doctor before you tell me next time.',
      ),
      unread(
        checkIn(
          8,
          4,
          -0.5,
          'All three sessions. The goblet squat now feels like a normal thing a person does. Had sweets at a wedding on Saturday, two plates, no regrets. Knees fine on stairs.',
        ),
      ),
    ],
  },
  {
    ...{
      name: 'Lena Hoffmann',
      timeZone: 'Europe/Berlin',
      units: 'metric',
      gender: 'female',
      age: 39,
      height: 172,
    },
    ...{
      weight: 70.3,
      perWeek: -0.03,
      joined: 160,
      trainsAt: 720,
      adherence: 0.87,
      checkInDay: 4,
      checkIns: 0.9,
    },
    ...{ chats: 1, strength: 0.95, traits: ['desk', 'strength'] },
    hello: [
      'coach: Hi Lena. You have trained before, so I will skip the speech. What did your last coach get wrong?',
      'client: Nothing, really. She changed the programme every two weeks and I never got good at anything.',
      'coach: Then you will be bored with me, in the best way. Same lifts, ten weeks.',
    ],
    plans: [
      { template: 'Full body, 3 days', from: 158, to: 21 },
      { template: 'Upper / Lower, 4 days', from: 20 },
    ],
    tail: [
      client(75, 'Second week of four days done. I like the split, I do not like Fridays.'),
      coach(
        73,
        'Nobody likes Fridays. The new block stays as it is for eight weeks now. Tell me how the pull-ups go with the thinner band, and move Friday to Saturday whenever work wins.',
      ),
      client(72.5, 'Deal. Thinner band and Saturday it is'),
    ],
  },
  {
    ...{
      name: 'Tom Gallagher',
      timeZone: 'America/New_York',
      units: 'imperial',
      gender: 'male',
      age: 52,
      height: 180,
    },
    ...{
      weight: 97.1,
      perWeek: -0.15,
      joined: 155,
      trainsAt: 420,
      adherence: 0.85,
      checkInDay: 6,
      checkIns: 0.9,
    },
    ...{
      chats: 1,
      strength: 1.2,
      traits: ['lose', 'desk'],
      fades: { day: 19, adherence: 0.7, checkIns: 0.9 },
    },
    hello: [
      'coach: Tom, welcome. Anything that hurts, used to hurt, or that a doctor has an opinion about?',
      'client: Right shoulder, from throwing a baseball for twenty years and then not throwing one for twenty more.',
      'coach: Noted at the top of your file. We press what it likes and leave alone what it does not.',
    ],
    plans: [
      { template: 'Upper / Lower, 4 days', from: 153, to: 18 },
      { template: 'Lower A', from: 17, weekday: 2 },
      { template: 'Daily hips and back', from: 17 },
    ],
    tail: [
      client(
        24 * 18.4,
        'Reached back for a bag on the rear seat and something in the right shoulder went. Cannot lift the arm above my ear.',
      ),
      coach(
        24 * 18.2,
        'Sorry to hear that. No pressing, no hanging, no testing it. See somebody this week. I am ending the upper days today, and you keep your legs.',
      ),
      client(
        24 * 13,
        'Physio says rotator cuff strain, no tear. Six weeks if I behave. I have bands and homework.',
      ),
      coach(
        24 * 12.6,
        'That is the good version of this. Send me the homework and I will build around it, not over it.',
      ),
      client(34, 'Arm goes to shoulder height now without the pinch. Slept on that side for the first time.'),
      coach(
        31,
        'Both good signs, and neither is a reason to test it. Legs on plan, bands daily, and we talk about a light landmine press after your next physio visit.',
      ),
    ],
  },
  {
    ...{
      name: 'Priya Raman',
      timeZone: 'Europe/London',
      units: 'metric',
      gender: 'female',
      age: 27,
      height: 163,
    },
    ...{ weight: 62, perWeek: 0, joined: 1, trainsAt: 1100, adherence: 0, checkInDay: 6, checkIns: 0 },
    ...{ chats: 0, strength: 0.7, traits: [] },
    hello: [],
    plans: [{ template: 'Full body, 3 days', from: 0 }],
    tail: [
      coach(
        22,
        'Hi Priya, welcome. No plan today, just questions: what have you tried, what did you hate, and which three days of the week are really yours?',
      ),
      client(
        20.5,
        'Hi! Running, hated it. Two gym memberships, scared of the free weights end. Mondays, Wednesdays and Fridays after six are mine.',
      ),
      coach(
        19,
        'Perfect. The free weights end is quieter than it looks, and by the fourth week it will be yours too. I have put a first plan together, light on purpose. Read it through and ask me anything.',
      ),
      unread(client(2.6, 'Read it twice. What is a "trap bar" and will I look silly?')),
    ],
  },
  {
    ...{
      name: 'Oskar Nowak',
      timeZone: 'Europe/Warsaw',
      units: 'metric',
      gender: 'male',
      age: 33,
      height: 186,
    },
    ...{ weight: 95, perWeek: 0, joined: 1, trainsAt: 1100, adherence: 0, checkInDay: 6, checkIns: 0 },
    ...{ chats: 0, strength: 1, traits: [], hello: [], plans: [], tail: [] },
  },
];
