// What every program here uses: the official SDK and AWS package, and classes for the two resources that no npm package has.
"use strict";
const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");

class Segment extends pulumi.CustomResource {
  constructor(name, args, opts) {
    super("pinpoint:index:Segment", name, { name: undefined, segmentId: undefined, arn: undefined, ...args }, opts);
  }
}

class Campaign extends pulumi.CustomResource {
  constructor(name, args, opts) {
    super("pinpoint:index:Campaign", name, { name: undefined, campaignId: undefined, arn: undefined, ...args }, opts);
  }
}

// An app that is found again by its key when the state was lost.
const app = (args, opts) =>
  new aws.pinpoint.App("shop", { name: "shop", tags: { "pinpush:key": `${pulumi.getProject()}/${pulumi.getStack()}/shop` }, ...args }, opts);

const apns = (applicationId, args, opts) =>
  new aws.pinpoint.ApnsChannel("apns", {
    applicationId, defaultAuthenticationMethod: "TOKEN", bundleId: "com.example.shop", teamId: "ABCDE12345", tokenKeyId: "ABC123DEFG",
    tokenKey: new pulumi.Config().requireSecret("tokenKey"), ...args,
  }, opts);

const plan = (...values) => ({ attributes: { plan: { values } } });

const message = (title) => ({ apnsMessage: { title, body: "Half price" } });

const winter = { startTime: "2036-11-28T09:00:00", timezone: "UTC+01" };

module.exports = { pulumi, aws, Segment, Campaign, app, apns, plan, message, winter, phase: Number(process.env.PHASE) };
