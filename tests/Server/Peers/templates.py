"""Push templates with boto3. before FOLDER: every operation, sends and campaigns. after: what a restart must keep."""
import json
import sys
import time

import boto3
from botocore.config import Config

pinpoint = boto3.client("pinpoint", region_name="us-east-1", config=Config(retries={"max_attempts": 1, "mode": "standard"}))
seen = {}


def refusal(call):
    try:
        call()
        return "no error"
    except Exception as e:
        return [e.response["ResponseMetadata"]["HTTPStatusCode"], e.response["Error"]["Message"]]


def status(response):
    return response["ResponseMetadata"]["HTTPStatusCode"]


def create(name, **content):
    return pinpoint.create_push_template(TemplateName=name, PushNotificationTemplateRequest=content)


def update(name, new=None, version=None, **content):
    query = {k: v for k, v in {"CreateNewVersion": new, "Version": version}.items() if v is not None}
    return pinpoint.update_push_template(TemplateName=name, PushNotificationTemplateRequest=content, **query)


def get(name, **query):
    return pinpoint.get_push_template(TemplateName=name, **query)["PushNotificationTemplateResponse"]


def activate(name, version, kind="push"):
    return pinpoint.update_template_active_version(TemplateName=name, TemplateType=kind, TemplateActiveVersionRequest={"Version": version})


def state():
    """All that a restart must keep."""
    names = [t["TemplateName"] for t in pinpoint.list_templates()["TemplatesResponse"]["Item"]]
    return [[get(n), pinpoint.list_template_versions(TemplateName=n, TemplateType="PUSH")["TemplateVersionsResponse"]["Item"]] for n in names]


def wait(campaign_id, *states):
    end = time.monotonic() + 60
    while True:
        now = pinpoint.get_campaign(ApplicationId=app, CampaignId=campaign_id)["CampaignResponse"]["State"]["CampaignStatus"]
        if now in states or time.monotonic() > end:
            return now
        time.sleep(0.05)


def campaign(start, name, **more):
    template = {"Name": name, **more}
    return pinpoint.create_campaign(ApplicationId=app, WriteCampaignRequest={
        "SegmentId": segment, "Schedule": {"StartTime": start}, "TemplateConfiguration": {"PushTemplate": template}})["CampaignResponse"]


if sys.argv[1] == "after":
    print(json.dumps(state()))
    sys.exit()

