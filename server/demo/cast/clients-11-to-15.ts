import { checkIn, client, coach, type Persona, quoting, unread } from '../persona.ts';

/** client11 to client15. */
export const thirdFive: readonly Persona[] = [
  {
    ...{
      name: 'Grace Mbeki',
      timeZone: 'Africa/Johannesburg',
      units: 'metric',
      gender: 'female',
      age: 43,
      height: 165,
    },
    ...{
      weight: 78.5,
      perWeek: -0.22,
      joined: 178,
      trainsAt: 330,
      adherence: 0.99,
      checkInDay: 6,
      checkIns: 1,
    },
    ...{ chats: 1.3, strength: 0.9, traits: ['lose', 'parent'] },
    hello: [
      'coach: Welcome Grace. Five in the morning, your form says. Every day?',
      'client: Every day. The house is asleep and nobody can ask me where their shoes are.',
      'coach: Then I will give you ten minutes for every one of those mornings, and real work on three of them.',
    ],
    plans: [
      { template: 'Daily hips and back', from: 176 },
      { template: 'Full body, 3 days', from: 170 },
    ],
    tail: [
      client(52, 'My daughter did the bird dogs next to me this morning. She is nine and says I wobble.'),
      coach(50, 'Out-coached by a nine-year-old. Is she available on weekdays?'),
      client(26, 'Still no missed morning. At this point I am afraid to stop.'),
      quoting(
        coach(
          24.5,
          'Then let us take the fear out of it: one morning this month is a planned lie-in. A streak is a tool, not a landlord.',
        ),
      ),
      client(24, 'Ha. Sunday, then. I will try.'),
    ],
  },
  {
    ...{
      name: 'Daniel Kim',
      timeZone: 'America/Los_Angeles',
      units: 'imperial',
      gender: 'male',
      age: 35,
      height: 177,
    },
    ...{
      weight: 81.7,
      perWeek: -0.05,
      joined: 165,
      trainsAt: 1090,
      adherence: 0.82,
      checkInDay: 6,
      checkIns: 0.85,
    },
    ...{
      chats: 1,
      strength: 1.25,
      traits: ['traveller', 'desk'],
      fades: { day: 9, adherence: 0.75, checkIns: 0.8 },
    },
    hello: [
      'coach: Welcome, Daniel. How many nights a month are you not in your own bed?',
      'client: Eight to twelve. Mostly Austin and Seoul. Hotel gyms with one broken cable machine.',
      'coach: Then we keep two plans ready, one for home and one for a carpet. You never have to decide at 11 pm.',
    ],
    plans: [
      { template: 'Upper / Lower, 4 days', from: 163, to: 9 },
      { template: 'Hotel room', from: 8 },
    ],
    tail: [
      client(
        24 * 8.6,
        'Seoul from tomorrow, two and a half weeks. Hotel has a treadmill and a view, nothing else.',
      ),
      coach(
        24 * 8.3,
        'View is enough. I have swapped you to the hotel plan, three times a week. Back to barbells when you land, and we start 10 percent lighter, no negotiations.',
      ),
      client(
        60,
        'Did the first one on the carpet at 5 am because jet lag. The people below me probably filed something.',
      ),
      coach(55, 'Socks on, step softly on the jacks. How is sleep?'),
      client(
        31,
        'Five hours, then six and a half. Getting there. Second session done, split squats were nasty.',
      ),
      coach(
        29,
        'Nasty without a single plate, that is the beauty of them. Daylight before ten tomorrow, and coffee stops at two.',
      ),
    ],
  },
  {
    ...{
      name: 'Hannah Fischer',
      timeZone: 'Europe/Vienna',
      units: 'metric',
      gender: 'female',
      age: 30,
      height: 170,
    },
    ...{
      weight: 72.4,
      perWeek: -0.12,
      joined: 130,
      trainsAt: 1065,
      adherence: 0.78,
      checkInDay: 6,
      checkIns: 0.95,
    },
    ...{ chats: 1, strength: 0.85, traits: ['lose', 'shift'] },
    hello: [
      'coach: Hi Hannah. Ward nurse, rotating shifts: which of your weeks is the least terrible?',
      'client: Early shifts are fine. Late shifts I can train before. After nights I am a ghost, please expect nothing.',
      'coach: I will expect nothing after nights and be pleasantly surprised. Send me the roster when you get it.',
    ],
    plans: [{ template: 'Full body, 3 days', from: 128 }],
    tail: [
      coach(
        70,
        'Three nights in a row this week if I read your roster right. The plan for those days is food, dark curtains and nothing else.',
      ),
      client(66, 'You read it right. Thank you for not saying "just a quick one".'),
      unread(
        checkIn(
          13,
          2,
          0.7,
          'Four nights in the end, somebody called in sick. One session of three. Ate vending machine toast at 4 am twice and the scale noticed. I am not in the mood for numbers this week, sorry.',
        ),
      ),
    ],
  },
  {
    ...{
      name: 'Carlos Mendes',
      timeZone: 'America/Sao_Paulo',
      units: 'metric',
      gender: 'male',
      age: 44,
      height: 175,
    },
    ...{
      weight: 93.2,
      perWeek: -0.2,
      joined: 170,
      trainsAt: 1140,
      adherence: 0.7,
      checkInDay: 6,
      checkIns: 0.7,
    },
    ...{ chats: 0.9, strength: 1.1, traits: ['lose', 'desk'], fades: { day: 60, adherence: 0, checkIns: 0 } },
    hello: [
      'coach: Welcome Carlos. What would make this feel worth it by Christmas?',
      'client: Playing the full ninety minutes on Sundays with the company team and not being the substitute everybody pities.',
      "coach: Legs, lungs, and nobody's pity. Three days a week, and one of them makes you sweat.",
    ],
    plans: [
      { template: 'Full body, 3 days', from: 168 },
      { template: 'Conditioning, 2 days', from: 120 },
    ],
    tail: [
      client(24 * 52, 'Big release at work, two weeks, then I am all yours again.'),
      coach(24 * 51.6, 'Understood. One session a week keeps the door open, and you know which one.'),
      coach(
        24 * 41,
        'Two weeks are over and I hope the release was kind. No catching up needed: pick a day and do the first Monday session at half the weight.',
      ),
      coach(
        24 * 25,
        'Still here. If life has changed and the plan no longer fits, tell me that too and we make a smaller one.',
      ),
    ],
  },
  {
    ...{
      name: 'Aoife Byrne',
      timeZone: 'Europe/Dublin',
      units: 'metric',
      gender: 'female',
      age: 36,
      height: 167,
    },
    ...{
      weight: 61.3,
      perWeek: 0.02,
      joined: 145,
      trainsAt: 450,
      adherence: 0.9,
      checkInDay: 6,
      checkIns: 0.92,
    },
    ...{ chats: 1.2, strength: 0.85, traits: ['run'] },
    hello: [
      'coach: Aoife, welcome. Half marathon in spring, legs like a runner, and you wrote "never lifted". Why now?',
      'client: Because I have had the same shin for three autumns. My physio said "get strong or get another hobby".',
      'coach: A direct physio. Two lifting days, easy runs easy, and we write down how the shin feels every week.',
    ],
    plans: [
      { template: 'Full body, 3 days', from: 143 },
      { template: 'Conditioning, 2 days', from: 80, to: 30 },
    ],
    tail: [
      client(68, '11 km along the canal, no shin at all. I kept waiting for it like for a bad uncle.'),
      coach(
        49,
        'Eleven without the uncle, very good. Before I touch the long run: how did it feel the next morning, first ten steps out of bed, 0 to 10?',
      ),
    ],
  },
];
