// A gateway that shares nothing with the senders: node:http2, in cleartext or (with TLS_KEY and TLS_CERT) asking for a client
// certificate; signatures are checked with node:crypto.
// The device token says how it behaves. Writes its port, then one JSON line per request, to standard output.
import http2 from 'node:http2';
import crypto from 'node:crypto';

const apnsKey = process.env.APNS_PUBLIC && crypto.createPublicKey(process.env.APNS_PUBLIC);
const fcmKey = process.env.FCM_PUBLIC && crypto.createPublicKey(process.env.FCM_PUBLIC);
const seen = new Map();
const gathered = [];
let [grants, connections] = [0, 0];
let current; // the access token that is good

function claims(jwt, key, extra) {
  const [head, body, signature] = jwt.split('.');
  const good = crypto.verify('sha256', Buffer.from(`${head}.${body}`), { key, ...extra }, Buffer.from(signature, 'base64url'));
  return { good, head: JSON.parse(Buffer.from(head, 'base64url')), body: JSON.parse(Buffer.from(body, 'base64url')) };
}

function answer(stream, status, body, headers = {}) {
  stream.respond({ ':status': status, ...headers });
  stream.end(body === undefined ? undefined : JSON.stringify(body));
}

function apns(stream, headers, token) {
  const { session } = stream;
  const count = (seen.get(token) ?? 0) + 1;
  seen.set(token, count);
  if (token.startsWith('hang')) return;
  if (token.startsWith('drop')) return setImmediate(() => session.destroy()); // within an event of the session Node.js would crash
  if (token.startsWith('refuse-always') || (token.startsWith('refuse') && count === 1)) return stream.close(7);
  if (token.startsWith('goaway') && count === 1) {
    // Nothing above the previous stream is processed: the client has to bring it again.
    session.last = stream.id - 2;
    session.goaway(0, session.last, Buffer.from('{"reason":"Shutdown"}'));
    return setTimeout(() => session.destroy(), 50);
  }
  const limit = /^limit-(\d+)/.exec(token);
  if (limit) return session.settings({ maxConcurrentStreams: Number(limit[1]) }, () => answer(stream, 200));
  const gather = /^gather-(\d+)/.exec(token);
  if (gather) { // answered when so many are open at once
    if (gathered.push(stream) === Number(gather[1])) gathered.splice(0).forEach(s => answer(s, 200));
    return;
  }
  if (token.startsWith('expired') && count === 1) return answer(stream, 403, { reason: 'ExpiredProviderToken' });
  const scripted = /^status-(\d+)-(\w+)/.exec(token);
  if (scripted) {
    const gone = scripted[1] === '410' ? { timestamp: 1787000000123 } : {};
    return answer(stream, Number(scripted[1]), { reason: scripted[2], ...gone }, token.endsWith('wait') ? { 'retry-after': '7' } : {});
  }
  answer(stream, 200, undefined, { 'apns-id': headers['apns-id'] ?? 'made-by-gateway' });
}

function fcm(stream, headers, message) {
  const error = (code, status, errorCode, text = '') => answer(stream, code, {
    error: { code, status, message: text, details: errorCode ? [{ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode }] : [] },
  });
  const token = message.token;
  if (headers.authorization !== `Bearer ${current}`) return error(401, 'UNAUTHENTICATED');
  if (token === 'stale' && grants === 1) return error(401, 'UNAUTHENTICATED');
  if (token === 'revoke') current = undefined;
  if (token === 'gone') return error(404, 'NOT_FOUND', 'UNREGISTERED');
  if (token === 'bad') return error(400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', 'The registration token is not a valid FCM registration token');
  if (token === 'quota') return error(429, 'RESOURCE_EXHAUSTED', 'QUOTA_EXCEEDED');
  if (token === 'down') return error(503, 'UNAVAILABLE', 'UNAVAILABLE');
  if (token === 'foreign') return error(403, 'PERMISSION_DENIED', 'SENDER_ID_MISMATCH');
  answer(stream, 200, { name: 'projects/demo/messages/1' });
}

const settings = process.env.STREAMS ? { maxConcurrentStreams: Number(process.env.STREAMS) } : {};
const server = process.env.TLS_KEY
  ? http2.createSecureServer({ settings, key: process.env.TLS_KEY, cert: process.env.TLS_CERT, requestCert: true, rejectUnauthorized: false })
  : http2.createServer({ settings });
server.on('stream', (stream, headers) => {
  stream.on('error', () => {});
  const chunks = [];
  stream.on('data', c => chunks.push(c));
  const session = stream.session;
  session.open = (session.open ?? 0) + 1;
  const open = session.open;
  stream.on('close', () => session.open--);
  stream.on('end', () => {
    const text = Buffer.concat(chunks).toString();
    if (session.destroyed || stream.id > session.last || text === '') return; // no text: given up before its body came
    const path = headers[':path'];
    const report = { method: headers[':method'], path, headers: { ...headers }, open, connection: session.id, client: session.socket.getPeerCertificate?.()?.subject?.CN };
    if (path === '/token') {
      report.jwt = claims(new URLSearchParams(text).get('assertion'), fcmKey);
      report.grant = new URLSearchParams(text).get('grant_type');
      current = `access-${++grants}`;
    } else {
      report.payload = JSON.parse(text);
    }
    if (path.startsWith('/3/device/') && headers.authorization) report.jwt = claims(headers.authorization.replace('bearer ', ''), apnsKey, { dsaEncoding: 'ieee-p1363' });
    console.log(JSON.stringify(report));
    if (path === '/token') answer(stream, 200, { access_token: current, expires_in: 3600, token_type: 'Bearer' }, { 'content-type': 'application/json' });
    else if (path.startsWith('/3/device/')) apns(stream, headers, decodeURIComponent(path.slice('/3/device/'.length)));
    else fcm(stream, headers, report.payload.message);
  });
});
server.on('session', s => { s.id = ++connections; s.on('error', () => {}); });
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
process.stdin.resume().on('end', () => process.exit(0)); // ends with the test process
