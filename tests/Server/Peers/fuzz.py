"""Every operation of the API with wrong bodies, wrong ids and wrong queries, signed right. Prints each status with the calls that got it."""
import collections
import json
import os
import random
import sys
import urllib.error
import urllib.parse
import urllib.request

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

base = os.environ["AWS_ENDPOINT_URL_PINPOINT"]
keys = Credentials(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"])
pinpoint = boto3.client("pinpoint", region_name="us-east-1")
app = pinpoint.create_app(CreateApplicationRequest={"Name": "fuzz"})["ApplicationResponse"]["Id"]
chance = random.Random(int(sys.argv[2]))
nasty = ["x", "", " ", "é/%2F", "..", "\u0000", "a" * 3000, "{}", "9" * 40, "-1", "'; DROP TABLE apps; --"]
values = [None, True, 0, -1, 1e308, 2**70, "", "x", "\u0000", "IMMEDIATE", [], {}, [None], {"": None}, {"a": None}, [[]], {"a": [None]}, "2026-13-45", "a" * 300]


def body(shape, depth=0):
    """A value of a shape in which something is wrong here and there."""
    if depth > 6 or chance.random() < 0.12:
        return chance.choice(values)
    if shape.type_name == "structure":
        return {(m.serialization.get("name", n)): body(m, depth + 1) for n, m in shape.members.items() if chance.random() < 0.6}
    if shape.type_name == "list":
        return [body(shape.member, depth + 1) for _ in range(chance.randrange(3))]
    if shape.type_name == "map":
        return {chance.choice(nasty): body(shape.value, depth + 1) for _ in range(chance.randrange(3))}
    if shape.type_name == "string":
        return chance.choice(getattr(shape, "enum", None) or ["x", "APNS", "ACTIVE", "2026-01-02T03:04:05Z", *nasty[:6]])
    return chance.choice([True, 1, 2, 60, 1.5, -3])


seen = collections.defaultdict(list)
bad_form = []
for name in pinpoint.meta.service_model.operation_names:
    model = pinpoint.meta.service_model.operation_model(name)
    for turn in range(int(sys.argv[1])):
        path, payload, query = model.http["requestUri"], b"", []
        for member, shape in (model.input_shape.members.items() if model.input_shape else []):
            where, label = shape.serialization.get("location"), shape.serialization.get("name", member)
            if where == "uri":
                value = app if label == "application-id" and chance.random() < 0.9 else chance.choice(nasty)
                path = path.replace("{%s}" % label, urllib.parse.quote(value, safe=""))
            elif where == "querystring" and chance.random() < 0.5:
                query.append((label, chance.choice(nasty[:1] + nasty[2:5] + nasty[8:])))
            elif where is None:
                payload = chance.choice([b"", b"null", b"[]", b"{", b'"x"', b"\xff\xfe", b"{}", b"[" * 9000, b'{"Tags":' * 9000]) if turn == 0 else json.dumps(body(shape)).encode()
        url = base + path + ("?" + urllib.parse.urlencode(query, quote_via=urllib.parse.quote) if query else "")
        request = AWSRequest(model.http["method"], url, data=payload, headers={"Content-Type": "application/json"} if payload else {})
        SigV4Auth(keys, "mobiletargeting", "us-east-1").add_auth(request)
        try:
            with urllib.request.urlopen(urllib.request.Request(url, data=payload or None, method=model.http["method"], headers=dict(request.headers)), timeout=60) as answer:
                status = answer.status
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read()
            # Kestrel itself refuses a NUL in a path, before any of our code sees it.
            if "%00" not in url and (not error.headers["x-amzn-ErrorType"] or not error.headers["x-amzn-RequestId"] or {"__type", "Message", "RequestID"} - set(json.loads(text))):
                bad_form.append(f"{name} {status}")
        seen[status].append(name if status < 500 and status != 403 else f"{name} {url[len(base):]} {payload[:2000]!r}")
    if name in ("DeleteApp",):
        app = pinpoint.create_app(CreateApplicationRequest={"Name": "fuzz"})["ApplicationResponse"]["Id"]
print(json.dumps({"statuses": {s: len(c) for s, c in seen.items()}, "failed": [c for s, calls in seen.items() if s >= 500 or s == 403 for c in calls], "badForm": bad_form}))
