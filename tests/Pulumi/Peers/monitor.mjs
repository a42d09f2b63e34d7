// A resource monitor made of the official Node SDK's own generated service and its own deserializer.
// Prints its port, then one line for each call: what the SDK for .NET sent, as Node understands it. Ends when standard input does.
import grpc from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import struct from 'google-protobuf/google/protobuf/struct_pb.js';
import engineGrpc from '@pulumi/pulumi/proto/engine_grpc_pb.js';
import resourceGrpc from '@pulumi/pulumi/proto/resource_grpc_pb.js';
import resource from '@pulumi/pulumi/proto/resource_pb.js';
import rpc from '@pulumi/pulumi/runtime/rpc.js';

const say = line => process.stdout.write(`${JSON.stringify(line)}\n`);
const read = properties => JSON.parse(JSON.stringify(rpc.deserializeProperties(properties, true)));
const urnOf = r => `urn:pulumi:dev::shop::${r.getType()}::${r.getName()}`;

const monitor = {
  supportsFeature(call, done) {
    const answer = new resource.SupportsFeatureResponse();
    answer.setHassupport(['secrets', 'aliasSpecs', 'deletedWith'].includes(call.request.getId()));
    done(null, answer);
  },
  registerResource(call, done) {
    const { object, ...request } = call.request.toObject();
    say({ call: 'registerResource', request, inputs: read(call.request.getObject()) });
    const answer = new resource.RegisterResourceResponse();
    answer.setUrn(urnOf(call.request));
    answer.setId(call.request.getCustom() ? `${call.request.getName()}-id` : '');
    answer.setObject(struct.Struct.fromJavaScript({
      size: 7,
      extra: { [rpc.specialSigKey]: rpc.specialSecretSig, value: 'from node' },
    }));
    const urns = new resource.RegisterResourceResponse.PropertyDependencies();
    urns.setUrnsList(['urn:pulumi:dev::shop::a:b:C::d']);
    answer.getPropertydependenciesMap().set('extra', urns);
    done(null, answer);
  },
  registerResourceOutputs(call, done) {
    say({ call: 'registerResourceOutputs', urn: call.request.getUrn(), outputs: read(call.request.getOutputs()) });
    done(null, new empty.Empty());
  },
  signalAndWaitForShutdown(call, done) {
    say({ call: 'signalAndWaitForShutdown' });
    done(null, new empty.Empty());
  },
};
const engine = {
  log(call, done) {
    say({ call: 'log', request: call.request.toObject() });
    done(null, new empty.Empty());
  },
};

const server = new grpc.Server();
server.addService(resourceGrpc.ResourceMonitorService, monitor);
server.addService(engineGrpc.EngineService, engine);
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  say({ port });
});
process.stdin.on('end', () => process.exit(0)).resume();
