"""A segment whose 300,000 values are all wrong, and a push whose raw content is no text. Prints status and length of each answer."""
import json
import os
import urllib.error
import urllib.request

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

base = os.environ["AWS_ENDPOINT_URL_PINPOINT"]
keys = Credentials(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"])
app = boto3.client("pinpoint", region_name="us-east-1").create_app(CreateApplicationRequest={"Name": "faults"})["ApplicationResponse"]["Id"]


def post(path, body):
    request = AWSRequest("POST", base + path, data=json.dumps(body).encode(), headers={"Content-Type": "application/json"})
    SigV4Auth(keys, "mobiletargeting", "us-east-1").add_auth(request)
    try:
        with urllib.request.urlopen(urllib.request.Request(request.url, data=request.body, method="POST", headers=dict(request.headers)), timeout=60) as answer:
            return [answer.status, len(answer.read())]
    except urllib.error.HTTPError as error:
        return [error.code, len(error.read())]


print(json.dumps([
    post(f"/v1/apps/{app}/segments", {"Dimensions": {"Attributes": {"a": {"AttributeType": "BEFORE", "Values": ["x"] * 300_000}}}}),
    post(f"/v1/apps/{app}/segments", {"Dimensions": {"Attributes": {f"a{i}": {"Values": []} for i in range(100_000)}}}),
    post(f"/v1/apps/{app}/messages", {"Addresses": {f"t{i}": {} for i in range(200_000)}, "MessageConfiguration": {}}),
]))
