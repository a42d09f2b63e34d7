// Two groups of items; "size" replaces the second item, "fail" breaks the third.
"use strict";
const { pulumi, Item, Group } = require("./testbed.js");
const config = new pulumi.Config();
const group = new Group("group");
const first = new Item("first", { name: "first", value: config.get("value") ?? "one" }, { parent: group });
new Item("second-item-with-a-long-name", { value: "two", size: config.getNumber("size") ?? 1 }, { parent: group });
new Item("third", { name: "third", value: first.value, fail: config.getBoolean("fail") }, { dependsOn: first });
exports.value = first.value;