# Every operation.
made = create("welcome", Default={"Title": "Hi", "Body": "one"}, tags={"team": "push"}, TemplateDescription="first", DefaultSubstitutions='{"User.UserAttributes.FirstName":"friend"}')
arn = made["CreateTemplateMessageBody"]["Arn"]
seen["created"] = [status(made), arn]
seen["twice"] = refusal(lambda: create("welcome", Default={"Body": "x"}))
seen["refused"] = {what: refusal(call) for what, call in {
    "get nobody": lambda: get("nobody"),
    "get version 2": lambda: get("welcome", Version="2"),
    "get version latest": lambda: get("welcome", Version="latest"),
    "update nobody": lambda: update("nobody", Default={}),
    "delete nobody": lambda: pinpoint.delete_push_template(TemplateName="nobody"),
    "delete version 7": lambda: pinpoint.delete_push_template(TemplateName="welcome", Version="7"),
    "activate nobody": lambda: activate("nobody", "latest"),
    "versions of nobody": lambda: pinpoint.list_template_versions(TemplateName="nobody", TemplateType="PUSH"),
    "tags of nobody": lambda: pinpoint.list_tags_for_resource(ResourceArn=arn.replace("welcome", "nobody")),
    "name with a dash first": lambda: create("-x", Default={}),
    "name with a blank": lambda: create("a b/c", Default={}),
    "nothing in it": lambda: create("empty"),
    "helper that is none": lambda: update("welcome", Default={"Body": "{{#if x}}"}),
    "new version with a number": lambda: update("welcome", new=True, version="1", Default={}),
    "update version 2": lambda: update("welcome", version="2", Default={}),
    "activate version 2": lambda: activate("welcome", "2"),
    "activate no version": lambda: activate("welcome", ""),
    "activate a fax": lambda: activate("welcome", "1", "fax"),
    "list faxes": lambda: pinpoint.list_templates(TemplateType="fax"),
    "list many a page": lambda: pinpoint.list_templates(PageSize="many"),
    "list from nowhere": lambda: pinpoint.list_templates(NextToken="x"),
    "delete the active version": lambda: pinpoint.delete_push_template(TemplateName="welcome", Version="1"),
    "create sms": lambda: pinpoint.create_sms_template(TemplateName="s", SMSTemplateRequest={"Body": "x"}),
    "get email": lambda: pinpoint.get_email_template(TemplateName="e"),
    "versions of sms": lambda: pinpoint.list_template_versions(TemplateName="welcome", TemplateType="SMS"),
    "list emails": lambda: pinpoint.list_templates(TemplateType="EMAIL"),
}.items()}
seen["updated"] = status(update("welcome", new=True, Default={"Title": "Hi", "Body": "two"}, tags={"team": "ignored"}))
seen["stays"] = [get("welcome")["Default"]["Body"], get("welcome")["Version"], get("welcome", Version="2")["Default"]["Body"]]
seen["latest"] = [status(activate("welcome", "latest")), get("welcome")["Version"]]
update("welcome", Default={"Body": "two again"})
update("welcome", new=False, version="2", Default={"Body": "two at last"})
update("welcome", new=True, Default={"Body": "three"})
pinpoint.delete_push_template(TemplateName="welcome", Version="3")
update("welcome", new=True, Default={"Body": "four"})
activate("welcome", "2", "PUSH")
seen["versions"] = [[v["Version"] for v in pinpoint.list_template_versions(TemplateName="welcome", TemplateType=t)["TemplateVersionsResponse"]["Item"]] for t in ("PUSH", "push")]
seen["now"] = [get("welcome")["Default"], get("welcome")["tags"]]
pinpoint.tag_resource(ResourceArn=arn, TagsModel={"tags": {"stage": "dev"}})
pinpoint.untag_resource(ResourceArn=arn, TagKeys=["team"])
seen["tags"] = pinpoint.list_tags_for_resource(ResourceArn=arn)["TagsModel"]["tags"]
for name in ("w-1", "w-2", "w-3"):
    create(name, GCM={"Body": "x"})
pages, token = [], {}
while True:
    page = pinpoint.list_templates(Prefix="w-", PageSize="2", TemplateType="PUSH", **token)["TemplatesResponse"]
    pages.append([t["TemplateName"] for t in page["Item"]])
    if "NextToken" not in page:
        break
    token = {"NextToken": page["NextToken"]}
seen["pages"] = pages
seen["deleted"] = [status(pinpoint.delete_push_template(TemplateName="w-2")), refusal(lambda: get("w-2"))[0], len(pinpoint.list_templates()["TemplatesResponse"]["Item"])]
create("w-2", GCM={"Body": "again"})
seen["again"] = [get("w-2")["Version"], get("w-2")["GCM"]["Body"]]

# What they say to whom.
app = pinpoint.create_app(CreateApplicationRequest={"Name": "templates"})["ApplicationResponse"]["Id"]
pinpoint.update_apns_channel(ApplicationId=app, APNSChannelRequest={
    "BundleId": "com.example.app", "TeamId": "TEAM123456", "TokenKeyId": "KEY1234567", "TokenKey": open(f"{sys.argv[2]}/AuthKey.p8").read()})
pinpoint.update_gcm_channel(ApplicationId=app, GCMChannelRequest={"ServiceJson": open(f"{sys.argv[2]}/service-account.json").read(), "DefaultAuthenticationMethod": "TOKEN"})


def register(endpoint, channel, user, **more):
    pinpoint.update_endpoint(ApplicationId=app, EndpointId=endpoint, EndpointRequest={"Address": f"token-{endpoint}", "ChannelType": channel, "User": user, **more})


