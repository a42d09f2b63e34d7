// An app with three channels; their credentials are secret configuration.
"use strict";
const { pulumi, aws, app, apns, phase } = require("./push.cjs");
const config = new pulumi.Config();
const shop = app({ limits: { messagesPerSecond: phase === 1 ? 50 : 60 } });
const applicationId = shop.applicationId;
apns(applicationId, { enabled: phase === 1 });
new aws.pinpoint.ApnsSandboxChannel("apns-sandbox", {
  applicationId, defaultAuthenticationMethod: "TOKEN", bundleId: "com.example.shop", teamId: "ABCDE12345", tokenKeyId: "ABC123DEFG", tokenKey: config.requireSecret("tokenKey"),
});
new aws.pinpoint.GcmChannel("fcm", { applicationId, defaultAuthenticationMethod: "TOKEN", serviceJson: config.requireSecret("serviceJson") });
exports.applicationId = applicationId;
exports.key = config.requireSecret("tokenKey");
