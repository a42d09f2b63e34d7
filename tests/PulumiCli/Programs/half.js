// An item that is only half made at first; then one that is refused; then a program that breaks.
"use strict";
const { pulumi, Item } = require("./testbed.js");
const config = new pulumi.Config();
if (config.getBoolean("throw")) throw new pulumi.RunError("the program is broken");
new Item("half", { name: "half", incomplete: config.getBoolean("incomplete"), refuse: config.getBoolean("refuse") });
exports.note = "before";
