/** What is offered at once. */
export const QUICK = ['👍', '❤️', '💪', '🔥', '😂', '🎉'] as const;

/** Emoji and the words they are found by; the first one is their name. */
const TABLE = `
👍 thumbs up|yes ok good like
👎 thumbs down|no bad dislike
❤️ red heart|love like
🧡 orange heart|love
💚 green heart|love
💙 blue heart|love
💜 purple heart|love
🖤 black heart|love
💔 broken heart|sad
💪 strong|muscle biceps power gym flex
🔥 fire|hot streak lit
😂 tears of joy|laugh funny lol
🎉 party popper|celebrate congratulations tada
👏 clapping hands|bravo applause well done
🙌 raised hands|hooray praise celebrate
🙏 folded hands|please thanks thank you pray
🤝 handshake|deal agree
👊 fist bump|punch
✊ raised fist|power
🤜 right fist|bump
🤛 left fist|bump
👋 waving hand|hello hi bye
👌 ok hand|perfect fine
✌️ victory hand|peace
🤞 crossed fingers|luck hope
🫡 salute|yes coach understood
🫶 heart hands|love thanks
🙂 slight smile|ok fine
😀 grinning face|happy smile
😄 grinning with eyes|happy laugh
😅 sweat smile|phew nervous effort
🤣 rolling on the floor|laugh lol funny
😊 smiling face|happy blush
😍 heart eyes|love
🥰 smiling with hearts|love
😘 blowing a kiss|love
😎 sunglasses|cool
🤩 star struck|wow amazing
🥳 partying face|celebrate birthday
🤔 thinking face|hmm wonder
🧐 monocle|look inspect
😏 smirk|sure
😬 grimace|awkward oops
🙄 rolling eyes|annoyed
😌 relieved|calm
😴 sleeping|sleep tired rest bed
😪 sleepy|tired
🥱 yawning|tired bored
😮 open mouth|wow surprised
😱 screaming|shock scared
😢 crying|sad tear
😭 loudly crying|sad tears
😤 huffing|effort determined
😡 angry|mad
🤯 mind blown|wow shock
🥵 hot face|sweat warm
🥶 cold face|freezing
🤒 thermometer|ill sick fever
🤕 bandage|hurt injury pain
🤢 nauseated|ill sick
😵‍💫 dizzy|ill exhausted spiral
🫠 melting|tired hot
💀 skull|dead dying
🤡 clown|silly
👀 eyes|look seen watching
💯 hundred|perfect full
✅ check mark|done yes
☑️ ticked box|done
❌ cross mark|no wrong
❓ question mark|what why
❗ exclamation mark|important
⚠️ warning|careful
⭐ star|favourite
🌟 glowing star|great
✨ sparkles|new shiny
⚡ lightning|energy fast power
💥 collision|boom
💫 dizzy star|magic
🏆 trophy|win first
🥇 gold medal|first win
🥈 silver medal|second
🥉 bronze medal|third
🏅 sports medal|win
🎯 bullseye|target goal
🚀 rocket|fast progress
📈 chart up|progress gain
📉 chart down|loss
🏋️ weight lifter|gym barbell lift squat
🏃 runner|run running cardio
🚶 walker|walk steps
🚴 cyclist|bike cycling
🏊 swimmer|swim
🧘 lotus position|yoga stretch mobility
🤸 cartwheel|gymnastics mobility
🥊 boxing glove|fight
⚽ football|soccer ball
🏀 basketball|ball
🎾 tennis|ball
🥗 salad|food healthy vegetables
🍎 apple|food fruit
🍌 banana|food fruit
🥦 broccoli|food vegetables
🍗 chicken leg|food protein meat
🥩 steak|food protein meat
🍳 egg|food breakfast protein
🍕 pizza|food
🍔 burger|food
🍰 cake|food sweet birthday
🍫 chocolate|food sweet
☕ coffee|drink morning
💧 droplet|water drink hydration
🍺 beer|drink
⏰ alarm clock|time morning
⏳ hourglass|wait time
📅 calendar|date day plan
📷 camera|photo picture
🎥 film camera|video form
💤 sleeping sign|sleep rest
🛌 in bed|sleep rest
🌞 sun with face|morning summer
🌙 crescent moon|night
🌧️ rain|weather
🌈 rainbow|
🎂 birthday cake|
🎁 present|gift
🐢 turtle|slow
🦵 leg|leg day
🦶 foot|
🧠 brain|mind smart
🫀 heart organ|cardio pulse
🤷 shrug|do not know
🤦 facepalm|oh no
`;

export interface Emoji {
  readonly emoji: string;
  readonly name: string;
}

const ALL = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [, emoji = '', name = '', words = ''] = /^(\S+) ([^|]+)\|(.*)$/.exec(line) ?? [];
    return { emoji, name, words: `${name} ${words}`.split(' ') };
  });

/** The emoji one of whose words begins with each word that was typed; all of them for nothing. */
export function findEmoji(typed: string): readonly Emoji[] {
  const wanted = typed.trim().toLowerCase().split(/\s+/);
  return ALL.filter(({ emoji, words }) =>
    wanted.every((start) => emoji === start || words.some((word) => word.startsWith(start))),
  );
}
