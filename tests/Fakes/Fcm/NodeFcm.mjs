// Fetches an access token as a service account does, sends one message per case with @googleapis/fcm, prints the answers as JSON.
import { fcm, auth } from '@googleapis/fcm';
import { createSign } from 'node:crypto';

const { cases, rootUrl, tokenUrl, email, key } = JSON.parse(process.env.PINPUSH_CASES);
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);
const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({
  iss: email, scope: 'https://www.googleapis.com/auth/firebase.messaging', aud: tokenUrl, iat: now, exp: now + 3600 })}`;
const assertion = `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
const exchange = await fetch(tokenUrl, {
  method: 'POST',
  body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }) });
const { access_token } = await exchange.json();
const client = new auth.OAuth2();
client.setCredentials({ access_token });

const results = { token: exchange.status };
for (const http2 of [false, true]) {
  const messages = fcm({ version: 'v1', auth: client, rootUrl, http2 }).projects.messages;
  for (const { name, project, message } of cases) {
    try {
      const { status } = await messages.send({ parent: `projects/${project ?? 'shop-1'}`, requestBody: { message } }, { retry: false });
      results[name + (http2 ? '2' : '1')] = `${status}`;
    } catch (error) {
      const body = error.response?.data?.error ?? error;
      results[name + (http2 ? '2' : '1')] =
        `${body.code} ${body.details?.map((d) => d.errorCode ?? d.fieldViolations[0].field).join(' ') ?? body.message}`;
    }
  }
}
console.log(JSON.stringify(results));
process.exit(0);
