// One item that takes its time, and one behind it.
"use strict";
const { pulumi, Item } = require("./testbed.js");
const slow = new Item("slow", { delay: new pulumi.Config().requireNumber("delay") });
new Item("next", { value: slow.arn });
