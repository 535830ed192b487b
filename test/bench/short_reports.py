#!/usr/bin/env python3
"""short_reports.py N [COUNTRIES] - N invented short reports of two or three sentences as JSON Lines, for `truce read -`: what
reading very many of them costs in time and memory (docs/ledger.md). Countries are those of test/data unless others are
named, separated by commas. The same N gives the same reports; the texts of all are different."""
import random
import sys

countries = sys.argv[2].split(",") if len(sys.argv) > 2 else ["Gondor", "Arnor", "Rohan", "Mordor", "Harad", "Rhun", "Umbar", "Dale"]
towns = [a + b for a in ("Bel", "Dor", "Os", "Cal", "Min", "Pel", "Ed", "Lam", "Tar", "Lin") for b in
         ("garth", "ford", "mere", "wick", "haven", "stead", "holm", "fell", "bridge", "moor", "dale", "cliff")]
names = [a + b for a in ("Ar", "Bor", "Den", "Eo", "Fin", "Gil", "Hal", "Il", "Mar", "Ord") for b in ("dor", "wen", "mir", "las", "ric", "gar")]
people = [f"{a} {b}" for a in ("Anna", "Boris", "Clara", "David", "Elena", "Farid", "Greta", "Hugo") for b in names]
weapons = ("drones", "missiles", "shells", "rockets")
titles = ("defence minister", "foreign minister", "president", "army spokesman", "envoy")
topics = ("prisoners", "grain", "the border", "a ceasefire", "gas transit", "the harbours", "refugees", "sanctions")
frames = (
    "{a} attacked {t} with {n} {w} on {day}, killing {k} people. {p}, the {r} of {b}, said the attack number {i} would be answered.",
    "{a} and {b} held talks on {x} in {t} on {day}. “We have made progress on point {i},” said {p}, {r} of {a}.",
    "{a} proposed a ceasefire of {n} days to {b} on {day}. The {r} of {b}, {p}, rejected the proposal, document {i}. Officials met in {t}.",
    "{a} and {b} signed an agreement on {x} in {t} on {day}. It exchanges {n} prisoners, according to paper {i}.",
    "The {r} of {a}, {p}, accused {b} of shelling {t} on {day}. {n} houses were damaged and {k} people were injured, list {i} says.",
)
days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def date_of(n):
    year, day = divmod(n, 365)
    month = 0
    while day >= lengths[month]:
        day -= lengths[month]
        month += 1
    return f"{2019 + year}-{month + 1:02}-{day + 1:02}"


def main():
    count = int(sys.argv[1])
    rng = random.Random(1)
    pick = lambda of: of[int(rng.random() * len(of))]
    for i in range(count):
        a, b, t = pick(countries), pick(countries), pick(towns)
        text = pick(frames).format(a=a, b=b if b != a else "its neighbour", t=t, n=2 + int(rng.random() * 300), w=pick(weapons), k=1 + i % 60,
                                   p=pick(people), r=pick(titles), x=pick(topics), i=i, day=pick(days))
        sys.stdout.write('{"id":"s%d","date":"%s","source":"Outlet %d","title":"%s: news from %s","text":"%s"}\n' %
                         (i, date_of(i * 2000 // count), i % 300, a, t, text))


main()
