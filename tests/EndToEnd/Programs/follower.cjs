// Another stack's app, by reference.
"use strict";
const { pulumi, Segment, plan } = require("./push.cjs");
const applicationId = new pulumi.StackReference("organization/shop/dev").requireOutput("applicationId");
new Segment("followers", { applicationId, dimensions: plan("follower") });
exports.applicationId = applicationId;
exports.key = new pulumi.StackReference("again", { name: "dev" }).requireOutput("key");
