#!/usr/bin/env python3
"""Reports with marks into JSON Lines, and a ledger that was read from them against the marks.

    score.py reports FILE...                  prints the reports without marks, one JSON object a line
    score.py score LISTS FILE...              LISTS: folder with talks.json, proposals.json, ... of `truce list --json`

README.md beside this file says how the marks are written and what is counted. Exit status of `score`: 0 where at least
95 of 100 pairs are right, of those that belong together 92 and of those to be kept apart 99, and enough marks are found.
"""
import json
import re
import sys

KINDS = {'K': 'talks', 'O': 'proposals', 'G': 'agreements', 'I': 'incidents'}
MARK = re.compile(r'\[([KOGI]):([a-z0-9-]+)\|([^\]]*)\]')
NEAR_DAYS = 10   # pairs further apart than this are kept apart by any program
LEAST = 0.95
EACH = {'together': 0.92, 'apart': 0.99}  # two things apart are a blemish, two merged wrongly a falsehood
FOUND = 0.60     # of the marks: the coder's part, kept here so that nobody reaches the rest by finding little


class Report:
    def __init__(self, head, lines):
        parts = [p.strip() for p in head.split('|')]
        self.id, self.date, self.source = parts[:3]
        self.more = dict(p.split('=', 1) for p in parts[3:])
        self.title, body = lines[0], '\n\n'.join(x for x in lines[1:] if x)
        self.marks, self.body, at = [], '', 0
        for m in MARK.finditer(body):
            self.body += body[at:m.start()]
            start = len(self.title) + 2 + len(self.body)
            self.body += m.group(3)
            self.marks.append((m.group(1), m.group(2), (start, start + len(m.group(3)))))
            at = m.end()
        self.body += body[at:]

    def json(self):
        return json.dumps({'id': self.id, 'date': self.date, 'source': self.source, 'title': self.title, 'text': self.body, **self.more},
                          ensure_ascii=False)


def load(paths):
    out = []
    for path in paths:
        with open(path, encoding='utf-8') as f:
            blocks = re.split(r'^## ', f.read(), flags=re.M)[1:]
        for block in blocks:
            head, _, rest = block.partition('\n')
            r = Report(head, [x.strip() for x in rest.strip().split('\n')])
            r.file = path
            out.append(r)
    return out


def told(lists):
    """(letter, report) to [(span, record)] of all that the ledger holds."""
    out = {}
    for letter, name in KINDS.items():
        with open(f'{lists}/{name}.json', encoding='utf-8') as f:
            for record in json.load(f):
                for e in record['evidence']:
                    out.setdefault((letter, e['report']), []).append((tuple(e['span']), record['id']))
    return out


def sentence_of(text, span):
    """The words around a mark up to the ends of its sentence; lines end sentences too."""
    start = max((m.end() for m in re.finditer(r'[.!?]”? +(?=[A-Z“])|\n', text[:span[0]])), default=0)
    end = re.search(r'[.!?]”?(?= +[A-Z“]|\n|$)', text[span[1]:])
    return start, span[1] + (end.end() if end else 0)


def find(report, marks):
    """Each mark of one kind to a record, each record once where there are enough: overlapping words first."""
    text, pairs = report.title + '\n\n' + report.body, []
    for n, (_, _, span) in enumerate(marks):
        sent = sentence_of(text, span)
        for (start, end), record in marks.told:
            if start < sent[1] and end > sent[0]:
                inside = min(end, span[1]) - max(start, span[0])
                pairs.append((-inside, n, record))
    found, used = {}, set()
    for _, n, record in sorted(pairs):
        if n not in found and (record not in used or any(found[k] == record and marks[k][1] == marks[n][1] for k in found)):
            found[n] = record
            used.add(record)
    return found


class Marks(list):
    told = ()


def day(date):
    y, m, d = map(int, date.split('-'))
    return (y * 12 + m) * 31 + d


def tellings(reports, lists):
    """[(letter, truth, report, record)], one a report and truth, and how many marks no record covers."""
    by, out, missed = told(lists), [], []
    for r in reports:
        for letter in KINDS:
            marks = Marks(m for m in r.marks if m[0] == letter)
            marks.told = by.get((letter, r.id), [])
            found, seen = find(r, marks), {}
            for n, mark in enumerate(marks):
                if n in found:
                    seen.setdefault(mark[1], found[n])
            for truth in dict.fromkeys(m[1] for m in marks):
                if truth in seen:
                    out.append((letter, truth, r, seen[truth]))
                else:
                    missed.append(f'{r.id} {letter}:{truth}')
    return out, missed


def score(reports, lists, verbose):
    got, missed = tellings(reports, lists)
    right, all_, wrong = {'together': 0, 'apart': 0}, {'together': 0, 'apart': 0}, []
    for i, (k1, t1, r1, x1) in enumerate(got):
        for k2, t2, r2, x2 in got[i + 1:]:
            if k1 != k2 or r1.file != r2.file or (t1 != t2 and abs(day(r1.date) - day(r2.date)) > NEAR_DAYS):
                continue
            what = 'together' if t1 == t2 else 'apart'
            if what == 'together' and r1 is r2:
                continue
            all_[what] += 1
            right[what] += (x1 == x2) == (t1 == t2)
            if (x1 == x2) != (t1 == t2):
                wrong.append(f'{r1.id} {k1}:{t1} {x1}  {r2.id} {k2}:{t2} {x2}  should be {what}')
    if verbose:
        print('\n'.join(f'# missed {x}' for x in missed))
        print('\n'.join(f'# wrong {x}' for x in wrong))
    found = len(got) / (len(got) + len(missed))
    rate = {w: right[w] / max(all_[w], 1) for w in all_}
    print(f'# {len(reports)} reports, {len(got)} of {len(got) + len(missed)} marks found ({found:.3f}); '
          + '; '.join(f'{w}: {right[w]} of {all_[w]} pairs right ({rate[w]:.3f})' for w in all_))
    both = sum(right.values()) / max(sum(all_.values()), 1)
    print(f'# all pairs {both:.3f}')
    return both >= LEAST and all(rate[w] >= EACH[w] for w in EACH) and found >= FOUND


def main(argv):
    if len(argv) > 1 and argv[1] == 'reports':
        for r in load(argv[2:]):
            print(r.json())
        return 0
    if len(argv) > 3 and argv[1] == 'score':
        verbose = argv[2] == '-v'
        return 0 if score(load(argv[3 + verbose:]), argv[2 + verbose], verbose) else 1
    sys.stderr.write(__doc__)
    return 2


if __name__ == '__main__':
    sys.exit(main(sys.argv))
