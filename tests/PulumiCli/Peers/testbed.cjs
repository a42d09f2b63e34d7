#!/usr/bin/env node
// A provider over bare gRPC. What it makes lies as files in $TESTBED: items/ID.json; what it is asked lies in calls.log.
//
// Item: inputs name, value, tags, size (a change replaces), color (a change deletes first), fail, late (made, but said to be cancelled), incomplete, refuse.
//       outputs: the inputs, arn, token (secret).
// $TESTBED_DOWN: what it works with cannot be reached.
// $TESTBED_KILL = TARGET:VERB:WHEN:N kills cli, program or plugin before or after the Nth create, update or delete.
"use strict";
const fs = require("fs");
const path = require("path");
const grpc = require("@grpc/grpc-js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");
const { Any } = require("google-protobuf/google/protobuf/any_pb.js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
const services = require("@pulumi/pulumi/proto/provider_grpc_pb.js");
const messages = require("@pulumi/pulumi/proto/provider_pb.js");
const { Status } = require("@pulumi/pulumi/proto/status_pb.js");
const plugin = require("@pulumi/pulumi/proto/plugin_pb.js");

const root = process.env.TESTBED;
const items = path.join(root, "items");
fs.mkdirSync(items, { recursive: true });
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signature = "4dabf18193072939515e22adb298388d";
const secret = (value) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", value });
const bare = (v) => (v && typeof v === "object" && !Array.isArray(v) && v[signature] ? bare(v.value)
  : Array.isArray(v) ? v.map(bare) : v && typeof v === "object" ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, bare(x)])) : v);

const note = (line) => fs.appendFileSync(path.join(root, "calls.log"), `${line}\n`);
const fileOf = (id) => path.join(items, `${id}.json`);
const load = (id) => (fs.existsSync(fileOf(id)) ? JSON.parse(fs.readFileSync(fileOf(id), "utf8")) : undefined);
const save = (id, item) => {
  fs.writeFileSync(`${fileOf(id)}.new`, JSON.stringify(item));
  fs.renameSync(`${fileOf(id)}.new`, fileOf(id));
};
const nameOf = (urn) => urn.split("::").slice(3).join("::");
const all = () => fs.readdirSync(items).filter((f) => f.endsWith(".json")).map((f) => f.slice(0, -5));

const counts = {};
function perhapsKill(verb, when) {
  const [target, onVerb, onWhen, n] = (process.env.TESTBED_KILL || "").split(":");
  if (when === "before") counts[verb] = (counts[verb] || 0) + 1;
  if (onVerb !== verb || onWhen !== when || String(counts[verb]) !== n) return;
  const pid = target === "cli" ? process.ppid : target === "plugin" ? process.pid : Number(fs.readFileSync(path.join(root, "program.pid"), "utf8"));
  note(`kill ${target}`);
  process.kill(pid, "SIGKILL");
}

function outputs(id, inputs) {
  return { ...inputs, arn: `arn:testbed:${id}`, token: secret(`token-of-${inputs.name ? bare(inputs.name) : id}`) };
}

function failure(code, message) {
  return { code, details: message, message };
}

function incomplete(id, state) {
  const detail = new messages.ErrorResourceInitFailed();
  detail.setId(id);
  detail.setProperties(Struct.fromJavaScript(state));
  detail.setReasonsList(["the item is only half there"]);
  const any = new Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage("half there");
  status.addDetails(any);
  const metadata = new grpc.Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { code: grpc.status.UNKNOWN, details: "half there", metadata };
}

