// What an app does with Amplify before it has a token: record() and identifyUser(). Prints each request that Amplify made, and its answer.
const http = require("node:http");
const { Amplify } = require("@aws-amplify/core");
const { record, identifyUser } = require("@aws-amplify/analytics");

const server = new URL(process.env.AWS_ENDPOINT_URL_PINPOINT);
const credentials = { accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY };
const seen = [];

// Amplify knows no address but AWS's: what it signed for that one goes to the server as it is.
globalThis.fetch = (url, { method, headers, body }) => new Promise((resolve, reject) => {
  const to = new URL(url);
  const options = { host: server.hostname, port: server.port, path: to.pathname + to.search, method, headers: { ...headers, host: to.host } };
  const request = http.request(options, (response) => {
    const parts = [];
    response.on("data", (part) => parts.push(part));
    response.on("end", () => {
      const text = Buffer.concat(parts).toString();
      seen.push({ method, path: to.pathname, sent: JSON.parse(body), status: response.statusCode, answer: JSON.parse(text) });
      resolve(new Response(text, { status: response.statusCode, headers: response.headers }));
    });
  });
  request.on("error", reject);
  request.end(body);
});

(async () => {
  Amplify.configure(
    { Analytics: { Pinpoint: { appId: process.argv[2], region: process.env.AWS_REGION, flushInterval: 100 } } },
    { Auth: { credentialsProvider: { getCredentialsAndIdentityId: async () => ({ credentials, identityId: "us-east-1:identity" }), clearCredentialsAndIdentityId: () => {} } } });
  record({ name: "opened", attributes: { screen: "home" }, metrics: { seconds: 2 } });
  const end = Date.now() + 30000;
  while (!seen.some((s) => s.path.endsWith("/events")) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await identifyUser({ userId: "ann", userProfile: { name: "Ann", customProperties: { plan: ["pro"] } }, options: { userAttributes: { interests: ["shoes"] } } });
  console.log(JSON.stringify(seen));
  process.exit(0);
})().catch((e) => { console.error(e); process.exit(1); });
