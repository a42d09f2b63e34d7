// Thirty resources: an app, two channels, twenty segments, six campaigns for later and one that is sent at once when all the rest is there.
"use strict";
const { pulumi, aws, Segment, Campaign, app, apns, plan, message, winter } = require("./push.cjs");
const { applicationId } = app();
const fcm = new aws.pinpoint.GcmChannel("fcm", { applicationId, defaultAuthenticationMethod: "TOKEN", serviceJson: new pulumi.Config().requireSecret("serviceJson") });
const channels = [apns(applicationId), fcm];
const premium = new Segment("premium", { applicationId, dimensions: plan("premium") }, { dependsOn: channels });
const segments = [...Array(19).keys()].map((i) => new Segment(`segment-${i}`, { applicationId, dimensions: plan(`plan-${i}`) }, { dependsOn: channels }));
const campaigns = [...Array(6).keys()].map((i) => new Campaign(`campaign-${i}`, {
  applicationId, segmentId: segments[i].segmentId, messageConfiguration: message(`Sale ${i}`), schedule: winter, run: `winter-${i}`,
}, { dependsOn: segments }));
new Campaign("launch", { applicationId, segmentId: premium.segmentId, messageConfiguration: message("Premium is here"), sendImmediately: true, run: "launch", maxAudience: 5 },
  { dependsOn: campaigns });
