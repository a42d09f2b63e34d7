"""Prints the names of boto3's Pinpoint model: a line for each member of a shape, for each enum and for each operation."""
import boto3

client = boto3.client("pinpoint", region_name="us-east-1", aws_access_key_id="A", aws_secret_access_key="S")
model = client.meta.service_model
for operation in map(model.operation_model, model.operation_names):
    print("operation", operation.name)
    for end, shape in (("Request", operation.input_shape), ("Response", operation.output_shape)):
        for member in shape.members if shape else ():
            print("member", f"{operation.name}{end}.{member}")
wrapped = {s.name for o in map(model.operation_model, model.operation_names) for s in (o.input_shape, o.output_shape) if s}
for name in set(model.shape_names) - wrapped:
    shape = model.shape_for(name)
    if shape.type_name == "structure":
        for member in shape.members:
            print("member", f"{name}.{member}")
    elif getattr(shape, "enum", None):
        print("enum", name, *shape.enum)
