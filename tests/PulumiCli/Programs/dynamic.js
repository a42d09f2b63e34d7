// A resource whose provider is a part of the program: the official package brings the plugin.
"use strict";
const pulumi = require("@pulumi/pulumi");
const provider = {
  async create(inputs) {
    return { id: "counted", outs: { text: inputs.text, length: inputs.text.length } };
  },
  async diff(id, olds, news) {
    return { changes: olds.text !== news.text };
  },
  async update(id, olds, news) {
    return { outs: { text: news.text, length: news.text.length } };
  },
};
class Counted extends pulumi.dynamic.Resource {
  constructor(name, args) {
    super(provider, name, { ...args, length: undefined });
  }
}
exports.length = new Counted("counted", { text: new pulumi.Config().require("text") }).length;
