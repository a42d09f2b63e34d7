// One item fails; what depends on it is not tried, what was made stays.
"use strict";
const { pulumi, Item } = require("./testbed.js");
const config = new pulumi.Config();
const good = new Item("good", { value: "fine" });
const bad = new Item("bad", { value: config.requireSecret("password"), fail: config.getBoolean("fail") ?? true, late: config.getBoolean("late") }, { dependsOn: [good] });
const after = new Item("after", { value: bad.arn });
exports.after = after.arn;