const js = (struct) => (struct ? struct.toJavaScript() : {});
const verbs = {
  handshake(call, done) {
    const answer = new messages.ProviderHandshakeResponse();
    answer.setAcceptSecrets(process.env.TESTBED_BARE !== "1");
    answer.setAcceptResources(true);
    done(null, answer);
  },
  getPluginInfo(call, done) {
    const info = new plugin.PluginInfo();
    info.setVersion("1.2.3");
    done(null, info);
  },
  checkConfig(call, done) {
    const answer = new messages.CheckResponse();
    answer.setInputs(call.request.getNews());
    done(null, answer);
  },
  diffConfig(call, done) {
    const [olds, news] = [bare(js(call.request.getOldInputs())), bare(js(call.request.getNews()))];
    const answer = new messages.DiffResponse();
    answer.setChanges(JSON.stringify(olds) === JSON.stringify(news) ? 1 : 2);
    if (olds.region !== news.region) answer.setReplacesList(["region"]);
    done(null, answer);
  },
  configure(call, done) {
    note(`configure ${JSON.stringify(bare(js(call.request.getArgs())))}`);
    const answer = new messages.ConfigureResponse();
    answer.setAcceptsecrets(process.env.TESTBED_BARE !== "1");
    answer.setAcceptresources(true);
    answer.setSupportspreview(true);
    done(null, answer);
  },
  check(call, done) {
    const [olds, news] = [js(call.request.getOlds()), js(call.request.getNews())];
    const answer = new messages.CheckResponse();
    if (bare(news.refuse)) {
      const fault = new messages.CheckFailure();
      fault.setProperty("refuse");
      fault.setReason("it is refused");
      answer.addFailures(fault);
    }
    if (news.name === undefined) {
      news.name = olds.name || `${nameOf(call.request.getUrn())}-${Buffer.from(call.request.getRandomseed_asU8()).toString("hex").slice(0, 6)}`;
    }
    answer.setInputs(Struct.fromJavaScript(news));
    done(null, answer);
  },
  diff(call, done) {
    const [olds, news] = [bare(js(call.request.getOldInputs())), bare(js(call.request.getNews()))];
    const ignored = call.request.getIgnorechangesList();
    const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter((k) => JSON.stringify(olds[k]) !== JSON.stringify(news[k]) && !ignored.includes(k)).sort();
    const answer = new messages.DiffResponse();
    answer.setChanges(keys.length ? 2 : 1);
    answer.setDiffsList(keys);
    answer.setReplacesList(keys.filter((k) => ["size", "color", "name"].includes(k)));
    answer.setDeletebeforereplace(keys.includes("color"));
    done(null, answer);
  },
  create(call, done) {
    const [urn, inputs] = [call.request.getUrn(), js(call.request.getProperties())];
    const name = nameOf(urn);
    if (call.request.getPreview()) {
      const answer = new messages.CreateResponse();
      answer.setProperties(Struct.fromJavaScript({ ...inputs, arn: unknown, token: secret(unknown) }));
      return done(null, answer);
    }
    perhapsKill("create", "before");
    note(`create ${name}`);
    if (bare(inputs.fail)) return done(failure(grpc.status.INVALID_ARGUMENT, `item '${name}' cannot be made with ${JSON.stringify(bare(inputs.value))}`));
    // What was made before under the same urn and name is taken up again, as a careful provider does.
    const id = all().find((i) => load(i).urn === urn && load(i).inputs.name === bare(inputs.name)) || `${name}-${Math.random().toString(16).slice(2, 10)}`;
    save(id, { urn, inputs: bare(inputs) });
    perhapsKill("create", "after");
    if (bare(inputs.late)) return done(failure(grpc.status.CANCELLED, "it was cancelled"));
    if (bare(inputs.incomplete)) return done(incomplete(id, outputs(id, inputs)));
    const answer = new messages.CreateResponse();
    answer.setId(id);
    answer.setProperties(Struct.fromJavaScript(outputs(id, inputs)));
    const delay = Number(bare(inputs.delay) || 0);
    setTimeout(() => done(null, answer), delay);
  },
  update(call, done) {
    const [id, news] = [call.request.getId(), js(call.request.getNews())];
    if (!call.request.getPreview()) {
      perhapsKill("update", "before");
      note(`update ${nameOf(call.request.getUrn())}`);
      if (bare(news.fail)) return done(failure(grpc.status.INVALID_ARGUMENT, "the item cannot be changed"));
      save(id, { urn: call.request.getUrn(), inputs: bare(news) });
      perhapsKill("update", "after");
    }
    const answer = new messages.UpdateResponse();
    answer.setProperties(Struct.fromJavaScript(outputs(id, news)));
    done(null, answer);
  },
  read(call, done) {
    const item = load(call.request.getId());
    note(`read ${nameOf(call.request.getUrn())}`);
    if (process.env.TESTBED_DOWN) return done(failure(grpc.status.UNAVAILABLE, "http://127.0.0.1:1 cannot be reached"));
    const answer = new messages.ReadResponse();
    if (item) {
      answer.setId(call.request.getId());
      answer.setInputs(Struct.fromJavaScript(item.inputs));
      answer.setProperties(Struct.fromJavaScript(outputs(call.request.getId(), item.inputs)));
    }
    done(null, answer);
  },
  delete(call, done) {
    perhapsKill("delete", "before");
    note(`delete ${nameOf(call.request.getUrn())}`);
    fs.rmSync(fileOf(call.request.getId()), { force: true });
    perhapsKill("delete", "after");
    done(null, new Empty());
  },
  invoke(call, done) {
    const answer = new messages.InvokeResponse();
    const args = js(call.request.getArgs());
    if (call.request.getTok() === "testbed:index:fail") return done(failure(grpc.status.UNKNOWN, "the function failed"));
    answer.setReturn(Struct.fromJavaScript({ greeting: `hello ${bare(args.name)}`, count: all().length }));
    done(null, answer);
  },
  cancel(call, done) {
    done(null, new Empty());
  },
};

const server = new grpc.Server({ "grpc.max_receive_message_length": 1 << 28 });
server.addService(services.ResourceProviderService, verbs);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
process.stdin.on("end", () => process.exit(0)).resume();
process.on("SIGINT", () => process.exit(0));
