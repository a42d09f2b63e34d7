// The JavaScript SDK with as many connections as asked for.
const { Agent } = require("node:http");
const { NodeHttpHandler } = require("@smithy/node-http-handler");
const sdk = require("@aws-sdk/client-pinpoint");

exports.sdk = sdk;
exports.client = (connections, options = {}) => new sdk.PinpointClient({
  region: "us-east-1",
  requestHandler: new NodeHttpHandler({ httpAgent: new Agent({ keepAlive: true, maxSockets: connections }) }),
  ...options,
});

// Runs work over the items, so many at a time.
exports.each = async (items, atOnce, work) => {
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < items.length) await work(items[next++]);
  }));
};
