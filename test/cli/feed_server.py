#!/usr/bin/env python3
"""feed_server.py LOG - web servers on 127.0.0.1 with feeds and pages that behave and misbehave; for test_watch.sh.

Prints their ports; then a line to LOG for each request: method, path, If-None-Match, status; and "peak ALL ONE" for each new greatest
number of requests at once, to all servers and to any one. Ends when its standard input does.
"""
import gzip
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOG = open(sys.argv[1], 'w', buffering=1)
PAGE = ('<html><head><title>{0}</title><meta property="og:title" content="{0}">'
        '<meta property="article:published_time" content="2025-03-24T10:00:00Z"></head><body><article><p>{0}: envoys of Gondor and '
        'Arnor met in Bree on Monday to talk about a truce, officials said.</p><p>They will meet again on Friday, a spokesman for '
        'Rohan told reporters after the talks.</p></article></body></html>')
ITEM = '<item><title>{0}</title><link>{1}</link><description>{2}</description></item>'
FEED = '<rss version="2.0"><channel><title>{0}</title><link>/</link>{1}</channel></rss>'
SERVERS = 6
turns = {}
lock = threading.Lock()
active, peak, ports = {}, [0, 0], []


def turn(path):
    turns[path] = turns.get(path, 0) + 1
    return turns[path]


def count(port, step):
    with lock:
        active[port] = active.get(port, 0) + step
        now = [sum(active.values()), max(active.values())]
        if now[0] > peak[0] or now[1] > peak[1]:
            peak[:] = [max(x, y) for x, y in zip(peak, now)]
            LOG.write('peak %d %d\n' % tuple(peak))


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *args):
        pass

    def answer(self, status, body=b'', kind='text/html; charset=utf-8', **fields):
        LOG.write('%s %s %s %d\n' % (self.command, self.path, self.headers.get('If-None-Match', '-'), status))
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(body)))
        for name, value in fields.items():
            self.send_header(name.replace('_', '-'), value)
        self.end_headers()
        self.wfile.write(body)

    def feed(self, name, *items, **fields):
        self.answer(200, FEED.format(name, ''.join(ITEM.format(*i) for i in items)).encode(), 'text/plain', **fields)

    def pour(self, piece, pause, kind='text/html', packed=False):
        """An answer without an end."""
        LOG.write('%s %s - 200\n' % (self.command, self.path))
        self.send_response(200)
        self.send_header('Content-Type', kind)
        if packed:
            self.send_header('Content-Encoding', 'gzip')
        self.send_header('Connection', 'close')
        self.end_headers()
        while True:
            self.wfile.write(piece)
            time.sleep(pause)

    def do_GET(self):
        self.port = self.server.server_port
        counted = self.path in ('/first', '/last') or '-' in self.path  # others may hang on when nobody listens any more
        count(self.port, counted)
        try:
            self.choose()
        except OSError:  # it has had enough
            self.close_connection = True
        finally:
            count(self.port, -counted)

    def choose(self):
        path = self.path
        if path == '/robots.txt':
            self.answer(200, b'User-agent: *\nDisallow: /\n\nUser-agent: truce\nDisallow: /closed\n', 'text/plain')
        elif path == '/feed':
            if self.headers.get('If-None-Match') == '"one"':
                self.answer(304, ETag='"one"')
            else:
                self.feed('Bree News', ('Truce talks', '/a', 'Short.'), ('Second day', '/b', 'Short.'), ('Closed page', '/closed/c', ''),
                          ETag='"one"', Last_Modified='Mon, 24 Mar 2025 10:00:00 GMT')
        elif path == '/openfeed':
            self.feed('Closed', ('From the feed', '/closed/d', 'Gondor and Arnor signed a truce in Bree, officials said.'))
        elif path in ('/a', '/b'):
            self.answer(200, PAGE.format('Talks ' + path[1:]).encode())
        elif path == '/busy':
            if turn(path) == 1:
                self.answer(429, b'', Retry_After='3600')
            else:
                self.feed('Busy')
        elif path == '/tofile':
            self.answer(302, b'', Location='file:///etc/passwd')
        elif path == '/toprivate':
            self.answer(302, b'', Location='http://127.0.0.2/x')
        elif path == '/round':
            self.answer(302, b'', Location='/round')
        elif path == '/moved':
            self.answer(301, b'', Location='/feed2')
        elif path == '/feed2':
            self.feed('Moved', ('Talks b again', 'b', ''))
        elif path == '/endless':
            self.pour(b'<p>on and on</p>' * 4096, 0)
        elif path == '/endlessfeed':
            self.pour(b'<rss><channel>' + b'<item><title>x</title></item>' * 4096, 0, 'application/rss+xml')
        elif path == '/slow':
            self.pour(b' ', 0.2)
        elif path == '/bomb':
            self.answer(200, gzip.compress(b' ' * (64 << 20)), Content_Encoding='gzip')
        elif path == '/heads':
            LOG.write('GET /heads - 200\n')
            self.wfile.write(b'HTTP/1.1 200 OK\r\n')
            while True:
                self.wfile.write(b'X-More: ' + b'x' * 1000 + b'\r\n')
        elif path == '/lol':
            entities = ''.join('<!ENTITY l%d "%s">' % (i, '&l%d;' % (i - 1) * 10 if i else 'lol') for i in range(12))
            self.answer(200, ('<!DOCTYPE rss [%s<!ENTITY f SYSTEM "file:///etc/passwd">]>' % entities + FEED.format(
                '&l11;', ITEM.format('Bomb &l11; &f;', '/a', ''))).encode(), 'text/xml')
        elif path == '/many':
            self.feed('Many', *[('Item %d' % i, '/n%d' % i, '') for i in range(6)])
        elif path in ('/first', '/last'):  # of several servers, the first or the last answers first
            place = ports.index(self.port)
            time.sleep(0.15 * (place if path == '/first' else SERVERS - place))
            self.feed('Server %d' % place, *[('Item %d of %d' % (i, place), '/n%d-%d' % (place, i), '') for i in range(3)])
        elif path.startswith('/n'):
            self.answer(200, PAGE.format('Talks ' + path[1:]).encode())
        else:
            self.answer(404, b'not here')


def main():
    for _ in range(SERVERS):
        server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        server.daemon_threads = True
        server.handle_error = lambda *args: None
        ports.append(server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(*ports, flush=True)
    sys.stdin.read()
    os._exit(0)


main()
