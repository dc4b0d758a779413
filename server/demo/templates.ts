import { exercises } from '#server/db/schema/index';
import type { StoredLine } from '#server/features/training/stored-plan';
import type { Db } from '#server/platform/postgres';

interface TemplateText {
  name: string;
  description: string;
  /** By weekday (0 Sunday); `any` is for plans that take the weekday they are assigned for. */
  days: Readonly<Record<string, string>>;
}

/** An exercise of the catalogue as a story needs it. */
export interface CatalogueEntry {
  id: number;
  name: string;
  caloriesPerMinute: number;
}

export type Catalogue = ReadonlyMap<string, CatalogueEntry>;

/** A template with its lines as the database keeps them. */
export interface StoredTemplate {
  id: number;
  coach: number;
  name: string;
  description: string;
  lines: StoredLine[];
}

const UPPER_LOWER: TemplateText = {
  name: 'Upper / Lower, 4 days',
  description: 'Two lower and two upper days. Leave two reps in the tank on every first set.',
  days: {
    1: 'Back Squat 4x5@60, Romanian Deadlift 3x8@50, Leg Press 3x10@100, Plank 3x1min, Standing Calf Raise 3x12@40',
    2: 'Bench Press 4x5@45, Seated Cable Row 3x10@40, Overhead Press 3x6@27.5, Lat Pulldown 3x10@40, Hammer Curl 3x12@8',
    4: "Deadlift 3x5@75, Bulgarian Split Squat 3x8@12, Lying Leg Curl 3x10@30, Pallof Press 3x10@10, Farmer's Carry 3x1min@20",
    5: 'Incline Dumbbell Bench Press 4x8@16, Pull-Up 3x5, Lateral Raise 3x12@6, Face Pull 3x15@15, Rope Triceps Pushdown 3x12@17.5',
  },
};

const FULL_BODY: TemplateText = {
  name: 'Full body, 3 days',
  description: 'Monday, Wednesday, Friday. Fifty minutes, six if you talk too much.',
  days: {
    1: "Goblet Squat 3x10@16, Dumbbell Bench Press 3x10@12, Dumbbell Row 3x10@14, Dead Bug 3x8, Farmer's Carry 3x1min@16",
    3: 'Trap Bar Deadlift 3x6@60, Dumbbell Shoulder Press 3x8@10, Lat Pulldown 3x10@35, Step-Up 3x8@8, Side Plank 2x1min',
    5: 'Dumbbell Romanian Deadlift 3x10@16, Push-Up 3x8, Seated Cable Row 3x10@32.5, Leg Press 3x12@80, Pallof Press 3x10@7.5',
  },
};

const COACH: readonly TemplateText[] = [
  UPPER_LOWER,
  FULL_BODY,
  {
    name: 'Lower A',
    description: 'The squat day. Three seconds down, no bounce at the bottom.',
    days: {
      any: 'Back Squat 4x5@60, Romanian Deadlift 3x8@50, Bulgarian Split Squat 3x8@12, Lying Leg Curl 3x10@30, Plank 3x1min',
    },
  },
  {
    name: 'Upper A',
    description: 'Press, pull, then the small stuff. Stop the rows when the torso starts to swing.',
    days: {
      any: 'Bench Press 4x6@40, Dumbbell Row 3x10@18, Overhead Press 3x8@25, Lat Pulldown 3x10@40, Face Pull 3x15@15',
    },
  },
  {
    name: 'Conditioning, 2 days',
    description: 'One steady day, one hard day. On the steady day you can still hold a conversation.',
    days: {
      3: 'Rowing Machine 1x20min, Kettlebell Swing 4x15@16, Sled Push 4x1min@40',
      6: "Stationary Bike 1x35min, Dead Hang 3x1min, World's Greatest Stretch 2x5",
    },
  },
  {
    name: 'Daily hips and back',
    description: 'Ten minutes a day, in the kitchen if need be.',
    days: {
      0: 'Cat-Cow 2x10, 90/90 Hip Switch 2x8',
      1: 'Bird Dog 3x8, Glute Bridge 3x12',
      2: 'Cat-Cow 2x10, Kneeling Hip Flexor Stretch 2x1min',
      3: 'Bird Dog 3x8, Side Plank 2x1min',
      4: 'Dead Bug 3x8, 90/90 Hip Switch 2x8',
      5: 'Glute Bridge 3x12, Quadruped Thoracic Rotation 2x8',
      6: "Child's Pose 2x1min, Treadmill Walk 1x20min",
    },
  },
  {
    name: 'Hotel room',
    description: 'No kit, thirty minutes. For weeks on the road.',
    days: {
      2: 'Air Squat 4x20, Push-Up 4x10, Single-Leg Romanian Deadlift 3x10, Plank 3x1min',
      4: 'Split Squat 4x12, Inverted Row 3x10, Glute Bridge 3x15, Mountain Climber 3x1min',
      6: 'Step-Up 4x12, Push-Up 4x10, Side Plank 3x1min, Jumping Jack 4x1min',
    },
  },
];

