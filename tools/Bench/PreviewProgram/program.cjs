// The same as Program.cs, with the official SDK for Node.js.
"use strict";
const pulumi = require("@pulumi/pulumi");
const { App } = require("@pulumi/aws/pinpoint");

class Segment extends pulumi.CustomResource {
  constructor(name, args) {
    super("pinpoint:index:Segment", name, { name: undefined, segmentId: undefined, arn: undefined, ...args });
  }
}

const app = new App("shop");
for (let i = 1; i < Number(process.env.RESOURCES); i++) {
  new Segment(`segment-${i}`, { applicationId: app.applicationId, dimensions: { attributes: { plan: { values: [`plan-${i}`] } } } });
}
