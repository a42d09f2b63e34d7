// Two items, of which the second depends on the first, one by itself, and two more on demand.
"use strict";
const { pulumi, Item } = require("./testbed.js");
const config = new pulumi.Config();
const value = config.get("value") ?? "1";
const first = new Item("first", { name: "first", value });
new Item("second", { name: "second", value: pulumi.interpolate`${value} ${first.arn}` });
if (config.get("alone") !== "false") new Item("alone", { name: "alone", value });
if (config.get("more")) new Item("more", { name: "more", value: new Item("deep", { name: "deep", value }).arn });
