// Two items and a component; the second item depends on the first.
"use strict";
const { pulumi, Item, Group } = require("./testbed.js");
const config = new pulumi.Config();
const group = new Group("group");
const first = new Item("first", { value: config.get("value") ?? "one", tags: { a: "1", b: "2" } }, { parent: group });
const second = new Item("second", { value: first.arn, password: config.requireSecret("password") }, { parent: group });
group.registerOutputs({ arn: first.arn });
exports.arn = second.arn;
exports.password = second.password;
exports.count = 2;
