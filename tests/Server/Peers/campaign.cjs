// start FOLDER N [RUN] [TEMPLATE]: an app with N iOS endpoints and an immediate campaign, under the name of a run, to all of them, of a template if one is named; - for neither.
// finish APP CAMPAIGN: waits for its end. drop TEMPLATE: changes, then deletes it.
const { sdk, client, each } = require("./client.cjs");

(async () => {
  const [mode, first, second, ...names] = process.argv.slice(2);
  const [run, template] = names.map((name) => (name === "-" ? undefined : name));
  const pinpoint = client(8);
  if (mode === "start") {
    const app = (await pinpoint.send(new sdk.CreateAppCommand({ CreateApplicationRequest: { Name: "campaign" } }))).ApplicationResponse.Id;
    await pinpoint.send(new sdk.UpdateApnsChannelCommand({ ApplicationId: app, APNSChannelRequest: {
      BundleId: "com.example.app", TeamId: "TEAM123456", TokenKeyId: "KEY1234567", TokenKey: require("node:fs").readFileSync(`${first}/AuthKey.p8`, "utf8"), Enabled: true } }));
    const count = Number(second);
    await each(Array.from({ length: count / 100 }, (_, i) => i), 8, (batch) => pinpoint.send(new sdk.UpdateEndpointsBatchCommand({ ApplicationId: app, EndpointBatchRequest: {
      Item: Array.from({ length: 100 }, (_, i) => ({ Id: `endpoint-${batch * 100 + i}`, Address: (batch * 100 + i).toString(16).padStart(64, "0"), ChannelType: "APNS" })) } })));
    let message = { MessageConfiguration: { APNSMessage: { Title: "Hello", Body: "World" } } };
    if (template) {
      await pinpoint.send(new sdk.CreatePushTemplateCommand({ TemplateName: template, PushNotificationTemplateRequest: { Default: { Body: "Old to {{Id}}" } } }));
      message = { TemplateConfiguration: { PushTemplate: { Name: template } }, Limits: { MessagesPerSecond: 1000 } }; // slow: there is a middle
    }
    const segment = (await pinpoint.send(new sdk.CreateSegmentCommand({ ApplicationId: app, WriteSegmentRequest: { Name: "all" } }))).SegmentResponse.Id;
    const campaign = (await pinpoint.send(new sdk.CreateCampaignCommand({ ApplicationId: app, WriteCampaignRequest: {
      Name: "all", SegmentId: segment, tags: run ? { "pinpush:run": run } : undefined, Schedule: { StartTime: "IMMEDIATE" }, ...message } }))).CampaignResponse.Id;
    console.log(JSON.stringify({ app, campaign }));
  } else if (mode === "drop") {
    await pinpoint.send(new sdk.UpdatePushTemplateCommand({ TemplateName: first, PushNotificationTemplateRequest: { Default: { Body: "New" } } }));
    await pinpoint.send(new sdk.DeletePushTemplateCommand({ TemplateName: first }));
  } else {
    const request = { ApplicationId: first, CampaignId: second };
    for (const end = Date.now() + 90000; Date.now() < end; await new Promise((go) => setTimeout(go, 100))) {
      const state = (await pinpoint.send(new sdk.GetCampaignCommand(request))).CampaignResponse.State.CampaignStatus;
      if (state === "COMPLETED") break;
    }
    console.log(JSON.stringify((await pinpoint.send(new sdk.GetCampaignActivitiesCommand(request))).ActivitiesResponse.Item));
  }
})();
