"""Calls every operation with boto3 on a recording server. Prints per operation: what was passed, what went over the wire, what came back."""
import base64
import datetime
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import boto3
from botocore.config import Config

recorded = {}
canned = {}


class Recorder(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        recorded.update(method=self.command, target=self.path, body=body.decode())
        self.send_response(canned["status"])
        reply = canned["body"].encode()
        self.send_header("Content-Length", str(len(reply)))
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(reply)

    do_GET = do_PUT = do_POST = do_DELETE = answer

    def log_message(self, *_):
        pass


def fill(shape, name, wire):
    """A value of a shape, nasty where a path or text may be. wire: as JSON on the wire, else as boto3 takes it."""
    kind = shape.type_name
    if kind == "structure":
        return {(m.serialization.get("name", n) if wire else n): fill(m, n, wire) for n, m in shape.members.items()}
    if kind == "list":
        return [fill(shape.member, name + "B", wire), fill(shape.member, name + "A", wire)]
    if kind == "map":
        return {"kéy " + name: fill(shape.value, name, wire), "Other": fill(shape.value, name + "2", wire)}
    if kind == "string":
        return shape.enum[len(name) % len(shape.enum)] if getattr(shape, "enum", None) else f"{name} ü/:%2F \"'*+&=?#"
    if kind == "timestamp":
        at = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
        return at.isoformat().replace("+00:00", "Z") if wire else at
    if kind == "blob":
        return base64.b64encode(b"blob").decode() if wire else b"blob"
    return {"boolean": True, "integer": 7, "long": 2**40, "double": 1.25, "float": 1.25}[kind]


def payload(shape):
    member = shape.serialization.get("payload")
    return shape.members[member] if member else None


server = HTTPServer(("127.0.0.1", 0), Recorder)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = boto3.client("pinpoint", region_name="us-east-1", aws_access_key_id="A", aws_secret_access_key="S",
                      endpoint_url=f"http://127.0.0.1:{server.server_port}", config=Config(retries={"max_attempts": 1}))
methods = {operation: method for method, operation in client.meta.method_to_api_mapping.items()}
for operation in client.meta.service_model.operation_names:
    model = client.meta.service_model.operation_model(operation)
    passed = {n: fill(m, n, wire=False) for n, m in model.input_shape.members.items()} if model.input_shape else {}
    answer = payload(model.output_shape) if model.output_shape else None
    canned.update(status=model.http["responseCode"], body=json.dumps(fill(answer, "R", wire=True)) if answer else "")
    got = getattr(client, methods[operation])(**passed)
    got.pop("ResponseMetadata")
    print(json.dumps({"operation": operation, "passed": passed, "canned": dict(canned), "recorded": dict(recorded), "got": got},
                     default=lambda v: base64.b64encode(v).decode() if isinstance(v, bytes) else v.isoformat().replace("+00:00", "Z")))
