// What a change sends or takes away: from phase 2 on the launch is sent and the winter sale is gone.
"use strict";
const { Segment, Campaign, app, apns, plan, message, winter, phase } = require("./push.cjs");
const { applicationId } = app();
const channel = apns(applicationId);
const { segmentId } = new Segment("premium", { applicationId, dimensions: plan("premium") });
new Campaign("launch", { applicationId, segmentId, messageConfiguration: message("Premium is here"), sendImmediately: true, isPaused: phase < 2, run: "first" },
  { dependsOn: [channel] });
if (phase < 2) new Campaign("winter", { applicationId, segmentId, messageConfiguration: message("Winter sale"), schedule: winter });
