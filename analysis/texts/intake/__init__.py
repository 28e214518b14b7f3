"""Files of any kind to articles: exports of news databases, saved pages, spreadsheets, feeds, documents.

`files` finds what is to be read, `formats` knows each kind by its content, a module per kind reads it into `article`'s
terms, and `gather` makes a corpus of all: texts, what is known about them, where each came from, and what was left out.
"""
