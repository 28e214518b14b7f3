from tests.texts.intake.reading import about, paragraphs, read

CERTIFICATE = "<div>Ce certificat est émis à <b>A. Reader</b></div><span>Date d'émission : 2015-07-04</span>"
NEW = """<article><header><div><span class="DocPublicationName">Le Port </span></div><div>
<span class="DocHeader">{header}</span></div><div><p>POLITIQUE</p></div><div class="titreArticle">
<p class="titreArticleVisu">Ferry « dangereux »</p></div>{author}</header><section><div class="DocText">
<p>Le <mark>ferry</mark> est dangereux.</p></div></section>
<aside><p><b>Illustration(s) :</b></p><p>Un ferry.</p></aside>
<footer><small>© 2006 Le Port.</small><p>Numéro de document : news·20060315·LP·1</p>{certificate}</footer></article>"""
OLD = """<table><tr><td><table id="tbHeaderImages"><tr><td></td></tr></table>
<span class="DocPublicationName">Le Port, no. 5968</span><br><span class="DocHeader">Éditorial, </span>
<span class="DocHeader">jeudi </span><span class="DocHeader">4 octobre 2012</span><span class="DocHeader">, p. 3</span>
<br><br>Chapeau<br><span class="TitreArticleVisu">Un <span>titre</span></span><br><br>{author}
<b>Un</b> texte.<p></p>Fin.<p></p>
<b><i>© 2012 Le Port.</i></b><p></p>Numéro de document : news·20121004·LP·2<br><table><tr><td>{certificate}</td></tr>
</table></td></tr></table>"""


def page(*articles):
    articles = "".join(one.replace("{certificate}", CERTIFICATE) for one in articles)
    return f'<html><head><meta charset="utf-8"></head><body>{articles}</body></html>'


def new(header="Politique, mardi 14 mars 2006, p. 16", author="<div>Nora Lund</div>"):
    return NEW.replace("{header}", header).replace("{author}", author)


def test_the_day_is_that_of_the_issue_not_of_the_certificate():
    article = read(page(new())).articles[0]
    assert paragraphs(article) == ["Le ferry est dangereux."]
    assert about(article) == {
        "doc_id": "news·20060315·LP·1",
        "title": "Ferry « dangereux »",
        "outlet": "Le Port",
        "date": "2006-03-14",
        "byline": "Nora Lund",
        "section": "Politique",
        "language": "fr",
    }
    assert "byline" not in about(read(page(new(author=""))).articles[0])


def test_the_day_tells_the_language():
    assert read(page(new("News, Tuesday, March 14, 2006, p. A1"))).articles[0].language == "en"
    assert read(page(new("Nachrichten"))).articles[0].language == ""


def test_a_header_may_say_how_many_words_and_the_outlet_where_it_is():
    page_now = new(
        "France, mercredi 11 septembre 2024 1 134 mots, p. 11", author='<p class="sm-margin-bottomNews">Bo</p>'
    )
    article = read(page(page_now.replace("Le Port ", "Le Port, no. 43018<br><i>France</i>"))).articles[0]
    known = {"outlet": "Le Port", "date": "2024-09-11", "section": "France", "stated_words": 1134, "byline": "Bo"}
    assert known.items() <= about(article).items()
    assert read(page(new("News, Tuesday, March 14, 2006, p. A1"))).articles[0].section == "News"


def test_line_breaks_alone_part_what_is_in_the_older_layout():
    first, second = OLD.replace("{author}", "Bo Hall<br><p></p>"), OLD.replace("{author}", "")
    found = read(page(first, second).encode())
    assert [paragraphs(article) for article in found.articles] == [["Un texte.", "Fin."]] * 2
    assert about(found.articles[0]) == {
        "doc_id": "news·20121004·LP·2",
        "title": "Un titre",
        "outlet": "Le Port",
        "date": "2012-10-04",
        "byline": "Bo Hall",
        "section": "Éditorial",
        "language": "fr",
    }
    assert found.articles[1].byline == ""


def test_articles_without_a_headline_stay_apart_from_the_others():
    without = OLD.replace("{author}", "").replace("TitreArticleVisu", "other")
    found = read(page(without, OLD.replace("{author}", ""), without))
    assert [article.title for article in found.articles] == ["", "Un titre", ""]
    assert paragraphs(found.articles[1]) == ["Un texte.", "Fin."]
