// Sends pushes with @parse/node-apn: for each line with a number on standard input so many, one line of JSON when they are done.
import apn from '@parse/node-apn';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const { port, ca, key, keyId, teamId, topic, payload, connections, pushesAtOnce } = JSON.parse(process.env.PINPUSH_NODE_APN);
const provider = new apn.MultiProvider({
  address: 'localhost', port, ca: readFileSync(ca), production: true, clientCount: connections, requestTimeout: 60000, token: { key, keyId, teamId },
});
const notification = new apn.Notification();
Object.assign(notification, { topic, pushType: 'alert', priority: 10, rawPayload: payload });
const token = i => { const number = Buffer.alloc(4); number.writeInt32LE(i); return createHash('sha256').update(number).digest('hex'); };

for await (const line of createInterface({ input: process.stdin })) {
  const tokens = Array.from({ length: Number(line) }, (_, i) => token(i));
  let next = 0, failed = 0;
  const [cpu, begun] = [process.cpuUsage(), performance.now()];
  await Promise.all(Array.from({ length: connections * pushesAtOnce }, async () => {
    while (next < tokens.length) failed += (await provider.send(notification, tokens[next++])).failed.length;
  }));
  const { user, system } = process.cpuUsage(cpu);
  console.log(JSON.stringify({ failed, milliseconds: performance.now() - begun, microseconds: user + system }));
}
provider.shutdown();
