"""What a number counts, over whole families of verbs and nouns: one short sentence for each way of saying it."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        # strength
        ("The garrison, which numbered 3,400 in May, is cut off.", {"3,400": "troops"}),
        ("The militia's ranks have swelled to 12,000.", {"12,000": "troops"}),
        ("The brigade has shrunk to fewer than 900 men.", {"900": "troops"}),
        ("The regiment went into the valley with 1,900 men.", {"1,900": "troops"}),
        ("They counted 120 men and women.", {"120": "count"}),
        ("From our village 14 boys went to the front.", {"14": "recruits"}),
        # the dead, the hurt, the taken
        ("Snipers picked off 12 soldiers.", {"12": "killed"}),
        ("Seventy men locked in a barn were burned alive.", {"Seventy": "killed"}),
        ("A grave with the remains of 60 people was opened.", {"60": "killed"}),
        ("The ministry gave its losses as 310 killed and more than 20 missing.", {"310": "killed", "20": "missing"}),
        (
            "The number of dead and wounded reached 38,000, of whom 9,000 were killed.",
            {"38,000": "casualties", "9,000": "killed"},
        ),
        ("Doctors treated 230 fighters.", {"230": "wounded"}),
        ("Doctors treated 1,700 children for malnutrition.", {"1,700": "count"}),
        ("Six soldiers were taken alive.", {"Six": "captured"}),
        ("The battalion gave up: 412 men laid down their arms.", {"412": "captured"}),
        ("Forty are feared buried under the rubble.", {"Forty": "missing"}),
        # flight
        ("The fighting drove 30,000 people from the valley.", {"30,000": "displaced"}),
        ("Turkey alone hosts 3.1 million.", {"3.1 million": "displaced"}),
        ("About 4.5 million are refugees abroad.", {"4.5 million": "displaced"}),
        ("Half a million people now live in tents around the city.", {"Half a million": "displaced"}),
        ("Another 300 families arrive each night.", {"300": "displaced"}),
        ("The buses brought out 2,400 women.", {"2,400": "displaced"}),
        # things
        ("Reporters counted 27 burnt-out vehicles, 11 tanks among them.", {"27": "destroyed", "11": "destroyed"}),
        ("Sappers blew up two bridges.", {"two": "destroyed"}),
        (
            "In total, 430 airplanes, 420 air defence systems and 9,000 tanks have been destroyed.",
            {"430": "destroyed", "420": "destroyed", "9,000": "destroyed"},
        ),
        ("Guns struck manpower in 108 areas.", {"108": "targets_hit"}),
        ("Air defences shot down 21 of 22 drones.", {"21": "shot_down", "22": "launched"}),
        ("Of 60 drones, 48 were shot down.", {"60": "launched", "48": "shot_down"}),
        ("14 unmanned aerial vehicles were destroyed over the sea.", {"14": "shot_down"}),
        ("Two missiles got through.", {"Two": "launched"}),
        ("Rockets destroyed 16 objects, including 11 houses.", {"16": "destroyed", "11": "destroyed"}),
        (
            "Some 600 buildings were destroyed. Of them, 480 houses, 12 clinics.",
            {"600": "destroyed", "480": "destroyed", "12": "destroyed"},
        ),
        (
            "Up to 250 occupants, 13 tanks, 11 guns and a drone were destroyed.",
            {"250": "killed", "13": "destroyed", "11": "destroyed"},
        ),
        ("The number of victims has risen to 19.", {"19": "casualties"}),
        ("The column lost 40 tanks and 12 guns, and the bridge was held.", {"40": "destroyed", "12": "destroyed"}),
        ("They fired 74 cruise and ballistic missiles.", {"74": "launched"}),
        ("They carried out 34 missile and bomb strikes.", {"34": "launched"}),
        ("Gunners have downed 300 air targets.", {"300": "shot_down"}),
        ("Armed aggression affects over 990 children.", {"990": "casualties"}),
        ("The land has lost 31,000 soldiers killed — “not a word more.”", {"31,000": "killed"}),
        # what only looks like war
        ("Fourteen people were hospitalised with cholera.", {"Fourteen": "count"}),
        ("The flood affected 990 children.", {"990": "count"}),
        ("She presented awards to 48 defenders of the land.", {"48": "count"}),
        ("Fifty people have fallen ill.", {"Fifty": "count"}),
        ("Some 250 volunteers came to the party's convention.", {"250": "count"}),
        ("Some 250 volunteers came to fight for the republic.", {"250": "recruits"}),
        ("More than 350 people must sign up for the plate.", {"350": "count"}),
        # parts and bare numbers
        ("The town had 47 hospitals; four are working.", {"47": "count", "four": "count"}),
        ("The rebels hold six of 14 townships.", {"six": "count"}),
        ("The rebels hold seven districts.", {"seven": "count"}),
        ("Half of the men are over 45.", {"Half": "count"}),
        ("About 4.8m are at risk, and the city alone has 2.7m.", {"4.8m": "count", "2.7m": "count"}),
        ("Warplanes carried out two strikes on the bridge.", {"two": "launched"}),
    ],
)
def test_the_family_of_the_word_says_what_is_counted(figures_of, sentence, read):
    found = figures_of(sentence)[0]
    assert {f.text: f.measure.value for f in found} == read


def test_metres_are_no_millions(figures_of):
    [figure] = figures_of("The trench is 2.5m deep.")[0]
    assert (figure.measure.value, figure.low) == ("distance", 2.5)


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("A bomber rammed the base, leaving 22 recruits dead.", {"22": "killed"}),
        ("Shells fell on the camp, killing 12 refugees.", {"12": "killed"}),
        ("The junta has jailed 3,000 opponents.", {"3,000": "captured"}),
        ("Of the 230 girls abducted, 57 escaped.", {"230": "captured", "57": "count"}),
        ("Only 3 per cent of the population has left.", {"3": "displaced"}),
        ("A zone 15 km deep is to be cleared.", {"15": "distance"}),
    ],
)
def test_what_befell_them_outweighs_what_they_are_called(figures_of, sentence, read):
    found = figures_of(sentence)[0]
    assert {f.text: f.measure.value for f in found} == read


def test_over_belongs_to_the_verb_that_hands_over(figures_of):
    [figure] = figures_of("Villagers handed over 11 deserters.")[0]
    assert (figure.low, figure.high) == (11, 11)


@pytest.mark.parametrize(
    ("sentence", "text", "share"),
    [
        ("Every second family has lost a relative.", "Every second", 50),
        ("One woman in 10 said so.", "One woman in 10", 10),
        ("Only one convoy in three was let through.", "one convoy in three", 33.3),
        ("A third have gone home.", "A third", 33.3),
        ("Defence will take a quarter more than last year.", "a quarter", 25),
    ],
)
def test_odds_and_shares_in_words(figures_of, sentence, text, share):
    [figure] = figures_of(sentence)[0]
    assert (figure.text, figure.low, figure.high, figure.unit) == (text, share, share, "percent")


def test_every_second_day_is_no_share(figures_of):
    assert figures_of("It happens every second day.")[0] == ()


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("The explosion killed a general and six of his guards.", {"six": "killed"}),
        ("The explosion killed a general and 600 people fled.", {"600": "displaced"}),
        ("A mortar round killed three and left eight in hospital.", {"three": "killed", "eight": "wounded"}),
        ("Of the 31 tanks, 12 have been lost.", {"31": "count", "12": "destroyed"}),
        ("Cholera was reported in 11 of 18 states.", {"11": "count"}),
    ],
)
def test_what_is_said_once_of_two(figures_of, sentence, read):
    assert {f.text: f.measure.value for f in figures_of(sentence)[0]} == read
