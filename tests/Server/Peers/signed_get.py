"""A signed GET of one of the server's own resources: PATH-AND-QUERY."""
import os
import sys
import urllib.request

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

request = AWSRequest("GET", os.environ["AWS_ENDPOINT_URL_PINPOINT"] + sys.argv[1])
keys = Credentials(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"])
SigV4Auth(keys, "mobiletargeting", "us-east-1").add_auth(request)
with urllib.request.urlopen(urllib.request.Request(request.url, headers=dict(request.headers)), timeout=60) as answer:
    print(answer.read().decode())
