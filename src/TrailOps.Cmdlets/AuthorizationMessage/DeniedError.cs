using System.Management.Automation;
using System.Text;
using TrailOps.Denials;

namespace TrailOps.Cmdlets;

/// <summary>
/// Refusals in errors of PowerShell and exceptions of .NET. An exception of an AWS SDK, whichever assembly it is from, has the code, the status and the request's id
/// as properties; they count more than what a text says.
/// </summary>
internal static class DeniedError
{
    public static void Read(ErrorRecord error, Action<AuthorizationDenial> take)
    {
        if (!ReadAws(error.Exception, take))
        {
            // The text that people see may be another than the exception's; what refused may be a cause of it.
            var told = DenialScanner.Find(error.ErrorDetails?.Message ?? error.Exception?.Message ?? error.ToString());
            (told.Count > 0 ? told : DenialScanner.Find(error.Exception?.ToString() ?? "")).ForEach(take);
        }
    }

    public static void Read(Exception exception, Action<AuthorizationDenial> take)
    {
        if (!ReadAws(exception, take))
        {
            DenialScanner.Find(exception.ToString()).ForEach(take);
        }
    }

    /// <summary>Whether a refusal that an exception of AWS tells is among an exception and its causes. Of several that came together each is read by itself.</summary>
    private static bool ReadAws(Exception? exception, Action<AuthorizationDenial> take)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (Property(e, "ErrorCode") is string { Length: > 0 } code && ReadAws(e, code, take))
            {
                return true;
            }

            if (e is AggregateException { InnerExceptions.Count: > 1 } several)
            {
                foreach (var inner in several.InnerExceptions)
                {
                    Read(inner, take);
                }

                return true;
            }
        }

        return false;
    }

    private static bool ReadAws(Exception e, string code, Action<AuthorizationDenial> take)
    {
        var told = DenialScanner.Find(e.Message);
        var isDenied = ErrorCodes.IsDenial(Encoding.UTF8.GetBytes(code));
        if (told.Count == 0 && isDenied)
        {
            told.Add(new AuthorizationDenial { Text = e.Message });
        }

        foreach (var denial in told)
        {
            take(denial with
            {
                ErrorCode = isDenied ? code : denial.ErrorCode ?? code,
                RequestId = Property(e, "RequestId") is string { Length: > 0 } id ? id : denial.RequestId,
                StatusCode = StatusOf(Property(e, "StatusCode")) ?? denial.StatusCode,
                Service = denial.Action is null ? ServiceOf(e.GetType()) ?? denial.Service : denial.Service,
                Tool = "aws-tools-powershell",
            });
        }

        return told.Count > 0;
    }

    private static object? Property(Exception e, string name)
    {
        try
        {
            return e.GetType().GetProperty(name)?.GetValue(e);
        }
        catch (Exception unreadable) when (unreadable is System.Reflection.AmbiguousMatchException or System.Reflection.TargetInvocationException)
        {
            // An exception of somebody else's that has such a property for something else.
            return null;
        }
    }

    private static int? StatusOf(object? status) => status switch
    {
        int number when number >= 100 => number,
        Enum value when Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) is >= 100 and var number => number,
        _ => null,
    };

    /// <summary>Such as that of <c>Amazon.EC2.AmazonEC2Exception</c>.</summary>
    private static string? ServiceOf(Type type) => type.Namespace?.Split('.') is ["Amazon", var service, ..] && service != "Runtime" ? ServiceNames.Find(service) : null;
}
