// CHANGE names the one thing that is different.
"use strict";
const { Segment, Campaign, app, apns, plan, message, winter } = require("./push.cjs");
const is = (what, then, otherwise) => (process.env.CHANGE === what ? then : otherwise);
const { applicationId } = app();
apns(applicationId, { bundleId: is("bundle id", "com.example.store", "com.example.shop") });
const premium = new Segment("premium", {
  applicationId,
  dimensions: {
    attributes: { plan: { values: ["premium", is("criterion", "platinum", "gold")] }, country: { attributeType: "EXCLUSIVE", values: ["DE"] } },
    demographic: { appVersion: { values: ["2.0"] } },
    behavior: { recency: { duration: "DAY_30", recencyType: "INACTIVE" } },
  },
});
new Campaign("winter", {
  applicationId, segmentId: premium.segmentId, description: "Once a year", run: "winter-2036", maxAudience: 1000,
  messageConfiguration: { ...message(is("title", "Summer sale", "Winter sale")), gcmMessage: { title: "Winter sale", body: "Half price", timeToLive: 600 } },
  schedule: { ...winter, startTime: is("schedule", "2036-11-29T09:00:00", winter.startTime) },
  limits: { messagesPerSecond: is("limit", 200, 100) },
});
