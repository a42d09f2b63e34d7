// Segments and campaigns with the options that a resource can have.
"use strict";
const { pulumi, Segment, Campaign, app, plan, message, winter, phase } = require("./push.cjs");
const shop = app();
const applicationId = shop.applicationId;
const premium = new Segment("premium", { applicationId, dimensions: plan("premium") });
const all = new Segment("all", { applicationId, everyone: true }, { dependsOn: [premium], protect: phase < 4 });
new Campaign("winter", { applicationId, segmentId: premium.segmentId, messageConfiguration: message("Winter sale"), schedule: winter, maxAudience: 10 },
  { dependsOn: [all], additionalSecretOutputs: ["arn"] });
new Campaign("tuned-by-hand", {
  applicationId, segmentId: all.segmentId, messageConfiguration: message("Hello"), schedule: winter,
  description: phase === 1 ? "from code" : "from code, later", limits: { messagesPerSecond: phase === 1 ? 10 : 20 },
}, { ignoreChanges: ["description"] });
if (phase !== 3 && phase < 5) new Segment("guarded", { applicationId, dimensions: plan("basic") }, { protect: phase < 4 });
exports.segmentId = premium.segmentId;
