// A component with children; in phase 2 it bears another name, and nothing may be made anew.
"use strict";
const { pulumi, Segment, Campaign, app, plan, message, winter, phase } = require("./push.cjs");

class Push extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("shop:index:Push", name, {}, opts);
    const shop = app({}, { parent: this });
    const applicationId = shop.applicationId;
    const premium = new Segment(`${name}-premium`, { applicationId, name: "premium", dimensions: plan("premium") }, { parent: this });
    new Campaign(`${name}-winter`, {
      applicationId, name: "winter", segmentId: premium.segmentId, messageConfiguration: message("Winter sale"), schedule: winter, run: "winter-2036",
    }, { parent: this, dependsOn: [premium] });
    this.applicationId = applicationId;
    this.registerOutputs({ applicationId });
  }
}

const push = phase === 1 ? new Push("store") : new Push("shop-push", { aliases: [{ name: "store" }] });
exports.applicationId = push.applicationId;
