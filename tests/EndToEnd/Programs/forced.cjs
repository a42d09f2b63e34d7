// One resource of each kind, of which none ever changes; from phase 2 on the campaign goes with its segment.
"use strict";
const { pulumi, Segment, Campaign, app, apns, plan, message, winter, phase } = require("./push.cjs");
const applicationId = app().applicationId;
apns(applicationId);
const premium = new Segment("premium", { applicationId, dimensions: plan("premium") });
new Campaign("winter", { applicationId, segmentId: premium.segmentId, messageConfiguration: message("Winter sale"), schedule: winter },
  phase === 2 ? { deletedWith: premium } : phase === 3 ? { replaceWith: [premium] } : {});
new pulumi.CustomResource("pinpoint:index:PushTemplate", "offer", { templateName: "offer", defaultMessage: { title: "Hello", body: "Half price" } });
