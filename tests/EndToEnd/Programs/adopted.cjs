// Takes over what was made by hand, through providers of its own; in phase 2 it goes on without import, in phase 3 it lets go of the segment.
"use strict";
const { pulumi, aws, Segment, plan, phase } = require("./push.cjs");
const { ENDPOINT: endpoint, APP: appId, SEGMENT: segmentId } = process.env;
const provider = new aws.Provider("mine", { region: "eu-central-1", endpoints: [{ pinpoint: endpoint }], skipMetadataApiCheck: true });
const ours = new pulumi.ProviderResource("pinpoint", "ours", { region: "eu-central-1", endpoint });
const taken = (id) => (phase === 1 ? { import: id } : {});
const shop = new aws.pinpoint.App("shop", { name: "by-hand" }, { provider, retainOnDelete: true, ...taken(appId) });
if (phase < 3) {
  new Segment("premium", { applicationId: shop.applicationId, name: "premium", dimensions: plan("premium") },
    { provider: ours, retainOnDelete: true, ...taken(`${appId}/${segmentId}`) });
}
new Segment("basic", { applicationId: shop.applicationId, dimensions: plan("basic") }, { provider: ours, customTimeouts: { create: "1m", update: "90s", delete: "2m" } });
