// An app with three channels; their credentials are secret configuration. In phase 3 with a provider that asks nobody but the server.
"use strict";
const { pulumi, aws, app, apns, phase } = require("./push.cjs");
const config = new pulumi.Config();
const provider = phase < 3 ? undefined : new aws.Provider("own-server", {
  region: "eu-central-1", skipCredentialsValidation: true, skipMetadataApiCheck: true, skipRegionValidation: true, skipRequestingAccountId: true,
});
const shop = app({ limits: { messagesPerSecond: phase === 1 ? 50 : 60 } }, { provider });
const applicationId = shop.applicationId;
apns(applicationId, { enabled: phase === 1 }, { provider });
new aws.pinpoint.ApnsSandboxChannel("apns-sandbox", {
  applicationId, defaultAuthenticationMethod: "TOKEN", bundleId: "com.example.shop", teamId: "ABCDE12345", tokenKeyId: "ABC123DEFG", tokenKey: config.requireSecret("tokenKey"),
}, { provider });
new aws.pinpoint.GcmChannel("fcm", {
  applicationId, defaultAuthenticationMethod: "TOKEN", serviceJson: config.requireSecret("serviceJson"),
}, { provider });
exports.applicationId = applicationId;
exports.key = config.requireSecret("tokenKey");
