// In phase 1 one channel's credentials are refused, in phase 3 one criterion.
"use strict";
const { pulumi, aws, Segment, Campaign, app, plan, message, winter, phase } = require("./push.cjs");
const config = new pulumi.Config();
const shop = app();
const applicationId = shop.applicationId;
const premium = new Segment("premium", { applicationId, dimensions: plan("premium") });
const fcm = new aws.pinpoint.GcmChannel("fcm", {
  applicationId, defaultAuthenticationMethod: "TOKEN", serviceJson: phase === 1 ? config.requireSecret("brokenJson") : config.requireSecret("serviceJson"),
}, { dependsOn: [premium] });
new Campaign("winter", { applicationId, segmentId: premium.segmentId, messageConfiguration: message("Winter sale"), schedule: winter }, { dependsOn: [fcm] });
if (phase === 3) new Segment("odd", { applicationId, dimensions: { attributes: { plan: { attributeType: "SOMETIMES", values: ["x"] } } } });
