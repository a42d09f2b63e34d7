// A gateway of node:http2 that ends its connections in all the ways there are. Its first argument is JSON:
//   key, cert   PEM files; without them cleartext        streams   how many a connection may have at first
//   every, end  after so many requests a connection is ended: 'goaway' disowns what came later, 'graceful' announces it first,
//               'close' is the library's own, 'cut' destroys the socket; 'limits' ends nothing, but changes how many streams there may be,
//               to each of 'limits' in turn
//   http1       HTTP/1.1 in cleartext instead, for a proxy; nothing of the above then
//   refuse      every so manieth stream is refused       delay     milliseconds until an answer
// Writes its port. To the line "report" it answers what it saw, to "cut" it cuts all connections.
import http from 'node:http';
import http2 from 'node:http2';
import fs from 'node:fs';
import readline from 'node:readline';

const how = JSON.parse(process.argv[2]);
const seen = { processed: {}, connections: 0, peak: 0, refused: 0, settled: 0, ended: 0, errors: [] };
const sessions = new Set();
const limits = how.limits ?? [1, 100, 10, 2, 50];
let streams = 0;

const settings = how.streams ? { maxConcurrentStreams: how.streams } : {};
const server = how.key
  ? http2.createSecureServer({ settings, key: fs.readFileSync(how.key), cert: fs.readFileSync(how.cert) })
  : http2.createServer({ settings });

let latest;
server.on(how.key ? 'secureConnection' : 'connection', socket => latest.cable = socket); // comes just after its session
server.on('session', session => {
  latest = session;
  seen.connections++;
  sessions.add(session);
  Object.assign(session, { count: 0, highest: 0, last: Infinity, open: 0 });
  session.on('close', () => sessions.delete(session));
  session.on('localSettings', () => seen.settled++);
  session.on('error', e => seen.errors.push(String(e)));
  session.on('stream', (stream, headers) => take(session, stream, headers));
});

function take(session, stream, headers) {
  seen.peak = Math.max(seen.peak, ++session.open);
  stream.on('error', () => {});
  stream.on('close', () => { session.open--; leave(session); });
  const chunks = [];
  stream.on('data', chunk => chunks.push(chunk));
  if (how.refuse && ++streams % how.refuse === 0) {
    seen.refused++;
    return stream.close(http2.constants.NGHTTP2_REFUSED_STREAM);
  }
  stream.on('end', () => {
    if (session.destroyed || stream.destroyed || stream.id > session.last || chunks.length === 0) return;
    const token = headers[':path'].slice('/3/device/'.length);
    if (JSON.parse(Buffer.concat(chunks)).token !== token) seen.errors.push(`the body of ${token} is another's`);
    seen.processed[token] = (seen.processed[token] ?? 0) + 1;
    session.highest = Math.max(session.highest, stream.id);
    const answer = () => {
      if (!stream.destroyed) stream.respond({ ':status': 200, 'apns-id': token }, { endStream: true });
    };
    if (how.delay) setTimeout(answer, how.delay); else answer();
    if (++session.count % how.every === 0 && session.last === Infinity) ends[how.end](session);
  });
}

const ends = {
  goaway(session) {
    session.last = session.highest;
    session.goaway(0, session.last);
    seen.ended++;
    leave(session);
  },
  graceful(session) {
    session.goaway(0, 2 ** 31 - 1);
    seen.ended++;
    setTimeout(() => session.closed || session.close(), 5);
  },
  close(session) {
    session.close();
    seen.ended++;
  },
  cut(session) {
    session.last = 0;
    seen.ended++;
    session.cable.destroy();
  },
  limits(session) {
    session.settings({ maxConcurrentStreams: limits[session.count / how.every % limits.length] });
    seen.ended++;
  },
};

// What was disowned is gone, so the rest of a connection is over when the last of its streams is.
function leave(session) {
  if (session.last < Infinity && session.open === 0 && !session.closed) setTimeout(() => session.close(), 20);
}

readline.createInterface({ input: process.stdin }).on('line', line => {
  if (line === 'cut') for (const session of sessions) session.cable.destroy();
  console.log(JSON.stringify(seen));
}).on('close', () => process.exit(0)); // ends with the test process
const http1 = http.createServer((request, response) => {
  const token = request.url.slice('/3/device/'.length);
  seen.processed[token] = (seen.processed[token] ?? 0) + 1;
  request.resume().on('end', () => response.writeHead(200, { 'apns-id': token }).end());
});
const listening = how.http1 ? http1 : server;
listening.listen(0, '127.0.0.1', () => console.log(listening.address().port));
