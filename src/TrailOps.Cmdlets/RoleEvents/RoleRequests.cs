namespace TrailOps.Cmdlets;

/// <summary>What is to be read for some roles.</summary>
internal interface IRoleRequest<TSelf>
{
    /// <summary>Whether the two ask for the same but for the roles.</summary>
    bool DiffersInRolesAlone(TSelf other);

    /// <summary>The same for the roles of another one too.</summary>
    TSelf WithRolesOf(TSelf other);
}

/// <summary>Requests of which those that differ in the role alone are one: the pipeline may bring an account's roles one by one.</summary>
internal static class RoleRequests
{
    public static void Add<T>(List<T> requests, T request)
        where T : IRoleRequest<T>
    {
        var known = requests.FindIndex(request.DiffersInRolesAlone);
        if (known < 0)
        {
            requests.Add(request);
        }
        else
        {
            requests[known] = request.WithRolesOf(requests[known]);
        }
    }
}
