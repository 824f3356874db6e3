import email.policy
from email.message import EmailMessage

from tests.intake.conftest import page

from counterclaim.records.article import Article

TEXT = "The regional governor said on Tuesday that four people had been wounded when shells hit the market in Orlivka."


def _mail(text=TEXT, html=None, date="Fri, 03 May 2024 23:30:00 +0300", sender="Wire Desk <desk@wire.example>"):
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "reader@x.example"
    message["Date"] = date
    message["Subject"] = "Shells hit market — “four wounded”"
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def test_a_mail_gives_its_text_its_date_and_who_sent_it(through):
    data = bytes(_mail(f"{TEXT}\n\nSecond paragraph, with “quotes”.\n> an older mail\n", html="<p>other</p>"))
    [taken] = through(data, "m.eml")
    item = taken.item
    assert item.text == f"{TEXT}\n\nSecond paragraph, with “quotes”.\n"
    assert (item.title, item.author) == ("Shells hit market — “four wounded”", "Wire Desk")
    assert (str(item.published.when), item.published.basis) == ("2024-05-03", "Date: Fri, 03 May 2024 23:30:00 +0300")
    assert (item.original, taken.kind) == (data, "e-mail")


def test_a_mail_in_html_is_read_as_it_shows(through):
    html = f"<style>p{{}}</style><table><tr><td>{TEXT}</td></tr><tr><td>Second&nbsp;one<br>third</td></tr></table>"
    [taken] = through(bytes(_mail("See the HTML version.", html)), "m")
    assert taken.item.text == f"{TEXT}\n\nSecond one\n\nthird\n"


def test_attached_documents_go_through_the_door_and_pictures_do_not(through):
    message = _mail()
    message.add_attachment(
        page([TEXT, f"Later: {TEXT}"]), maintype="application", subtype="octet-stream", filename="p.html"
    )
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(_mail("A forwarded mail, which says that the bridge near Velika has been closed for weeks."))
    taken = through(bytes(message), "m.eml")
    assert [(t.name, t.kind) for t in taken] == [
        ("m.eml", "e-mail"),
        ("m.eml!p.html", "HTML"),
        ("m.eml!attachment 2", "e-mail"),
    ]
    assert all(isinstance(t.item, Article) for t in taken)


def test_a_mail_from_the_future_has_no_date(through):
    [taken] = through(bytes(_mail(date="Sat, 01 Jan 2033 00:00:00 +0000")))
    assert taken.item.published is None
    assert taken.notes == ("Date 'Sat, 01 Jan 2033 00:00:00 +0000' is not taken: it lies after the mail was collected",)


def test_broken_headers_and_charsets_lose_no_mail(through):
    data = (
        b"From: =?utf-8?q?broken\r\nDate: no date at all\r\nSubject: =?no-such?b?////?=\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=no-such-charset\r\n\r\n" + TEXT.encode()
    )
    [taken] = through(data)
    assert taken.item.text.strip() == TEXT
    assert taken.item.published is None


def test_a_mailbox_gives_its_mails_one_by_one(through):
    one = bytes(_mail(policy_free := TEXT))
    two = bytes(_mail(policy_free + " It was the second mail."))
    box = b"From a@x Fri May  3 10:00:00 2024\n" + one + b"\n\nFrom b@x Fri May  3 11:00:00 2024\n" + two
    taken = through(box, "box.mbox")
    assert [(t.name, t.item.text.strip()) for t in taken] == [
        ("box.mbox!mail 1", TEXT),
        ("box.mbox!mail 2", f"{TEXT} It was the second mail."),
    ]
    assert [t.name for t in through(box, "box.mbox", behind={"box.mbox": (1,)})] == ["box.mbox!mail 2"]


def test_a_mail_nested_in_mails_without_end_is_bounded(through):
    message = _mail()
    for _ in range(12):
        outer = _mail()
        outer.add_attachment(message)
        message = outer
    taken = through(message.as_bytes(policy=email.policy.default), "m.eml", archive_depth=3)
    assert len(taken) == 4
