// What in phase 2 cannot be changed in place, or shall not be.
"use strict";
const { pulumi, aws, Segment, Campaign, app, apns, plan, message, winter, phase } = require("./push.cjs");
const shop = app();
const other = new aws.pinpoint.App("other", { name: "other" });
const applicationId = shop.applicationId;
const later = phase >= 2;
const moving = new Segment("moving", { applicationId: later ? other.applicationId : applicationId, dimensions: plan("premium") });
new Segment("picky", { applicationId, name: later ? "picky-2" : "picky-1", dimensions: plan("basic") }, { replaceOnChanges: ["name"] });
new Segment("forced", { applicationId, dimensions: plan(later ? "gold" : "silver") }, { replaceOnChanges: ["dimensions"], deleteBeforeReplace: true });
apns(applicationId, { bundleId: later ? "com.example.store" : "com.example.shop" }, { replaceOnChanges: ["bundleId"] });
new Campaign("timed", {
  applicationId: later ? other.applicationId : applicationId, segmentId: moving.segmentId, messageConfiguration: message("Winter sale"), schedule: winter, run: "winter-2036",
});
