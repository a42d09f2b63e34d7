// An engine made of the official Node SDK's generated clients: starts a plugin and makes the calls that standard input names, one a line.
// Prints one line for each; at the end what the plugin printed and what it logged to the engine.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import readline from 'node:readline';

const require = createRequire(process.cwd() + '/');
const grpc = require('@grpc/grpc-js');
const proto = require('@pulumi/pulumi/proto/provider_pb.js');
const plugin = require('@pulumi/pulumi/proto/plugin_pb.js');
const services = require('@pulumi/pulumi/proto/provider_grpc_pb.js');
const engineServices = require('@pulumi/pulumi/proto/engine_grpc_pb.js');
const status = require('@pulumi/pulumi/proto/status_pb.js');
const { Struct } = require('google-protobuf/google/protobuf/struct_pb.js');
const { Empty } = require('google-protobuf/google/protobuf/empty_pb.js');

const say = (value) => process.stdout.write(JSON.stringify(value) + '\n');
const logs = [];
const engine = new grpc.Server();
engine.addService(engineServices.EngineService, {
  log(call, done) {
    logs.push(call.request.getMessage());
    done(null, new Empty());
  },
});
const enginePort = await new Promise((resolve, reject) =>
  engine.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (e, p) => (e ? reject(e) : resolve(p))));

const child = spawn(process.argv[2], [`127.0.0.1:${enginePort}`], { stdio: ['pipe', 'pipe', 'pipe'] });
let printed = '';
child.stderr.on('data', (d) => (printed += d));
const firstLine = new Promise((resolve, reject) => {
  child.stdout.on('data', (d) => {
    printed += d;
    if (printed.includes('\n')) resolve(printed.split('\n')[0]);
  });
  child.on('exit', (code) => reject(new Error(`the plugin ended with ${code} before it listened: ${printed}`)));
});
const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ?? code)));
const port = await firstLine;
if (!/^[0-9]+$/.test(port)) throw new Error(`the first line is no port: ${port}`);
const client = new services.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());

const requests = {
  handshake: proto.ProviderHandshakeRequest, getSchema: proto.GetSchemaRequest, checkConfig: proto.CheckRequest, diffConfig: proto.DiffRequest,
  configure: proto.ConfigureRequest, invoke: proto.InvokeRequest, check: proto.CheckRequest, diff: proto.DiffRequest, create: proto.CreateRequest, read: proto.ReadRequest,
  update: proto.UpdateRequest, delete: proto.DeleteRequest, cancel: Empty, getPluginInfo: Empty, attach: plugin.PluginAttach, construct: proto.ConstructRequest,
};

function build(Request, fields) {
  const request = new Request();
  for (const [name, value] of Object.entries(fields)) {
    const named = 'set' + name[0].toUpperCase() + name.slice(1);
    const setter = request[named] ? named : 'set' + name[0].toUpperCase() + name.slice(1).toLowerCase(); // the generator lowers some names
    if (name === 'autonaming') {
      const options = new proto.CheckRequest.AutonamingOptions();
      options.setProposedName(value.proposedName ?? '');
      options.setMode(value.mode);
      request.setAutonaming(options);
    } else if (typeof value === 'object' && !Array.isArray(value)) {
      request[setter](Struct.fromJavaScript(value));
    } else {
      request[Array.isArray(value) ? setter + 'List' : setter](name === 'randomseed' ? Buffer.from(value) : value);
    }
  }
  return request;
}

function plain(message) {
  if (message instanceof Struct) return message.toJavaScript();
  const result = message.toObject();
  for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(message)).filter((n) => /^get[A-Z]/.test(n) && message[n].length === 0)) {
    const value = message[name]();
    const key = name[3].toLowerCase() + name.slice(4);
    if (value instanceof Struct) result[key] = value.toJavaScript();
  }
  if (message instanceof proto.DiffResponse) {
    result.detailed = {};
    message.getDetaileddiffMap().forEach((change, path) => (result.detailed[path] = [change.getKind(), change.getInputdiff()]));
  }
  return result;
}

// The half-made resource that travels with a failure.
function half(error) {
  const bytes = error.metadata?.get('grpc-status-details-bin')[0];
  if (!bytes) return undefined;
  const details = status.Status.deserializeBinary(bytes).getDetailsList();
  const found = details.map((d) => d.unpack(proto.ErrorResourceInitFailed.deserializeBinary, 'pulumirpc.ErrorResourceInitFailed')).find((d) => d);
  return found && { id: found.getId(), properties: found.getProperties().toJavaScript(), reasons: found.getReasonsList() };
}

say({ port: Number(port) });
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { method, request, cancelled } = JSON.parse(line);
  if (cancelled) setTimeout(() => client.cancel(new Empty(), () => {}), cancelled);
  const answer = await new Promise((resolve) => client[method](build(requests[method], request), { deadline: Date.now() + 60000 },
    (error, response) => resolve(error ? { error: { code: error.code, message: error.details, half: half(error) } } : { ok: plain(response) })));
  say(answer);
}

client.close();
child.kill('SIGINT');
say({ ended: await ended, printed, logs });
engine.forceShutdown();
