global using Pinpush.Protocol;
global using PropertyMap = System.Collections.Immutable.ImmutableSortedDictionary<string, Pinpush.PulumiCli.Values.PropertyValue>;
