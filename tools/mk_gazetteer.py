#!/usr/bin/env python3
"""Makes gazetteer.bin, the table of towns, regions and countries that truce maps into memory.

    mk_gazetteer.py OUTPUT

Reads what Debian packages: libgeonames0 (towns of 15,000 people and more; GeoNames, CC BY 4.0), libgeonames-common (their
names, and those of regions and countries, in many languages) and iso-codes (countries). Needs gresource (libglib2.0-bin)
and nothing but Python's own library. The format is told at the head of src/data/gazfile.h, and its reader checks it.
"""
import glob
import json
import os
import struct
import subprocess
import sys
import unicodedata

MAGIC = b'TRUCEGZ1'
LOCALE = '/usr/share/locale'
LATIN = 'de fr es it pt nl pl cs sv nb fi hu ro tr ca hr sl et lt lv da eu gl id sq sk vi'.split()
AGREEING = 3        # other languages that must agree on a spelling before it counts as an English variant
NAME_MIN = 4        # shorter variants of other languages are words too often
COUNTRY, REGION, CITY = 1, 2, 3     # enum place_type
NONE = 0xFFFFFFFF
PLAIN = {'ł': 'l', 'ø': 'o', 'đ': 'd', 'ð': 'd', 'ı': 'i', 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'þ': 'th', 'ə': 'a'}


def fold(name):
    """The key under which a name is found; gazkey_add in src/data/gazkey.c does the same to a text."""
    out = []
    for c in unicodedata.normalize('NFKD', name.lower()):
        if unicodedata.combining(c) or unicodedata.category(c) == 'Mn':
            continue
        c = PLAIN.get(c, c)
        if c in "'’‘ʼʻʿʾ`´.":
            continue
        if c.isalnum():
            out.append(c)
        else:
            out.append(' ')
    return ' '.join(''.join(out).split())


