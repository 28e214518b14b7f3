"""Who a pronoun means: the nearest fitting person, and nobody where two are as near."""

import pytest

from analysis.texts.attribution.voices import segment


def speaker_of(text: str, words: str) -> str:
    """Return who says the stretch in which `words` begin."""
    at = text.index(words)
    return next(speaker for a, b, _, _, speaker, _ in segment(text) if a <= at < b)


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        # the person of the sentence before, not the one that the text is about
        (
            "Ida Holm runs the mill. Holm said it was old. It needs a roof, said the planner Tom Berg. "
            "He said slate would do.",
            "slate",
            "the planner Tom Berg",
        ),
        (
            "Piet Holm said the dam was safe. Jon Berg lives below it. He said it leaked.",
            "it leaked",
            "Jon Berg",
        ),
        (
            "Piet Holm said the dam was safe. A milder view came from Mr Berg, the minister, who built it. "
            "He said it leaked.",
            "it leaked",
            "Mr Berg",
        ),
        (
            "Miners said the dam was safe. Another plan was drawn up by Jon Berg, the envoy. He said it leaked.",
            "it leaked",
            "Jon Berg",
        ),
        (
            "The Echo printed a talk with Ida Berg, the aunt of a miner. She said the dam leaked.",
            "the dam leaked",
            "Ida Berg",
        ),
        ("Piet Holm left. Jon Berg joined in May. He said the dam leaked.", "the dam leaked", "Jon Berg"),
        ("The talks were led by Jon Berg. He has often criticised the dam.", "the dam", "Jon Berg"),
        # the subject comes before others of its sentence
        ("Piet Holm met Jon Berg in Lund. He said the dam leaked.", "the dam leaked", "Piet Holm"),
        ("Piet Holm took gifts from Lord Berg. He said the dam leaked.", "the dam leaked", "Piet Holm"),
        ("Jon Berg praised Lord Holm in May. He said the dam leaked.", "the dam leaked", "Jon Berg"),
        # inside one sentence
        ("Ida Berg put the talks off because she feared the dam would break.", "the dam", "Ida Berg"),
        ("Although Mr Berg said he liked the dam, he warned that it leaked.", "it leaked", "Mr Berg"),
        (
            "In one talk, for which Ida Berg was paid, she said the dam leaked.",
            "the dam leaked",
            "Ida Berg",
        ),
        ("When Mrs Holm came to Lund, she said the dam leaked.", "the dam leaked", "Mrs Holm"),
        ("Piet Holm stayed in Lund. After a talk with Lord Berg, he said the dam leaked.", "the dam", "Piet Holm"),
        # sex: titles, nouns of relation, and other pronouns about the name
        ("Mr Holm said the dam was safe. Ida Berg, a mother, agreed. He said it leaked.", "it leaked", "Mr Holm"),
        (
            "Robin Berg sold the boat when she left. Kim Holm kept his as he stayed. Robin Berg met Kim Holm again. "
            "“It leaked,” he said.",
            "“It leaked",
            "Kim Holm",
        ),
        (
            "Kim Holm said he sold the mill in May. Holm kept his boat. She said the dam leaked.",
            "the dam leaked",
            "",
        ),
        (
            "The actress praised the dam. It was built by miners. She said it leaked.",
            "it leaked",
            "The actress",
        ),
        ("The King praised the dam. It was built in May. He said it leaked.", "it leaked", "The King"),
        ("The Queen met the mayor in Lund. She said the dam leaked.", "the dam leaked", "The Queen"),
        (
            "The spokeswoman declined to name a day. “The dam is old,” she said.",
            "“The dam",
            "The spokeswoman",
        ),
        ("The boy’s father, Jon Berg, came by. “The dam is old,” he said.", "“The dam", "Jon Berg"),
        ("The waitress told the chairman that he was late. He said the dam leaked.", "the dam leaked", "the chairman"),
        # a chain of pronouns
        (
            "Ida Berg grew up in Lund. She left it in 1990. She never came back. She said the dam leaked.",
            "the dam leaked",
            "Ida Berg",
        ),
        (
            "Jon Berg grew up in Lund.\n\nHe left it in 1990.\n\nIn May he moved to Oslo.\n\nHe said the dam leaked.",
            "the dam leaked",
            "Jon Berg",
        ),
        (
            "Jon Berg, 40, lives in Lund.\n\nHe met Piet Holm in 1990.\n\n“The dam is old,” he said.",
            "“The dam",
            "Jon Berg",
        ),
        ("“The dam is old,” Ida Berg said.\n\n“It leaks,” she went on. “It has cracks.”", "“It leaks", "Ida Berg"),
        ("“The dam is old,” Ida Berg said.\n\nShe added that it leaked.", "that it leaked", "Ida Berg"),
        # who is asked answers
        ("“Is the dam safe?” Ida Berg asked the mayor. “It leaks,” she said.", "“It leaks", "the mayor"),
        ("“Is the dam safe?” Ida Berg asked. She said it leaked.", "it leaked", "Ida Berg"),
        # what is no person, and who is only described
        ("Piet Holm ran a shop. His long career began in May. He said the dam leaked.", "the dam", "Piet Holm"),
        ("Like any bus driver, Piet Holm was late. He said the dam leaked.", "the dam leaked", "Piet Holm"),
        ("The news outlet Verdo met Ida Berg, the wife of a miner. She said the dam leaked.", "the dam", "Ida Berg"),
        ("In May it was Ida Berg who met Piet Holm. She said the dam leaked.", "the dam leaked", "Ida Berg"),
        ("The MEC came by boat. He said the dam leaked.", "the dam leaked", "The MEC"),
        # what is said is not about who says it, but a clause before it may be
        ("Jon Berg came by. Piet Holm was late, he said.", "Piet Holm was", "Jon Berg"),
        ("Ida Berg left. Though Ann Holm was late, she said, the dam was dry.", "the dam was", "Ann Holm"),
        # nobody, where two are as near or nobody fits
        ("Jon Berg and Piet Holm met in Lund. He said the dam leaked.", "the dam leaked", ""),
        ("The dam was drawn by Jon Berg for Piet Holm. He said it leaked.", "it leaked", ""),
        ("The dam board met. He said it leaked.", "it leaked", ""),
        ("Negotiations began in May. He said the dam leaked.", "the dam leaked", ""),
        ("Miners struck in May. She said the dam leaked.", "the dam leaked", ""),
        ("The North Lund Dam Company closed in May. He said the dam leaked.", "the dam leaked", ""),
        ("The Lund Times printed a letter. She said the dam leaked.", "the dam leaked", ""),
    ],
)  # fmt: skip
def test_he_and_she(text, words, speaker):
    assert speaker_of(text, words) == speaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Nurses came home in May. They said the dam leaked.", "the dam leaked", "Nurses"),
        (
            "The view of the union, the guild and dock workers is clear. They say the dam leaked.",
            "the dam leaked",
            "the union, the guild and dock workers",
        ),
        ("Most farmers left. They have no work, and they say the dam leaked.", "the dam leaked", "Most farmers"),
        ("Several of Holm’s posts were read in Lund. They said the dam leaked.", "the dam leaked", ""),
        ("Holm’s letters grew longer in May. In one, they call the dam old and say it leaked.", "it leaked", ""),
        ("Ida Berg spoke to nurses. They said the dam leaked.", "the dam leaked", "nurses"),
        ("Ida Berg and Jon Holm came home. They said the dam leaked.", "the dam leaked", "Ida Berg and Jon Holm"),
        ("Ida Berg came home. They said the dam leaked.", "the dam leaked", ""),
        ("Similar to shops such as Vento, Lundia now shows what it calls “a very bold step”.", "“a very", "Lundia"),
        ("Norland said at 26 people died near India. It said the dam leaked.", "the dam leaked", "Norland"),
        ("According to the Lund Post, Holm stayed. His letters grew longer. They say it leaked.", "it leaked", ""),
        ("The couple came home. They said the dam leaked.", "the dam leaked", "The couple"),
        ("The government met in May. It said the dam leaked.", "the dam leaked", "The government"),
        ("Norland did not come, but sent a letter in May. It argued that the dam leaked.", "that the dam", "Norland"),
        ("The Dam Office has made a plan which it calls “a very bold step”.", "“a very", "The Dam Office"),
        ("On Friday Lundia showed a boat it calls “a very bold step”.", "“a very", "Lundia"),
        ("The town’s leaflet includes a map. It warns that the dam leaks.", "that the dam", "The town’s leaflet"),
        ("Ida Berg left. It is said that the dam leaks.", "that the dam", ""),
        ("Ida Berg’s dog barked. It said much of the dam.", "much", ""),
    ],
)  # fmt: skip
def test_it_and_they(text, words, speaker):
    assert speaker_of(text, words) == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("“Not for long", "Sir Jon Berg"),
        ("“Yes, of course", "Sir Jon Berg"),
        ("“I like Holm", "Sir Jon Berg"),
        ("“No, I wrote", "Sir Jon Berg"),
        ("“My wife", "Sir Jon Berg"),
    ],
)
def test_an_interview_in_the_first_person(words, speaker):
    text = (
        "The man of the mill\n\nAs I sit opposite Sir Jon Berg in his kitchen, I ask if Piet Holm can run the mill.\n\n"
        "“Not for long,” he snaps.\n\nI ask him about the dam.\n\n“Yes, of course, it leaks.”\n\n"
        "Is Holm a good miller?\n\n"
        "“I like Holm a lot.”\n\nBut you wrote a book for him, I say.\n\n“No, I wrote it for every miller.”\n\n"
        "And who reads it?\n\n“My wife reads it at night.”"
    )
    assert speaker_of(text, words) == speaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Norland sent a letter. Mr Holm said he did not read it - “but it is a grave word to the whole of Lund”.",
            "“but it is",
            "Mr Holm",
        ),
        (
            "Norland sent a letter. “It is grave,” Mr Holm said - “a grave word to the whole of Lund and the coast.”",
            "“a grave word",
            "Mr Holm",
        ),
    ],
)  # fmt: skip
def test_a_trailing_piece_of_a_quotation(text, words, speaker):
    assert speaker_of(text, words) == speaker
