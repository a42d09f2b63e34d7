// Secrets on every way: through inputs, nested, in outputs, printed, logged and in an error.
"use strict";
const { pulumi, Item } = require("./testbed.js");
const config = new pulumi.Config();
const password = config.requireSecret("password");
const certificate = config.requireSecret("certificate");
new Item("plain", { value: password, nested: { deep: [certificate] }, quiet: pulumi.secret({ a: certificate }) });
const copy = new Item("copy", { value: password.apply((p) => `prefix ${p}`) }, { additionalSecretOutputs: ["arn"] });
exports.password = password;
exports.nested = { inside: copy.value };
password.apply((p) => {
  console.log(`printed: ${p}`);
  console.error(`printed in base64: ${Buffer.from(p).toString("base64")}`);
  pulumi.log.warn(`logged: ${p}`);
});
if (config.getBoolean("fail")) new Item("bad", { value: password, fail: true });
if (config.getBoolean("refuse")) password.apply((p) => { throw new pulumi.RunError(`thrown: ${p}`); });