const COACH2: readonly TemplateText[] = [
  {
    name: 'Barbell basics, 3 days',
    description: 'Squat, press, pull. Add weight when every rep looked the same.',
    days: {
      1: 'Back Squat 3x5@60, Bench Press 3x5@45, Barbell Row 3x8@40',
      3: 'Front Squat 3x5@45, Overhead Press 3x5@30, Chin-Up 3x5',
      5: 'Back Squat 3x5@62.5, Bench Press 3x5@47.5, Deadlift 1x5@85',
    },
  },
  {
    name: 'Back to running',
    description: 'Two easy runs and calves that can take them. Pain above 3 of 10 means walk home.',
    days: {
      2: 'Treadmill Jog 1x25min, Single-Leg Calf Raise 3x12, Copenhagen Plank 2x1min',
      4: 'Single-Leg Romanian Deadlift 3x10@10, Step-Up 3x10@10, Band Pull-Apart 3x15',
      6: 'Trail Run 1x35min, Couch Stretch 2x1min',
    },
  },
  {
    name: 'Kettlebell base',
    description: 'One bell, twice a week, at home.',
    days: {
      2: 'Kettlebell Swing 5x10@16, Goblet Squat 4x8@16, Push-Up 4x8',
      5: 'Kettlebell Clean 4x6@16, Dumbbell Row 4x10@16, Suitcase Carry 4x1min@16',
    },
  },
  {
    name: 'Shoulder-friendly upper',
    description: 'Neutral grips, no bar overhead until we say so.',
    days: {
      2: 'Landmine Press 3x10@15, Seated Cable Row 3x12@35, Band External Rotation 3x15, Hammer Curl 3x12@8',
      6: 'Push-Up 3x10, Inverted Row 3x8, Face Pull 3x15@15, Dead Hang 3x1min',
    },
  },
];

/** Every template of both coaches; `coach` counts from 0. */
export function storedTemplates(catalogue: Catalogue): StoredTemplate[] {
  return [COACH, COACH2]
    .flatMap((texts, coach) => texts.map((text) => ({ text, coach })))
    .map(({ text, coach }, index) => ({
      id: index + 1,
      coach,
      name: text.name,
      description: text.description,
      lines: Object.entries(text.days)
        .flatMap(([day, work]) => work.split(', ').map((line) => ({ line, day })))
        .map(({ line, day }, orderIndex) => ({ ...lineFrom(line, catalogue), ...dayOf(day), orderIndex })),
    }));
}

function dayOf(day: string): { dayOfWeek: number | null } {
  return { dayOfWeek: day === 'any' ? null : Number(day) };
}

/** "Back Squat 4x5@60": sets x reps @ kg; "3x1min" are sets of minutes. */
function lineFrom(line: string, catalogue: Catalogue) {
  const [, name = '', sets, amount, minutes, load] =
    /^(.+) (\d+)x(\d+)(min)?(?:@([\d.]+))?$/.exec(line) ?? [];
  const exercise = catalogue.get(name);
  if (!exercise) throw new Error(`The catalogue has no exercise for "${line}"`);
  return {
    exerciseId: exercise.id,
    sets: Number(sets),
    reps: minutes ? null : Number(amount),
    durationMinutes: minutes ? Number(amount) : null,
    weightKg: Number(load ?? 0),
  };
}

/** The exercises by their names. */
export async function readCatalogue(db: Db): Promise<Catalogue> {
  const rows = await db
    .select({
      id: exercises.exerciseId,
      name: exercises.name,
      caloriesPerMinute: exercises.defaultCaloriesPerMinute,
    })
    .from(exercises);
  return new Map(rows.map((row) => [row.name, row]));
}
