// One campaign that is sent at once, from phase 1 on. NAME, ALIAS, IMPORT, RUN, TITLE: what becomes of it.
"use strict";
const { Segment, Campaign, app, apns, plan, message, phase } = require("./push.cjs");
const { NAME = "launch", ALIAS, IMPORT, RUN = "first", TITLE = "Premium is here" } = process.env;
const { applicationId } = app();
const channel = apns(applicationId);
const premium = new Segment("premium", { applicationId, dimensions: plan("premium") });
if (phase >= 1) {
  new Campaign(NAME, { applicationId, name: "launch", segmentId: premium.segmentId, messageConfiguration: message(TITLE), sendImmediately: true, run: RUN, maxAudience: 5 },
    { dependsOn: [channel], aliases: ALIAS ? [{ name: ALIAS }] : [], ...(IMPORT ? { import: IMPORT } : {}) });
}
