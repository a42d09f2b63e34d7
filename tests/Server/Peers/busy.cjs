// A large call to a server that has no room for it now: tells the error, the attempts, and how long they took in milliseconds.
const { sdk, client } = require("./client.cjs");

(async () => {
  const Item = Array.from({ length: 100 }, (_, i) => ({ Id: `e${i}`, Attributes: { a: Array.from({ length: 50 }, () => "x".repeat(1000)) } }));
  const begin = Date.now();
  try {
    await client(1, { maxAttempts: 2 }).send(new sdk.UpdateEndpointsBatchCommand({ ApplicationId: "any", EndpointBatchRequest: { Item } }));
    console.log(JSON.stringify(["no error"]));
  } catch (e) {
    console.log(JSON.stringify([e.name, e.$metadata.attempts, Date.now() - begin]));
  }
})().catch((e) => { console.error(e); process.exit(1); });