register("ann", "APNS", {"UserId": "u-ann", "UserAttributes": {"FirstName": ['Ann "A" \\ é']}}, Attributes={"sizes": ["S", "M"]}, Metrics={"visits": 3}, Location={"City": "Köln"})
register("bob", "GCM", {"UserId": "u-bob", "UserAttributes": {"FirstName": ["Bob"]}}, Attributes={"sizes": ["L"]}, Demographic={"Model": "Pixel 9"})
register("cat", "APNS", {"UserId": "u-cat"})
segment = pinpoint.create_segment(ApplicationId=app, WriteSegmentRequest={"Name": "all"})["SegmentResponse"]["Id"]
TEXT = "{{Attributes.sizes}} {{Attributes.sizes.[1]}} {{Metrics.visits}} {{Location.City}} {{Demographic.Model}} {{ChannelType}} {{Id}} {{User.UserId}} {{never}}."
create("sale", Default={"Title": "Hi {{User.UserAttributes.FirstName}}", "Body": TEXT, "Action": "URL", "Url": "https://example.com/{{User.UserId}}", "Sound": "bell"},
       APNS={"MediaUrl": "https://example.com/{{Id}}.png"}, DefaultSubstitutions='{"User.UserAttributes.FirstName":"friend"}')
first = campaign("IMMEDIATE", "sale")
seen["campaign"] = wait(first["Id"], "COMPLETED", "INVALID")
seen["configuration"] = first["TemplateConfiguration"]

create("raw", APNS={"RawContent": '{"aps":{"alert":"Hi {{User.UserAttributes.FirstName}}"},"inner":"{\\"to\\":\\"{{User.UserAttributes.FirstName}}\\"}"}'},
       GCM={"RawContent": '{"data":{"to":"{{User.UserAttributes.FirstName}}"}}'}, DefaultSubstitutions='{"User.UserAttributes.FirstName":"friend"}')
seen["rawCampaign"] = wait(campaign("IMMEDIATE", "raw")["Id"], "COMPLETED", "INVALID")


def send(template, configuration=None, **recipients):
    message = {"MessageConfiguration": configuration or {}, "TemplateConfiguration": {"PushTemplate": template}, **recipients}
    return pinpoint.send_messages(ApplicationId=app, MessageRequest=message)["MessageResponse"]


create("direct", Default={"Title": "T", "Body": "{{greeting}} {{User.UserAttributes.FirstName}}"}, DefaultSubstitutions='{"greeting":"Hello"}')
update("direct", new=True, Default={"Title": "T2", "Body": "second"})
result = send({"Name": "direct"}, {"APNSMessage": {"Title": "Mine"}}, Endpoints={
    "ann": {"Substitutions": {"greeting": ["Good day {{User.UserId}}"]}}, "bob": {"Substitutions": {"User.UserAttributes.FirstName": ["Robert"]}}, "cat": {}})["EndpointResult"]
seen["direct"] = {k: [v["DeliveryStatus"], json.loads(v["StatusMessage"])["errorMessage"]] for k, v in result.items()}
seen["second"] = {k: v["DeliveryStatus"] for k, v in send({"Name": "direct", "Version": "2"}, Endpoints={"cat": {}})["EndpointResult"].items()}
create("bare", Default={"Body": "To {{Address}} on {{ChannelType}}"})
seen["bare"] = send({"Name": "bare"}, Addresses={"token-bare": {"ChannelType": "APNS"}})["Result"]["token-bare"]["DeliveryStatus"]
users = pinpoint.send_users_messages(ApplicationId=app, SendUsersMessageRequest={
    "MessageConfiguration": {"DefaultMessage": {"Substitutions": {"greeting": ["Hey"]}}}, "TemplateConfiguration": {"PushTemplate": {"Name": "direct", "Version": "1"}}, "Users": {"u-bob": {}}})
seen["users"] = users["SendUsersMessageResponse"]["Result"]["u-bob"]["bob"]["DeliveryStatus"]

# What is not there.
seen["noTemplate"] = [refusal(c) for c in (
    lambda: campaign("IMMEDIATE", "nobody"), lambda: campaign("IMMEDIATE", "sale", Version="9"), lambda: send({"Name": "nobody"}, Endpoints={"ann": {}}),
    lambda: pinpoint.send_users_messages(ApplicationId=app, SendUsersMessageRequest={
        "MessageConfiguration": {}, "TemplateConfiguration": {"PushTemplate": {"Name": "nobody"}}, "Users": {"u-bob": {}}}))]
seen["state"] = state()
print(json.dumps(seen))
