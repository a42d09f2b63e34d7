using Pinpush.Infra;
using Pulumi;

return await Deployment.RunAsync(PushStack.Declare);
