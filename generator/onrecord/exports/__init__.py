"""A dataset, or gold, in the formats that other tools read.

formats     the table of formats: what each is for, which file here writes it, what reads it back
articles    a dataset or gold as annotated articles, whatever it came from; ``model`` has the nouns
words       the tokens of a text, and labels on them; ``offsets`` places in other units than code points
write       articles -> a folder, in place only when all of it is written

A format is a file: ``write(articles, folder)`` makes it, and where it can be scored ``knows(path)`` and ``read(paths)``
take it back. (The package is not called ``export``: ``onrecord.export`` is the function.)
"""
