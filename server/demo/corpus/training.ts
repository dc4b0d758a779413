/** About the work itself. `after` is said right after a session, whose exercises and loads fill the slots. */
export const trainingTexts = `
## after

c {ex} at {load} today, all {sets} sets. Last rep of the last one was [ugly|a negotiation|slow but honest].
k Slow is fine, ugly I want to see. Film the last set next time, from the side.

c Is {load} on the {ex} too light? I had at least four left.
k> Four left is exactly one too many. {next} next time, same reps.
c [Noted|Done], {next}

c {ex}: {load} went up like nothing. Who is this person
k The one who did not skip the boring weeks. Take {next} when you do it again.

c I mixed up the order today, {ex2} before {ex}. Does it matter?
k Once, no. As a habit, yes: the heavy one goes first while your back is fresh.

c Somebody was camping on the rack for half an hour so I did the {ex2} first and came back
k Good solution. If it happens again, ask to work in. People say yes more often than you think.
c I asked. He said yes. We are now on nodding terms.

c My grip gave up before anything else on the {ex}
k Chalk or straps for the last set only. Before that, let the grip earn its keep.

c {load} on {ex}, and I know about it tonight
k Know about it like "worked" or like "something is off"?
c Worked. I can tie my shoes.
k Then sleep on it. If tomorrow morning is worse than tonight, tell me before the next session.

k Saw the {ex} at {load}. That is up from last time, did it feel like it?
c It felt the same, which I suppose is the point
k Exactly the point.

c Could not finish the third set of {ex}, got to [six|seven] and racked it
k Racking it was right. Rest three minutes instead of two before the last set and leave the load alone.

c Rested properly between sets today and suddenly {ex} is a different exercise
k Two and a half minutes of doing nothing, the cheapest upgrade there is.

c Do I breathe in on the way down or up on the {ex}? I keep forgetting and then I forget to breathe at all
k In and brace before you move, hold through the hard part, out at the top. If you go dizzy the load is not the problem, the breath is.

c {ex} done, {ex2} done, everything ticked, {name} done
k All ticks, lovely. Eat something with protein in it before the sofa wins.

c New shoes today, flat ones. Night and day.
k Told you, running shoes are mattresses. How did the knees track?
c Straight, for once. I filmed it but my thumb is in half of it.

c Went down to [two thirds|a lighter load] on {ex} today, slept four hours
k Good call. The plan is a plan, not a contract. Next one as written.

c Question about the {ex}: I feel it more on the left. Normal?
k Common. Start every set with the right, and stop both sides when the weaker one stops. Give it four weeks.
c Right first, got it

c Fifty-one minutes including the shower. {ex} at {load}, no breaks longer than two minutes.
k You are becoming efficient. Do not become quick on the way down, though.

c I think I finally get the cue about the ribs. {ex2} felt completely different
k> That is the one I was waiting for. It will carry over to everything else.

k {ex} at {load} for {sets} times {reps}: that is a better set than four weeks ago with less on it. I looked it up.
c I need you to say that to my legs

c Wrist a bit cranky after the {ex2}. Two out of ten, gone now.
k Two and gone is fine. Neutral grip next time and tell me if it comes back twice.

c My neck is what I feel most after {ex}?
k Look at a spot on the floor two metres ahead, not at the mirror. Chin stays home.
c Ah. I was absolutely looking at the mirror.

c Had to share the cable tower with a bachelor party, did {ex2} with one arm at a time
k Improvised, unilateral, probably harder. I will allow it.

c {load} felt heavy in the warm-up and easy in the last set. Explain
k You were cold and then you were not. Two more warm-up sets on {ex}: half, three quarters, then go.

c I skipped the last exercise, kid's pickup. Everything before it is in
k Right order to skip things in. It does not need to be made up.

c The tempo thing on {ex} is evil
k Three seconds down is where the strength is hiding.
c It can stay hidden
k It cannot

c Done, and I did NOT check my phone between sets. Personal record of a kind.
k I would put that on the wall. {next} on the {ex} next time as a reward.

c {ex} {load}!! That used to be my whole body weight in fear
k Read that sentence again on the next bad day. Well lifted.

c Not my day. {ex} moved like wet sand, so I stopped after two sets
k Wet sand days are in the plan too, they are just not dated. Two sets kept the habit. Next.

c If I only have 30 minutes tomorrow, what do I keep?
k {ex} and {ex2}, in that order, full rest. The rest is dessert.

c Elbows have been talking after {ex2}. Quietly
k Let us listen while they are quiet: a bit lighter for two weeks, slower on the way down. {ex} stays.
c OK. Quiet elbows it is

k Short one: on {ex}, which rep of the last set got slow?
c The last two. Before that all the same.
k> Perfect, that is where I want it. Stay at {load} once more, then {next}.

c Asked a trainer at my gym to check my {ex}. He said "who taught you that" and meant it nicely
k I will have that framed

c The gym is shut for [repairs|a holiday] until Thursday, so today was everything at once, {ex} included
k Then Thursday is light. Two sessions do not fit into one body, even if they fit into one evening.

c {ex2} at {load2}, finally clean on all reps
k> Clean beats heavy. Now we may talk about heavy.

c Sweaty, happy, {load} on the bar
k Three words more than I usually get. Enjoy the evening.

c I could feel the left heel come up in the squats again
k Small plate under both heels for the next two sessions, and five minutes of ankles before. We take the plate away later.

## after

c Two people asked me today if I was waiting for the {ex}. I was the one ON it
k Then you looked relaxed, which is more than I can say of most people on the {ex}.

c Counted wrong and did {sets} plus one on the {ex}. Do I get the extra one refunded?
k It stays on your account. Next time the planned number, the plan can count too.

c {ex2} first thing after a long day is the best anger management I know
k Cheaper than a lawyer. How was the last set?
c Calm

c I wrote {load} down for the {ex} but the last set was a bit less, I ran out of small plates
k Fine by me, write what was on the bar. The log forgives, it only wants the truth.

c Is there a trick to stop shrugging in the {ex2}?
k Breathe out, let the shoulders drop, and only then start the rep. Every rep. It is boring and it works within a week.
c Boring it is

c Felt strong, wanted to add a set of {ex}, heard your voice, went home
k> My voice is very proud of you both.

c Somebody left the {ex} plates at {load}, exactly mine. I took it as a sign
k I left them there. I get around.

## any

c Can I do the plan in a different order of days? Weekend first, so to speak
k Yes, as long as two hard days do not stand next to each other.

c The app says I ticked something at 23:40. That was me in bed, remembering
k Late ticks are still ticks. Sleep is on the plan too, though.

k One thing I noticed: your Mondays are always better than your Fridays. What is different?
c Sleep on Sunday, I think. And nobody has annoyed me yet
k> Then let us put the heavy work there. I will reorder when this block is over.

c Physio looked at me for something else and said my posture has changed. I stood even straighter after that
k Compliments are a known posture drug.

k Do you warm up before the first set or do you warm up with the first set? Be honest
c The second one
k Two light sets first, for a month. Your elbows will write to you to say thank you.

c What happens when the twelve weeks are over?
k Nothing dramatic. We look at what stuck, throw out what did not, and you keep going with a slightly better plan.
c No graduation? No hat?
k You may wear a hat


k What is the one exercise you would throw out of the plan if you could?
c Honestly? The plank. It is just being bored in a difficult position.
k [Granted for two weeks|Denied, with sympathy]. Boring and difficult is most of what works, I am afraid.

c How sore is too sore? I went down the stairs backwards this morning
k Funny walk: fine. Sore to the touch for more than three days, or pain in the joint itself: tell me. Walk for twenty minutes today, it helps more than the sofa.
c Walking. Backwards on the stairs, forwards otherwise.

c Is it bad to train in the evening? I read it ruins sleep
k For some people. Does it ruin yours?
c No, I sleep like a stone
k> Then the article was not about you.

k I moved nothing in your plan this week on purpose. Third week of the same is where it starts to pay.
c I was about to ask for something new
k I know. Ask again in two weeks.

c Do I need protein powder?
k No. You need protein. If breakfast has eggs or yoghurt and dinner has a palm of something, keep the money.

c Cold shower after training, yes or no? My colleague swears by it
k If you enjoy it, not right after lifting. If you do not enjoy it, never.
c I have never been so relieved

c Warm-up question: ten minutes of bike, or is that too much?
k Five, then two light sets of the first lift. The bike does not know what you came for.

c I did a session without looking at the plan once. I know it by heart now
k That is a quiet milestone. Next one: knowing when to deviate.

k Quick check on the logging: are the loads you tick the ones on the bar, or per hand?
c Per hand for dumbbells, total for the bar. Right?
k> Exactly right. Then your numbers are better than I thought.

c The little video of the hip switch helped. I had been doing a completely different exercise for two weeks
k What you invented may have a future. But for now, mine.

c What do I do when the gym is full at six? All racks taken
k Dumbbell version of the first lift, same reps, one rep less in reserve. Do not wait twenty minutes, you will cool down and leave.

c Is walking to work a workout? 35 minutes each way
k It is not on the plan and it is worth more than half of what is. Keep it.

k Next week is a lighter one: same exercises, two sets instead of three, same load. It will feel too easy.
c And I may not add anything?
k You may not add anything
c Fine

+c That lighter week was strange. Felt guilty until Thursday and then like a new person
k Guilt until Thursday is the normal course. New person is the effect. Back to normal on Monday.

c I was stronger before my holiday than after it. How unfair
k Two weeks of beach cost you about one week of training. You will have it back by Friday after next.

c Should I train with a cold? Nose only, no fever
k Nose only: half the sets, no heroics, go home if it gets worse. Below the neck or fever: bed.
c Nose. Half it is.

c Fever since last night. No training, I am just reporting for duty
k Report received, duty cancelled. First session after it is at half the sets. Drink, sleep, ignore me.

+c Fever gone since yesterday. Can I?
k One more day. Then half the sets, and see how the next morning feels.

k If you could only keep two of the three days next week, which ones?
c Monday and Friday, Wednesday is chaos
k Then those two are fixed and Wednesday is a bonus. Plan on the floor, not on the ceiling.

c I keep rushing the last exercise because I want to leave
k Then swap it to the middle for a month and rush something that matters less.

c Somebody corrected my form without being asked. Was he right? He said knees never over toes
k He was not. Knees may go over toes, they do it on every staircase. Smile, nod, carry on.
c I had the smile ready. Good.

## strength

k Openers for the next four weeks: the first heavy set has to be one you could triple. No grinding before week three.
c Even if it feels great?
k Especially then

c Belt or no belt at these weights?
k No belt until you can tell me what it does. Learn the brace first.
c Fair. Googled it, it is not magic

c Watched my old video next to yesterday's. The hips do not shoot up any more
k> I saw. That is eight weeks of pauses in one picture.

c When do we test?
k When I have stopped seeing your last rep coming. Three more weeks.

c I dream about missing lifts now, is that a phase
k Yes. The next phase is dreaming about parking spaces close to the gym.

## run

c Easy run, 6 km, heart rate stayed where you wanted it. Slower than my grandmother
k Your grandmother has excellent aerobic judgement. That is exactly the run I wanted.

c Calves like wood after Tuesday
k Single-leg raises are doing their work. One more day off the hard surface, then grass.

c Can I do the parkrun on Saturday if I promise not to race it?
k Yes, if you start at the very back and talk to somebody. If you finish out of breath you owe me a rest day.
c Started at the back. Talked to a man dressed as a leek. No rest day owed.

k How is the first kilometre compared with a month ago?
c Shorter, somehow. I stopped negotiating with myself at the first traffic light.

c New shoes arrived, wear them on the long run?
k Twice on the short ones first. The long run is not a shop.

c Cadence check: 172 on the easy one. You said not to care, I am just saying
k I said not to chase it. 172 that came by itself is lovely.

## gain

c {name} reporting: 3 meals and 2 snacks, every day. I am never hungry and always full, is that the idea?
k That is the idea. If the scale stops for two weeks, we add milk, not misery.

c What counts as a snack? My flatmate says a banana is not a snack
k A banana with a handful of nuts and a glass of milk is. Your flatmate may keep the lone banana.

c Missed breakfast twice this week, lectures at eight
k Overnight oats in a jar, the evening before. Two minutes, 600 calories, edible in a lecture hall.
c Made it. Looks like cement, tastes fine
`;
