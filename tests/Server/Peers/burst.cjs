// 10,000 UpdateEndpoint calls over 64 connections; prints the id of each acknowledged one. Ends quietly when the server is gone.
const { sdk, client, each } = require("./client.cjs");

(async () => {
  const [mode, app] = process.argv.slice(2);
  const pinpoint = client(64, { maxAttempts: 1 });
  if (mode === "write") {
    const id = (await pinpoint.send(new sdk.CreateAppCommand({ CreateApplicationRequest: { Name: "burst" } }))).ApplicationResponse.Id;
    console.log(`app ${id}`);
    let gone = false;
    await each(Array.from({ length: 10000 }, (_, i) => `endpoint-${i}`), 64, async (endpoint) => {
      if (gone) return;
      try {
        await pinpoint.send(new sdk.UpdateEndpointCommand({ ApplicationId: id, EndpointId: endpoint, EndpointRequest: {
          Address: `token-${endpoint}`, ChannelType: "APNS", User: { UserId: `user-${endpoint}` }, Attributes: { Plan: ["pro"] } } }));
        console.log(endpoint);
      } catch (error) {
        if (!gone) console.error(`${error.name}: ${error.message}`);
        gone = true;
      }
    });
  } else {
    const ids = require("node:fs").readFileSync(process.argv[4], "utf8").split("\n").filter(Boolean);
    await each(ids, 64, async (endpoint) => {
      try {
        const got = await pinpoint.send(new sdk.GetEndpointCommand({ ApplicationId: app, EndpointId: endpoint }));
        if (got.EndpointResponse.Address !== `token-${endpoint}`) console.log(`wrong ${endpoint}`);
      } catch (error) {
        console.log(`missing ${endpoint}: ${error.name}`);
      }
    });
    console.log(`checked ${ids.length}`);
  }
})();