def fnv(data):
    h = 1469598103934665603
    for b in data:
        h = ((h ^ b) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return h


def translations(language):
    """GeoNames id or area code -> name, from a gettext catalogue."""
    path = os.path.join(LOCALE, language, 'LC_MESSAGES', 'geonames.mo')
    if not os.path.exists(path):
        return {}
    b = open(path, 'rb').read()
    _, _, n, keys, values = struct.unpack('<5I', b[:20])
    out = {}
    for i in range(n):
        size, at = struct.unpack_from('<2I', b, keys + 8 * i)
        vsize, vat = struct.unpack_from('<2I', b, values + 8 * i)
        out[b[at:at + size].decode()] = b[vat:vat + vsize].decode()
    out.pop('', None)
    return out


def cities():
    """Rows of the GVariant a(sssssssudd): id, name, admin1 code and name, country code and name, zone, people, lat, lon."""
    library = (glob.glob('/usr/lib/*/libgeonames.so.0') + glob.glob('/usr/lib/libgeonames.so.0'))[0]
    b = subprocess.run(['gresource', 'extract', library, '/com/lomiri/geonames/cities.compiled'], stdout=subprocess.PIPE, check=True).stdout
    ends = struct.unpack_from('<I', b, len(b) - 4)[0]
    start = 0
    for at in range(ends, len(b), 4):
        end = struct.unpack_from('<I', b, at)[0]
        row = b[start:end]
        fields = row.split(b'\0', 7)[:7]
        size = sum(len(f) + 1 for f in fields)
        size += -size % 4
        people = struct.unpack_from('<I', row, size)[0]
        size += 4
        size += -size % 8
        lat, lon = struct.unpack_from('<2d', row, size)
        yield [f.decode() for f in fields] + [people, lat, lon]
        start = end + -end % 8


GENERIC = ('Province Region District Governorate Oblast County Department Prefecture Republic Kraj Voivodeship Voivodship Municipality Krai Okrug '
           'Emirate State City Division Parish Canton Area').split()
BEFORE = ('State of', 'Municipality of', 'Canton of', 'Republic of', 'Autonomous Republic of', 'Province of', 'Muhafazat', 'City of')
BEARINGS = {'Northern': 'North', 'Southern': 'South', 'Eastern': 'East', 'Western': 'West', 'Nord': 'North', 'Sud': 'South'}


def bare(name):
    """A region's name without what it is: "Hunan Province", "State of Sikkim", "Tibet Autonomous Region"."""
    for b in BEFORE:
        if name.startswith(b + ' '):
            name = name[len(b) + 1:]
    words = name.split(' ')
    while len(words) > 1 and (words[-1].strip("’'").capitalize() in GENERIC or words[-1] == 'Autonomous'):
        words.pop()
    return ' '.join(words)


def region_names(name):
    short = bare(name)
    names = {name, short}
    first, _, rest = short.partition(' ')
    for long, brief in BEARINGS.items():
        if rest and first == long:
            names.add(brief + ' ' + rest)
    return sorted(names)


class Table:
    def __init__(self):
        self.strings, self.offsets = bytearray(b'\0'), {'': 0}
        self.places, self.names = [], {}

    def string(self, s):
        if s not in self.offsets:
            self.offsets[s] = len(self.strings)
            self.strings += s.encode() + b'\0'
        return self.offsets[s]

    def place(self, name, kind, country, lat, lon, people, geonameid, admin):
        self.places.append((self.string(name), round(lat * 1e5), round(lon * 1e5), min(people, NONE), geonameid, admin, country.encode(), kind))
        return len(self.places) - 1

    def name(self, name, place):
        key = fold(name)
        if key and not key.isdigit():
            self.names.setdefault(key, [])
            if place not in self.names[key]:
                self.names[key].append(place)

    def slots(self):
        """Open addressing by hash; each prefix of words has a slot too, so that a search knows when to stop."""
        entries, refs = {}, []
        for key in sorted(self.names):
            words = key.split(' ')
            for i in range(1, len(words)):
                entries.setdefault(' '.join(words[:i]), [0, 0, 0])[2] = 1
        for key in sorted(self.names):
            e = entries.setdefault(key, [0, 0, 0])
            e[0], e[1] = len(refs), len(self.names[key])
            refs += self.names[key]
        n = 1
        while n < 2 * len(entries):
            n *= 2
        slots = [(0, 0, 0)] * n
        for key in sorted(entries):
            first, count, more = entries[key]
            h = fnv(key.encode()) or 1
            i = h & (n - 1)
            while slots[i][0]:
                if slots[i][0] == h:
                    sys.exit('two names of one hash: %s' % key)
                i = (i + 1) & (n - 1)
            slots[i] = (h, first, count * 2 + more)
        return slots, refs

    def write(self, path):
        slots, refs = self.slots()
        with open(path, 'wb') as f:
            f.write(MAGIC + struct.pack('<6I', len(self.places), len(slots), len(refs), len(self.strings), 0, 0))
            for h, first, count in slots:
                f.write(struct.pack('<QII', h, first, count))
            for p in self.places:
                f.write(struct.pack('<IiiIII3sB', *p))
            f.write(struct.pack('<%dI' % len(refs), *refs))
            f.write(self.strings)
        print('%d places, %d names, %d bytes' % (len(self.places), len(self.names), os.path.getsize(path)))


def mean(rows):
    """Where the people of some towns live, on average."""
    total = sum(r[7] + 1 for r in rows)
    lon0 = rows[0][9]                      # turn so that the date line is far away
    lon = sum((((r[9] - lon0 + 180) % 360) - 180) * (r[7] + 1) for r in rows) / total + lon0
    return sum(r[8] * (r[7] + 1) for r in rows) / total, ((lon + 180) % 360) - 180, sum(r[7] for r in rows)


def variants(name, others):
    """Spellings on which several other languages agree."""
    counts = {}
    for o in others:
        counts[o] = counts.get(o, 0) + 1
    return [n for n, c in counts.items() if c >= AGREEING and n != name and len(n) >= NAME_MIN]


def main(path):
    alpha3 = {c['alpha_2']: c['alpha_3'] for c in json.load(open('/usr/share/iso-codes/json/iso_3166-1.json', encoding='utf-8'))['3166-1']}
    alpha3['XK'] = 'XKX'
    english, others = translations('en'), [translations(language) for language in LATIN]
    rows = sorted((r for r in cities() if r[4] in alpha3), key=lambda r: (-r[7], int(r[0])))
    by_country, by_admin = {}, {}
    for r in rows:
        by_country.setdefault(r[4], []).append(r)
        by_admin.setdefault(r[4] + '.' + r[2], []).append(r)
    t, admins = Table(), {}
    for code in sorted(by_country):
        lat, lon, people = mean(by_country[code])
        p = t.place(english.get(code, by_country[code][0][5]), COUNTRY, alpha3[code], lat, lon, people, 0, NONE)
        t.name(english.get(code, by_country[code][0][5]), p)
    for code in sorted(by_admin):
        name = english.get(code, by_admin[code][0][3])
        if not name:
            continue
        lat, lon, people = mean(by_admin[code])
        admins[code] = t.place(bare(name), REGION, alpha3[code[:2]], lat, lon, people, 0, NONE)
        for n in region_names(name) + region_names(by_admin[code][0][3]):
            t.name(n, admins[code])
    for r in rows:
        name = english.get(r[0], r[1])
        p = t.place(name, CITY, alpha3[r[4]], r[8], r[9], r[7], int(r[0]), admins.get(r[4] + '.' + r[2], NONE))
        for n in [name, r[1]] + variants(name, [o[r[0]] for o in others if r[0] in o]):
            t.name(n, p)
    t.write(path)


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
