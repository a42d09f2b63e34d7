"""A gateway of Python's h2 over TLS, whose manners can be spoilt. Each stands on a port of its own."""
import json
import random
import select
import socket
import ssl
import struct
import sys
import threading
import traceback

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import ConnectionTerminated, DataReceived, PingAckReceived, RequestReceived, SettingsAcknowledged, StreamEnded, StreamReset
from h2.exceptions import ProtocolError

DATA, HEADERS, PRIORITY, RESET, SETTINGS, PUSH, PING, GOAWAY, WINDOW, CONTINUATION, ALTSVC, ORIGIN = *range(11), 12
END_STREAM, ACK, END_HEADERS, PADDED, HAS_PRIORITY = 1, 1, 4, 8, 0x20


def frame(kind, flags, stream, payload=b''):
    return struct.pack('>I', len(payload))[1:] + bytes([kind, flags]) + struct.pack('>I', stream) + payload


def frames(data):
    while data:
        size = int.from_bytes(data[:3], 'big')
        yield data[3], data[4], int.from_bytes(data[5:9], 'big'), data[9:9 + size]
        data = data[9 + size:]


class Gateway:
    """Answers at once and plainly; the oddities inherit from it."""
    settings = {}
    huffman = True
    piece = None
    holds = False

    @staticmethod
    def meet(sock, number):
        """A client came, for the manieth time."""

    def __init__(self, peer):
        self.peer, self.conn, self.random, self.answered = peer, peer.conn, random.Random(1), 0

    def dress(self, kind, flags, stream, payload):
        yield frame(kind, flags, stream, payload)

    def began(self, stream):
        pass

    def received(self, event):
        self.conn.acknowledge_received_data(event.flow_controlled_length, event.stream_id)

    def extra(self, token):
        return []

    def answer(self, stream, token):
        self.answered += 1
        if token.startswith('gone-'):
            body = b'{"reason":"Unregistered","timestamp":1787000000123}'
            self.conn.send_headers(stream, [
                (':status', '410'), ('apns-id', token), ('content-type', 'application/json'), ('content-length', str(len(body)))] + self.extra(token))
            self.body(stream, body)
        else:
            self.conn.send_headers(stream, [(':status', '200'), ('apns-id', token)] + self.extra(token), end_stream=self.answered % 3 > 0)
            if self.answered % 3 == 0:
                self.body(stream, b'')

    def body(self, stream, body):
        self.conn.send_data(stream, body, end_stream=True)

    def ended(self, stream):
        """The client gave it up."""

    def settled(self):
        """The client acknowledged the latest settings."""

    def idle(self):
        """Nothing came for a few milliseconds."""


class Peer:
    """One connection."""

    def __init__(self, sock, kind, seen):
        self.sock, self.seen, self.streams, self.settled = sock, seen, {}, False
        self.number = seen['connections']
        self.conn = H2Connection(H2Configuration(client_side=False, header_encoding='utf-8'))
        if not kind.huffman:
            encode = self.conn.encoder.encode
            self.conn.encoder.encode = lambda headers, huffman=False: encode(headers, huffman=False)
        self.gateway = kind(self)

    def processed(self, token):
        self.seen['processed'][token] = self.seen['processed'].get(token, 0) + 1

    def run(self):
        try:
            self.greet()
            while True:
                if not self.sock.pending() and not select.select([self.sock], [], [], 0.003)[0]:
                    self.gateway.idle()
                    self.flush(quiet=True)
                    continue
                data = self.sock.recv(65536)
                if not data:
                    return
                for event in self.conn.receive_data(data):
                    self.take(event)
                self.flush()
        except ProtocolError as error:
            self.seen['errors'].append(f'{error!r} {traceback.format_exc(limit=-4)}')
            self.flush()
        except OSError:
            pass  # the client has gone
        finally:
            self.sock.close()

    def greet(self):
        if self.gateway.settings:  # h2 would send its defaults first
            self.conn.initiate_connection()
            self.conn.clear_outbound_data_buffer()
            self.conn.local_settings.update(self.gateway.settings)
            self.sock.sendall(frame(SETTINGS, 0, 0, b''.join(struct.pack('>HI', k, v) for k, v in self.gateway.settings.items())))
        else:
            self.conn.initiate_connection()
            self.flush()

    def take(self, event):
        if isinstance(event, RequestReceived):
            token = dict(event.headers)[':path'][len('/3/device/'):]
            self.streams[event.stream_id] = (token, bytearray())
            self.gateway.began(event.stream_id)
        elif isinstance(event, DataReceived):
            if event.stream_id in self.streams:
                self.streams[event.stream_id][1].extend(event.data)
            self.gateway.received(event)
        elif isinstance(event, StreamEnded) and event.stream_id in self.streams:
            token, body = self.streams.pop(event.stream_id)
            if json.loads(body)['token'] != token:
                self.seen['errors'].append(f"the body of {token} is another's")
            self.processed(token)
            self.gateway.answer(event.stream_id, token)
        elif isinstance(event, StreamReset):
            self.seen['resets'] += 1
            self.streams.pop(event.stream_id, None)
            self.gateway.ended(event.stream_id)
        elif isinstance(event, ConnectionTerminated):
            self.seen['goodbye'] = int(event.error_code)
        elif isinstance(event, PingAckReceived):
            self.seen['acks'] += 1
        elif isinstance(event, SettingsAcknowledged):
            self.settled = True
            self.gateway.settled()

    def flush(self, quiet=False):
        if self.gateway.holds and not quiet:
            return
        data = self.conn.data_to_send()
        out = b''.join(b for f in frames(data) for b in self.gateway.dress(*f))
        piece = self.gateway.piece or len(out) or 1
        for at in range(0, len(out), piece):
            self.sock.sendall(out[at:at + piece])


def listen(context, kind, seen):
    listener = socket.create_server(('127.0.0.1', 0))
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)  # so that what was sent has been read, nearly

    def accept():
        while True:
            sock = listener.accept()[0]
            threading.Thread(target=greet, args=(sock,), daemon=True).start()

    def greet(sock):
        seen['connections'] += 1
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            kind.meet(sock, seen['connections'])
            secured = context.wrap_socket(sock, server_side=True)
        except OSError:
            return
        Peer(secured, kind, seen).run()

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]


def serve(gateways):
    """Arguments: certificate, key. Writes a JSON object: name -> port. To each line that is a name it answers what that gateway saw."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    context.set_alpn_protocols(['h2'])
    seen = {name: {'processed': {}, 'connections': 0, 'resets': 0, 'acks': 0, 'sent': 0, 'errors': []} for name in gateways}
    print(json.dumps({name: listen(context, gateway, seen[name]) for name, gateway in gateways.items()}), flush=True)
    for line in sys.stdin:
        print(json.dumps(seen[line.strip()]), flush=True)
