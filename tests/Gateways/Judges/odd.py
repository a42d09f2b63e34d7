"""Gateways that speak odd but legal HTTP/2: h2 keeps the protocol, and what it writes is dressed up on its way out."""
import struct

from h2.errors import ErrorCodes
from h2.exceptions import ProtocolError, StreamClosedError
from h2.settings import SettingCodes as S

from peer import ALTSVC, CONTINUATION, DATA, END_HEADERS, HAS_PRIORITY, HEADERS, ORIGIN, PADDED, PRIORITY, SETTINGS, WINDOW, Gateway, frame, serve


class Padded(Gateway):
    def dress(self, kind, flags, stream, payload):
        if kind in (HEADERS, DATA):
            pad = self.random.choice([0, 1, 17, 255])
            flags, payload = flags | PADDED, bytes([pad]) + payload + bytes(pad)
        yield frame(kind, flags, stream, payload)


class Continued(Gateway):
    def dress(self, kind, flags, stream, payload):
        if kind != HEADERS:
            yield frame(kind, flags, stream, payload)
            return
        cuts = sorted(self.random.randint(0, len(payload)) for _ in range(self.random.randint(1, 5)))
        parts = [payload[a:b] for a, b in zip([0] + cuts, cuts + [len(payload)])]
        yield frame(HEADERS, flags & ~END_HEADERS, stream, parts[0])
        for i, part in enumerate(parts[1:], 2):
            yield frame(CONTINUATION, END_HEADERS if i == len(parts) else 0, stream, part)


class Unknown(Gateway):
    def dress(self, kind, flags, stream, payload):
        if kind == SETTINGS and not flags:  # the first of all frames
            yield frame(kind, flags, 0, payload + struct.pack('>HIHIHI', 0x0a0a, 7, 0xfafa, 2 ** 32 - 1, 9, 1))
            return
        yield frame(0xfa, 0xff, 0, b'whatever')
        yield frame(0xfa, self.random.randint(0, 255), stream, bytes(self.random.randint(0, 300)))
        yield frame(ORIGIN, 0, 0, b'\x00\x13https://example.com')
        if stream:
            yield frame(ALTSVC, 0, stream, b'\x00\x00h3=":443"')
            yield frame(PRIORITY, 0, stream, struct.pack('>IB', 0, 15))
        if kind == HEADERS:
            flags, payload = flags | HAS_PRIORITY, struct.pack('>IB', 0, 200) + payload
        yield frame(kind, flags | 0x40, stream | 0x80000000 if kind == DATA else stream, payload)


class Tuned(Gateway):
    """Changes its settings all the time. h2 holds the client to each from its acknowledgement on."""
    changes = [
        {S.MAX_CONCURRENT_STREAMS: 1}, {S.INITIAL_WINDOW_SIZE: 0}, {S.HEADER_TABLE_SIZE: 0}, {S.MAX_CONCURRENT_STREAMS: 7},
        {S.INITIAL_WINDOW_SIZE: 30, S.HEADER_TABLE_SIZE: 100}, {S.MAX_FRAME_SIZE: 2 ** 20}, {S.HEADER_TABLE_SIZE: 65536, S.MAX_CONCURRENT_STREAMS: 50},
        {S.INITIAL_WINDOW_SIZE: 2 ** 20}, {S.MAX_HEADER_LIST_SIZE: 8000}, {S.MAX_CONCURRENT_STREAMS: 0}, {S.HEADER_TABLE_SIZE: 64},
        {S.MAX_CONCURRENT_STREAMS: 20}, {S.MAX_FRAME_SIZE: 16384, S.INITIAL_WINDOW_SIZE: 65535, S.HEADER_TABLE_SIZE: 4096}]
    change = 0
    open = set()

    def next(self):
        if not self.peer.settled:  # h2 tells the acknowledgements of several apart no longer
            return
        self.peer.settled = False
        self.conn.update_settings(self.changes[self.change % len(self.changes)])
        self.change += 1

    def began(self, stream):
        self.open = {*self.open, stream}

    def ended(self, stream):
        self.open -= {stream}

    def answer(self, stream, token):
        self.open -= {stream}
        super().answer(stream, token)
        if self.answered % 5 == 0:
            self.next()

    def idle(self):
        for stream in self.open:  # a window that was closed in mid-flight is opened again
            self.conn.increment_flow_control_window(50, stream)
        if self.conn.local_settings.max_concurrent_streams == 0:
            self.next()


class Dribbled(Gateway):
    """One byte of each body at a time."""
    settings = {S.INITIAL_WINDOW_SIZE: 1}

    def received(self, event):
        if event.flow_controlled_length:
            self.conn.increment_flow_control_window(event.flow_controlled_length)
            if not event.stream_ended:
                self.conn.increment_flow_control_window(1, event.stream_id)


