/** About everything around the work: food, sleep, work, family, the head. */
export const lifeTexts = `
## any

c Bad week at work, I can feel it in everything
k Then this week's job is to keep the habit, not to improve. Two sessions, short, leave while it still feels good.
c Two short ones I can do

k How is the sleep, honestly, in hours?
c Six and a bit. Seven at weekends
k Half an hour earlier for two weeks, as an experiment. Phone charges in the kitchen.
c The kitchen?? OK. The kitchen.

+c The kitchen thing works, by the way. I am asleep before I remember to be annoyed
k Cheapest recovery method known to science

c Restaurant tonight. Anything I should know?
k Enjoy it. Order what you want, eat it slowly, walk home if you can. One dinner decides nothing.

c My mother-in-law cooks for twelve people and we are five
k Second helping of the meat and the vegetables, first helping of everything else, and take leftovers. Diplomacy with a lunch box.

k Small homework until Sunday: a glass of water before each coffee. Nothing else.
c That is six glasses of water
k> That is also six coffees, I notice.
c I have said too much

c I got asked if I had been on holiday. I have not been anywhere, I just sleep now
k Take the compliment and tell nobody the secret.

c Feeling a bit flat about all of it today. Not the training, just, everything
k Thank you for telling me. No advice from me tonight. Walk around the block if you can, skip the rest, and write to me tomorrow how it is.
c Walked around the block twice. Slightly less flat. Thank you.

c Birthday weekend. I will be useless until Tuesday
k Happy birthday! Uselessness approved until Tuesday noon.

c What is your view on a glass of wine with dinner?
k That I am not invited, mainly. One, with food, a few times a week: fine. You will notice the sleep yourself.

k You have been at it for a while now. What has become easier that you did not expect?
c Mornings. And saying no to the second coffee, weirdly. And carrying the shopping in one go.
k> "The shopping in one go" is the best progress metric I know.

c I bought a proper water bottle. This is who I am now
k Welcome to the club, there is a keyring

c Somebody at work asked what I do and I talked for twenty minutes. Sorry to everybody at work
k A convert. They will forgive you by spring.

c Headache most afternoons this week
k Water, screen breaks, and when did you last eat before it starts?
c Eleven. It starts at three.
k Something with protein at half past two for a week, then we look again. If it stays, ask a doctor, not me.

+c The afternoon headache is gone since the 2:30 yoghurt. You are a witch
k I accept the title

c I forgot to tick Tuesday but I did it, does it count?
k It counts. Tick it when you think of it, your legs have the original.

k I am away from Thursday to Sunday, answers will be slow. Your plan does not need me for that, you know all of it.
c Enjoy. I will try not to improve too much meanwhile

c How do you stay motivated yourself?
k I mostly do not. I have a time of day and a bag that stands by the door. Motivation visits, now and then.
c Bag by the door. Stealing that.

c Neighbour's dog needs a walker for a month. Does a beagle count as cardio?
k A beagle counts as intervals

c Vegetables. I am bad at it. Any trick?
k Frozen ones, in everything, before you are hungry. A handful in the pan while the eggs cook. Nobody has to love it.

## lose

c Scale up by a kilo overnight. What did I do?
k Probably salt, or a hard session, or nothing. One morning is weather, four weeks are climate.
c Climate, not weather. OK. Breathing.

c I am hungry at ten at night and it is always cheese
k Have the cheese, at eight, with an apple and on a plate. It is the third visit to the fridge that costs you, not the cheese.
c The plate thing is surprisingly effective

k Weigh in on the same weekday, after the toilet, before breakfast, and then forget it until next week.
c Can I be a bit obsessed at first?
k For one week

c Trousers: one size down. Scale: rude as ever
k I coach the trousers

c Everybody at lunch has an opinion about what I eat
k Of course they do. "I like it" ends most of those conversations.
c Used it today. Silence. Wonderful.

c How long until people notice?
k You notice at four weeks, friends at eight, everybody at twelve. You are past the first one.

c I ate half a cake on Thursday. There, I said it
k Which half? I hope the one with the icing. Friday's breakfast as usual, and that was that.
c The icing half, obviously. Breakfast as usual it was

k Two weeks without change on the scale, and the waist?
c Two centimetres less. I measured three times.
k> Then the scale is wrong and the tape is right. Nothing changes.

c Portion question: how much is a palm of meat for somebody with small hands?
k A small palm. Your hands came with your body, that is the clever thing about it.

## desk

c Nine hours of calls today. My hips have merged with the chair
k Stand for the ones where you only listen. And five hip switches before dinner, on the carpet, no shoes.
c Did them in a meeting with the camera off. Nobody knows.

c Stand-up desk, worth it?
k If you change between both, yes. If you stand for nine hours, it is just another way of not moving.

c Neck and shoulders like concrete since the new project
k Two sets of face pulls on the days off too, light, and the screen up until you look straight ahead.
c Screen is on three cookbooks now. Better already

c Work trip cancelled, so the whole week is mine
k Do not fill it. Do the plan, go to bed, be amazed by Friday.

c I booked the sessions into my calendar as "external meeting"
k That is what they are. I am external and it is a meeting.

## parent

c Slept in a child's bed from three o'clock. It is 140 cm long, I am not
k Half session or walk today, your choice. And a hot shower on that back.
c Half session. With an audience of two on the mat.

c All of us have the stomach thing. All of us
k My sympathy to the washing machine. See you when everybody is upright.

c School holidays start, two weeks, no idea how I fit it in
k Three times twenty minutes while they watch something terrible. I will mark the exercises that matter.
c They picked a film about a talking shovel. I got through everything

c My son asked if he can lift something too
k A broomstick and a lot of praise. Let him count your reps, he will be stricter than me.
c He made me repeat two. "Not low enough."

c We put the pull-up bar in the door frame. I have done nothing but the kids hang there all day
k Then you have to queue. Best training partner there is.

## student

c Exams in two weeks, can we make it smaller?
k Two sessions of thirty minutes, the first two exercises only. You will remember more with them than without.
c Thirty minutes is exactly one episode I will not watch. Deal.

c Passed!! Training tonight or beer?
k Congratulations! Beer tonight, training tomorrow at noon, lightly.

c Cafeteria food is beige. All of it
k Beige plus something green plus double the chicken. You can build a lot on beige.

## shift

c Roster for next month came. Two blocks of nights, I sent you a photo of the calendar in words: 3rd to 6th and 17th to 20th
k Got it. Those days are empty now, on purpose. The day after each block is for sleeping and soup.

c What do I eat at 3 am?
k Something warm and small, packed at home. Soup, eggs, rice. Decide it at 6 pm when you can still think.
c Lentil soup in a flask. The whole station is jealous

c Slept in three pieces again
k Three pieces that add up to seven are better than one of five. Dark, cold, no phone between the pieces.

## traveller

c Airport again. Gate 34. Have three hours
k Walk the terminal for forty minutes of it, then eat something that was once alive. You can sit on the plane.
c 5,400 steps and a sad salad

c Hotel gym report: two dumbbells of different weights
k Heavier one in the weaker hand, swap halfway. I am only half joking.

c Back home, own bed, own kitchen. I have missed my pan
k Welcome back to the pan. First session lighter by a tenth, then as if nothing had happened.

## retired

c Morning group asked me to show them the carry. We walked up and down the hall with watering cans
k You have your own class now. How many watering cans?
c Two each, five litres. Astrid insisted on ten.

c Doctor looked at the bone scan and said "whatever you are doing"
k That is a medical opinion I can live with. We are doing squats, tell them.

c Got up from the floor without hands this morning. With a cat as witness
k> Without hands! I hope the cat was impressed.
c The cat wanted breakfast

c Is it foolish to start with the heavier bell at my age?
k It would be foolish to start with it on day one. You have carried the other one for months. Go on.
`;
