"""Gateways that answer with an attack, and a push whose token begins with "good" as they should. What they could send counts as 'sent'."""
import socket
import struct
import time

from peer import (ACK, CONTINUATION, DATA, END_HEADERS, END_STREAM, GOAWAY, HEADERS, PADDED, PING, PUSH, RESET, SETTINGS, WINDOW, Gateway, frame, serve)

OK = b'\x88'
MOST = 64 * 1024 * 1024
ATTACKS = {}


def attack(function):
    """A generator of bytes to send in answer to a push on a stream."""
    class Attacker(Gateway):
        def answer(self, stream, token):
            if token.startswith('good'):
                super().answer(stream, token)
            else:
                blast(self.peer, function(stream))
    ATTACKS[function.__name__] = Attacker


def blast(peer, chunks):
    peer.flush()
    peer.sock.settimeout(3)  # so long it is not read from
    gathered = b''
    sent = 0
    for chunk in chunks:
        gathered += chunk
        if len(gathered) >= 16384 or sent == 0:
            peer.sock.sendall(gathered)
            sent += len(gathered)
            peer.seen['sent'] = max(peer.seen['sent'], sent)
            gathered = b''
        if sent > MOST:
            break
    peer.sock.sendall(gathered)
    peer.sock.settimeout(None)


def literal(name, value):
    return b'\x00' + number(len(name)) + name + number(len(value)) + value


def number(n, prefix=7, flags=0):
    most = 2 ** prefix - 1
    if n < most:
        return bytes([flags | n])
    out, n = [flags | most], n - most
    while n >= 128:
        out, n = out + [n % 128 | 128], n // 128
    return bytes(out + [n])


def forever(chunk):
    while True:
        yield chunk


# Floods: what is asked is a bound.

@attack
def megabytes_of_headers(stream):
    yield frame(HEADERS, 0, stream, OK)
    yield from forever(frame(CONTINUATION, 0, stream, literal(b'a' * 100, b'b' * 16000)))


@attack
def empty_continuations(stream):
    yield frame(HEADERS, 0, stream, OK)
    yield from forever(frame(CONTINUATION, 0, stream) * 1000)


@attack
def one_byte_continuations(stream):
    yield frame(HEADERS, 0, stream, OK)
    while True:
        for byte in literal(b'a', b'b' * 1000):
            yield frame(CONTINUATION, 0, stream, bytes([byte]))


@attack
def huge_literal(stream):
    yield frame(HEADERS, 0, stream, OK + b'\x00\x01a' + number(2 ** 31))
    yield from forever(frame(CONTINUATION, 0, stream, b'b' * 16384))


@attack
def header_bomb(stream):
    yield frame(HEADERS, 0, stream, OK + b'\x40' + number(10) + b'a' * 10 + number(4000) + b'b' * 4000)
    yield frame(CONTINUATION, END_HEADERS | END_STREAM, stream, b'\xbe' * 16384)  # each byte unfolds to 4,010


@attack
def huffman_bomb(stream):
    yield frame(HEADERS, 0, stream, OK + b'\x00\x01a' + number(15 * 16384, 7, 0x80))
    for i in range(15):
        yield frame(CONTINUATION, END_HEADERS if i == 14 else 0, stream, b'\x00' * 16384)  # five bits a letter


