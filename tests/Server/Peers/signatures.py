"""Signed requests, each changed somewhere. The server has to take those that are signed right still, as botocore reckons it, and no others."""
import datetime
import http.client
import json
import os
import random
import re
import sys
import urllib.parse

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.utils import normalize_url_path

base = urllib.parse.urlsplit(os.environ["AWS_ENDPOINT_URL_PINPOINT"])
keys = Credentials(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"])
chance = random.Random(int(sys.argv[2]))
letters = "abcXYZ019%./~_-:;=&+@ "
requests = [
    ("GET", "/v1/apps?page-size=5&token=a%2Fb", b""), ("GET", "/v1/apps/0a1b/segments/x%20y", b""), ("GET", "/v1/apps/a/../b/./c//d/..", b""),
    ("POST", "/v1/apps", b'{"Name":"mutant"}'), ("PUT", "/v1/apps/0a1b/endpoints/%C3%A9%2F1", b'{"Address":"t"}'), ("GET", "/v1/apps/.", b""),
]
canonical = re.compile(
    r"AWS4-HMAC-SHA256 +Credential=([^/,=]+)/(\d{8})/([A-Za-z0-9-]+)/mobiletargeting/aws4_request *, *SignedHeaders=([^,=]+) *, *Signature=([^,= ]+) *")


def signed(method, target, body):
    request = AWSRequest(method, base.geturl() + target, data=body, headers={"X-Note": "a  b"} if chance.random() < 0.3 else {})
    SigV4Auth(keys, "mobiletargeting", "us-east-1").add_auth(request)
    return method, target, [("Host", base.netloc), *request.headers.items()], body


def scratched(text):
    """The text with one character more, less, or another."""
    at, letter = chance.randrange(len(text) + 1), chance.choice(letters)
    return chance.choice([text[:at] + letter + text[at:], text[:at] + text[at + 1:], text[:at] + letter + text[at + 1:]])


def changed(method, target, headers, body):
    what = chance.choice(["nothing", "method", "body", "drop", "double", "spaces", "swap", *2 * ["target", "header", "authorization"]])
    at = chance.randrange(len(headers))
    name, value = headers[at]
    if what == "method":
        method = chance.choice(["GET", "PUT", "POST", "DELETE", "get"])
    elif what == "target":
        target = "/" + scratched(target[1:]).replace(" ", "%20")
    elif what == "header":
        headers[at] = (name, scratched(value))
    elif what == "authorization":
        headers[-1] = (headers[-1][0], scratched(headers[-1][1]))
    elif what == "body":
        body = scratched(body.decode()).encode()
    elif what == "drop":
        del headers[at]
    elif what == "double":
        headers.append((name, value))
    elif what == "spaces":
        headers[at] = (name, f" {value}  ")
    elif what == "swap" and "?" in target:
        path, query = target.split("?")
        target = path + "?" + "&".join(reversed(query.split("&")))
    return method, target, headers, body


class Named(SigV4Auth):
    """Signs what the request says is signed, at the time that it says, with its path in a given form."""

    def __init__(self, region, names, path):
        super().__init__(keys, "mobiletargeting", region)
        self.names, self.path = names, path

    def headers_to_sign(self, request):
        wanted = http.client.HTTPMessage()
        for name, value in request.headers.items():
            if name.lower() in self.names:
                wanted[name.lower()] = value
        return wanted

    def _normalize_url_path(self, path):
        return urllib.parse.quote(self.path, safe="/~")

    def canonical_query_string(self, request):
        again = lambda text: urllib.parse.quote(urllib.parse.unquote(text), safe="-_.~")
        pairs = [p.partition("=") for p in urllib.parse.urlsplit(request.url).query.split("&") if p]
        return "&".join(f"{n}={v}" for n, v in sorted((again(n), again(v)) for n, _, v in pairs))


def is_right(method, target, headers, body):
    values = lambda wanted: [v.strip(" ") for n, v in headers if n.lower() == wanted]
    found = canonical.fullmatch(",".join(values("authorization")))
    date = ",".join(values("x-amz-date"))
    if method != method.upper() or not found or not re.fullmatch(r"\d{8}T\d{6}Z", date) or found[1] != keys.access_key or found[2] != date[:8]:
        return False
    try:
        off = datetime.datetime.now(datetime.timezone.utc) - datetime.datetime.strptime(date + "+0000", "%Y%m%dT%H%M%SZ%z")
    except ValueError:
        return False
    names = found[4].rstrip(" ").split(";")
    if abs(off.total_seconds()) > 300 or names != sorted(set(names)) or not {"host", "x-amz-date"} <= set(names) or any(not values(n) for n in names):
        return False
    request = AWSRequest(method, f"http://x{target}", data=body)
    for name, value in headers:
        request.headers[name] = value
    request.context["timestamp"] = date
    path = target.split("?")[0]
    resolved = normalize_url_path(path)
    for form in {path, resolved, resolved.rstrip("/") + "/" if re.search(r"/\.{1,2}$", path) else path}:
        signer = Named(found[3], names, form)
        if signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request) == found[5]:
            return True
    return False


def is_taken(method, target, headers, body):
    connection = http.client.HTTPConnection(base.netloc, timeout=60)
    connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
    for name, value in headers:
        connection.putheader(name, value)
    if body:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body or None)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status != 403 and answer.headers["x-amzn-RequestId"] is not None  # what Kestrel itself refuses has no such header


seen = {"right": 0, "wrong": 0, "wronglyTaken": [], "wronglyRefused": []}
for _ in range(int(sys.argv[1])):
    request = changed(*signed(*chance.choice(requests)))
    try:
        expected, taken = is_right(*request), is_taken(*request)
    except (ValueError, http.client.InvalidURL):
        continue  # the client itself refuses to send it
    seen["right" if expected else "wrong"] += 1
    if expected != taken:
        seen["wronglyTaken" if taken else "wronglyRefused"].append(repr(request)[:500])
print(json.dumps(seen))
