// One item for each resource option; configuration "phase" tells how far the story has gone.
"use strict";
const { pulumi, Item, Group } = require("./testbed.js");
const phase = new pulumi.Config().requireNumber("phase");
const later = phase >= 2;

new Item("ignoring", { value: later ? "new" : "old", tags: { a: later ? "2" : "1" } }, { ignoreChanges: ["value", "tags.a"] });
new Item("picky", { value: later ? "new" : "old" }, { replaceOnChanges: ["value"] });
new Item("sized", { name: later ? "sized-b" : "sized-a", size: later ? 2 : 1 });
const colored = new Item("colored", { color: later ? "blue" : "red" });
new Item("behind-colored", { color: colored.arn });
new Item("beside-colored", { value: colored.arn });
new Item("forced", { name: "forced", size: later ? 2 : 1 }, { deleteBeforeReplace: true });
new Item("quiet", { value: "x" }, { additionalSecretOutputs: ["arn"] });
new Item("timed", { value: "x" }, { customTimeouts: { create: "90s", update: "2m" } });
const pivot = new Item("pivot", { name: later ? "pivot-b" : "pivot-a" });
new Item("with-pivot", { value: "x" }, { replaceWith: [pivot] });
if (phase < 3) {
  const owner = new Item("owner", { value: "x" });
  new Item("owned", { value: "x" }, { deletedWith: owner });
  new Item("kept", { value: "x" }, { retainOnDelete: true });
}
if (phase < 5) {
  const guarded = new Group("guarded", { protect: phase < 4 });
  if (phase !== 3) new Item("guard", { value: "x" }, { parent: guarded });
}
