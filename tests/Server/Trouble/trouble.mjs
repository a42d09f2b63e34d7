// A gateway of node:http2 in cleartext, APNs, FCM and the token endpoint in one, with troubles on a switch. Each line on standard input is JSON:
//   {"fault": NAME, "after": N, "count": N, "headers": {...}}   after so many more requests so many get this instead of an answer, or, when it is the
//                                                                connection that is at fault, so many connections do:
//     a status (503, 429, 500, 403)   with the headers           hang      no answer            slow    an answer after 1.5 s
//     garbage  a 200 that no gateway gives                       refuse    REFUSED_STREAM       cut     the socket is destroyed
//     goaway   GOAWAY with its true last stream                  one       one stream at a time from now on
//     down     the port is closed for 700 ms                     closed   the port is closed until another fault is named
//     well     no trouble
//   {"token": {"status": 200, "body": "...", "type": "..."}, "count": N}   so the token endpoint answers so many times
//   {}   only the report, which every line is answered with: how often each address was taken
// Its argument, if there is one, is how many streams it takes at a time on each connection. Writes its port first.
import http2 from 'node:http2';
import readline from 'node:readline';

const [processed, sessions] = [{}, new Set()];
let fault = { count: 0 };
let token = { count: 0 };
let requests = 0;
let port = 0;

const server = http2.createServer(process.argv[2] ? { settings: { maxConcurrentStreams: Number(process.argv[2]) } } : {});
let latest;
server.on('connection', socket => { if (latest) latest.cable = socket; });
server.on('session', session => {
  latest = session;
  session.cable ??= session.socket;
  session.last = Infinity;
  session.highest = 0;
  sessions.add(session);
  session.on('close', () => sessions.delete(session));
  session.on('error', () => {});
  session.on('stream', (stream, headers) => {
    const chunks = [];
    stream.on('error', () => {});
    stream.on('data', chunk => chunks.push(chunk));
    stream.on('end', () => {
      if (session.destroyed || stream.destroyed || stream.id > session.last || chunks.length === 0) return;
      take(session, stream, headers[':path'], Buffer.concat(chunks));
    });
  });
});

function take(session, stream, path, body) {
  if (path === '/token') return grant(stream);
  requests++;
  const isApns = path.startsWith('/3/device/');
  const address = isApns ? path.slice('/3/device/'.length) : JSON.parse(body).message.token;
  const accept = () => {
    processed[address] = (processed[address] ?? 0) + 1;
    session.highest = Math.max(session.highest, stream.id);
    if (stream.destroyed) return;
    if (isApns) return stream.respond({ ':status': 200, 'apns-id': '1' }, { endStream: true });
    stream.respond({ ':status': 200 });
    stream.end(JSON.stringify({ name: 'projects/p/messages/1' }));
  };
  if (requests <= fault.after || fault.count <= 0) return accept();
  fault.count--;
  const say = (status, text, headers) => {
    stream.respond({ ':status': status, ...headers });
    stream.end(text);
  };
  switch (fault.fault) {
    case 'hang': processed[address] = (processed[address] ?? 0) + 1; return;
    case 'slow': return setTimeout(accept, 1500);
    case 'garbage': processed[address] = (processed[address] ?? 0) + 1; return say(200, '\x00<html>');
    case 'refuse': return stream.close(http2.constants.NGHTTP2_REFUSED_STREAM);
    case 'cut': accept(); return setImmediate(() => session.cable.destroy());
    case 'one': session.settings({ maxConcurrentStreams: 1 }); return accept();
    case 'goaway':
      accept();
      session.last = session.highest;
      session.goaway(0, session.last);
      return setTimeout(() => session.close(), 20);
    case 'down':
    case 'closed':
      if (!server.listening) return; // it is
      server.close();
      for (const session of sessions) session.cable.destroy();
      if (fault.fault === 'down') setTimeout(open, 700);
      return;
    default: {
      const status = Number(fault.fault);
      const word = { 429: isApns ? 'TooManyRequests' : 'RESOURCE_EXHAUSTED', 503: isApns ? 'ServiceUnavailable' : 'UNAVAILABLE' }[status] ?? 'Odd';
      return say(status, JSON.stringify(isApns ? { reason: word } : { error: { code: status, status: word, message: word } }), fault.headers);
    }
  }
}

function open() {
  if (!server.listening) server.listen(port, '127.0.0.1');
}

function grant(stream) {
  const odd = token.count-- > 0 && token.token;
  const { status = 200, type = 'application/json', body = '{"access_token":"good","expires_in":3600,"token_type":"Bearer"}' } = odd || {};
  stream.respond({ ':status': status, 'content-type': type });
  stream.end(body);
}

readline.createInterface({ input: process.stdin }).on('line', line => {
  const said = JSON.parse(line);
  if (said.fault) {
    if (fault.fault === 'closed') open();
    fault = { ...said, after: requests + (said.after ?? 0) };
  }
  if (said.token) token = said;
  console.log(JSON.stringify({ processed, requests, left: fault.count }));
}).on('close', () => process.exit(0)); // ends with the test process
server.listen(0, '127.0.0.1');
server.once('listening', () => console.log(port = server.address().port));
