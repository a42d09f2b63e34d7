// Three items in a row; with each generation all are made anew, so that there is something to delete.
"use strict";
const { pulumi, Item } = require("./testbed.js");
const generation = new pulumi.Config().requireNumber("generation");
const first = new Item("first", { name: `first-${generation}` });
const second = new Item("second", { name: `second-${generation}`, value: first.id });
new Item("third", { name: `third-${generation}`, value: second.id });
