import pytest

from counterclaim.reading import names, register
from counterclaim.reading.actorrows import read_actors
from counterclaim.reading.csvtables import TableError
from counterclaim.reading.register import RegisteredActor
from counterclaim.reading.registertables import DATA, load_countries, load_register
from counterclaim.records.values import Side
from counterclaim.records.when import When


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("the Russian Defense Ministry", "rus-mod"),
        ("Russia’s Ministry of Defence", "rus-mod"),
        ("Ministry of Defence of the Russian Federation", "rus-mod"),
        ("the Kremlin", "rus-gov"),
        ("Moscow", "rus"),
        ("Kiev", "ukr"),
        ("Ukrainian troops", "ukr-mil"),
        ("Kyiv’s forces", "ukr-mil"),
        ("top Ukrainian officials", "ukr-officials"),
        ("the Ukrainians", "ukr"),
        ("Ukrainians", "ukr-civ"),
        ("the Pentagon", "usa-mod"),
        ("U.S. State Department", "usa-mfa"),
        ("UK Ministry of Defence", "gbr-mod"),
        ("the Israeli army", "isr-mil"),
        ("IDF", "isr-mil"),
        ("Houthi rebels", "houthis"),
        ("Tigrayan forces", "tdf"),
        ("the Congolese army", "cod-mil"),
        ("Hizbullah", "hezbollah"),
        ("Rwanda’s Foreign Ministry", "rwa-mfa"),
        ("the WHO", "un-who"),
        ("Reuters", "reuters"),
        ("Syrian government forces", "syr-mil"),
        ("Russian-backed separatists", "rus-separatists"),
    ],
)
def test_a_body_is_known_by_its_many_names(words, actor):
    found = register.lookup(words)
    assert found is not None
    assert found.id == actor


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("President Zelensky", "volodymyr-zelenskyy"),
        ("Volodymyr Zelenskiy", "volodymyr-zelenskyy"),
        ("Vladamir Putin", "vladimir-putin"),
        ("Putin himself", "vladimir-putin"),
        ("Gen. Mark Milley", "mark-milley"),
        ("Russian Foreign Minister Sergey Lawrow", "sergei-lavrov"),
        ("former chairman of the Joint Chiefs of Staff Mark Milley", "mark-milley"),
        ("Erdogan", "recep-tayyip-erdogan"),
    ],
)
def test_a_person_is_known_under_titles_and_other_spellings(words, actor):
    found = register.lookup(words)
    assert found is not None
    assert found.id == actor


@pytest.mark.parametrize(
    "words",
    ["us", "who", "is", "Ivan Petrov", "Syrian Kurdish forces", "the ministry", "former Ukrainian officials", "", "…",
     "Hill", "National", "a soldier", "x" * 500, "Clinton"],
)  # fmt: skip
def test_what_the_register_does_not_know_stays_unknown(words):
    assert register.lookup(words) is None


@pytest.mark.parametrize(
    ("office", "date", "actor"),
    [
        ("the US president", "2022-03", "joe-biden"),
        ("the US president", "2025-06-04", "donald-trump"),
        ("Russia’s defence minister", "2023", "sergei-shoigu"),
        ("Russia’s defence minister", "2025", "andrei-belousov"),
        ("Ukrainian Foreign Minister", "2022-03-10", "dmytro-kuleba"),
        ("the UN chief", "2023-11", "antonio-guterres"),
    ],
)
def test_an_office_stands_for_its_holder_at_the_date(office, date, actor):
    found = register.lookup(office, When.parse(date))
    assert found is not None
    assert found.id == actor


def test_an_office_that_changed_hands_within_the_date_stands_for_nobody():
    assert register.lookup("Russia’s defence minister", When.parse("2024")) is None
    assert register.lookup("the US president") is None
    assert register.lookup("the former US president", When.parse("2022")) is None


