"""A signed GET of one of the server's own resources; gives the body, of an error too."""
import os
import urllib.error
import urllib.request

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


def get(path):
    request = AWSRequest("GET", os.environ["AWS_ENDPOINT_URL_PINPOINT"] + path)
    keys = Credentials(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"])
    SigV4Auth(keys, "mobiletargeting", "us-east-1").add_auth(request)
    try:
        with urllib.request.urlopen(urllib.request.Request(request.url, headers=dict(request.headers)), timeout=60) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as e:
        return e.read().decode()
