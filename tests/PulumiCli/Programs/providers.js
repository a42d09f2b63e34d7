// Explicit providers: one by the component, one by the resource; the default one gets the stack's configuration.
"use strict";
const { pulumi, Item, Group, Provider } = require("./testbed.js");
const config = new pulumi.Config();
const east = new Provider("east", { region: config.require("region"), key: config.requireSecret("key") });
const group = new Group("group", { providers: [east] });
new Item("in-group", { value: "x" }, { parent: group });
new Item("named", { value: "x" }, { provider: east });
new Item("plain", { value: "x" });
exports.self = new pulumi.StackReference("organization/other/prod").requireOutput("url");
exports.hidden = new pulumi.StackReference("again", { name: "organization/other/prod" }).requireOutput("token");