def test_a_state_speaks_through_its_government():
    state = register.lookup("Moscow")
    assert state == RegisteredActor("rus", "Russia", "state", Side.RUSSIA, "RU")
    assert register.speaker(state) == RegisteredActor("rus-gov", "Russian government", "government", Side.RUSSIA, "RU")
    person = register.lookup("Putin")
    assert register.speaker(person) == person


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("Ukrainian sources", Side.UKRAINE),
        ("a representative of Ukraine’s 12th Mountain Brigade", Side.UKRAINE),
        ("U.S. intelligence assessments", Side.US),
        ("Western military experts", Side.ANALYST),
        ("foreign policy experts", Side.ANALYST),
        ("newspapers in Russia", Side.MEDIA),
        ("residents near Belarus’s border", Side.OTHER),
        ("European leaders", Side.EUROPE),
        ("a spokesman for the Israeli army", Side.OTHER),
        ("the mayor of Moscow", Side.RUSSIA),
        ("Western officials", Side.INTERNATIONAL),
        ("the commander", None),
        ("we were told", None),
    ],
)
def test_a_noun_phrase_speaks_for_a_side(words, side):
    assert register.side_of(words) == side


def test_adjectives_peoples_and_seats_give_the_country():
    assert [register.country_of(w) for w in ("Syrian", "Poles", "Damascus", "DRC", "drc", "Table")] == [
        "SY", "PL", "SY", "CD", None, None,
    ]  # fmt: skip
    assert [register.is_demonym(w) for w in ("Syrian", "Poles", "Syria", "Damascus")] == [True, True, False, False]
    assert [register.is_seat(w) for w in ("Damascus", "Syria")] == [True, False]


def test_every_id_leads_back_to_its_actor():
    table = load_register()
    for row in table.rows:
        found = register.by_id(row)
        assert found is not None
        assert found.id == row
    for suffix in table.bodies:
        found = register.by_id(f"eth-{suffix}")
        assert found is not None
        assert found.id == f"eth-{suffix}"
    assert register.by_id("eth-nothing") is None
    assert register.by_id("nobody") is None


def test_every_name_in_the_register_finds_its_row_or_is_shared():
    table = load_register()
    for row in table.rows.values():
        shared = {other.id for other in table.aliases[names.key(row.name)]}
        found = register.lookup(row.name)
        assert len(shared) > 1 or (found is not None and found.id == row.id), row.name


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("rus-x,Name,planet,,RU,,,,,here", "column kind: 'planet'; expected one of"),
        ("rus-x,Name,person,,RX,,,,,here", "column country: 'RX'"),
        ("rus-x,Name,person,,,,,,,here", "neither side nor country"),
        ("rus-x,Name,person,moon,RU,,,,,here", "column side: 'moon'"),
        ("rus-x,Name,person,,RU,,president,2020-13-01,,here", "column from: '2020-13-01'; expected a day, YYYY-MM-DD"),
        ("rus-x,Name,person,,RU,,president,2020-05-01,2019-05-01,here", "ends before it begins"),
        ("rus-x,Name,person,,RU,,,,,", "column source: empty; expected"),
        ("Rus x,Name,person,,RU,,,,,here", "column id: 'Rus x'"),
        ("rus-x,Name,person,,RU", "a wrong number of columns"),
        ("vladimir-putin,Somebody Else,person,,RU,,king,,,here", "a second row for 'vladimir-putin'"),
    ],
)
def test_a_bad_row_is_an_error_that_says_where_and_why(line, says):
    text = (DATA / "actors.csv").read_text("utf-8") + line + "\n"
    sides = {country.iso2: country.side for country in load_countries()}
    with pytest.raises(TableError, match=r"actors\.csv: line \d+(, column \w+)?: ") as caught:
        list(read_actors(text, "actors.csv", sides))
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the medical aid group MSF", "Médecins Sans Frontières"),
        ("The medical aid group MSF", "Médecins Sans Frontières"),
        ("rights watchdog Amnesty International", "Amnesty International"),
        ("a group of MSF", None),  # whose doctors, not MSF
        ("the group Kuleba", None),  # a man is no body
    ],
)
def test_a_body_is_known_behind_the_words_for_what_it_is(words, name):
    found = register.lookup(words)
    assert (found.name if found else None) == name