@attack
def oversized_frame(stream):
    yield struct.pack('>I', MOST // 4 - 1)[1:] + bytes([DATA, 0]) + struct.pack('>I', stream)
    yield from forever(bytes(16384))


@attack
def oversized_unknown_frame(stream):
    yield struct.pack('>I', MOST // 4 - 1)[1:] + bytes([0xfa, 0]) + struct.pack('>I', stream)
    yield from forever(bytes(16384))


@attack
def data_beyond_all_windows(stream):
    yield frame(HEADERS, END_HEADERS, stream, OK)
    yield from forever(frame(DATA, 0, stream, bytes(16384)))


@attack
def padding_beyond_all_windows(stream):
    yield frame(HEADERS, END_HEADERS, stream, OK)
    yield from forever(frame(DATA, PADDED, stream, b'\xff' + bytes(255)))


@attack
def data_before_headers(stream):
    yield from forever(frame(DATA, 0, stream, bytes(16384)))


@attack
def data_on_a_finished_stream(stream):
    yield frame(HEADERS, END_HEADERS | END_STREAM, stream, OK)
    yield from forever(frame(DATA, 0, stream, bytes(16384)))


@attack
def settings_unread(stream):
    yield from forever(frame(SETTINGS, 0, 0, struct.pack('>HI', 4, 65535)) * 100)


@attack
def pings_unread(stream):
    yield from forever(frame(PING, 0, 0, bytes(8)) * 100)


# Frames that may go on for ever, and end with the patience of the gateway: what is asked is an outcome.

@attack
def empty_data(stream):
    yield frame(HEADERS, END_HEADERS, stream, OK)
    for _ in range(2000):
        yield frame(DATA, 0, stream) * 100


@attack
def endless_early_hints(stream):
    for _ in range(20000):
        yield frame(HEADERS, END_HEADERS, stream, b'\x08\x03103')


@attack
def window_updates(stream):
    for _ in range(2000):
        yield frame(WINDOW, 0, 0, struct.pack('>I', 1)) * 100


@attack
def unknown_frames(stream):
    for _ in range(500):
        yield frame(0xfa, 0, 0, bytes(10000))


@attack
def large_settings(stream):
    for _ in range(200):
        yield frame(SETTINGS, 0, 0, struct.pack('>HI', 0xfafa, 1) * 2730)


@attack
def goaways(stream):
    for i in range(20000):
        yield frame(GOAWAY, 0, 0, struct.pack('>II', 2 ** 31 - 1, 0) + b'{"reason":"Shutdown"}')


@attack
def resets(stream):
    yield frame(RESET, 0, stream, struct.pack('>I', 8)) * 1000


# A single frame that has no place.

def single(name, make):
    def one(stream):
        yield make(stream)
    one.__name__ = name
    attack(one)


for name, make in {
    'push_promise': lambda s: frame(PUSH, END_HEADERS, s, struct.pack('>I', 2) + OK),
    'headers_on_zero': lambda s: frame(HEADERS, END_HEADERS, 0, OK),
    'headers_on_idle': lambda s: frame(HEADERS, END_HEADERS, s + 2000, OK),
    'headers_on_even': lambda s: frame(HEADERS, END_HEADERS, 2, OK),
    'data_on_zero': lambda s: frame(DATA, 0, 0, b'x'),
    'data_on_idle': lambda s: frame(DATA, 0, s + 2000, b'x'),
    'reset_on_zero': lambda s: frame(RESET, 0, 0, bytes(4)),
    'reset_on_idle': lambda s: frame(RESET, 0, s + 2000, bytes(4)),
    'short_reset': lambda s: frame(RESET, 0, s, bytes(3)),
    'window_of_nothing': lambda s: frame(WINDOW, 0, 0, bytes(4)),
    'window_overflow': lambda s: frame(WINDOW, 0, 0, struct.pack('>I', 2 ** 31 - 1)),
    'stream_window_overflow': lambda s: frame(WINDOW, 0, s, struct.pack('>I', 2 ** 31 - 1)),
    'window_on_idle': lambda s: frame(WINDOW, 0, s + 2000, struct.pack('>I', 1)),
    'short_ping': lambda s: frame(PING, 0, 0, bytes(7)),
    'ping_on_stream': lambda s: frame(PING, 0, s, bytes(8)),
    'settings_on_stream': lambda s: frame(SETTINGS, 0, s),
    'broken_settings': lambda s: frame(SETTINGS, 0, 0, bytes(7)),
    'full_settings_ack': lambda s: frame(SETTINGS, ACK, 0, bytes(6)),
    'settings_with_push': lambda s: frame(SETTINGS, 0, 0, struct.pack('>HI', 2, 1)),
    'settings_with_huge_window': lambda s: frame(SETTINGS, 0, 0, struct.pack('>HI', 4, 2 ** 31)),
    'settings_with_small_frames': lambda s: frame(SETTINGS, 0, 0, struct.pack('>HI', 5, 100)),
    'goaway_on_stream': lambda s: frame(GOAWAY, 0, s, bytes(8)),
    'short_goaway': lambda s: frame(GOAWAY, 0, 0, bytes(7)),
    'goaway_calm_zero': lambda s: frame(GOAWAY, 0, 0, struct.pack('>II', 0, 11)),
    'goaway_calm_all': lambda s: frame(GOAWAY, 0, 0, struct.pack('>II', 2 ** 31 - 1, 11)),
    'lonely_continuation': lambda s: frame(CONTINUATION, END_HEADERS, s, OK),
    'foreign_continuation': lambda s: frame(HEADERS, 0, s, OK) + frame(CONTINUATION, END_HEADERS, s + 2000, OK),
    'frame_between_headers': lambda s: frame(HEADERS, 0, s, OK) + frame(0xfa, 0, 0) + frame(CONTINUATION, END_HEADERS, s),
    'too_much_padding': lambda s: frame(HEADERS, END_HEADERS | PADDED, s, b'\x05' + OK),
    'padding_only_flag': lambda s: frame(DATA, PADDED, s),
    'index_zero': lambda s: frame(HEADERS, END_HEADERS | END_STREAM, s, b'\x80'),
    'index_beyond': lambda s: frame(HEADERS, END_HEADERS | END_STREAM, s, b'\xff\x80\x10'),
    'endless_number': lambda s: frame(HEADERS, END_HEADERS | END_STREAM, s, b'\xff' + b'\x80' * 100 + b'\x01'),
    'table_too_large': lambda s: frame(HEADERS, END_HEADERS | END_STREAM, s, number(2 ** 20, 5, 0x20) + OK),
    'broken_huffman': lambda s: frame(HEADERS, END_HEADERS | END_STREAM, s, OK + b'\x00\x01a\x84\xff\xff\xff\xff'),
    'cut_off_block': lambda s: frame(HEADERS, END_HEADERS | END_STREAM, s, OK + b'\x00\x05a'),
    'no_status': lambda s: frame(HEADERS, END_HEADERS | END_STREAM, s, literal(b'a', b'b')),
    'empty_block': lambda s: frame(HEADERS, END_HEADERS | END_STREAM, s),
    'status_of_words': lambda s: frame(HEADERS, END_HEADERS | END_STREAM, s, literal(b':status', b'fine')),
    'status_101': lambda s: frame(HEADERS, END_HEADERS | END_STREAM, s, literal(b':status', b'101')),
    'http_1': lambda s: b'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n',
    'noise': lambda s: bytes(range(256)) * 40,
}.items():
    single(name, make)


# Clients that come first are met badly.

class Mute(Gateway):
    """Says nothing at all."""
    @staticmethod
    def meet(sock, number):
        if number == 1:
            time.sleep(60)


class Curt(Gateway):
    """Closes before TLS has begun."""
    @staticmethod
    def meet(sock, number):
        if number == 1:
            sock.shutdown(socket.SHUT_RDWR)
            sock.close()


class Unsettled(Gateway):
    """TLS, and then nothing."""
    def __init__(self, peer):
        super().__init__(peer)
        self.holds = peer.number == 1

    def idle(self):
        if self.holds:
            self.conn.clear_outbound_data_buffer()


class Closed(Gateway):
    """Allows no stream, and stays so."""
    def __init__(self, peer):
        super().__init__(peer)
        self.settings = {3: 0} if peer.number == 1 else {}


class Windowless(Gateway):
    """Takes no byte of a body."""
    def __init__(self, peer):
        super().__init__(peer)
        self.settings = {4: 0} if peer.number == 1 else {}


class Hanging(Gateway):
    """Never answers, but answers each PING."""
    def answer(self, stream, token):
        if token.startswith('good'):
            super().answer(stream, token)


serve({**ATTACKS, **{c.__name__.lower(): c for c in (Mute, Curt, Unsettled, Closed, Windowless, Hanging)}})