class Starved(Gateway):
    """The connection's window is let run dry and filled by some bytes."""
    taken = 65535

    def began(self, stream):
        self.conn.increment_flow_control_window(100000, stream)

    def received(self, event):
        self.taken -= event.flow_controlled_length

    def idle(self):
        if self.taken < 3000:
            more = self.random.choice([1, 2, 500, 4000, 20000])
            self.taken += more
            self.conn.increment_flow_control_window(more)


class Pinged(Gateway):
    def answer(self, stream, token):
        for i in range(5):
            self.conn.ping(struct.pack('>Q', i))
        super().answer(stream, token)


class Widened(Gateway):
    def dress(self, kind, flags, stream, payload):
        for _ in range(50 if kind != SETTINGS else 0):  # SETTINGS are the first of all frames
            yield frame(WINDOW, 0, 0, struct.pack('>I', 1))
        if stream:
            for _ in range(20):
                yield frame(WINDOW, 0, stream, struct.pack('>I', 0x80000001))
        yield frame(kind, flags, stream, payload)


class Informed(Gateway):
    def answer(self, stream, token):
        self.conn.send_headers(stream, [(':status', '100')])
        for i in range(self.random.randint(0, 3)):
            self.conn.send_headers(stream, [(':status', '103'), ('link', f'</{i}>; rel=preload'), ('apns-id', 'not-yet')])
        super().answer(stream, token)


class Trailed(Gateway):
    def body(self, stream, body):
        self.conn.send_data(stream, body)
        self.conn.send_headers(stream, [('apns-trailer', 'late'), ('apns-id', 'too-late')], end_stream=True)


class Shuffled(Gateway):
    """Answers in a random order, and parts of several bodies in turn."""
    waiting = ()

    def answer(self, stream, token):
        self.waiting = [*self.waiting, (stream, token)]
        if len(self.waiting) > 40:
            self.idle()

    def idle(self):
        waiting, self.waiting, bodies = list(self.waiting), [], []
        self.random.shuffle(waiting)
        self.body = lambda stream, body: bodies.append((stream, body))
        for stream, token in waiting:
            super().answer(stream, token)
        for at in range(0, 60, 7):
            for stream, body in bodies:
                if at < max(len(body), 1):
                    self.conn.send_data(stream, body[at:at + 7], end_stream=at + 7 >= len(body))


class Indexed(Gateway):
    """Fills and evicts the dynamic table, and changes its size."""
    sizes = [4096, 0, 100, 4096, 37, 2000]

    def extra(self, token):
        if self.answered % 10 == 0:
            size = self.sizes[self.answered // 10 % len(self.sizes)]
            self.conn.encoder.header_table_size = min(size, self.conn.remote_settings.header_table_size)
        return [(f'apns-extra-{self.random.randint(0, 30)}', 'v' * self.random.randint(0, 300) + str(self.random.randint(0, 5))) for _ in range(6)]


class Literal(Indexed):
    huffman = False


class Crumbled(Gateway):
    """Each byte is a TLS record of its own."""
    piece = 1


class Clumped(Gateway):
    """Whatever was written comes together, a while later."""
    holds = True


class Early(Gateway):
    """Answers before the body has come, which has no window to come in, and says that it is not needed."""
    settings = {S.INITIAL_WINDOW_SIZE: 0}

    def began(self, stream):
        if self.peer.settled:
            token = self.peer.streams.pop(stream)[0]
            self.peer.processed(token)
            self.answer(stream, token)
            try:
                self.conn.reset_stream(stream, ErrorCodes.NO_ERROR)
            except StreamClosedError:
                pass  # the body has come meanwhile

    def settled(self):
        for stream in list(self.peer.streams):
            self.began(stream)


class Large(Gateway):
    """An answer of a megabyte, within the windows."""
    left = ()

    def answer(self, stream, token):
        self.conn.send_headers(stream, [(':status', '200'), ('apns-id', token)])
        self.left = [*self.left, [stream, 10 ** 6]]
        self.more()

    def more(self):
        for entry in list(self.left):
            try:
                while entry[1] and (n := min(entry[1], self.conn.local_flow_control_window(entry[0]), 16384)):
                    entry[1] -= n
                    self.conn.send_data(entry[0], bytes(n), end_stream=entry[1] == 0)
            except ProtocolError:  # the client has closed the stream
                entry[1] = 0
            if entry[1] == 0:
                self.left.remove(entry)

    idle = more


serve({c.__name__.lower(): c for c in (
    Gateway, Padded, Continued, Unknown, Tuned, Dribbled, Starved, Pinged, Widened, Informed, Trailed, Shuffled, Indexed, Literal, Crumbled, Clumped,
    Early, Large)})
