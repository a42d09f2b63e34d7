"use strict";
const { Item } = require("./testbed.js");
Item.get("gone", "nowhere");
