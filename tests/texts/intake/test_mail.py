import pytest

from tests.texts.intake.reading import about, paragraphs, read

HEAD = """Received: from host.example by mx.example; Sun, 5 Jul 2020 01:02:03 -0400
From: {sender} <news@harbour.example>
To: Bo Reader <bo@home.example>
Subject: {subject}
Date: Sat, 4 Jul 2020 22:30:00 -0400
MIME-Version: 1.0
{more}
"""


def mail(body, content="text/plain; charset=utf-8", subject="Fwd: Re: Ferry fails", sender="Estuary Post", more=""):
    return HEAD.format(sender=sender, subject=subject, more=f"Content-Type: {content}\n{more}") + body


def test_an_article_that_somebody_sent_has_the_day_and_the_subject_but_not_the_people():
    found = read(mail("The ferry is over-\ndue, and it waits\nfor it.\n\n>From Monday it sails.\n-- \nAnn Lee, 555"))
    assert found.kind == "e-mail"
    assert paragraphs(found.articles[0]) == ["The ferry is overdue, and it waits for it.", "From Monday it sails."]
    assert about(found.articles[0]) == {"title": "Ferry fails", "date": "2020-07-04"}


@pytest.mark.parametrize(
    ("more", "text"),
    [("", ["The cease- fire holds.", "From today."]), ("; delsp=yes", ["The cease-fire holds.", "From today."])],
)
def test_soft_breaks_are_undone(more, text):
    found = read(mail("The cease- \nfire  \nholds.\n\n From today.\n", f"text/plain; format=flowed{more}"))
    assert paragraphs(found.articles[0]) == text


def test_a_newsletter_names_its_outlet_and_what_is_around_it_is_furniture():
    page = """<div style="display: none">Preview</div><table><tr><td><h2>Ports</h2><p>Caf=C3=A9 open.</p></td></tr>
    <tr><td>Sent to bo@home.example</td></tr><tr><td>Unsubscribe | View online</td></tr></table>"""
    more = "Content-Transfer-Encoding: quoted-printable\nList-Unsubscribe: <mailto:x@harbour.example>\n"
    found = read(mail(page, "text/html; charset=utf-8", more=more))
    assert paragraphs(found.articles[0]) == [
        "headline: Ports",
        "Café open.",
        "furniture: Unsubscribe | View online",
    ]
    assert found.articles[0].outlet == "Estuary Post"
    assert found.notes == ["paragraphs with the receiver's address were left out"]


def test_a_mailbox_holds_many_messages():
    line = "From ann@harbour.example Sat Jul  4 22:30:00 2020\n"
    found = read(line + mail("One.\n", subject="A") + "\n" + line + mail("Two.\n", subject="B"))
    assert [(one.place, one.title, paragraphs(one)) for one in found.articles] == [
        ("message 1", "A", ["One."]),
        ("message 2", "B", ["Two."]),
    ]


def test_what_a_database_sends_is_read_as_its_pages_and_a_memo_is_no_mail():
    page = "<html><body><p>Document 1 of 1</p><h1>Ferry</h1><p>One.</p></body></html>"
    found = read(mail(page, "text/html"))
    assert [(one.title, paragraphs(one)) for one in found.articles] == [("Ferry", ["One."])]
    assert found.announced == 1
    assert read("From: The harbour\nTo: All\n\nThe ferry is old.").kind == "text"
