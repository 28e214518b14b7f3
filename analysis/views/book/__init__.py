"""The book: notebooks executed, tables to download, and the pages of the site."""
