// Takes what exists: by import, by reading, by functions.
"use strict";
const { pulumi, Item } = require("./testbed.js");
const value = new pulumi.Config().require("value");
const found = new Item("found", { name: "found", value }, { import: "found-1" });
const lookedAt = Item.get("looked-at", "found-1", { dependsOn: [found] });
exports.greeting = pulumi.runtime.invoke("testbed:index:hello", { name: "shop" }).then((r) => r.greeting);
exports.refused = pulumi.runtime.invoke("testbed:index:fail", {}).then(() => "no", (e) => (/the function failed/.test(e.message) ? "the function failed" : e.message));
exports.read = pulumi.output(lookedAt).apply((l) => l.value ?? "there");
