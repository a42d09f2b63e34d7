// Phase 1 names things one way, phase 2 another; nothing may be made anew. Phase 3 claims one resource twice.
"use strict";
const { pulumi, Item, Group } = require("./testbed.js");
const phase = new pulumi.Config().requireNumber("phase");

if (phase === 1) {
  const old = new Item("old-name", { value: "x" });
  const clan = new Group("clan");
  new Item("clan-child", { value: "x" }, { parent: clan });
  new Item("moved", { value: "x" });
  new Item("leaf", { value: old.value });
} else {
  const renamed = new Item("renamed", { value: "x" }, { aliases: [{ name: "old-name" }] });
  const family = new Group("family", { aliases: [{ name: "clan" }] });
  new Item("family-child", { value: "x" }, { parent: family });
  new Item("moved", { value: "x" }, { parent: family, aliases: [{ parent: pulumi.rootStackResource }] });
  new Item("leaf", { value: renamed.value });
  if (phase === 3) new Item("thief", { value: "x" }, { aliases: [{ name: "renamed" }] });
}
