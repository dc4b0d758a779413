/** Notes of a week with the feelings (1 to 5) they go with, and answers to each. */
export const checkInTexts = `
45 All sessions done, slept well, nothing hurts. I keep waiting for the catch.
There is no catch, this is what it looks like when it works. Same again.
Enjoy it and do not add anything. A calm week is worth two wild ones.

45 Best week in a while. Stairs at work without noticing them.
Not noticing is the result. Next week as planned.
I like that more than any number. Keep the loads, we go up the week after.

34 Two out of three. Thursday fell victim to a parent evening and I did not try to rescue it.
Not rescuing it was right. Two good ones beat three tired ones.
Two is fine. Next week Thursday moves to Friday if something is in the calendar again.

34 Fine overall, hungry in the evenings. I think lunch is too small.
I think so too. Add something with protein at lunch for a week, leave dinner alone, and tell me about the evenings.
Then lunch grows by a palm of protein before we change anything else.

23 Tired all week. Did the sessions at half speed and went home.
Half speed and home is a good decision, not a failure. Bed before eleven until Sunday, loads stay.
Thank you for not forcing it. If the tiredness is still there on Wednesday, we take a light week.

2 Work ate the week. One session, no walks, too much takeaway.
One session in a week like that keeps the thread from tearing. Next week two, fixed in the calendar tonight, please.
It happens. Which evening next week is safest? Put the short session there and nothing else.

12 Sick from Tuesday, still coughing. Nothing to report except tea.
Tea is the right plan. No training until two days without symptoms, then half the sets.
Get well first. Nothing you built disappears in a week.

45 Loads went up on everything without a fight. Are you sure about the plan, it feels too easy?
Easy is the feeling of being ready. We go up next week, and then you will miss easy.
Sure. Two more weeks like this one and then I take the easy away.

34 Knees a bit stiff on Monday mornings, gone after the first walk.
Gone after the walk is a good sign. Keep the long warm-up on lower days and tell me if it lasts beyond noon.
Stiff and gone is fine. If it becomes stiff and stays, I want to know the same day.

3 An average week. Average food, average sleep, average me.
Average weeks are what the whole thing is built from. Next.
I will take average with all sessions over brilliant with none.

4 Cooked on Sunday for three days and it changed everything. Chilli, mostly.
Sunday chilli is a training method. What goes into it next week?
That is the habit I would keep if I could keep only one.

45 Took the stairs, took the bike, took the long way home. Feeling light.
Look at you. Sessions stay as they are, you have added enough by yourself.
Lovely. The long way home counts double in autumn.

34 Struggled with the rest times, I get impatient and then the last set is bad.
Set a timer and put the phone down after it. Last sets are where it happens, they deserve the wait.
Two minutes by the clock next week, even if it feels silly. Then compare the last sets.

23 Slept badly, neighbours renovating. Training was the only quiet hour.
Then it did double duty. Earplugs tonight, and the loads stay where they are.
I am glad it was the quiet hour. No increase this week, sleep first.

4 Did all of it, and one extra walk with a friend who complained the whole way.
A walk and an act of charity. Same plan next week.
Take the friend again, complaining burns calories too.

3 Holiday week. Trained once in the sea, sort of. Ate everything twice.
Then you did it properly. Back to normal on Monday, a bit lighter, no catching up.
The sea counts. Do not weigh yourself until Thursday, it is only salt.

34 The pulling exercises still feel clumsy. Pushing is fine.
Send me a video from the side, one set of the row. My guess is that you pull with the arms first.
Clumsy is how new looks. One lighter set before the real ones, elbows first, then we see.

5 I think I get it now. You cannot rush it but you can show up.
I could retire after that sentence. Well done.
That is the whole book in one line. See you next week.

2 Not my week. Argued with everybody, ate in the car, trained once and resented it.
Thank you for the honest version. Next week: two short sessions, one proper dinner, everything else is optional.
It is allowed to be that. We shrink next week, and you write to me on Wednesday whatever happens.

4 Energy is better since breakfast has eggs in it. I hate that you were right.
I will try to be wrong about something soon. Keep the eggs.
Being right about eggs is a small life, but it is mine. Carry on.

34 Shoulder felt a bit off on the presses so I stopped a set early, fine the day after.
Stopping early was exactly right. Presses a little lighter next week and film one for me.
Good instinct. Two lighter sets more as a warm-up, and stop again if it says so again.

45 Second week without missing anything. My diary has little ticks all over it.
The ticks suit it. Nothing changes.
That is rhythm. We protect it by changing as little as possible.

3 Did the sessions, forgot the water, forgot the stretching, remembered the biscuits.
One out of three to fix next week: the water. Biscuits may stay.
Honest and funny. Put the bottle on the desk on Monday, that is all I ask.

4 Somebody let me have the window rack all week because "you always come at this time". I am a regular.
Being known at the rack is a real milestone. Same time next week.
A regular! Then they will notice if you do not come. Useful.

3 Back is a bit tight from driving, otherwise a normal week.
Stop every ninety minutes when you drive, two minutes of walking. Hip stretch in the evening.
Normal is good. Add the hip stretch after long drives and tell me if it travels down the leg.

45 I ran for the bus and caught it and then simply stood there, breathing normally.
That bus is the test I would have chosen. Great week.
Wonderful. Tell me when you start waiting for buses just to run for them.

34 Good on weekdays, wild at the weekend. As usual, I suppose.
Then we only need a plan for Saturday lunch, the rest is fine. What usually happens there?
Five good days carry two wild ones. Let us tame one of the two, you choose which.

4 Two PRs that nobody saw except me and a lady on the bike.
I see them too, they are in the log. And the lady knows.
Two! Then next week we repeat, we do not chase a third.

23 Dentist, car broke down, rain. Did the short session at home on the rug.
The rug session is what the short version is for. Good.
A week like a country song, and you still trained. Respect.

4 Legs sore in a good way, head clear. I like Wednesdays best now.
Then Wednesday keeps the hard one. Next week one more set there.
Sore and clear is the right way round.
`;

