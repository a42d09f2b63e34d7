// Sends one push per case with @parse/node-apn and prints what became of each, as JSON.
import apn from '@parse/node-apn';
import { readFileSync } from 'node:fs';

const { cases, port, ca, key, keyId, teamId, cert, certKey } = JSON.parse(process.env.PINPUSH_CASES);
const common = { address: 'localhost', port, ca: readFileSync(ca), production: true, clientCount: 1 };
const provider = new apn.Provider(
  key ? { ...common, token: { key, keyId, teamId } } : { ...common, cert, key: certKey });
const results = {};
for (const { name, token, headers, payload, size } of cases) {
  const notification = new apn.Notification();
  Object.assign(notification, { topic: 'com.example.shop', pushType: 'alert', priority: 10 }, headers);
  notification.rawPayload = size ? { aps: { alert: 'x'.repeat(size) } } : payload;
  const { sent, failed } = await provider.send(notification, token);
  results[name] = sent.length
    ? { sent: sent[0].device }
    : { status: failed[0].status, reason: failed[0].response?.reason, error: failed[0].error?.message };
}
await provider.shutdown();
console.log(JSON.stringify(results));
