using System.Reflection;
using Amazon.Runtime;

namespace TrailOps.Aws.Connection;

/// <summary>Credentials of another build of the AWS SDK, such as the one of AWS.Tools: asked by the shape of its methods, at each call, so
/// sessions of SSO and of roles go on renewing themselves there.</summary>
internal sealed class ForeignCredentials : AWSCredentials
{
    private readonly object _other;
    private readonly MethodInfo? _getAsync;
    private readonly MethodInfo? _get;

    private ForeignCredentials(object other, MethodInfo? getAsync, MethodInfo? get)
    {
        _other = other;
        _getAsync = getAsync;
        _get = get;
    }

    /// <summary>The object as credentials; null where it has no GetCredentials.</summary>
    public static ForeignCredentials? TryMake(object other)
    {
        var getAsync = MethodOf(other, "GetCredentialsAsync");
        var get = MethodOf(other, "GetCredentials");
        return getAsync is null && get is null ? null : new ForeignCredentials(other, getAsync, get);
    }

    /// <inheritdoc/>
    public override ImmutableCredentials GetCredentials() =>
        _get is not null ? Read(Call(_get)) : GetCredentialsAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        if (_getAsync is null)
        {
            return GetCredentials();
        }

        var task = (Task)Call(_getAsync)!;
        await task.ConfigureAwait(false);
        return Read(task.GetType().GetProperty("Result")!.GetValue(task));
    }

    private object? Call(MethodInfo method)
    {
        var arguments = method.GetParameters().Select(parameter => parameter.ParameterType == typeof(CancellationToken) ? (object)ConnectionUi.Current.Stop : null).ToArray();
        return method.Invoke(_other, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private ImmutableCredentials Read(object? keys)
    {
        if (keys is null || Text(keys, "AccessKey") is not { } accessKey || Text(keys, "SecretKey") is not { } secretKey)
        {
            throw new ConnectionException(ConnectionProblem.CredentialNotUsable, $"The credentials of type {_other.GetType().FullName} gave no keys. Anonymous credentials are of no use here; give others.");
        }

        return new ImmutableCredentials(accessKey, secretKey, Text(keys, "Token"));
    }

    private static string? Text(object keys, string property) => keys.GetType().GetProperty(property)?.GetValue(keys) as string is { Length: > 0 } text ? text : null;

    private static MethodInfo? MethodOf(object other, string name) => Array.Find(
        other.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance),
        method => method.Name == name && !method.IsGenericMethod && method.GetParameters().All(parameter => parameter.ParameterType == typeof(CancellationToken))
            && (name == "GetCredentials" || typeof(Task).IsAssignableFrom(method.ReturnType)));
}