/** Notes for particular lives. */
export const moreCheckInTexts = `
## lose

34 Ate slowly like you said. It takes forever and I am full before the plate is empty, which is annoying.
Annoying and effective. Leave what is left, nobody checks.
That is the entire trick, and now it is yours.

4 Had dessert twice, planned both. Felt like an adult.
Planned dessert is the mature form. Keep both.
I have nothing to add to that. Same next week.

3 The scale did nothing. I did everything. We are not speaking.
Give it until next week, it sulks and then it drops. The plan stays.
You did your part. The tape measure on Sunday, please, it is usually more polite.

45 My belt needs a new hole. I made it with a screwdriver, very proud.
The screwdriver hole is the best check-in photo I never got. Keep going.
I hope the belt survives the winter. Great week.

23 Stress eating, Tuesday to Thursday. Stopped on Friday without making a speech about it.
Stopping without a speech is the skill. Nothing to repair.
Three days, then back. A year ago it would have been three weeks, I think.

4 Friday drinks were two instead of five and nobody noticed except my Saturday.
Your Saturday will send a thank you note. Well handled.
Two is plenty of evening. Keep that one.

## strength

45 Everything moved fast. Wrote down the bar speed feeling like you asked: 8, 8, 7, 8.
Those are good numbers for the end of a block. Small step up next week.
I like the 7 in there, it means you are honest. Up a little.

34 Missed the last rep on Thursday, safeties did their job, ego fine.
Good miss. Same load next week, and you will not miss it.
Safeties first, ego second, in that order. Repeat the load.

3 Hips shot up in the last two sets, I saw it on the video myself.
That you see it yourself is half of the repair. Pause below the knee for two weeks.
Then lighter and slower off the floor next time. We fix it before we load it.

4 Appetite is back, sleep is back, want to go heavy.
Wanting is noted. We keep two in reserve for one more week, then you may.
I love the spirit and I am still saying no until the week after next.

## desk

3 Sat for eleven hours on two of the days. Did the plan, but stiff like a deck chair.
Five minutes of hips at lunch on those days, beside the desk, shoes off. It beats an hour at night.
Block two ten-minute walks as meetings next week. I am serious.

34 New chair, old back. Better though.
Chairs help, standing up helps more. Every hour, please, even for a glass of water.
Good. Lower back exercises stay in for another month.

## parent

3 Kids ill in turns, I trained in the gaps. Twenty minutes here, fifteen there.
Gaps count. Nobody ever got weaker from fifteen minutes.
That is how it is done in a house with children. Sleep when you can.

4 Whole family walked to the lake on Sunday, seven kilometres and only one of us was carried.
I hope it was not you. That replaces the easy session, tick it in your head.
Seven kilometres with passengers is a loaded carry. Excellent.

23 Nights in pieces again, so everything at 80 percent.
80 percent of the plan on 60 percent of the sleep is over-delivering. Stay there.
Keep it at 80 until the nights get better. That is the plan now, not a deviation.

## run

4 Two easy runs, both really easy. Shin quiet.
Quiet shin, easy pace: that is the whole assignment. One kilometre more on the long one.
Good discipline. Stay at this distance one more week, then we add.

34 Went out too fast on Saturday because somebody overtook me. I know.
You know, so I say nothing. Next week start with the watch in the pocket.
Somebody will always overtake. Let them, they have shins too.

45 Long run felt short. First time that happened.
I was waiting for that sentence. We add ten minutes.
Remember the feeling, it comes in handy in kilometre nine.

## gain

4 Ate everything on the list, and the list is long.
I can tell from the numbers. Same list next week, with a different breakfast if you are bored.
Well eaten. Strength follows, give it two weeks.

3 Lost my appetite for some days, heat maybe. Drank the calories instead.
Drinking them is the right way out. Milk, banana, oats, done.
Good solution. Back to plates as soon as it cools down.

## shift

23 Nights. I am a lamp with a person's face. One session, before the first shift.
One is all I had hoped for. Two days of nothing now.
Lamp noted. Sleep, soup, and no scale until Thursday.

34 Early shifts, so the sessions were at three in the afternoon and the gym was empty. Heaven.
Then we use every early week for the heavy work. Well spotted.
Heaven with free racks. I will plan the next block around it.

## retired

4 Three sessions and two long walks. The young man at the desk has started to salute.
Return the salute. Loads stay, one more round of the carry.
As he should. Keep the walks, they are worth more than they look.

3 A bit of a cold, so I did the small programme in the kitchen while the soup cooked.
The kitchen programme is the real one. Back to the gym when the nose is dry.
Good. Soup and hip switches, I could not have written it better.
`;
