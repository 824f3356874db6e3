"""What was done to those counted, across lists, asides and orders of words."""

import pytest


def rows(found):
    return [(f.text, str(f.measure)) for f in found[0]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Six priests and two cooks were killed.", [("Six", "killed"), ("two", "killed")]),
        ("The gunmen killed six priests and their two cooks.", [("six", "killed"), ("two", "killed")]),
        (
            "In the raid 13 people died, including 2 children, and 89 were wounded.",
            [("13", "killed"), ("2", "killed"), ("89", "wounded")],
        ),
        ("Nine people, including two children, were killed.", [("Nine", "killed"), ("two", "killed")]),
        ("Two women and a baby are dead.", [("Two", "killed")]),
        ("The bodies of 58 defenders were returned.", [("58", "killed")]),
        ("Some 115 people were killed or injured.", [("115", "casualties")]),
        ("Their losses have reached about 19,000 men.", [("19,000", "casualties")]),
        (
            "The army destroyed 36 occupiers, 4 helicopters and 5 depots.",
            [("36", "killed"), ("4", "destroyed"), ("5", "destroyed")],
        ),
        ("Four men were rushed to hospital.", [("Four", "wounded")]),
        ("Two more were taken away.", []),
        ("The army is massing. The minister spoke of at least 3,000 men.", [("3,000", "troops")]),
        ("The queue was long. The mayor spoke of at least 3,000 men.", [("3,000", "count")]),
        ("The enemy has 85 battalion tactical groups in the country.", [("85", "troops")]),
        ("Some 568 civilians were sheltering under the plant.", [("568", "count")]),
        ("The air force counted 537 aerial weapons.", [("537", "launched")]),
        ("Another person was killed in the port.", [("Another", "killed")]),
        ("Another person came to the port.", []),
        ("He went further last week: 200 to 500 killed, he said.", [("200 to 500", "killed")]),
        ("The ministry reported that one serviceman had died.", [("one", "killed")]),
        ("A poll of 12 countries was published.", [("12", "count")]),
        ("Inflation hit 9.5 percent.", [("9.5", "count")]),
        ("The first of them, 53 badly wounded men on stretchers, came out.", [("53", "wounded")]),
        ("He put the number who had laid down their arms at 1,908.", [("1,908", "captured")]),
        ("The number of those who surrendered stands at 211.", [("211", "captured")]),
        ("The union promised to deliver 1 million artillery shells.", [("1 million", "count")]),
        ("The guns delivered 400 shells on the town.", [("400", "launched")]),
        ("They promised a million shells. So far 300,000 were sent.", [("a million", "count"), ("300,000", "count")]),
        ("Some 485 of 550 men were killed or wounded.", [("485", "casualties"), ("550", "count")]),
        ("About half of the city’s 3.5 million people have fled.", [("half", "displaced"), ("3.5 million", "count")]),
        ("Fewer than 1,400 of the city’s 32,000 residents remain.", [("1,400", "count"), ("32,000", "count")]),
        ("Some 600 night-shift workers were on site.", [("600", "count")]),
        ("The two armies have met twice since May.", [("twice", "count")]),
        ("The new gun is twice as large.", []),
        ("The country has three times the people.", [("three", "count")]),
        ("Russia freed 215 prisoners.", [("215", "count")]),
        ("Before the snow came the drones. The army counted 75 of them.", [("75", "launched")]),
        ("Fighters came over the border. The army says it killed 234 of them.", [("234", "killed")]),
        ("Russia sent drones against civilians. The army shot down 223 of them.", [("223", "shot_down")]),
        (
            "Some 40 civilians died. Russia sent drones, and the army shot down 223 of them.",
            [("40", "killed"), ("223", "shot_down")],
        ),
        (
            "Nine out of ten of them were convicts. He estimated the group’s strength at 50,000.",
            [("Nine out of ten", "count"), ("50,000", "troops")],
        ),
        ("There were blackouts of up to four hours.", [("four", "duration")]),
        ("The ammunition would last a couple of weeks.", [("a couple of", "duration")]),
        ("Three missiles killed 18 people in the town.", [("Three", "launched"), ("18", "killed")]),
        ("Two missiles came down on the district.", [("Two", "launched")]),
        ("Eleven were fired at it, seven were shot down.", [("Eleven", "launched"), ("seven", "shot_down")]),
        ("Five men drowned out of seven who had been missing.", [("Five", "killed"), ("seven", "missing")]),
        ("It seized 900 square miles last year and holds barely a third.", [("900", "area"), ("a third", "area")]),
        ("About 300 people were believed to have died.", [("300", "killed")]),
        ("The army said one of its soldiers was killed.", [("one", "killed")]),
        ("One of the dead was a child.", []),
        ("They bypassed the town, home to 70,000 people, at a loss.", [("70,000", "count")]),
        ("Training a crew will take several months.", [("several", "duration")]),
        ("It would take the army several years to capture it.", [("several", "duration")]),
        ("He said so several days ago.", []),
        ("Russia took 215 prisoners.", [("215", "captured")]),
        ("The army has lost half of what it seized in August.", [("half", "area")]),
        ("Some 4,000 soldiers are already casualties.", [("4,000", "casualties")]),
        ("The drone fell half a mile from the plant.", [("half a", "distance")]),
        ("A poll of three countries was published.", []),
        ("Britain will pay 120 million pounds.", [("120 million", "money")]),
        ("The accord let 33 million tonnes leave the ports.", [("33 million", "count")]),
        ("His side fires 5,000 to 6,000 shells daily.", [("5,000 to 6,000", "launched")]),
        ("Twenty militants killed a farmer.", [("Twenty", "troops")]),
        ("The number of shells fired rose to 900.", [("900", "launched")]),
        ("It released 40 prisoners.", [("40", "count")]),
        ("TWO SOLDIERS WERE KILLED AND NINE WOUNDED.", [("TWO", "killed"), ("NINE", "wounded")]),
    ],
)
def test_each_number_keeps_what_was_said_of_it(figures_of, text, wanted):
    assert rows(figures_of(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The Group of Seven met.",
        "He lives at 600 Mill Road.",
        "It is so [12].",
        "They tabled a six-point plan.",
        "The post is at 35°01′N.",
        "Call 911 now.",
        "It was on 11.04.22 that they met.",
    ],
)
def test_numbers_that_only_name_something_give_no_figure(figures_of, text):
    assert rows(figures_of(text)) == []


def test_so_many_out_of_so_many_counts_the_first(figures_of):
    assert rows(figures_of("The crews shot down four out of six missiles.")) == [("four", "shot_down")]


def test_a_conversion_of_a_figure_is_not_a_second_one(figures_of):
    figures, dropped = figures_of("They hold 25 miles (40 km) of the coast.")
    assert [(f.text, f.unit) for f in figures] == [("25", "mile")]
    assert "conversion of the one before" in [d.reason for d in dropped]


def test_none_is_zero_only_where_nothing_weakens_it(figures_of):
    assert [(f.low, f.high) for f in figures_of("The town fell without casualties.")[0]] == [(0, 0)]
    assert [(f.low, f.high) for f in figures_of("The navy says none has been lost.")[0]] == [(0, 0)]
    assert figures_of("The town fell without heavy casualties.")[0] == ()
    assert figures_of("There were no reports of casualties.")[0] == ()


def test_whose_men_and_things_are_named_by_country(figures_of):
    [men] = figures_of("Some 300 Syrian soldiers were killed.")[0]
    [drones] = figures_of("The army shot down 40 Iranian drones.")[0]
    assert (men.of_actor, drones.of_actor) == ("syr-mil", "irn")
