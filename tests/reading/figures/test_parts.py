"""What a number counts that is a part of the one before, a part of a breakdown, or one word of a pair."""

import pytest


def read(figures):
    return [(f.text, f.measure.value) for f in figures]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A part of a force is force still, and a part of those displaced is displaced.
        ("The army has 900 soldiers. Half of those are over 45.", [("900", "troops"), ("Half", "troops")]),
        ("They deployed 150 soldiers, of whom 130 remain.", [("150", "troops"), ("130", "troops")]),
        (
            "Some 700 people fled to the hills. Nearly 200 of them arrived on foot.",
            [("700", "displaced"), ("200", "displaced")],
        ),
        ("They took 30 km of road, the last ten of them in May.", [("30", "distance"), ("ten", "distance")]),
        ("It had 47 hospitals; four are working.", [("47", "count"), ("four", "count")]),
        # A breakdown after a colon takes its measure from the total.
        (
            "Some 900 people have died: 500 from shelling, 400 from hunger.",
            [("900", "killed"), ("500", "killed"), ("400", "killed")],
        ),
        # A revision is of the figure of its own size.
        (
            "They gave 2,783 dead and 104 missing; a year later the figure was revised to 2,907.",
            [("2,783", "killed"), ("104", "missing"), ("2,907", "killed")],
        ),
        ("The clinic admitted 74 wounded, of whom six died.", [("74", "wounded"), ("six", "killed")]),
    ],
)
def test_a_part_counts_what_the_whole_counts(figures_of, text, wanted):
    assert read(figures_of(text)[0]) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The shells hit the column, killing and wounding dozens.", [("dozens", "casualties")]),
        ('The army had lost "hundreds of dead and prisoners".', [("hundreds", "casualties")]),
        ("The number of martyrs and wounded reached 3,500.", [("3,500", "casualties")]),
        # Places hold people otherwise than captors do.
        ("The enclave held 6,000 people.", [("6,000", "count")]),
        ("The rebels held 60 people in a barn.", [("60", "captured")]),
        # A few whole armies are parties; a share of ground is area.
        ("An alliance of three ethnic armies took the town.", [("three", "count")]),
        ("In a week they took a fifth of the pocket.", [("a fifth", "area")]),
        ("A quarter of Lebanon is now under evacuation orders.", [("A quarter", "area")]),
        # Verbs and phrases of war.
        ("More than 900 soldiers have defected.", [("900", "count")]),
        ("Roughly 20 battalions have been pulled back.", [("20", "troops")]),
        ("They dug through the rubble of four blocks of flats.", [("four", "destroyed")]),
        ("Several hundred people were shot in the square.", [("Several hundred", "killed")]),
        ("Two thousand blue helmets will leave.", [("Two thousand", "troops")]),
        ("Four missiles “ready to be launched” were destroyed.", [("Four", "shot_down")]),
        ("The population was given as 120,000.", [("120,000", "count")]),
        ("The war has consumed half a million lives.", [("half a million", "killed")]),
        ("They hit targets, which include three tactical units.", [("three", "targets_hit")]),
        ("The raid left scores with burns and killed a family of six.", [("scores", "wounded"), ("six", "killed")]),
        ("The men faced eight to one odds in infantry.", [("eight to one", "troops")]),
        ("Aid groups believe that the number is closer to 800.", [("800", "count")]),
    ],
)
def test_pairs_places_and_verbs_of_war(figures_of, text, wanted):
    assert read(figures_of(text)[0]) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Twelve of the wounded later died.", [("Twelve", "killed")]),
        ("Half of those wounded were children.", [("Half", "wounded")]),
        ("The court sentenced 12 officers to death.", [("12", "count")]),
        ("The sides traded 42 bodies of soldiers.", [("42", "count")]),
        ("The enemy left 50 corpses on the field.", [("50", "killed")]),
        ("The land mourned 14 of its peacekeepers.", [("14", "killed")]),
        ("The strike wiped out a family of nine.", [("nine", "killed")]),
        ("Its garrison of 300 gave up without a fight.", [("300", "captured")]),
        ("Nine of the 16 crew were saved.", [("Nine", "count"), ("16", "count")]),
        ("The land had 200,000 men under arms.", [("200,000", "troops")]),
        ("Rockets set fire to four farms.", [("four", "destroyed")]),
        ("Of 90,000 displaced, 12,000 have returned.", [("90,000", "displaced"), ("12,000", "count")]),
        ("A crowd of 5,000 gathered in the square.", [("5,000", "count")]),
        ("As many as 50,000 villagers gathered on the shore.", [("50,000", "count")]),
        ("The navy seized two tankers.", [("two", "count")]),
        ("Some 12,000 homes were damaged or destroyed.", [("12,000", "destroyed")]),
        ("A cruiser destroyed 15 merchantmen.", [("15", "destroyed")]),
        ("It sank 90 ships at a cost of 12 submarines.", [("90", "destroyed"), ("12", "destroyed")]),
        ("The staff on the enemy's loss: 900 men, 80 tanks.", [("900", "casualties"), ("80", "destroyed")]),
        ("The service detained 350 quislings.", [("350", "captured")]),
        ("Some 144 soldiers returned home in the largest swap.", [("144", "count")]),
        ("A prisoner exchange took place. It returned 86 soldiers.", [("86", "count")]),
        ("A pilot was exchanged for five sailors.", [("five", "count")]),
        ("Ten pilots were freed in March.", [("Ten", "count")]),
        ("Gunners killed 38 aggressors.", [("38", "killed")]),
        ("The army launched ten airstrikes.", [("ten", "launched")]),
        ("The enemy launched three artillery attacks and was repulsed.", [("three", "launched")]),
        ("It repelled 40 attacks.", [("40", "count")]),
        ("Air defence destroyed 32 air targets.", [("32", "shot_down")]),
        ("The enemy used 86 drones, 60% of them were destroyed.", [("86", "launched"), ("60%", "shot_down")]),
        ("The navy downs ten drones a day.", [("ten", "shot_down")]),
        ("The country shoots ten drones down every day.", [("ten", "shot_down")]),
        ("More than 900 KIA and 40 WIA.", [("900", "killed"), ("40", "wounded")]),
        ("The king called for 75,000 volunteers to crush the revolt.", [("75,000", "recruits")]),
        ("The invaders destroy 651.", [("651", "count")]),
        ("Some 900 Easterners had been killed, against 300 Westerners.", [("900", "killed"), ("300", "killed")]),
        ("Russian casualties, the dead and the wounded together, would pass 900.", [("900", "casualties")]),
        ("Some 9,000 people would be taken across the river.", [("9,000", "displaced")]),
        ("Some 9,000 men signed contracts that year.", [("9,000", "recruits")]),
        ("They agreed on the return of hundreds of bodies.", [("hundreds", "count")]),
        ("The U.S. Army plans to raise output of shells from 900 a month.", [("900", "count")]),
        (
            "It claimed to have downed 62 of the drones, while 67 disappeared from radar.",
            [("62", "shot_down"), ("67", "count")],
        ),
        ("They said the capital would be lost in three days.", [("three", "duration")]),
        (
            "They paid 35 billion euros, against about 1 billion spent on arms.",
            [("35 billion", "money"), ("1 billion", "money")],
        ),
        ("Every day 60 men die, he said; his aide spoke of 100 to 200.", [("60", "killed"), ("100 to 200", "killed")]),
        ("The army took back another 900 bodies.", [("900", "count")]),
        ("All three could be handling cargo within two weeks.", [("two", "duration")]),
        ("Russian troops took 4,500 square km.", [("4,500", "area")]),
        ("Casualties would pass 1m over the summer.", [("1m", "casualties")]),
        ("The men stood 3m above the road.", [("3", "distance")]),
        ("The blast caused two trains to derail.", [("two", "count")]),
        ("Some 2,500 citizens remain in enemy captivity.", [("2,500", "captured")]),
        ("They removed more than 2,000 orphans from the country.", [("2,000", "displaced")]),
        ("The board removed 120 officials from the list.", [("120", "count")]),
        ("Combat losses exceed 11,000 persons.", [("11,000", "casualties")]),
        ("Another 27 crew went missing.", [("27", "missing")]),
        ("Two bombs exploded at dawn.", [("Two", "launched")]),
        ("He was shot six times.", [("six", "count")]),
        ("Four women are suffering from gunshot wounds.", [("Four", "wounded")]),
        ("Nine envoys were expelled.", [("Nine", "count")]),
        ("A frigate carrying 24 missiles left port.", [("24", "count")]),
        ("Fifteen localities in the region shelled by the army lost power.", [("Fifteen", "targets_hit")]),
        ("Thirteen villages came under fire.", [("Thirteen", "targets_hit")]),
        ("Gunners opened fire on 11 villages.", [("11", "targets_hit")]),
        ("Over 30 people managed to flee.", [("30", "displaced")]),
        ("The helicopters flew 200 people to safety.", [("200", "displaced")]),
        ("Some 530 children suffered in the shelling.", [("530", "casualties")]),
        ("The attack was made by 20 gunmen, four of whom died.", [("20", "troops"), ("four", "killed")]),
        ("Shells wrecked 60 homes and damaged another 200.", [("60", "destroyed"), ("200", "targets_hit")]),
    ],
)
def test_what_befell_them_after_all(figures_of, text, wanted):
    assert read(figures_of(text)[0]) == wanted


def test_a_deadline_is_a_claim(figures_of):
    [figure] = figures_of("Under the accord the militia is to disarm within 30 days.")[0]
    assert (figure.low, figure.high, figure.measure.value) == (None, 30, "duration")


def test_words_of_selling_in_another_paragraph_price_nothing(figures_of):
    text = "The ministry will spend 13 trillion roubles.\n\nSign up for our newsletter."
    [figure] = figures_of(text)[0]
    assert (figure.low, figure.measure.value) == (13e12, "money")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Some 2.1 lakh people live there.", 210_000, 210_000),
        ("It cost 3 crore rupees.", 30_000_000, 30_000_000),
        ("A million and a half people fled.", 1_500_000, 1_500_000),
        ("Two and a half million people fled.", 2_500_000, 2_500_000),
        ("The hundred or so wounded were flown out.", 100, 100),
        ("The force had hardly more than 4,500 men.", 4_500, 4_500),
    ],
)
def test_numbers_in_lakhs_halves_and_round_hundreds(figures_of, text, low, high):
    [figure] = figures_of(text)[0]
    assert (figure.low, figure.high) == (low, high)
