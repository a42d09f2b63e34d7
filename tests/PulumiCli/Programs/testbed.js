// Resource classes of the provider "testbed", as a generated SDK would have them.
"use strict";
const fs = require("fs");
const path = require("path");
const pulumi = require("@pulumi/pulumi");

// Node 20 takes a minute to print an error in colours when its stack lies in node_modules; without a stack it takes no time.
Error.stackTraceLimit = 0;
if (process.env.TESTBED) fs.writeFileSync(path.join(process.env.TESTBED, "program.pid"), String(process.pid));

class Item extends pulumi.CustomResource {
  constructor(name, args, opts) {
    super("testbed:index:Item", name, { ...args, arn: undefined, token: undefined }, opts);
  }
  static get(name, id, opts) {
    return new Item(name, {}, { ...opts, id });
  }
}

class Group extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("testbed:index:Group", name, {}, opts);
  }
}

class Provider extends pulumi.ProviderResource {
  constructor(name, args, opts) {
    super("testbed", name, args, opts);
  }
}

module.exports = { pulumi, Item, Group, Provider };
