using System.Xml;

namespace Amazon.IdentityManagement.Query;

/// <summary>
/// How one kind of value stands in the forms and the XML of the AWS Query protocol.
/// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
/// </summary>
internal abstract class QueryShape<T>
{
    /// <summary>Adds a value to the form under a name.</summary>
    public abstract void Write(IDictionary<string, string> form, string name, T value);

    /// <summary>
    /// Reads the element that the reader stands on, and leaves the reader behind it. The answer is false where the element says nothing, as empty
    /// lists do: as in official clients, the member then stays as it is, null.
    /// </summary>
    public abstract bool TryRead(XmlReader reader, out T value);
}
