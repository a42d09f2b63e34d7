// One full round and the errors, with the JavaScript SDK. Prints what each error arrived as.
const { sdk, client } = require("./client.cjs");
const { SignatureV4 } = require("@smithy/signature-v4");
const { Sha256 } = require("@aws-crypto/sha256-js");
const read = (name) => require("node:fs").readFileSync(`${process.argv[2]}/${name}`, "utf8");

// A call signed in its query, as a browser sends it that cannot set headers.
async function presigned(method, path, body) {
  const url = new URL(process.env.AWS_ENDPOINT_URL_PINPOINT + path);
  const signer = new SignatureV4({
    service: "mobiletargeting", region: "us-east-1", sha256: Sha256,
    credentials: { accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY },
  });
  const { query } = await signer.presign(
    { method, protocol: url.protocol, hostname: url.hostname, port: Number(url.port), path: url.pathname, headers: { host: url.host }, query: {}, body },
    { expiresIn: 60 });
  return fetch(`${url}?${new URLSearchParams(query)}`, { method, body });
}

(async () => {
  const pinpoint = client(4, { maxAttempts: 1 });
  const seen = {};
  const app = (await pinpoint.send(new sdk.CreateAppCommand({ CreateApplicationRequest: { Name: "js" } }))).ApplicationResponse;
  const ApplicationId = app.Id;
  await pinpoint.send(new sdk.UpdateApnsChannelCommand({ ApplicationId, APNSChannelRequest: { BundleId: "com.example.app", TeamId: "TEAM123456", TokenKeyId: "KEY1234567", TokenKey: read("AuthKey.p8") } }));
  await pinpoint.send(new sdk.UpdateGcmChannelCommand({ ApplicationId, GCMChannelRequest: { ServiceJson: read("service-account.json") } }));
  const EndpointId = "it's (a) *test* / é";
  await pinpoint.send(new sdk.UpdateEndpointCommand({ ApplicationId, EndpointId, EndpointRequest: { Address: "js-token", ChannelType: "GCM", User: { UserId: "js" } } }));
  seen.sent = (await pinpoint.send(new sdk.SendUsersMessagesCommand({ ApplicationId, SendUsersMessageRequest: { Users: { js: {} }, MessageConfiguration: { GCMMessage: { Title: "T", Body: "B" } } } })))
    .SendUsersMessageResponse.Result.js[EndpointId].DeliveryStatus;
  seen.read = (await pinpoint.send(new sdk.GetEndpointCommand({ ApplicationId, EndpointId }))).EndpointResponse.Address;
  seen.tags = (await pinpoint.send(new sdk.ListTagsForResourceCommand({ ResourceArn: app.Arn }))).TagsModel.tags;
  const error = async (name, work) => {
    try {
      await work();
      seen[name] = "no error";
    } catch (e) {
      seen[name] = [e.name, e.message];
    }
  };
  await error("unknown app", () => pinpoint.send(new sdk.GetAppCommand({ ApplicationId: "nope" })));
  await error("wrong key", () => client(1, { maxAttempts: 1, credentials: { accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: "wrong" } }).send(new sdk.GetAppsCommand({})));
  await error("expired", () => client(1, { maxAttempts: 1, systemClockOffset: -3600000 }).send(new sdk.GetAppsCommand({})));
  seen.clocks = [];
  const now = Date.now;
  for (const skew of [-3600000, 3600000]) {
    Date.now = () => now() + skew;
    seen.clocks.push((await client(1, { maxAttempts: 2 }).send(new sdk.GetAppsCommand({}))).$metadata.httpStatusCode);
    Date.now = now;
  }
  const app1 = await presigned("GET", `/v1/apps/${ApplicationId}`);
  seen.presigned = [app1.status, (await app1.json()).Name];
  const events = { BatchItem: { [EndpointId]: { Endpoint: {}, Events: { one: { EventType: "opened", Timestamp: new Date().toISOString() } } } } };
  const told = await presigned("POST", `/v1/apps/${ApplicationId}/events/legacy`, JSON.stringify(events));
  seen.beacon = [told.status, (await told.json()).Results[EndpointId].EventsItemResponse.one.StatusCode];
  const broken = client(1, { maxAttempts: 1 });
  broken.middlewareStack.add((next) => (args) => { args.request.body = '{"Name": '; return next(args); }, { step: "build", name: "broken" });
  await error("malformed", () => broken.send(new sdk.CreateAppCommand({ CreateApplicationRequest: { Name: "x" } })));
  await pinpoint.send(new sdk.DeleteEndpointCommand({ ApplicationId, EndpointId }));
  await pinpoint.send(new sdk.DeleteAppCommand({ ApplicationId }));
  console.log(JSON.stringify(seen));
})().catch((e) => { console.error(e); process.exit(1); });
